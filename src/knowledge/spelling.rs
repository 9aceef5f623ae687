//! How two folded names differ: edits, sounds, endings.

use super::lexicon::name;

/// How many edits (a letter put in, left out, exchanged, or two neighbours swapped) lead from one word to the other;
/// `None` for more than two.
#[must_use]
pub fn edits(a: &str, b: &str) -> Option<usize> {
    if a.len().abs_diff(b.len()) > 2 * 4 {
        return None;
    }
    if a == b {
        return Some(0);
    }
    if a.is_ascii() && b.is_ascii() {
        return edits_of_core(core(a.as_bytes(), b.as_bytes()));
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    edits_of_core(core(&a, &b))
}

/// The edits between two words that begin and end with different letters.
fn edits_of_core<L: PartialEq + Copy>((a, b): (&[L], &[L])) -> Option<usize> {
    match (a.len(), b.len()) {
        (0 | 1, 1) | (1, 0) => Some(1),
        (2, 2) if a[0] == b[1] && a[1] == b[0] => Some(1),
        (0 | 1, 2) | (2, 0..=2) => Some(2),
        (la, lb) if la.abs_diff(lb) <= 2 => are_two_edits(a, b).then_some(2),
        _ => None,
    }
}

/// Whether two edits lead from one word to another that begins and ends with other letters: one has to be at the
/// beginning, one at the end, and what is between them is alike.
fn are_two_edits<L: PartialEq + Copy>(a: &[L], b: &[L]) -> bool {
    // letters that an edit takes from each: exchanged, left out, put in, swapped
    const TAKEN: [(usize, usize); 4] = [(1, 1), (1, 0), (0, 1), (2, 2)];
    let swapped = |a: &[L], b: &[L]| a[0] == b[1] && a[1] == b[0];
    TAKEN.iter().any(|&(from_a, from_b)| {
        if a.len() < from_a || b.len() < from_b || (from_a == 2 && !swapped(a, b)) {
            return false;
        }
        let (a, b) = (&a[from_a..], &b[from_b..]);
        TAKEN.iter().any(|&(from_a, from_b)| {
            let (Some(left_a), Some(left_b)) = (a.len().checked_sub(from_a), b.len().checked_sub(from_b)) else {
                return false;
            };
            (from_a < 2 || swapped(&a[left_a..], &b[left_b..])) && a[..left_a] == b[..left_b]
        })
    })
}

/// What is left of two words without the letters they begin and end with alike.
fn core<'t, L: PartialEq>(a: &'t [L], b: &'t [L]) -> (&'t [L], &'t [L]) {
    let start = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[start..], &b[start..]);
    let end = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    (&a[..a.len() - end], &b[..b.len() - end])
}

/// Whether two words are pronounced alike in English: "Stephen" and "Steven", "Katherine" and "Catherine".
#[must_use]
pub fn sound_alike(a: &str, b: &str) -> bool {
    a.len().abs_diff(b.len()) <= 3 && sound(a) == sound(b)
}

/// A word as it is pronounced, roughly: letters that sound alike are one, doubled ones single, mute ones gone.
#[must_use]
pub fn sound(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let mut rest = word;
    while let Some(first) = rest.chars().next() {
        let (sounds, len) = alike(first)
            .iter()
            .find(|(written, _)| rest.starts_with(written))
            .map_or((&rest[..first.len_utf8()], first.len_utf8()), |(written, sound)| (*sound, written.len()));
        for c in sounds.chars() {
            let mute = c == 'h' && !out.is_empty();
            if !mute && !out.ends_with(c) {
                out.push(c);
            }
        }
        rest = &rest[len..];
    }
    if out.len() > 3 && out.ends_with('e') {
        out.pop();
    }
    out
}

