//! The `factlint` program: arguments in, exit code out.

use std::process::ExitCode;

/// Reading makes and lets go of millions of small strings and lists, mostly on the thread that made them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    factlint::cli::run()
}
