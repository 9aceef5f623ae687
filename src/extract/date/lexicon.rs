//! Words -> what they may mean in a time expression. One table, looked up once for each token.
//!
//! A word is here for what it can be, not for what it is: the grammar decides by its neighbours.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::segment::{Segmented, Shape, Token, TokenKind};

/// What a token may be in a time expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    /// Nothing that time expressions are made of.
    Other,
    /// Plain digits: the number and how many digits it is written with.
    Figure(u32, u8),
    /// A number with separators or a decimal point, in thousandths.
    Decimal(u32),
    /// `12th`, `twelfth`.
    Nth(u8),
    /// A figure with letters glued to it that say the time: `6am`, `0300hrs`.
    Glued,
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
    Independence,
}

/// Says of each token what it may be.
pub fn classify(text: &Segmented<'_>) -> Vec<Word> {
    text.tokens.iter().enumerate().map(|(at, token)| word(text, at, token)).collect()
}

fn word(text: &Segmented<'_>, at: usize, token: &Token) -> Word {
    match token.kind {
        TokenKind::Word => plain(text.lower(at), token.shape),
        TokenKind::Number => number(text.lower(at)),
        TokenKind::Mixed => mixed(text.lower(at)),
        TokenKind::Mark => mark(text.text(at)),
        TokenKind::Possessive => Word::Possessive,
        TokenKind::Address => Word::Other,
    }
}

/// A word of letters. Names of months and days need a capital letter.
fn plain(lower: &str, shape: Shape) -> Word {
    if lower.len() > 13 {
        return Word::Other;
    }
    let found = TABLE.get(lower).copied().unwrap_or(Word::Other);
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
    if (name && !shape.has_capital()) || (era && shape != Shape::Upper) {
        return Word::Other;
    }
    found
}

fn number(lower: &str) -> Word {
    let digits = lower.bytes().all(|b| b.is_ascii_digit());
    if digits {
        return match lower.parse() {
            Ok(value) if lower.len() <= 9 => {
                Word::Figure(value, u8::try_from(lower.len()).expect("at most nine digits"))
            }
            _ => Word::Other,
        };
    }
    let plain: String = lower.chars().filter(|&c| c != ',').collect();
    match plain.parse::<f64>() {
        Ok(value) if value < 1_000_000.0 => Word::Decimal((value * 1000.0).round() as u32),
        _ => Word::Other,
    }
}

fn mixed(lower: &str) -> Word {
    let digits = lower.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 4 {
        return if let Some(rest) = lower.strip_prefix('q') { quarter_code(rest) } else { Word::Other };
    }
    let value: u32 = lower[..digits].parse().unwrap_or(0);
    match &lower[digits..] {
        "st" | "nd" | "rd" | "th" => u8::try_from(value).map_or(Word::Other, Word::Nth),
        "s" if value % 10 == 0 && (digits == 4 && (1000..2100).contains(&value) || digits == 2) => {
            Word::Decade((value / 10) as u16)
        }
        "am" | "pm" | "hrs" | "h" | "hr" | "a.m" | "p.m" | "a.m." | "p.m." => Word::Glued,
        rest if rest.starts_with('t') && rest[1..].bytes().all(|b| b.is_ascii_digit()) && rest.len() > 1 => Word::Glued,
        _ => Word::Other,
    }
}

/// `Q3` is the third quarter.
fn quarter_code(rest: &str) -> Word {
    match rest {
        "1" => Word::Nth(201),
        "2" => Word::Nth(202),
        "3" => Word::Nth(203),
        "4" => Word::Nth(204),
        _ => Word::Other,
    }
}

fn mark(text: &str) -> Word {
    match text {
        "," => Word::Comma,
        "-" | "–" | "‑" | "—" => Word::Dash,
        "." => Word::Point,
        "/" => Word::Slash,
        ":" => Word::Colon,
        "'" | "’" | "‘" => Word::Apostrophe,
        "(" | "[" => Word::Open,
        ")" | "]" => Word::Close,
        "$" | "€" | "£" | "¥" | "₩" | "₹" | "#" | "№" => Word::Sign,
        "%" => Word::Percent,
        "\"" | "“" | "”" => Word::Quote,
        _ => Word::Other,
    }
}

