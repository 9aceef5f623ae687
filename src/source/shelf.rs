//! Texts at hand: what was read lately, up to a bound, so that what is shown together is not read again and again.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;

use super::{Source, SourceId};

/// Bytes of text that are kept. The texts of small runs are never read twice.
const ROOM: usize = 32 << 20;

#[derive(Debug, Default)]
pub(super) struct Shelf {
    inside: Mutex<Inside>,
}

#[derive(Debug, Default)]
struct Inside {
    texts: FxHashMap<SourceId, Arc<Source>>,
    /// The longest held first.
    order: VecDeque<SourceId>,
    bytes: usize,
}

impl Shelf {
    pub fn get(&self, id: SourceId) -> Option<Arc<Source>> {
        self.lock().texts.get(&id).cloned()
    }

    /// Keeps a text where there is room for it.
    pub fn offer(&self, source: &Arc<Source>) {
        let mut inside = self.lock();
        if inside.bytes + source.text.len() <= ROOM {
            inside.put(source);
        }
    }

    /// Keeps a text, and lets go of others where there is no room for all.
    pub fn put(&self, source: &Arc<Source>) {
        let mut inside = self.lock();
        inside.put(source);
        while inside.bytes > ROOM && inside.order.len() > 1 {
            let first = inside.order.pop_front();
            let gone = first.and_then(|first| inside.texts.remove(&first));
            inside.bytes -= gone.map_or(0, |gone| gone.text.len());
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Inside> {
        // nothing is left half done by whoever held it
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inside {
    fn put(&mut self, source: &Arc<Source>) {
        if self.texts.insert(source.id, Arc::clone(source)).is_none() {
            self.order.push_back(source.id);
            self.bytes += source.text.len();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Encoding;

    #[test]
    fn the_longest_held_goes_first() {
        let source = |id: u32| {
            let text = "x".repeat(ROOM / 2);
            Arc::new(Source::new(SourceId(id), String::new(), text, Encoding::Utf8 { bom: false }))
        };
        let shelf = Shelf::default();
        (0..3).for_each(|id| shelf.offer(&source(id)));
        let held = |shelf: &Shelf| (0..5).filter(|&id| shelf.get(SourceId(id)).is_some()).collect::<Vec<u32>>();
        assert_eq!(held(&shelf), [0, 1]);
        shelf.put(&source(3));
        shelf.put(&source(3));
        assert_eq!(held(&shelf), [1, 3]);
    }
}
