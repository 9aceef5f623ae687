use super::*;
use crate::read::read as read_document;
use crate::segment::segment;
use crate::source::{Encoding, Source, SourceId};

/// The claims of a text against the built-in pack: how each stands to the office, the name as written, the country.
fn claims(text: &str) -> Vec<(Tenure, String, String)> {
    let knowledge = Knowledge::builtin();
    let source = Source::new(SourceId(0), "a.txt".into(), text.into(), Encoding::Utf8 { bom: false });
    let text = segment(read_document(&source));
    let claims = read(&text, &[], &knowledge);
    let shown = |claim: &OfficeClaim| {
        (claim.tenure, source.slice(claim.name).to_owned(), knowledge.offices[claim.office].of.clone())
    };
    claims.iter().map(shown).collect()
}

fn claim(tenure: Tenure, name: &str, of: &str) -> (Tenure, String, String) {
    (tenure, name.to_owned(), of.to_owned())
}

#[test]
fn titles_before_and_after_the_name() {
    assert_eq!(
        claims("Former South Korean President Yoon Suk Yeol met the Japanese Prime Minister, Shigeru Ishiba."),
        [claim(Tenure::Former, "Yoon Suk Yeol", "South Korea"), claim(Tenure::Holds, "Shigeru Ishiba", "Japan")]
    );
    assert_eq!(
        claims("Emmanuel Macron, the new president of France, spoke to ex-President Barack Obama."),
        [claim(Tenure::New, "Emmanuel Macron", "France"), claim(Tenure::Former, "Barack Obama", "United States")]
    );
}

#[test]
fn a_family_name_needs_the_full_name_somewhere() {
    assert_eq!(claims("President Lee spoke first."), []);
    assert_eq!(
        claims("Lee Jae-myung won. President Lee and the Yoon administration spoke."),
        [claim(Tenure::Holds, "Lee", "South Korea")]
    );
}

#[test]
fn two_bearers_of_a_family_name_are_nobody() {
    assert_eq!(
        claims("Bill Clinton followed President George H. W. Bush. George W. Bush came. Mr. Bush, President Bush."),
        []
    );
}

#[test]
fn another_persons_name_is_not_a_holders() {
    assert_eq!(claims("Joe Biden won. The guild's President Biden Hernandez of the club disagreed."), []);
    assert_eq!(
        claims("Vice President Joe Biden visited in 2014."),
        [claim(Tenure::Holds, "Joe Biden", "United States")]
    );
}

#[test]
fn elect_and_then() {
    assert_eq!(
        claims("President-elect Joe Biden thanked then-President Donald Trump."),
        [claim(Tenure::Elect, "Joe Biden", "United States"), claim(Tenure::Other, "Donald Trump", "United States")]
    );
}
