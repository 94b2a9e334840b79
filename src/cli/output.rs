//! Bytes that leave the program: standard output, and files that are whole or not there.

use crate::cli::Failure;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Writes to standard output. A reader that closes the pipe has seen enough: that is no failure.
pub(super) fn print(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    let mut is_closed = false;
    let mut out = BufWriter::new(Pipe { out: io::stdout().lock(), is_closed: &mut is_closed });
    let written = write(&mut out).and_then(|()| out.flush());
    // What is still buffered must not be written again when the buffer goes.
    let _ = out.into_parts();
    match written {
        Err(_) if is_closed => Ok(()),
        result => result.map_err(|source| Failure::Output { file: "stdout".to_owned(), source }),
    }
}

/// Standard output that remembers whether its reader has gone: what is said of an error may be lost on its way up through the
/// writers of formats.
struct Pipe<'a, W> {
    out: W,
    is_closed: &'a mut bool,
}

impl<W: Write> Pipe<'_, W> {
    fn note<T>(&mut self, result: io::Result<T>) -> io::Result<T> {
        *self.is_closed |= result.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::BrokenPipe);
        result
    }
}

impl<W: Write> Write for Pipe<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let result = self.out.write(bytes);
        self.note(result)
    }

    fn flush(&mut self) -> io::Result<()> {
        let result = self.out.flush();
        self.note(result)
    }
}

/// Says something on standard error; nobody listening is no failure.
pub(super) fn say(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}

/// Whether a path means standard output.
pub(super) fn is_stdout(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// A file under another name until it is complete; dropped before that, it is taken away.
///
/// What is there and no ordinary file, a pipe or `/dev/null`, is written to as it stands: a rename would take its place.
#[derive(Debug)]
pub(super) struct WholeFile {
    path: PathBuf,
    part: Option<PathBuf>,
    out: Option<BufWriter<File>>,
}

impl WholeFile {
    /// Begins a file.
    ///
    /// # Errors
    /// [`Failure::Output`] when it cannot be made.
    pub(super) fn create(path: &Path) -> Result<Self, Failure> {
        // A link stays a link: the file that it leads to is replaced.
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let is_replaceable = fs::metadata(&path).map_or(true, |there| there.is_file());
        let part = is_replaceable.then(|| part_of(&path));
        let file = File::create(part.as_ref().unwrap_or(&path)).map_err(|source| failure(&path, source))?;
        Ok(Self { path, part, out: Some(BufWriter::with_capacity(1 << 18, file)) })
    }

    /// Puts the file in its place.
    ///
    /// # Errors
    /// [`Failure::Output`] when the last bytes cannot be written or the file cannot be renamed.
    pub(super) fn finish(mut self) -> Result<(), Failure> {
        let result = self.complete();
        result.map_err(|source| failure(&self.path, source))
    }

    fn complete(&mut self) -> io::Result<()> {
        if let Some(mut out) = self.out.take() {
            out.flush()?;
            if self.part.is_some() {
                out.get_ref().sync_all()?;
            }
        }
        if let Some(part) = &self.part {
            fs::rename(part, &self.path)?;
            self.part = None;
        }
        Ok(())
    }
}

/// The name of a file while it is not complete; the process number keeps two programs that write the same file apart.
fn part_of(path: &Path) -> PathBuf {
    let mut part = OsString::from(path.as_os_str());
    part.push(format!(".{}.part", std::process::id()));
    PathBuf::from(part)
}

impl Write for WholeFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.as_mut().map_or(Ok(0), |out| out.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.as_mut().map_or(Ok(()), Write::flush)
    }
}

impl Drop for WholeFile {
    fn drop(&mut self) {
        if let Some(part) = &self.part {
            let _ = fs::remove_file(part);
        }
    }
}

/// Names the file in a failure to write it.
pub(super) fn failure(path: &Path, source: io::Error) -> Failure {
    Failure::Output { file: path.display().to_string(), source }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_whole_or_not_there() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("plan.json");
        let mut file = WholeFile::create(&path).unwrap();
        file.write_all(b"half").unwrap();
        drop(file);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
        let mut file = WholeFile::create(&path).unwrap();
        file.write_all(b"whole").unwrap();
        file.finish().unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"whole");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_followed_and_a_device_is_never_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let (file, link, device) = (folder.path().join("a"), folder.path().join("b"), folder.path().join("c"));
        fs::write(&file, b"old").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        std::os::unix::fs::symlink("/dev/null", &device).unwrap();
        for path in [&link, &device] {
            let mut out = WholeFile::create(path).unwrap();
            out.write_all(b"new").unwrap();
            out.finish().unwrap();
        }
        assert_eq!(fs::read(&file).unwrap(), b"new");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert!(fs::metadata("/dev/null").is_ok_and(|device| !device.is_file()));
    }
}
