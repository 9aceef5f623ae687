//! The report for editors: what is in the page, and that a browser shows it so.

mod support;

use std::collections::BTreeSet;
use std::process::Command;

use support::browser::{ENTER, TAB, browser};
use support::{HOSTILE, stories, story};

/// A folder of documents and the report of it.
struct Reported {
    folder: tempfile::TempDir,
    page: String,
}

impl Reported {
    fn of(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text) in files {
            std::fs::write(folder.path().join(name), text).expect("a file");
        }
        let out = Command::new(env!("CARGO_BIN_EXE_factlint"))
            .args(["report", ".", "-o", "report.html", "--no-config"])
            .current_dir(folder.path())
            .output()
            .expect("factlint runs");
        assert_eq!(out.status.code(), Some(0), "{}", String::from_utf8_lossy(&out.stderr));
        let page = std::fs::read_to_string(folder.path().join("report.html")).expect("a page");
        Self { folder, page }
    }

    fn stories() -> Self {
        Self::of(&stories().each_ref().map(|(name, text)| (*name, text.as_str())))
    }

    fn address(&self) -> String {
        format!("file://{}", self.folder.path().join("report.html").display())
    }

    /// The values of an attribute, in the order of the page.
    fn attributes(&self, name: &str) -> Vec<&str> {
        let start = format!(" {name}=\"");
        self.page.split(start.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
    }
}

#[test]
fn the_page_needs_nothing_else_and_allows_nothing_else() {
    let report = Reported::stories();
    let policy =
        report.attributes("content").into_iter().find(|content| content.starts_with("default-src")).expect("a policy");
    let nonces: BTreeSet<&str> = report.attributes("nonce").into_iter().collect();
    assert_eq!(nonces.len(), 1);
    let nonce = nonces.into_iter().next().expect("one");
    assert_eq!(
        policy,
        format!(
            "default-src 'none'; style-src 'nonce-{nonce}'; script-src 'nonce-{nonce}'; base-uri 'none'; form-action 'none'"
        )
    );
    assert_eq!(report.page.matches("<script").count(), 1, "the page's own script alone");
    for attribute in ["src", "style", "onclick", "onload", "onerror"] {
        assert_eq!(report.attributes(attribute), [""; 0], "{attribute}");
    }
    assert!(report.attributes("href").iter().all(|href| href.starts_with('#')), "every link stays in the page");
}

#[test]
fn every_link_leads_somewhere_and_no_id_stands_twice() {
    let ignores = (".factlint-ignore", "a.txt misspelled-person\n");
    let report =
        Reported::of(&[ignores, ("a.txt", &story("4 March", "Sundqvist")), ("b.txt", &story("5 May", "Sundkvist"))]);
    assert!(report.page.contains("data-rule=\"broken-suppression\""), "a finding in a file that is no document");
    let ids = report.attributes("id");
    let known: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(known.len(), ids.len());
    let lost: Vec<&str> = report.attributes("href").into_iter().filter(|href| !known.contains(&href[1..])).collect();
    assert_eq!(lost, [""; 0]);
}

#[test]
fn what_a_document_holds_is_text() {
    let report = Reported::stories();
    assert!(
        report.page.contains("&lt;script&gt;document.title = &#39;taken&#39;&lt;/script&gt; &amp; &quot;quotes&quot;")
    );
    assert!(!report.page.contains("<img"));
}

#[test]
fn a_contradiction_has_both_passages_and_the_words_that_differ() {
    let report = Reported::stories();
    let (_, finding) = report.page.split_once("data-rule=\"misspelled-person\"").expect("the finding");
    let (finding, _) = finding.split_once("</li>").expect("its end");
    assert!(finding.contains("<mark class=\"primary\">Annika <b>Sundkvist</b></mark>"), "{finding}");
    assert!(finding.contains("<mark class=\"related\">Annika <b>Sundqvist</b></mark>"), "{finding}");
    assert!(finding.contains(">b.txt:9</a>") && finding.contains(">a.txt:9</a>"), "{finding}");
}

#[test]
fn the_timeline_tells_what_documents_tell() {
    let report = Reported::of(&[(
        "a.txt",
        "Monday, January 8, 2024\n\nBridge closed\n\nThe bridge was closed in March 2025, the council said on February 31, 2023.\n",
    )]);
    let (_, timeline) = report.page.split_once("<svg").expect("a picture");
    let (timeline, words) = timeline.split_once("</svg>").expect("its end");
    assert!(timeline.contains("<path class=\"document impossible\""), "{timeline}");
    assert!(timeline.contains("<path class=\"told impossible\""), "{timeline}");
    assert!(
        words.contains("<li class=\"impossible\">the document is dated 8 January 2024 (can’t be right)</li>"),
        "{words}"
    );
}

#[test]
fn what_is_let_stand_is_listed() {
    let report =
        Reported::of(&[("a.md", "<!-- factlint-ignore stray-space: as in the <letter> -->\nWe came , we saw.\n")]);
    assert!(report.page.contains("<summary>1 finding suppressed</summary>"));
    assert!(report.page.contains("a.md:2 · stray-space · ignored"));
}

