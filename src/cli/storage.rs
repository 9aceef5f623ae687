//! Where a run keeps what documents state, as the command line puts it: how much in memory, the rest on disk.

use super::Failure;
use super::output::tell;
use crate::engine::{Checked, Limits, Run};
use crate::source::Watch;

#[derive(Debug, Clone, Default, clap::Args)]
pub struct StorageArgs {
    /// Memory to use at most, about, as 400M or 2G; what is beyond goes to temporary files [default: 384M]
    #[arg(long, value_name = "SIZE", value_parser = size)]
    max_memory: Option<u64>,
}

/// A number of bytes: `400M`, `2 GiB`, `1000000`. K, M and G are powers of 1024.
fn size(text: &str) -> Result<u64, String> {
    let message = || format!("“{text}” is no size: write 400M or 2G");
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let unit = unit.trim().to_ascii_lowercase();
    let shift = match unit.trim_end_matches('b').trim_end_matches('i') {
        "" => 0,
        "k" => 10,
        "m" => 20,
        "g" => 30,
        "t" => 40,
        _ => return Err(message()),
    };
    let number: u64 = number.parse().map_err(|_| message())?;
    number.checked_mul(1 << shift).filter(|&bytes| bytes > 0).ok_or_else(message)
}

impl StorageArgs {
    /// Checks documents with what is allowed.
    pub fn check(&self, run: Run<'_>, watch: &dyn Watch) -> Result<Checked, Failure> {
        let limits = self.max_memory.map_or(Limits::default(), Limits::of_process);
        let checked = run.check(limits, watch);
        let checked =
            checked.map_err(|error| Failure(format!("what was written to a temporary file can't be read: {error}")))?;
        if let Some(trouble) = &checked.trouble {
            tell(&format!("factlint: no temporary file can be written, so that more memory is used: {trouble}"));
        }
        Ok(checked)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        assert_eq!(size("400M"), Ok(400 << 20));
        assert_eq!(size("2g"), Ok(2 << 30));
        assert_eq!(size("16 KiB"), Ok(16 << 10));
        assert_eq!(size("1000"), Ok(1000));
        for wrong in ["", "M", "-1", "0", "1.5G", "4 x", "99999999999T"] {
            assert!(size(wrong).is_err(), "{wrong}");
        }
    }
}
