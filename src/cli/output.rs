//! Bytes that leave the program: standard output, and files that are whole or not there.

use crate::cli::Failure;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Writes to standard output. A reader that closes the pipe has seen enough: that is no failure.
pub(super) fn print(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    let mut out = BufWriter::new(io::stdout().lock());
    match write(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
            // What is still buffered must not be written again when the buffer goes.
            let _ = out.into_parts();
            Ok(())
        }
        result => result.map_err(|source| Failure::Output { file: "standard output".to_owned(), source }),
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
#[derive(Debug)]
pub(super) struct WholeFile {
    path: PathBuf,
    part: PathBuf,
    out: Option<BufWriter<File>>,
}

impl WholeFile {
    /// Begins a file.
    ///
    /// # Errors
    /// [`Failure::Output`] when it cannot be made.
    pub(super) fn create(path: &Path) -> Result<Self, Failure> {
        let mut part = OsString::from(path.as_os_str());
        // The process number keeps two programs that write the same file apart.
        part.push(format!(".{}.part", std::process::id()));
        let part = PathBuf::from(part);
        let file = File::create(&part).map_err(|source| failure(path, source))?;
        Ok(Self { path: path.to_owned(), part, out: Some(BufWriter::with_capacity(1 << 18, file)) })
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
            out.get_ref().sync_all()?;
        }
        fs::rename(&self.part, &self.path)
    }
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
        // After `finish` the part is gone already.
        let _ = fs::remove_file(&self.part);
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
}