#[test]
fn nothing_found_is_said() {
    let report = Reported::of(&[("a.txt", "All is well.\n")]);
    assert!(report.page.contains("Nothing was found that contradicts anything else."));
}

/// How many findings a page shows.
const SHOWN: &str = "[...document.querySelectorAll('.finding')].filter((one) => one.offsetParent).length";

#[test]
fn a_browser_filters_and_opens_both_passages_side_by_side() {
    let report = Reported::stories();
    let Some(browser) = browser() else { return };
    browser.open(&report.address());
    assert_eq!(browser.text(SHOWN), "2");
    browser.write("#filters [name=rule]", "stray-space");
    assert_eq!(browser.text(SHOWN), "1");
    assert_eq!(browser.text("document.getElementById('shown').textContent"), "1 of 2 shown");
    browser.click("a.choose[data-rule=misspelled-person]");
    assert_eq!(browser.text("document.querySelector('.finding:not([hidden])').dataset.rule"), "misspelled-person");
    browser.click("#filters [type=reset]");
    browser.await_text(SHOWN, "2");
    browser.click("#filters [value=info]");
    assert_eq!(browser.text("document.querySelector('.finding:not([hidden])').dataset.severity"), "error");
    browser.click("#filters [value=error]");
    assert_eq!(browser.text(SHOWN), "0");
    browser.click("#filters [type=reset]");
    browser.await_text(SHOWN, "2");
    browser.write("#filters [name=document]", "c.md");
    assert_eq!(browser.text("document.querySelector('.finding:not([hidden])').dataset.rule"), "stray-space");
    browser.click("#filters [type=reset]");
    browser.await_text(SHOWN, "2");
    browser.write("#filters [name=words]", "annika");
    assert_eq!(browser.text("document.querySelector('.finding:not([hidden])').dataset.rule"), "misspelled-person");

    browser.click(".finding[data-rule=misspelled-person] summary");
    let sides = browser.run(
        "const [a, b] = [...document.querySelectorAll('.finding:not([hidden]) figure')].map((one) => \
         one.getBoundingClientRect()); return a.width > 200 && a.right <= b.left && a.top === b.top",
    );
    assert_eq!(sides, true, "side by side");
    let differing =
        "[...document.querySelectorAll('.finding:not([hidden]) mark b')].map((one) => one.textContent).join()";
    assert_eq!(browser.text(differing), "Sundkvist,Sundqvist,Sundqvist");
}

#[test]
fn a_browser_shows_highlights_where_they_belong_and_documents_as_text() {
    let report = Reported::stories();
    let Some(browser) = browser() else { return };
    browser.open(&report.address());
    // the words before a mark and in it are those of the file
    let marks = browser.run(
        "return [...document.querySelectorAll('.document .text')].map((text) => [...text.querySelectorAll('mark')].map((mark) => \
         { const range = new Range(); range.setStart(text, 0); range.setEndBefore(mark); return [range.toString().length, \
         mark.textContent, getComputedStyle(mark).backgroundColor]; }))",
    );
    let texts = [story("4 March", "Sundqvist"), story("4 March", "Sundkvist"), HOSTILE.to_owned()];
    let expected = [(&*texts[0], "Annika Sundqvist"), (&*texts[1], "Annika Sundkvist"), (&*texts[2], "came ,")];
    for (marks, (text, words)) in marks.as_array().expect("documents").iter().zip(expected) {
        let at = text.rfind(words).expect("the words");
        let marks = marks.as_array().expect("marks");
        let mark = marks.iter().find(|mark| mark[0] == at).unwrap_or_else(|| panic!("no mark at {at}: {marks:?}"));
        assert_eq!(mark[1], words);
        assert_ne!(mark[2], "rgba(0, 0, 0, 0)", "a colour");
    }
    assert!(browser.text("document.querySelectorAll('.text')[2].textContent").starts_with("# <script>document.title"));
    assert!(!browser.text("document.title").contains("taken"));
    browser.click(".document mark a");
    assert_eq!(
        browser.text("document.querySelector('.finding:target details').open"),
        "true",
        "a mark leads to its finding"
    );
}

#[test]
fn a_browser_needs_no_mouse() {
    let report = Reported::stories();
    let Some(browser) = browser() else { return };
    browser.open(&report.address());
    browser.press(&TAB.to_string());
    assert_eq!(browser.text("document.activeElement.textContent"), "Skip to the findings");
    browser.press(&ENTER.to_string());
    for _ in 0..20 {
        if browser.text("document.activeElement.tagName") == "SUMMARY" {
            break;
        }
        browser.press(&TAB.to_string());
    }
    assert_eq!(browser.text("document.activeElement.closest('.finding').id"), "f0");
    browser.press(&ENTER.to_string());
    assert_eq!(browser.text("document.querySelector('#f0 details').open"), "true");
}