static TABLE: LazyLock<FxHashMap<&'static str, Word>> = LazyLock::new(|| {
    let lists = [NAMES, NUMBERS, UNITS, RELATIONS, REFERENCES, ZONES];
    lists.iter().flat_map(|list| list.iter().copied()).collect()
});

const NAMES: &[(&str, Word)] = &[
    ("january", Word::Month(1)),
    ("february", Word::Month(2)),
    ("march", Word::Month(3)),
    ("april", Word::Month(4)),
    ("may", Word::Month(5)),
    ("june", Word::Month(6)),
    ("july", Word::Month(7)),
    ("august", Word::Month(8)),
    ("september", Word::Month(9)),
    ("october", Word::Month(10)),
    ("november", Word::Month(11)),
    ("december", Word::Month(12)),
    ("jan", Word::MonthShort(1)),
    ("feb", Word::MonthShort(2)),
    ("mar", Word::MonthShort(3)),
    ("apr", Word::MonthShort(4)),
    ("jun", Word::MonthShort(6)),
    ("jul", Word::MonthShort(7)),
    ("aug", Word::MonthShort(8)),
    ("sep", Word::MonthShort(9)),
    ("sept", Word::MonthShort(9)),
    ("oct", Word::MonthShort(10)),
    ("nov", Word::MonthShort(11)),
    ("dec", Word::MonthShort(12)),
    ("monday", Word::Weekday(0)),
    ("tuesday", Word::Weekday(1)),
    ("wednesday", Word::Weekday(2)),
    ("thursday", Word::Weekday(3)),
    ("friday", Word::Weekday(4)),
    ("saturday", Word::Weekday(5)),
    ("sunday", Word::Weekday(6)),
    ("mon", Word::WeekdayShort(0)),
    ("tue", Word::WeekdayShort(1)),
    ("tues", Word::WeekdayShort(1)),
    ("wed", Word::WeekdayShort(2)),
    ("thu", Word::WeekdayShort(3)),
    ("thur", Word::WeekdayShort(3)),
    ("thurs", Word::WeekdayShort(3)),
    ("fri", Word::WeekdayShort(4)),
    ("sat", Word::WeekdayShort(5)),
    ("sun", Word::WeekdayShort(6)),
    ("mondays", Word::Weekdays(0)),
    ("tuesdays", Word::Weekdays(1)),
    ("wednesdays", Word::Weekdays(2)),
    ("thursdays", Word::Weekdays(3)),
    ("fridays", Word::Weekdays(4)),
    ("saturdays", Word::Weekdays(5)),
    ("sundays", Word::Weekdays(6)),
    ("spring", Word::Season(Season::Spring)),
    ("springtime", Word::Season(Season::Spring)),
    ("summer", Word::Season(Season::Summer)),
    ("summertime", Word::Season(Season::Summer)),
    ("fall", Word::Season(Season::Fall)),
    ("autumn", Word::Season(Season::Autumn)),
    ("winter", Word::Season(Season::Winter)),
    ("wintertime", Word::Season(Season::Winter)),
    ("christmas", Word::Holiday(Holiday::Christmas)),
    ("easter", Word::Holiday(Holiday::Easter)),
    ("thanksgiving", Word::Holiday(Holiday::Thanksgiving)),
    ("halloween", Word::Holiday(Holiday::Halloween)),
    ("new", Word::Holiday(Holiday::New)),
    ("good", Word::Holiday(Holiday::Good)),
    ("boxing", Word::Holiday(Holiday::Boxing)),
    ("labor", Word::Holiday(Holiday::Labor)),
    ("memorial", Word::Holiday(Holiday::Memorial)),
    ("valentine", Word::Holiday(Holiday::Valentine)),
    ("veterans", Word::Holiday(Holiday::Veterans)),
    ("ash", Word::Holiday(Holiday::Ash)),
    ("palm", Word::Holiday(Holiday::Palm)),
    ("independence", Word::Holiday(Holiday::Independence)),
];

