//! Ctrl-C: the reading of documents ends, and how far it came is told; at any other time the program ends at once.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use indicatif::ProgressBar;

use super::output::tell;
use crate::source::{SourceId, Watch};

/// Exit code of a run that was interrupted, as shells have it for a program that ends by SIGINT.
pub const INTERRUPTED: u8 = 130;

static READING: AtomicBool = AtomicBool::new(false);
static STOPPED: AtomicBool = AtomicBool::new(false);

/// Takes over Ctrl-C. Where that can't be done, it ends the program as it does any other.
pub fn listen() {
    let _ = ctrlc::set_handler(|| {
        // who presses it twice does not want to wait
        if !READING.load(Ordering::SeqCst) || STOPPED.swap(true, Ordering::SeqCst) {
            tell("factlint: interrupted");
            std::process::exit(INTERRUPTED.into());
        }
    });
}

/// Watches the documents being read: a bar for whoever looks on, and Ctrl-C.
pub struct Reading {
    bar: ProgressBar,
    done: AtomicUsize,
    total: usize,
}

impl Reading {
    pub fn start(bar: ProgressBar, total: usize) -> Self {
        READING.store(true, Ordering::SeqCst);
        Self { bar, done: AtomicUsize::new(0), total }
    }

    /// Ends the watch, and says how many documents had been read.
    pub fn end(&self) -> usize {
        READING.store(false, Ordering::SeqCst);
        self.bar.finish_and_clear();
        self.done.load(Ordering::SeqCst)
    }
}

impl Watch for Reading {
    fn done(&self, _id: SourceId) {
        let done = self.done.fetch_add(1, Ordering::SeqCst) + 1;
        self.bar.inc(1);
        // what is left is comparing, which nothing interrupts half-way
        if done == self.total && !self.stopped() {
            READING.store(false, Ordering::SeqCst);
        }
    }

    fn stopped(&self) -> bool {
        STOPPED.load(Ordering::SeqCst)
    }
}
