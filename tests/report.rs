//! The report for editors: what is in the page, and that a browser shows it so.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A folder of documents and the report of it.
struct Reported {
    folder: tempfile::TempDir,
    page: String,
}

const HOSTILE: &str = "# <script>document.title = 'taken'</script> & \"quotes\"\n\nWe came , we saw <img src=x onerror=\"document.title = 'taken'\">.\n";

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
        Self::of(&[
            ("a.txt", &story("4 March", "Sundqvist")),
            ("b.txt", &story("4 March", "Sundkvist")),
            ("c.md", HOSTILE),
        ])
    }

    /// The values of an attribute, in the order of the page.
    fn attributes(&self, name: &str) -> Vec<&str> {
        let start = format!(" {name}=\"");
        self.page.split(start.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
    }
}

fn story(day: &str, family: &str) -> String {
    format!(
        "{day} 2025\n\nHarbour bridge in Aros opens to traffic\n\nAROS: Mayor Annika Sundqvist opened the new harbour bridge in \
         Aros, which took three years to build and cost 12 million euros.\n\nThe bridge joins the old town with the island of \
         Vesterholm, where 4,000 people live. Until now they depended on a ferry that ran every half hour.\n\n\"We have waited a \
         long time for this day,\" Annika {family} said at the ceremony, which hundreds of people attended in heavy rain.\n\n\
         Lorries of more than 12 tonnes have to use the ferry until the approach roads are finished, the harbour office said in \
         January 2025.\n"
    )
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

/// The page as a browser shows it after a script has run on it, or `None` where there is no browser.
#[expect(clippy::print_stderr, reason = "whoever reads the test's output has to know")]
fn browsed(report: &Reported, script: &str) -> Option<String> {
    let Some(browser) = browser() else {
        // a machine without a browser can still run the other tests
        eprintln!("NOT TESTED IN A BROWSER: neither chromium nor google-chrome is installed");
        return None;
    };
    let (start, end) = report.page.rsplit_once("</script>").expect("the page's script");
    let driven = report.folder.path().join("driven.html");
    std::fs::write(&driven, format!("{start}\n{script}\n</script>{end}")).expect("a file");
    let profile = report.folder.path().join("profile");
    let out = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=5000", "--dump-dom"])
        .arg(format!("--user-data-dir={}", profile.display()))
        .arg(format!("file://{}", driven.display()))
        .output()
        .expect("the browser runs");
    Some(String::from_utf8_lossy(&out.stdout).into_owned())
}

fn browser() -> Option<PathBuf> {
    let folders: Vec<PathBuf> = std::env::split_paths(&std::env::var_os("PATH")?).collect();
    let names = ["chromium", "chromium-browser", "google-chrome"];
    names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|path: &PathBuf| Path::is_file(path))
}

#[test]
fn a_browser_filters_opens_and_keeps_documents_out_of_scripts() {
    let report = Reported::stories();
    let script = "addEventListener('load', () => {
        const told = [document.title.includes('taken') ? 'taken' : 'safe'];
        const count = () => [...document.querySelectorAll('.finding')].filter((one) => !one.hidden).length;
        const form = document.getElementById('filters');
        told.push(form.hidden ? 'no filters' : 'filters', 'all ' + count());
        form.elements.rule.value = 'stray-space';
        form.dispatchEvent(new Event('input'));
        told.push('rule ' + count(), document.getElementById('shown').textContent);
        document.querySelector('a.choose[data-rule=\"misspelled-person\"]').click();
        told.push('chosen ' + count());
        form.reset();
        setTimeout(() => {
            told.push('reset ' + count());
            const finding = document.querySelector('.finding[data-rule=\"misspelled-person\"]');
            location.hash = '#' + finding.id;
            setTimeout(() => {
                const open = finding.querySelector('details').open;
                const [left, right] = finding.querySelectorAll('figure');
                const [a, b] = [left.getBoundingClientRect(), right.getBoundingClientRect()];
                told.push(open ? 'open' : 'closed', a.right <= b.left && a.top === b.top ? 'side by side' : 'not side by side');
                const place = document.querySelector(left.querySelector('a.place').getAttribute('href'));
                told.push(place.nextElementSibling.textContent, document.title.includes('taken') ? 'taken' : 'safe');
                document.body.dataset.told = told.join('|');
            }, 50);
        }, 50);
    });";
    let Some(page) = browsed(&report, script) else { return };
    let told = page.split("data-told=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or(&page);
    assert_eq!(told, "safe|filters|all 2|rule 1|1 of 2 shown|chosen 1|reset 2|open|side by side|Annika Sundkvist|safe");
}
