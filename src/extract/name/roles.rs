//! Words -> [`Roles`]: in which of the lists of [`super::words`] a word is, told by one look.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::words;
use crate::claim::hash_word;
use crate::words::Words;

/// What a word may be in a name, or beside one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Title,
    Modifier,
    Regnal,
    Personal,
    Organisation,
    Spot,
    Particle,
    Suffix,
    Postnominal,
    Saying,
    Auxiliary,
    Suffered,
    Owned,
    Says,
    Function,
    Calendar,
}

/// The roles that a word may have, a bit for each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Roles(u16);

impl Roles {
    pub const NONE: Self = Self(0);

    /// Those of the word with this hash (see [`hash_word`]), in lower case.
    #[must_use]
    pub fn of(hash: u64) -> Self {
        ROLES.get(&hash).copied().unwrap_or_default()
    }

    #[must_use]
    #[inline]
    pub const fn has(self, role: Role) -> bool {
        self.0 & Self::bit(role) != 0
    }

    const fn bit(role: Role) -> u16 {
        1 << role as u16
    }
}

/// The words of each role.
const LISTS: [(Role, &Words); 16] = [
    (Role::Title, words::TITLES),
    (Role::Modifier, words::MODIFIERS),
    (Role::Regnal, words::REGNAL),
    (Role::Personal, words::PERSONAL),
    (Role::Organisation, words::ORGANISATIONS),
    (Role::Spot, words::SPOTS),
    (Role::Particle, words::PARTICLES),
    (Role::Suffix, words::SUFFIXES),
    (Role::Postnominal, words::POSTNOMINALS),
    (Role::Saying, words::SAYING),
    (Role::Auxiliary, words::AUXILIARY),
    (Role::Suffered, words::SUFFERED),
    (Role::Owned, words::OWNED),
    (Role::Says, words::SAYS),
    (Role::Function, words::FUNCTION),
    (Role::Calendar, words::CALENDAR),
];

static ROLES: LazyLock<FxHashMap<u64, Roles>> = LazyLock::new(|| {
    let mut roles: FxHashMap<u64, Roles> = FxHashMap::default();
    for (role, list) in LISTS {
        for word in list.iter() {
            roles.entry(hash_word(word.as_bytes())).or_default().0 |= Roles::bit(role);
        }
    }
    roles
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::read;
    use crate::segment::{TokenKind, segment};
    use crate::source::{Encoding, Source, SourceId};

    #[test]
    fn a_word_has_the_roles_of_its_lists() {
        for word in LISTS.iter().flat_map(|(_, list)| list.iter()).chain(&["zebra", "", "Mr"]) {
            let roles = Roles::of(hash_word(word.as_bytes()));
            for (role, list) in LISTS {
                assert_eq!(roles.has(role), list.has(word), "{word}: {role:?}");
            }
        }
    }

    #[test]
    fn what_has_a_role_is_read_as_a_word() {
        for word in LISTS.iter().flat_map(|(_, list)| list.iter()) {
            let source =
                Source::new(SourceId(0), "a.txt".into(), format!("The {word} here"), Encoding::Utf8 { bom: false });
            let text = segment(read(&source));
            let of_it = |at: usize| text.text(at) == *word;
            assert!((0..text.tokens.len()).filter(|&at| of_it(at)).all(|at| text.tokens[at].kind == TokenKind::Word));
        }
    }
}
