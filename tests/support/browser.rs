//! A headless Chromium, driven by chromedriver as W3C WebDriver says.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::http::send;

/// A browser with one window, closed when it is dropped.
pub struct Browser {
    driver: Child,
    /// Where the driver writes: it ends when nobody can read that.
    _lines: BufReader<ChildStdout>,
    port: u16,
    session: String,
    _profile: tempfile::TempDir,
}

/// Starts a browser; `None`, and a line on standard error that nothing captures, where none is installed.
#[must_use]
pub fn browser() -> Option<Browser> {
    let (Some(driver), Some(binary)) =
        (program(&["chromedriver"]), program(&["chromium", "chromium-browser", "google-chrome"]))
    else {
        let name = std::thread::current().name().unwrap_or_default().to_owned();
        let _ = writeln!(
            std::io::stderr(),
            "NOT TESTED IN A BROWSER: {name} needs chromium and chromedriver (.ci/browser installs them)"
        );
        return None;
    };
    Some(Browser::start(&driver, &binary))
}

fn program(names: &[&str]) -> Option<PathBuf> {
    let folders: Vec<PathBuf> = std::env::split_paths(&std::env::var_os("PATH")?).collect();
    names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name))).find(|path| Path::is_file(path))
}

impl Browser {
    fn start(driver: &Path, binary: &Path) -> Self {
        let mut child =
            Command::new(driver).arg("--port=0").stdout(Stdio::piped()).spawn().expect("chromedriver starts");
        let mut lines = BufReader::new(child.stdout.take().expect("its output"));
        let port = lines
            .by_ref()
            .lines()
            .find_map(|line| line.ok()?.rsplit_once("successfully on port ")?.1.trim_end_matches('.').parse().ok());
        let profile = tempfile::tempdir().expect("a folder");
        let mut browser = Self {
            driver: child,
            _lines: lines,
            port: port.expect("its port"),
            session: String::new(),
            _profile: profile,
        };
        let folder = format!("--user-data-dir={}", browser._profile.path().display());
        let arguments = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--window-size=1200,900",
            &folder,
        ];
        let options = json!({"binary": binary.display().to_string(), "args": arguments});
        let wanted = json!({"capabilities": {"alwaysMatch": {"goog:chromeOptions": options}}});
        let session = browser.call("POST", "/session", &wanted);
        browser.session = session["sessionId"].as_str().expect("a session").to_owned();
        browser
    }

    /// A command to the driver itself.
    fn call(&self, method: &str, path: &str, body: &Value) -> Value {
        let host = format!("Host: 127.0.0.1:{}", self.port);
        let body = if method == "POST" { body.to_string() } else { String::new() };
        let answer = send(self.port, method, path, &[&host, "Content-Type: application/json"], &body);
        let value: Value = serde_json::from_str(&answer.body).expect("JSON");
        assert_eq!(answer.status, 200, "{path}: {value:#}");
        value["value"].clone()
    }

    fn command(&self, method: &str, path: &str, body: &Value) -> Value {
        self.call(method, &format!("/session/{}/{path}", self.session), body)
    }

    pub fn open(&self, address: &str) {
        self.command("POST", "url", &json!({"url": address}));
    }

    /// What a script returns.
    #[must_use]
    pub fn run(&self, script: &str) -> Value {
        self.command("POST", "execute/sync", &json!({"script": script, "args": []}))
    }

    /// The text that an expression comes to.
    #[must_use]
    pub fn text(&self, expression: &str) -> String {
        let value = self.run(&format!("return String({expression})"));
        value.as_str().expect("a text").to_owned()
    }

    /// Waits until an expression comes to a text.
    #[track_caller]
    pub fn await_text(&self, expression: &str, expected: &str) {
        let end = Instant::now() + Duration::from_secs(30);
        loop {
            let now = self.text(expression);
            if now == expected {
                return;
            }
            assert!(Instant::now() < end, "{expression}: {now:?}, not {expected:?}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    fn element(&self, selector: &str) -> String {
        let found = self.command("POST", "element", &json!({"using": "css selector", "value": selector}));
        let id = found.as_object().and_then(|object| object.values().next()).and_then(Value::as_str);
        id.expect("an element").to_owned()
    }

    /// A click of the mouse, refused where something else lies on top or the element can't be seen.
    pub fn click(&self, selector: &str) {
        self.command("POST", &format!("element/{}/click", self.element(selector)), &json!({}));
    }

    /// Text typed into an element.
    pub fn write(&self, selector: &str, text: &str) {
        self.command("POST", &format!("element/{}/value", self.element(selector)), &json!({"text": text}));
    }

    /// Keys pressed wherever the keyboard is.
    pub fn press(&self, keys: &str) {
        let pressed: Vec<Value> = keys
            .chars()
            .flat_map(|key| [json!({"type": "keyDown", "value": key}), json!({"type": "keyUp", "value": key})])
            .collect();
        let keyboard = json!({"type": "key", "id": "keyboard", "actions": pressed});
        self.command("POST", "actions", &json!({"actions": [keyboard]}));
    }

    /// Opens another tab and turns to it. Returns the handles of the tab before and of the new one.
    #[must_use]
    pub fn another(&self) -> (String, String) {
        let before = self.command("GET", "window", &json!({}));
        let new = self.command("POST", "window/new", &json!({"type": "tab"}));
        let handles = [&before, &new["handle"]].map(|handle| handle.as_str().expect("a handle").to_owned());
        self.turn_to(&handles[1]);
        let [before, new] = handles;
        (before, new)
    }

    pub fn turn_to(&self, handle: &str) {
        self.command("POST", "window", &json!({"handle": handle}));
    }
}

/// Keys that are no characters, as WebDriver names them.
pub const ENTER: char = '\u{e007}';
pub const TAB: char = '\u{e004}';

impl Drop for Browser {
    fn drop(&mut self) {
        if !self.session.is_empty() && !std::thread::panicking() {
            self.call("DELETE", &format!("/session/{}", self.session), &json!({}));
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}