const NUMBERS: &[(&str, Word)] = &[
    ("one", Word::Cardinal(1)),
    ("two", Word::Cardinal(2)),
    ("three", Word::Cardinal(3)),
    ("four", Word::Cardinal(4)),
    ("five", Word::Cardinal(5)),
    ("six", Word::Cardinal(6)),
    ("seven", Word::Cardinal(7)),
    ("eight", Word::Cardinal(8)),
    ("nine", Word::Cardinal(9)),
    ("ten", Word::Cardinal(10)),
    ("eleven", Word::Cardinal(11)),
    ("twelve", Word::Cardinal(12)),
    ("thirteen", Word::Cardinal(13)),
    ("fourteen", Word::Cardinal(14)),
    ("fifteen", Word::Cardinal(15)),
    ("sixteen", Word::Cardinal(16)),
    ("seventeen", Word::Cardinal(17)),
    ("eighteen", Word::Cardinal(18)),
    ("nineteen", Word::Cardinal(19)),
    ("twenty", Word::Cardinal(20)),
    ("thirty", Word::Cardinal(30)),
    ("forty", Word::Cardinal(40)),
    ("fifty", Word::Cardinal(50)),
    ("sixty", Word::Cardinal(60)),
    ("seventy", Word::Cardinal(70)),
    ("eighty", Word::Cardinal(80)),
    ("ninety", Word::Cardinal(90)),
    ("hundred", Word::Hundred),
    ("dozen", Word::Dozen),
    ("first", Word::Nth(1)),
    ("third", Word::Nth(3)),
    ("fourth", Word::Nth(4)),
    ("fifth", Word::Nth(5)),
    ("sixth", Word::Nth(6)),
    ("seventh", Word::Nth(7)),
    ("eighth", Word::Nth(8)),
    ("ninth", Word::Nth(9)),
    ("tenth", Word::Nth(10)),
    ("eleventh", Word::Nth(11)),
    ("twelfth", Word::Nth(12)),
    ("thirteenth", Word::Nth(13)),
    ("fourteenth", Word::Nth(14)),
    ("fifteenth", Word::Nth(15)),
    ("sixteenth", Word::Nth(16)),
    ("seventeenth", Word::Nth(17)),
    ("eighteenth", Word::Nth(18)),
    ("nineteenth", Word::Nth(19)),
    ("twentieth", Word::Nth(20)),
    ("thirtieth", Word::Nth(30)),
    ("final", Word::Nth(100)),
    ("few", Word::Few),
    ("several", Word::Several),
    ("many", Word::Several),
    ("some", Word::Several),
    ("couple", Word::Couple),
    ("half", Word::Half),
    ("twenties", Word::Decade(2)),
    ("thirties", Word::Decade(3)),
    ("forties", Word::Decade(4)),
    ("fifties", Word::Decade(5)),
    ("sixties", Word::Decade(6)),
    ("seventies", Word::Decade(7)),
    ("eighties", Word::Decade(8)),
    ("nineties", Word::Decade(9)),
];

