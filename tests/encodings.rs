//! Offsets are those of the file on disk, whatever it is encoded in; lines and columns are the reader's.

use factlint::article::Reading;
use factlint::engine::{active, check};
use factlint::rule::Ruleset;
use factlint::source::load;

const TEXT: &str = "Café “Élan”\r\n\r\nThey worked – for two years.Cooperative mechanisms were set up.\r\n";

/// Checks bytes as a file: the bytes that the one finding marks, its line and column.
fn marked(bytes: &[u8]) -> (Vec<u8>, u32, u32) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.txt");
    std::fs::write(&path, bytes).expect("a file");
    let loaded = load(&[path], "").expect("there");
    let ruleset = Ruleset::builtin();
    let rules: Vec<_> = active(&ruleset).into_iter().filter(|active| active.rule.id == "missing-space").collect();
    let findings = check(&loaded.sources, &rules, &ruleset.knowledge, &Reading::default(), &()).findings;
    assert_eq!(findings.len(), 1, "{findings:?}");
    let label = findings[0].primary();
    let source = loaded.sources.get(label.source);
    let (start, end) = source.on_disk(label.span);
    let place = source.position(label.span.start);
    let at = |offset: u64| usize::try_from(offset).expect("small");
    (bytes[at(start)..at(end)].to_vec(), place.line, place.column)
}

fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

#[test]
fn utf_8_with_and_without_a_mark() {
    let word = "years.Cooperative".as_bytes().to_vec();
    assert_eq!(marked(TEXT.as_bytes()), (word.clone(), 3, 23));
    assert_eq!(marked(format!("\u{feff}{TEXT}").as_bytes()), (word, 3, 23));
}

#[test]
fn utf_16_in_both_orders() {
    for unit in [u16::to_le_bytes, u16::to_be_bytes] {
        let word = utf16("years.Cooperative", unit);
        assert_eq!(marked(&utf16(TEXT, unit)), (word.clone(), 3, 23));
        assert_eq!(marked(&utf16(&format!("\u{feff}{TEXT}"), unit)), (word, 3, 23));
    }
}

#[test]
fn windows_1252() {
    let (bytes, _, lossy) = encoding_rs::WINDOWS_1252.encode(TEXT);
    assert!(!lossy);
    assert_eq!(marked(&bytes), (b"years.Cooperative".to_vec(), 3, 23));
}

#[test]
fn every_kind_of_line_end() {
    for end in ["\n", "\r", "\r\n"] {
        let (bytes, line, column) = marked(TEXT.replace("\r\n", end).as_bytes());
        assert_eq!((bytes.as_slice(), line, column), (b"years.Cooperative".as_slice(), 3, 23), "{end:?}");
    }
}
