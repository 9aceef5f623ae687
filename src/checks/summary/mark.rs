//! What a posting tells of a document's digest in 12 bits: about when it was made, and about how many words it has.
//!
//! A mark may let two documents meet of which nothing comes; it keeps none apart that their heads would let meet.

use super::APART;

/// The remainder of a document's day and the class of its length, 6 bits each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// 63 where the document has no day.
    day: u16,
    class: u16,
}

const DAYS: u16 = 63;
const CLASSES: usize = 64;

/// From how many words on a document is of a class: the classes are an eighth wide, or one word.
const STARTS: [usize; CLASSES] = {
    let mut starts = [0; CLASSES];
    let mut class = 1;
    while class < CLASSES {
        starts[class] = starts[class - 1] + 1 + starts[class - 1] / 8;
        class += 1;
    }
    starts
};

/// How many words a document of a class has: from so many on, and fewer than so many.
pub struct Words {
    pub start: usize,
    pub end: Option<usize>,
}

impl Mark {
    pub fn new(day: Option<i32>, words: usize) -> Self {
        let day = day.map_or(DAYS, |day| u16::try_from(day.rem_euclid(DAYS.into())).expect("a remainder"));
        let class = STARTS.partition_point(|&start| start <= words) - 1;
        Self { day, class: u16::try_from(class).expect("few classes") }
    }

    pub fn number(self) -> u16 {
        self.day << 6 | self.class
    }

    pub fn of_number(number: u16) -> Self {
        Self { day: number >> 6 & 0x3f, class: number & 0x3f }
    }

    pub fn words(self) -> Words {
        let class = usize::from(self.class);
        Words { start: STARTS[class], end: STARTS.get(class + 1).copied() }
    }

    /// Whether two documents may be as near in time as a summary is to its source.
    pub fn may_be_near(self, other: Self) -> bool {
        let apart = self.day.abs_diff(other.day);
        let apart = u32::from(apart.min(DAYS - apart.min(DAYS)));
        self.day == DAYS || other.day == DAYS || apart <= APART
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_holds_the_length_and_the_day() {
        for words in (0..3000).chain([100_000, usize::MAX]) {
            let mark = Mark::new(None, words);
            assert_eq!(Mark::of_number(mark.number()), mark);
            let Words { start, end } = mark.words();
            assert!(start <= words && end.is_none_or(|end| words < end && end - start <= 1 + start / 8), "{words}");
        }
        for (a, b) in (0..300).flat_map(|a| (0..300).map(move |b| (a, b))) {
            let near = Mark::new(Some(a), 9).may_be_near(Mark::new(Some(b), 9));
            assert!(near || a.abs_diff(b) > APART, "{a} {b}");
            assert!(!near || a.abs_diff(b) % 63 <= 1 || a.abs_diff(b) % 63 == 62, "{a} {b}");
        }
        assert!(Mark::new(None, 9).may_be_near(Mark::new(Some(4), 9)));
    }
}