const UNITS: &[(&str, Word)] = &[
    ("second", Word::Unit(Unit::Second)),
    ("seconds", Word::Units(Unit::Second)),
    ("minute", Word::Unit(Unit::Minute)),
    ("minutes", Word::Units(Unit::Minute)),
    ("hour", Word::Unit(Unit::Hour)),
    ("hours", Word::Units(Unit::Hour)),
    ("day", Word::Unit(Unit::Day)),
    ("days", Word::Units(Unit::Day)),
    ("nights", Word::Units(Unit::Night)),
    ("week", Word::Unit(Unit::Week)),
    ("weeks", Word::Units(Unit::Week)),
    ("fortnight", Word::Unit(Unit::Fortnight)),
    ("month", Word::Unit(Unit::Month)),
    ("months", Word::Units(Unit::Month)),
    ("quarter", Word::Unit(Unit::Quarter)),
    ("quarters", Word::Units(Unit::Quarter)),
    ("year", Word::Unit(Unit::Year)),
    ("years", Word::Units(Unit::Year)),
    ("decade", Word::Unit(Unit::Decade)),
    ("decades", Word::Units(Unit::Decade)),
    ("century", Word::Unit(Unit::Century)),
    ("centuries", Word::Units(Unit::Century)),
    ("millennium", Word::Unit(Unit::Millennium)),
    ("millennia", Word::Units(Unit::Millennium)),
    ("weekend", Word::Weekend),
    ("weekends", Word::Weekends),
    ("hourly", Word::Every(Unit::Hour)),
    ("daily", Word::Every(Unit::Day)),
    ("nightly", Word::Every(Unit::Night)),
    ("weekly", Word::Every(Unit::Week)),
    ("monthly", Word::Every(Unit::Month)),
    ("quarterly", Word::Every(Unit::Quarter)),
    ("yearly", Word::Every(Unit::Year)),
    ("annual", Word::Every(Unit::Year)),
    ("annually", Word::Every(Unit::Year)),
    ("morning", Word::DayPart(DayPart::Morning)),
    ("afternoon", Word::DayPart(DayPart::Afternoon)),
    ("evening", Word::DayPart(DayPart::Evening)),
    ("night", Word::DayPart(DayPart::Night)),
    ("nighttime", Word::DayPart(DayPart::Night)),
    ("daytime", Word::DayPart(DayPart::Daytime)),
    ("noon", Word::Noon),
    ("midday", Word::Noon),
    ("midnight", Word::Midnight),
    ("o'clock", Word::Clock),
    ("o’clock", Word::Clock),
    ("hrs", Word::Clock),
    ("a.m", Word::Meridiem(0)),
    ("a.m.", Word::Meridiem(0)),
    ("am", Word::Meridiem(0)),
    ("p.m", Word::Meridiem(12)),
    ("p.m.", Word::Meridiem(12)),
    ("pm", Word::Meridiem(12)),
    ("bc", Word::Era(true)),
    ("bce", Word::Era(true)),
    ("b.c", Word::Era(true)),
    ("b.c.", Word::Era(true)),
    ("b.c.e.", Word::Era(true)),
    ("ad", Word::Era(false)),
    ("ce", Word::Era(false)),
    ("a.d.", Word::Era(false)),
];

const RELATIONS: &[(&str, Word)] = &[
    ("a", Word::A),
    ("an", Word::A),
    ("the", Word::The),
    ("this", Word::This),
    ("that", Word::That),
    ("last", Word::Last),
    ("past", Word::Past),
    ("next", Word::Next),
    ("coming", Word::Coming),
    ("upcoming", Word::Coming),
    ("previous", Word::Previous),
    ("preceding", Word::Previous),
    ("prior", Word::Previous),
    ("following", Word::Following),
    ("subsequent", Word::Following),
    ("ensuing", Word::Following),
    ("same", Word::Same),
    ("each", Word::Each),
    ("every", Word::Each),
    ("other", Word::Other2),
    ("and", Word::And),
    ("or", Word::Or),
    ("to", Word::To),
    ("through", Word::To),
    ("of", Word::Of),
    ("in", Word::In),
    ("during", Word::In),
    ("within", Word::In),
    ("on", Word::On),
    ("at", Word::At),
    ("for", Word::For),
    ("over", Word::About),
    ("since", Word::Since),
    ("by", Word::Since),
    ("until", Word::Since),
    ("till", Word::Since),
    ("throughout", Word::Since),
    ("circa", Word::About),
    ("ca", Word::About),
    ("from", Word::From),
    ("between", Word::Between),
    ("per", Word::Per),
    ("ago", Word::Ago),
    ("later", Word::Later),
    ("earlier", Word::Earlier),
    ("previously", Word::Earlier),
    ("before", Word::Before),
    ("after", Word::After),
    ("hence", Word::Hence),
    ("early", Word::Early),
    ("late", Word::Late),
    ("mid", Word::Mid),
    ("middle", Word::Stretch),
    ("end", Word::Stretch),
    ("ending", Word::Since),
    ("ended", Word::Since),
    ("beginning", Word::Stretch),
    ("start", Word::Stretch),
    ("close", Word::Stretch),
    ("turn", Word::Stretch),
    ("rest", Word::Stretch),
    ("remainder", Word::Stretch),
    ("most", Word::Stretch),
    ("latter", Word::Latter),
    ("part", Word::PartOf),
    ("parts", Word::PartOf),
    ("about", Word::About),
    ("around", Word::About),
    ("approximately", Word::About),
    ("roughly", Word::About),
    ("nearly", Word::About),
    ("almost", Word::About),
    ("under", Word::About),
    ("barely", Word::About),
    ("more", Word::More),
    ("less", Word::Less),
    ("fewer", Word::Less),
    ("than", Word::Than),
    ("least", Word::AtLeast),
];

