//! Work that must not take the run down with it: a fault of this program in one check or one document costs what that check
//! would have said of it, and nothing else.

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind, set_hook, take_hook};
use std::sync::Once;

thread_local! {
    static HOLDS: Cell<bool> = const { Cell::new(false) };
    static WORDS: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Does some work. Where a panic ends it, nothing is printed.
///
/// # Errors
/// The words of the panic and its place in the source.
pub(super) fn held<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let others = take_hook();
        set_hook(Box::new(move |info| if HOLDS.get() { note(info) } else { others(info) }));
    });
    let before = HOLDS.replace(true);
    // what the work leaves half done is its own: a list of findings that is cut short
    let done = catch_unwind(AssertUnwindSafe(work));
    HOLDS.set(before);
    done.map_err(|_| WORDS.take())
}

fn note(info: &PanicHookInfo<'_>) {
    let payload = info.payload();
    let words =
        payload.downcast_ref::<&str>().copied().or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    let place = info.location().map(|place| format!(" at {}:{}", place.file(), place.line())).unwrap_or_default();
    WORDS.set(format!("“{}”{place}", words.unwrap_or("no reason given")));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_told_and_ends_nothing() {
        assert_eq!(held(|| 7), Ok(7));
        let list: [u8; 2] = [1, 2];
        let fault = held(|| list[std::hint::black_box(5)]).expect_err("there is no sixth");
        assert!(fault.contains("index is 5") && fault.contains("held.rs:"), "{fault}");
        let fault = held(|| held(|| panic!("inner")).expect_err("it panics")).expect("the outer work goes on");
        assert!(fault.starts_with("“inner” at "), "{fault}");
        assert_eq!(held(|| 8), Ok(8));
    }
}