/// Letters in a row that begin with a letter and sound like others: the longer ones first.
fn alike(first: char) -> &'static [(&'static str, &'static str)] {
    match first {
        'a' => &[("ay", "e"), ("ai", "e"), ("ae", "e"), ("au", "o"), ("aw", "o")],
        'c' => &[("ck", "k"), ("ce", "se"), ("ci", "si"), ("cy", "si"), ("ch", "C"), ("c", "k")],
        'e' => &[("ei", "i"), ("ee", "i"), ("ea", "i"), ("ey", "i")],
        'g' => &[("geo", "je"), ("ge", "je"), ("gi", "ji"), ("gh", "g")],
        'i' => &[("ie", "i")],
        'k' => &[("kn", "n")],
        'l' => &[("leigh", "li")],
        'm' => &[("mac", "mc")],
        'o' => &[("ough", "o"), ("ou", "u"), ("oo", "u")],
        'p' => &[("ph", "f")],
        'q' => &[("q", "k")],
        's' => &[("sch", "sh"), ("sh", "S")],
        't' => &[("tsch", "ch"), ("th", "T")],
        'u' => &[("ugh", "u")],
        'v' => &[("v", "f")],
        'w' => &[("wh", "w"), ("wr", "r"), ("w", "u")],
        'x' => &[("x", "ks")],
        'y' => &[("y", "i")],
        'z' => &[("z", "s")],
        _ => &[],
    }
}

/// “Corp” for “Corporation”, “Assoc” for “Association”.
#[must_use]
pub fn is_short_for(short: &str, long: &str) -> bool {
    short.len() <= 5 && short.len() + 3 <= long.len() && long.starts_with(short)
}

/// Whether one word is the plural or the feminine form of the other.
#[must_use]
pub fn is_inflected(a: &str, b: &str) -> bool {
    const SLAVIC: &[&str] = &["ov", "ev", "in", "yn", "ev", "sk"];
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    match long.strip_prefix(short) {
        Some("s") => !short.ends_with('s'),
        Some("es") => true,
        Some("a" | "ova") => SLAVIC.iter().any(|end| short.ends_with(end)),
        _ => swapped(short, long, &[("y", "ies"), ("y", "aya"), ("ey", "aya"), ("man", "men")]),
    }
}

/// Whether one word may be the people, language or faith of the other: "Korea" and "Korean", "Sunni" and "Sunnism".
#[must_use]
pub fn is_derived(a: &str, b: &str) -> bool {
    const ENDINGS: &[&str] = &["n", "an", "ian", "i", "ese", "er", "ist", "ism", "ite", "ic"];
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    match long.strip_prefix(short) {
        // a last letter doubled is no ending
        Some("e") => short.ends_with('a'),
        Some(ending) => ENDINGS.contains(&ending) && !short.ends_with(ending),
        None => swapped(short, long, &[("y", "i"), ("a", "i"), ("e", "i"), ("y", "ic"), ("a", "ic"), ("ist", "ism")]),
    }
}

fn swapped(short: &str, long: &str, endings: &[(&str, &str)]) -> bool {
    let swap = |x: &str, y: &str| short.strip_suffix(x).is_some_and(|stem| long.strip_suffix(y) == Some(stem));
    endings.iter().any(|(x, y)| swap(x, y) || swap(y, x))
}

/// Whether two words are one name brought over from another script in two ways.
#[must_use]
pub fn is_transliterated(a: &str, b: &str) -> bool {
    let arabic = |word: &str| {
        ["al", "el", "abd", "abu"].iter().any(|start| word.starts_with(start)) && word.len() >= 6 && !name(word).known()
    };
    a != b
        && fixed_letters(a).eq(fixed_letters(b))
        && (plain(a) == plain(b) || (arabic(a) && arabic(b) && skeleton(a) == skeleton(b)))
}

/// Letters that transcribers agree on: neither [`plain`] nor [`skeleton`] puts one in, exchanges it or takes one out,
/// but for doubled ones.
fn fixed_letters(word: &str) -> impl Iterator<Item = u8> + '_ {
    let fixed =
        word.bytes().filter(|b| matches!(b, b'b' | b'g' | b'l' | b'n' | b'p' | b'q' | b'r' | b'w' | b'x' | b'z'));
    let mut last = 0;
    fixed.filter(move |&b| std::mem::replace(&mut last, b) != b)
}

/// Whether two words differ in nothing but choices that transcribers from Cyrillic make: "Kowalski" and "Kowalsky",
/// "Gorbachev" and "Gorbatchev".
#[must_use]
pub fn is_slavic_variant(a: &str, b: &str) -> bool {
    a != b && slavic(a) == slavic(b)
}