const REFERENCES: &[(&str, Word)] = &[
    ("today", Word::Today),
    ("yesterday", Word::Yesterday),
    ("tomorrow", Word::Tomorrow),
    ("tonight", Word::Tonight),
    ("now", Word::Now),
    ("nowadays", Word::Present),
    ("currently", Word::Present),
    ("current", Word::Present),
    ("presently", Word::Present),
    ("recent", Word::Recent),
    ("recently", Word::Recently),
    ("lately", Word::Recently),
    ("future", Word::Future),
    ("moment", Word::Moment),
    ("modern", Word::Modern),
    ("present", Word::Modern),
    ("near", Word::Modern),
    ("these", Word::These),
    ("time", Word::Time),
    ("period", Word::Period),
    ("fiscal", Word::Fiscal),
    ("financial", Word::Fiscal),
    ("times", Word::Times),
    ("once", Word::Once),
    ("twice", Word::Once),
    ("consecutive", Word::Filler),
    ("straight", Word::Filler),
    ("successive", Word::Filler),
    ("full", Word::Filler),
    ("whole", Word::Filler),
    ("entire", Word::Filler),
    ("calendar", Word::Filler),
    ("trading", Word::Filler),
    ("working", Word::Filler),
    ("business", Word::Filler),
    ("additional", Word::Filler),
    ("long", Word::Long),
    ("old", Word::Old),
];

const ZONES: &[(&str, Word)] = &[
    ("utc", Word::Zone(0)),
    ("gmt", Word::Zone(0)),
    ("est", Word::Zone(-300)),
    ("edt", Word::Zone(-240)),
    ("et", Word::Zone(-300)),
    ("cst", Word::Zone(-360)),
    ("cdt", Word::Zone(-300)),
    ("mst", Word::Zone(-420)),
    ("mdt", Word::Zone(-360)),
    ("pst", Word::Zone(-480)),
    ("pdt", Word::Zone(-420)),
    ("bst", Word::Zone(60)),
    ("cet", Word::Zone(60)),
    ("cest", Word::Zone(120)),
    ("eet", Word::Zone(120)),
    ("msk", Word::Zone(180)),
    ("ist", Word::Zone(330)),
    ("jst", Word::Zone(540)),
    ("kst", Word::Zone(540)),
    ("aest", Word::Zone(600)),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_is_listed_twice() {
        let lists = [NAMES, NUMBERS, UNITS, RELATIONS, REFERENCES, ZONES];
        let all: usize = lists.iter().map(|list| list.len()).sum();
        assert_eq!(all, TABLE.len());
        assert!(TABLE.keys().all(|word| word.len() <= 13));
    }

    #[test]
    fn figures_with_letters() {
        assert_eq!(mixed("1990s"), Word::Decade(199));
        assert_eq!(mixed("12th"), Word::Nth(12));
        assert_eq!(mixed("6am"), Word::Glued);
        assert_eq!(mixed("f16"), Word::Other);
    }
}
