//! Who a summary says did or said something, against a conversation in which somebody else says so of themselves.

use std::cmp::Reverse;

use super::super::digest::Named;
use super::super::voice::Voice;
use super::Pair;
use crate::extract::name::NameKind;
use crate::finding::{Conflict, Severity};

/// How many words of what somebody is told to have done or said stand in the sentence of another at least; and how many
/// of them in any sentence that speaks for the summary at most.
const SAID: usize = 3;
const BACKED: usize = 1;

/// How many words of what somebody did stand in the one sentence that tells it of another at least.
const DONE: usize = 4;

/// How many words behind a name tell what that one does.
const DOES: usize = 8;

impl Pair<'_> {
    /// Somebody of whom the summary tells what another says of themselves, or says at all.
    pub(super) fn roles(&self, out: &mut Vec<Conflict>) {
        if !self.source.is_spoken() {
            return;
        }
        for name in self.summary.digest.named.iter().filter(|name| name.opens && self.is_speaker(name)) {
            let words = self.deeds(name);
            if let Some((sentence, voice)) = self.spoken_by_another(name, &words) {
                let message = format!(
                    "the summary tells of “{}” what “{}” says in the text it sums up",
                    name.written, voice.written
                );
                let there = (self.source.digest.span(sentence), voice.written.as_str());
                out.push(self.conflict(message, (name.span(), &name.written), there).at_most(Severity::Warning));
            }
        }
    }

    /// Somebody of whom the summary tells what the source tells of another, in one sentence with nobody else between.
    pub(super) fn swapped(&self, out: &mut Vec<Conflict>) {
        if self.own || self.source.is_spoken() {
            return;
        }
        let known = |name: &&Named| self.words_of(name).iter().any(|&word| self.source.has(word));
        for name in self.summary.digest.named.iter().filter(|name| name.opens).filter(known) {
            if let Some(other) = self.told_of_another(name) {
                let message = self.differently("names", &name.written, &other.written);
                let conflict = self.conflict(message, (name.span(), &name.written), (other.span(), &other.written));
                out.push(conflict.at_most(Severity::Warning));
            }
        }
    }

    /// The name of the source with which the sentence begins that tells the deeds of a name of the summary.
    fn told_of_another(&self, name: &Named) -> Option<&Named> {
        let (digest, deeds) = (self.source.digest, self.deeds(name));
        let sentences = 0..u32::try_from(digest.ends.len()).expect("fewer sentences than bytes");
        let has = |sentence: u32, words: &[u32]| {
            let theirs = &digest.words[digest.sentence(sentence)];
            words.iter().filter(|word| theirs.contains(word)).count()
        };
        let told: Vec<(usize, u32)> = sentences.map(|sentence| (has(sentence, &deeds), sentence)).collect();
        let &(most, best) = told.iter().max_by_key(|(told, sentence)| (*told, Reverse(*sentence)))?;
        let enough = most >= DONE && most * 10 >= deeds.len() * 6;
        // who is told of in the sentences around may be meant by "she"
        let near = told.iter().filter(|(told, at)| at.abs_diff(best) <= 1 || *told > BACKED);
        let backed = || near.clone().any(|&(_, at)| has(at, self.words_of(name)) > 0);
        let mine = &self.summary.digest.words[self.summary.digest.sentence(name.sentence)];
        let foreign = |other: &Named| !digest.words_of(other).iter().any(|word| mine.contains(word));
        let first = digest.named.iter().find(|other| other.sentence == best && other.opens)?;
        let one_kind = name.kind == first.kind && matches!(name.kind, NameKind::Person | NameKind::Organisation);
        (enough && one_kind && foreign(first) && !backed()).then_some(first)
    }

    fn words_of(&self, name: &Named) -> &[u32] {
        self.summary.digest.words_of(name)
    }

    /// The content words that tell what somebody did, up to the next clause that begins with a name.
    fn deeds(&self, name: &Named) -> Vec<u32> {
        let digest = self.summary.digest;
        let next = digest.named.iter().filter(|one| one.opens && one.sentence == name.sentence);
        let next = next.map(|one| one.words.0).find(|&at| at >= name.words.1);
        let end = digest.sentence(name.sentence).end.min(name.words.1 as usize + DOES);
        let end = next.map_or(end, |next| end.min(next as usize));
        let words = &digest.words[name.words.1 as usize..end];
        words.iter().copied().filter(|&word| !self.is_of_speaker(word)).collect()
    }

    /// The sentence of somebody else that tells some deeds as their own, where no other sentence tells any of them.
    fn spoken_by_another(&self, name: &Named, deeds: &[u32]) -> Option<(u32, &Voice)> {
        let digest = self.source.digest;
        let voices = &digest.voices;
        let count = |sentence: u32| {
            let words = &digest.words[digest.sentence(sentence)];
            deeds.iter().filter(|deed| words.contains(deed)).count()
        };
        let own_name = |sentence: u32| {
            let words = &digest.words[digest.sentence(sentence)];
            self.words_of(name).iter().any(|word| words.contains(word))
        };
        let sentences = 0..u32::try_from(digest.ends.len()).expect("fewer sentences than bytes");
        let (mut best, mut backed): (Option<(usize, u32, &Voice)>, usize) = (None, 0);
        for sentence in sentences {
            let turn = voices.partition_point(|voice| voice.sentence <= sentence);
            let Some(voice) = turn.checked_sub(1).map(|turn| &voices[turn]) else { continue };
            let tells = name.says || voice.own.contains(&sentence);
            let theirs = !self.is_named_by(name, voice) && !own_name(sentence) && tells;
            let told = count(sentence);
            match best {
                _ if !theirs => backed = backed.max(told),
                Some((most, ..)) if told <= most => {}
                _ => best = Some((told, sentence, voice)),
            }
        }
        let (told, sentence, voice) = best?;
        let enough = told >= SAID || told + 1 >= SAID && told == deeds.len();
        (enough && backed <= BACKED).then_some((sentence, voice))
    }

    fn is_speaker(&self, name: &Named) -> bool {
        self.source.digest.voices.iter().any(|voice| self.is_named_by(name, voice))
    }

    /// Whether a label has a word of a name.
    fn is_named_by(&self, name: &Named, voice: &Voice) -> bool {
        let name = self.words_of(name);
        let label = &self.source.digest.words[voice.words.0 as usize..voice.words.1 as usize];
        name.iter().any(|word| label.contains(word))
    }

    fn is_of_speaker(&self, word: u32) -> bool {
        let words = &self.source.digest.words;
        self.source
            .digest
            .voices
            .iter()
            .any(|voice| words[voice.words.0 as usize..voice.words.1 as usize].contains(&word))
    }
}