/// A name without the choices that transcribers differ in: "Zelenskyy" and "Zelensky", "Khadafi" and "Kadafi".
fn plain(word: &str) -> String {
    const PAIRS: &[(&str, &str)] = &[
        ("kh", "k"),
        ("dj", "j"),
        ("mohame", "muhamma"),
        ("mohammed", "muhammad"),
        ("mohammad", "muhammad"),
        ("muhammed", "muhammad"),
        ("mehmed", "muhammad"),
    ];
    PAIRS.iter().fold(slavic(word), |stem, (long, short)| stem.replace(long, short))
}

/// A name without the choices of transcribers from Cyrillic.
fn slavic(word: &str) -> String {
    const PAIRS: &[(&str, &str)] = &[("tch", "ch"), ("sch", "sh")];
    let endings = ["skyy", "skiy", "skij", "skyi", "skii", "sky", "ski", "kyy", "kiy", "eyev", "ayev"];
    let stem = endings.iter().find_map(|end| word.strip_suffix(end).map(|stem| format!("{stem}{}", &end[..1])));
    let mut stem = stem.unwrap_or_else(|| word.to_owned());
    for (end, short) in [("iy", "y"), ("ij", "y"), ("ff", "v")] {
        if let Some(rest) = stem.strip_suffix(end) {
            stem = format!("{rest}{short}");
        }
    }
    PAIRS.iter().fold(stem, |stem, (long, short)| stem.replace(long, short))
}

/// The consonants of a word, doubled ones once.
fn skeleton(word: &str) -> String {
    let mut out = String::new();
    for c in word.chars().filter(|c| !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')) {
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_counted() {
        for (a, b, count) in [
            ("ishida", "ishiba", Some(1)),
            ("kishida", "ishida", Some(1)),
            ("biden", "biedn", Some(1)),
            ("trump", "trummp", Some(1)),
            ("stevenson", "stephenson", Some(2)),
            ("jaemyung", "jaeyong", Some(2)),
            ("cheolhee", "chunghee", None),
            ("smith", "smith", Some(0)),
        ] {
            assert_eq!(edits(a, b), count, "{a} {b}");
            assert_eq!(edits(b, a), count, "{b} {a}");
        }
    }

    #[test]
    fn edits_are_those_of_the_restricted_distance() {
        let words: Vec<String> = (0..3_usize.pow(6))
            .map(|n| {
                (0..1 + n % 6).map(|at| ['a', 'b', 'ü'][n / 3_usize.pow(u32::try_from(at).expect("few")) % 3]).collect()
            })
            .collect();
        for a in words.iter().step_by(5) {
            for b in &words {
                let distance = strsim::osa_distance(a, b);
                assert_eq!(edits(a, b), (distance <= 2).then_some(distance), "{a} {b}");
            }
        }
    }

    #[test]
    fn sounds() {
        for (a, b) in [
            ("stephen", "steven"),
            ("katherine", "catherine"),
            ("reid", "reed"),
            ("philips", "phillips"),
            ("sara", "sarah"),
            ("jon", "john"),
            ("burleigh", "burley"),
            ("gillian", "jillian"),
            ("geoffrey", "jeffrey"),
        ] {
            assert!(sound_alike(a, b), "{a} {b}: {} {}", sound(a), sound(b));
        }
        for (a, b) in [("tim", "tom"), ("maria", "mario"), ("smith", "smeed"), ("grant", "brant")] {
            assert!(!sound_alike(a, b), "{a} {b}");
        }
    }

    #[test]
    fn endings_are_no_misspellings() {
        for (a, b) in
            [("obama", "obamas"), ("hargreaves", "hargreaveses"), ("petrov", "petrova"), ("dostoevsky", "dostoevskaya")]
        {
            assert!(is_inflected(a, b) && is_inflected(b, a), "{a} {b}");
        }
        for (a, b) in [("korea", "korean"), ("iraq", "iraqi"), ("sunna", "sunni")] {
            assert!(is_derived(a, b) && is_derived(b, a), "{a} {b}");
        }
        assert!(!is_derived("kosgei", "kosgeii") && !is_inflected("obam", "obama"));
        assert!(is_transliterated("zelensky", "zelenskyy") && !is_transliterated("zhukovsky", "zhukoksky"));
        assert!(is_transliterated("alqaida", "alqaeda") && !is_transliterated("pelosi", "pelosii"));
    }
}
