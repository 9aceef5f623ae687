//! Temporary files and reading at a place, the same on all systems.

use std::fs::File;
use std::io;

/// A file without a name: it is gone when the process is, however that ends. Where the system has no such files it is
/// removed when it is closed.
pub(super) fn temporary() -> io::Result<File> {
    tempfile::tempfile()
}

/// Fills `buffer` with the bytes from `offset` on.
#[cfg(unix)]
pub(super) fn read_at(file: &File, buffer: &mut [u8], offset: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, buffer, offset)
}

/// Fills `buffer` with the bytes from `offset` on.
#[cfg(windows)]
pub(super) fn read_at(file: &File, mut buffer: &mut [u8], mut offset: u64) -> io::Result<()> {
    while !buffer.is_empty() {
        match std::os::windows::fs::FileExt::seek_read(file, buffer, offset)? {
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            read => {
                buffer = &mut buffer[read..];
                offset += read as u64;
            }
        }
    }
    Ok(())
}
