//! The state of a review: the last check, what was decided, and what open pages have to be told.
//!
//! Two locks. `checking` is held while documents are read, which may take a while; `state` only for as long as it takes
//! to look or to write a decision down. Whoever holds both took `checking` first.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::sync::mpsc::SyncSender;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::broadcast;

use super::Subject;
use super::event::Event;
use super::view::View;
use crate::fix::{Change, replace_file, replace_if};
use crate::render::html::{self, Decided, Desk, decided};
use crate::source::reason_of_text;
use crate::suppress::Baseline;

/// A review.
pub struct Session {
    subject: Box<dyn Subject>,
    checking: Mutex<()>,
    state: Mutex<State>,
    events: broadcast::Sender<Event>,
    /// Has the documents looked at before it is time to.
    wake: SyncSender<()>,
}

pub(super) struct State {
    pub view: Arc<View>,
    pub decided: Decided,
    /// The baseline's file as it was read or written last.
    pub text: String,
    pub fixes: Vec<Fixed>,
    trouble: Option<String>,
    serial: u64,
}

/// A fix that was accepted.
pub(super) struct Fixed {
    pub told: String,
    /// What it did to files; empty when that is undone.
    pub changes: Vec<Change>,
}

impl Session {
    /// Checks for the first time.
    ///
    /// # Errors
    /// Why that can't be done.
    pub fn begin(subject: Box<dyn Subject>, wake: SyncSender<()>) -> Result<Self, String> {
        let text = text_of(&*subject)?;
        let view = look(&*subject, &text, None)?;
        let baseline = Baseline::read(&text, &shown(&*subject)).map_err(|error| error.to_string())?;
        let state = State {
            view: Arc::new(view),
            decided: decided(&baseline),
            text,
            fixes: Vec::new(),
            trouble: None,
            serial: 1,
        };
        // a page that falls further behind than this loads everything anew
        let (events, _) = broadcast::channel(256);
        Ok(Self { subject, checking: Mutex::new(()), state: Mutex::new(state), events, wake })
    }

    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        lock(&self.state)
    }

    pub(super) fn subject(&self) -> &dyn Subject {
        &*self.subject
    }

    /// What a page that opens its ear now is told, and hears from then on.
    pub fn listen(&self) -> (Event, broadcast::Receiver<Event>) {
        let state = self.state();
        let receiver = self.events.subscribe();
        let first = match &state.trouble {
            Some(message) => Event::Trouble { message: message.clone() },
            None => Event::Hello { serial: state.serial },
        };
        (first, receiver)
    }

    /// Tells open pages that there is nothing more to hear.
    pub fn end(&self) {
        self.tell(Event::Ended);
    }

    pub(super) fn tell(&self, event: Event) {
        // nobody listening is no failure
        let _ = self.events.send(event);
    }

    /// Has the documents checked again soon.
    pub(super) fn wake(&self) {
        // one call waiting is enough
        let _ = self.wake.try_send(());
    }

    /// Checks again, and tells open pages if anything changed.
    pub fn refresh(&self) {
        let _turn = lock(&self.checking);
        match text_of(&*self.subject).and_then(|text| self.look_again(&text)) {
            Ok(view) => self.replace(view),
            Err(message) => self.trouble(Some(message)),
        }
    }

    /// The documents with what the baseline's file holds, which is remembered even where it is no baseline.
    fn look_again(&self, text: &str) -> Result<View, String> {
        let before = {
            let mut state = self.state();
            text.clone_into(&mut state.text);
            Arc::clone(&state.view)
        };
        look(&*self.subject, text, Some(&before))
    }

    fn replace(&self, view: View) {
        let mut state = self.state();
        let name = shown(&*self.subject);
        // a decision may have been written since the check looked at the file
        let read = text_of(&*self.subject).and_then(|text| {
            let baseline = Baseline::read(&text, &name).map_err(|error| error.to_string())?;
            Ok((decided(&baseline), text))
        });
        let (decided, text) = match read {
            Ok(read) => read,
            Err(message) => {
                drop(state);
                return self.trouble(Some(message));
            }
        };
        let same = state.view.shows_the_same(&view) && state.decided == decided;
        state.view = Arc::new(view);
        (state.decided, state.text) = (decided, text);
        if !same {
            state.serial += 1;
            let serial = state.serial;
            self.tell(Event::Checked { serial });
        }
        drop(state);
        self.trouble(None);
    }

    fn trouble(&self, message: Option<String>) {
        let mut state = self.state();
        if state.trouble != message {
            state.trouble.clone_from(&message);
            self.tell(Event::Trouble { message: message.unwrap_or_default() });
        }
    }

    /// Whether somebody else changed the baseline's file.
    pub fn baseline_changed(&self) -> bool {
        text_of(&*self.subject).is_ok_and(|text| text != self.state().text)
    }

    /// The page, with a word for its policy that no document can know.
    pub fn page(&self, nonce: &str) -> String {
        self.show(|view, desk| html::review(&view.report(), &view.still, desk, nonce))
    }

    pub fn body(&self) -> String {
        self.show(|view, desk| html::review_body(&view.report(), &view.still, desk))
    }

    /// One finding, as an item of the list.
    pub fn finding(&self, fingerprint: &str) -> Option<String> {
        self.show(|view, desk| {
            let (number, _) = view.find(fingerprint)?;
            html::review_finding(number, &view.report(), desk)
        })
    }

    fn show<T>(&self, render: impl FnOnce(&View, &Desk<'_>) -> T) -> T {
        let state = self.state();
        let (view, decided, serial) = (Arc::clone(&state.view), state.decided.clone(), state.serial);
        let trouble = state.trouble.clone();
        let fixes = state.fixes.iter().enumerate().rev();
        let done: Vec<(String, Option<usize>)> =
            fixes.map(|(number, fixed)| (fixed.told.clone(), (!fixed.changes.is_empty()).then_some(number))).collect();
        // rendering takes longer than anybody should wait who has decided something
        drop(state);
        let baseline = shown(&*self.subject);
        let desk = Desk {
            decided: &decided,
            contents: &view.contents,
            done: &done,
            baseline: &baseline,
            trouble: trouble.as_deref(),
            serial,
        };
        render(&view, &desk)
    }

    /// Changes the baseline on disk, whoever else wrote to it, and tells open pages what is decided now.
    pub(super) fn save(&self, state: &mut State, change: impl Fn(&mut Baseline)) -> Result<(), String> {
        const TRIES: usize = 20;
        for _ in 0..TRIES {
            let text = text_of(&*self.subject)?;
            let path = self.subject.baseline();
            let name = shown(&*self.subject);
            let mut baseline = Baseline::read(&text, &name).map_err(|error| error.to_string())?;
            change(&mut baseline);
            let new = baseline.over(&text, &name).map_err(|error| error.to_string())?;
            let written = match path.exists() {
                true => replace_if(&path, new.as_bytes(), text.as_bytes()),
                false => replace_file(&path, new.as_bytes()).map(|()| true),
            };
            if written.map_err(|error| format!("{name} can’t be written: {error}"))? {
                self.saved(state, decided(&baseline), new);
                return Ok(());
            }
        }
        Err(format!("{} is being changed all the time", shown(&*self.subject)))
    }

    fn saved(&self, state: &mut State, decided: Decided, text: String) {
        let was = std::mem::replace(&mut state.decided, decided);
        state.text = text;
        let now = &state.decided;
        let every =
            was.dismissed.keys().chain(was.questions.keys()).chain(now.dismissed.keys()).chain(now.questions.keys());
        let changed: BTreeSet<&String> = every.filter(|print| was.state(print) != now.state(print)).collect();
        for fingerprint in changed {
            state.serial += 1;
            self.tell(Event::Decided { fingerprint: fingerprint.clone(), serial: state.serial });
        }
    }
}

/// The documents as they are now, with what the baseline's file holds.
fn look(subject: &dyn Subject, text: &str, before: Option<&View>) -> Result<View, String> {
    let name = shown(subject);
    let baseline = Baseline::read(text, &name).map_err(|error| error.to_string())?;
    Ok(View::new(subject.check()?, &baseline, (&name, text), before))
}

fn shown(subject: &dyn Subject) -> String {
    subject.baseline().to_string_lossy().replace('\\', "/")
}

/// What the baseline's file holds; nothing, where it is not there yet.
fn text_of(subject: &dyn Subject) -> Result<String, String> {
    match std::fs::read_to_string(subject.baseline()) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(format!("{}: {}", shown(subject), reason_of_text(&error)))
        }
        read => Ok(read.unwrap_or_default()),
    }
}

/// A lock whose holder panicked guards nothing that is half done: what it guards is replaced whole.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
