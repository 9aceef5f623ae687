//! Words -> what they may mean in a time expression. One table, looked up once for each token.
//!
//! A word is here for what it can be, not for what it is: the grammar decides by its neighbours.

mod figures;
mod table;

pub use figures::beside_words;
use table::look_up;
pub(crate) use table::words;

use crate::segment::Shape;

/// What a token may be in a time expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    /// `12.06.2025`: day, month, year.
    Dotted(u8, u8, u16),
    /// Nothing that time expressions are made of.
    Other,
    /// Plain digits: the number and how many digits it is written with.
    Figure(u32, u8),
    /// A number with separators or a decimal point, in thousandths.
    Decimal(u32),
    /// `12th`, `twelfth`.
    Nth(u8),
    /// A figure with letters glued to it that say the time: `6am`, `7.30pm`, `0300hrs`, `2hrs`.
    Glued,
    /// `mins`, `hr`: a unit behind a number, and nothing by itself.
    ShortUnit(Unit),
    /// `3Q07`: the quarter, and its year in two figures.
    QuarterOf(u8, u8),
    /// `c1920`.
    Circa(u16),
    /// `FY08`, `FY2008`.
    FiscalYear(u16),
    /// `one` to `ninety`.
    Cardinal(u8),
    Hundred,
    Dozen,
    Month(u8),
    /// `Jan`, `Sept`.
    MonthShort(u8),
    /// From Monday, 0.
    Weekday(u8),
    WeekdayShort(u8),
    Weekdays(u8),
    Season(Season),
    Unit(Unit),
    Units(Unit),
    /// `1990s` as 199, `90s` as 9.
    Decade(u16),
    /// `daily`, `annual`.
    Every(Unit),
    /// `biennial`, `fortnightly`: every so many of them.
    EveryFew(u8, Unit),
    /// `bi`, `semi`, `half` before `monthly`: how many such units, in halves.
    Manifold(u8),
    DayPart(DayPart),
    Holiday(Holiday),
    Noon,
    Midnight,
    /// `a.m.`: 0, `p.m.`: 12.
    Meridiem(u8),
    /// Minutes east of Greenwich.
    Zone(i16),
    Era(bool),
    A,
    The,
    This,
    That,
    Last,
    Past,
    Next,
    Coming,
    Previous,
    Following,
    Same,
    Each,
    Another,
    Other2,
    Few,
    Several,
    Couple,
    Half,
    And,
    Or,
    To,
    Of,
    In,
    On,
    At,
    For,
    /// Prepositions after which a year or a month is one: `since`, `by`, `until` ...
    Since,
    From,
    Between,
    Per,
    Ago,
    Later,
    Earlier,
    Before,
    After,
    Now,
    Hence,
    Early,
    Late,
    Mid,
    /// `end`, `beginning`, `middle`: of something.
    Stretch,
    /// `latter`, `early`, `first` before `part`.
    Latter,
    PartOf,
    About,
    More,
    Less,
    Than,
    AtLeast,
    Today,
    Yesterday,
    Tomorrow,
    Tonight,
    /// `now`, `currently`: the present.
    Present,
    Recent,
    Recently,
    Future,
    /// `formerly`.
    Formerly,
    /// `hundreds`, `dozens`: of something.
    Scores,
    Moment,
    /// `present`, `modern`, `near`: what follows says of what.
    Modern,
    These,
    Time,
    Period,
    Weekend,
    Weekends,
    Fiscal,
    Times,
    Once,
    /// Words that stand between number and unit and change nothing: `consecutive`, `full`.
    Filler,
    Long,
    Old,
    /// `weeklong`.
    LongUnit(Unit),
    /// `latest`.
    Latest,
    Soon,
    All,
    Overnight,
    Clock,
    Comma,
    Dash,
    Point,
    Slash,
    Colon,
    Apostrophe,
    Open,
    Close,
    /// `$`, `#`, `№`: what follows is no time.
    Sign,
    Percent,
    Quote,
    Possessive,
}

impl Word {
    /// Whether no expression starts with it: it is none of their words, or stands only inside them.
    pub fn starts_nothing(self) -> bool {
        matches!(
            self,
            Word::Other
                | Word::And
                | Word::Or
                | Word::To
                | Word::Of
                | Word::In
                | Word::On
                | Word::For
                | Word::Since
                | Word::From
                | Word::Between
                | Word::Before
                | Word::After
                | Word::Than
                | Word::Comma
                | Word::Dash
                | Word::Point
                | Word::Slash
                | Word::Colon
                | Word::Open
                | Word::Close
                | Word::Sign
                | Word::Percent
                | Word::Possessive
                | Word::ShortUnit(_)
                | Word::Meridiem(_)
                | Word::Zone(_)
                | Word::Era(true)
                | Word::Other2
                | Word::Ago
                | Word::Hence
                | Word::PartOf
                | Word::AtLeast
                | Word::Moment
                | Word::Time
                | Word::Times
                | Word::Period
                | Word::Weekend
                | Word::Old
                | Word::Clock
                | Word::Quote
        )
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Season {
    Spring,
    Summer,
    /// `fall`, which is a verb and a noun, too.
    Fall,
    Autumn,
    Winter,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Night,
    Week,
    Weekend,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
    Millennium,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayPart {
    Morning,
    Afternoon,
    Evening,
    Night,
    Daytime,
    Dawn,
    Dusk,
}

/// Days that a calendar can place; those of one country are placed as that country does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holiday {
    Christmas,
    Easter,
    Thanksgiving,
    Halloween,
    /// Only with the words that follow: `New Year's Eve`, `Good Friday`, `Labor Day`.
    New,
    Good,
    Boxing,
    Labor,
    Memorial,
    Valentine,
    Veterans,
    Ash,
    Palm,
    /// The first word of a feast that only its whole name tells.
    Named,
}

/// Whether a word in lower case is the short name of a time zone: "gmt", "cest".
#[must_use]
pub fn is_zone(word: &str) -> bool {
    matches!(table::look_up(word), Some(Word::Zone(_)))
}

/// A word of letters, in lower case and with its shape.
pub fn plain(lower: &str, shape: Shape) -> Word {
    look_up(lower).map_or(Word::Other, |found| as_written(found, lower, shape))
}

/// What a word of the table is by how it is written: names of months and days need a capital letter.
pub fn as_written(found: Word, lower: &str, shape: Shape) -> Word {
    if let Word::Other = found {
        return found;
    }
    let name = matches!(
        found,
        Word::Month(_)
            | Word::MonthShort(_)
            | Word::Weekday(_)
            | Word::WeekdayShort(_)
            | Word::Weekdays(_)
            | Word::Holiday(_)
            | Word::Zone(_)
    );
    let era = matches!(found, Word::Era(_)) && !lower.contains('.');
    let universal = matches!(lower, "gmt" | "utc");
    let short = matches!(found, Word::ShortUnit(_)) && shape != Shape::Lower || lower == "fy" && shape != Shape::Upper;
    if (name && !shape.has_capital() && !universal) || (era && shape != Shape::Upper) || short {
        return Word::Other;
    }
    found
}
