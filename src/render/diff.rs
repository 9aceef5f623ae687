//! What fixes would change, as a unified diff that `patch -p1` and `git apply` take.

use similar::TextDiff;

use crate::fix::{Plan, edited};
use crate::source::Sources;

/// The changes of a plan, document by document.
#[must_use]
pub fn render(plan: &Plan<'_>, sources: &Sources) -> String {
    let mut out = String::new();
    for (&id, edits) in &plan.edits {
        let source = sources.get(id);
        let new = edited(&source, edits);
        let diff = TextDiff::from_lines(source.text.as_str(), new.as_str());
        let path = source.path.trim_start_matches('/');
        out.push_str(
            &diff.unified_diff().context_radius(3).header(&format!("a/{path}"), &format!("b/{path}")).to_string(),
        );
    }
    out
}
