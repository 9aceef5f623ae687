//! `factlint clean`: away with the cache.

use std::path::PathBuf;
use std::process::ExitCode;

use super::Failure;
use super::output::tell;
use super::storage::to_clean;
use crate::engine::clean;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// The cache's folder [default: .factlint_cache beside rules.toml or in the working directory]
    #[arg(long, value_name = "DIR")]
    cache_dir: Option<PathBuf>,
}

pub fn run(args: &Args) -> Result<ExitCode, Failure> {
    let root = to_clean(args.cache_dir.as_ref());
    let cleaned = clean(&root).map_err(|error| Failure(format!("cannot remove {}: {error}", root.display())))?;
    let what = if cleaned { "is removed" } else { "is not there" };
    tell(&format!("note: the cache in {} {what}", root.display()));
    Ok(ExitCode::SUCCESS)
}
