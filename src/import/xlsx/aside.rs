//! The child process that reads a workbook: whatever a parser is led to, it ends a child and not the program.

use super::measure::measure_directory;
use super::transcript::{self, transcribe as transcribe_here};
use crate::import::table::Context;
use crate::import::{ImportError, Limits};
use crate::model::said;
use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::thread;

/// The program and its first argument that read a workbook from standard input and end with [`workbook_reader`].
static READER: OnceLock<(PathBuf, &'static str)> = OnceLock::new();

/// Address space of the child.
const MEMORY_BYTES: u64 = 768 << 20;
/// Processor time of the child.
const CPU_SECONDS: u64 = 60;

/// Has workbooks read in a child process from now on: `program` started with `argument` must call [`workbook_reader`].
///
/// The first call stands.
pub fn read_workbooks_with(program: PathBuf, argument: &'static str) {
    let _ = READER.set((program, argument));
}

/// The whole of the child: a workbook on standard input, what its sheets say on standard output.
///
/// # Errors
/// When the limits cannot be set, or a pipe breaks.
pub fn workbook_reader() -> io::Result<()> {
    confine()?;
    let mut bytes = Vec::new();
    let limits = Limits::default();
    io::stdin().lock().take(limits.file_bytes).read_to_end(&mut bytes)?;
    let mut out = io::stdout().lock();
    transcribe_here(&bytes, &limits, &mut out)?;
    out.flush()
}

/// Little memory and time, and nothing to open: no file, no connection.
#[cfg(unix)]
fn confine() -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let at_most = |number| Rlimit { current: Some(number), maximum: Some(number) };
    setrlimit(Resource::As, at_most(MEMORY_BYTES))?;
    setrlimit(Resource::Cpu, at_most(CPU_SECONDS))?;
    setrlimit(Resource::Core, at_most(0))?;
    // The three that are open are standard input, output and error.
    setrlimit(Resource::Nofile, at_most(3))?;
    Ok(())
}

/// Other systems have no such limits; there the child only keeps an abort away from the program.
#[cfg(not(unix))]
fn confine() -> io::Result<()> {
    Ok(())
}

/// The transcript of a workbook, by a child where the program named one.
pub(super) fn transcribe(bytes: &[u8], context: Context<'_>) -> Result<Vec<u8>, ImportError> {
    // The directory is judged before anybody inflates a byte.
    measure_directory(bytes, context.limits).map_err(|refusal| refusal.error(context))?;
    match READER.get() {
        Some((program, argument)) => {
            let mut child = Command::new(program);
            let child = child.arg(argument).env_clear().stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
            let io = |source| ImportError::Io { file: context.file.to_string(), source };
            converse(child.spawn().map_err(io)?, bytes, context)
        }
        None => {
            let mut out = Bounded { bytes: Vec::new(), limit: context.limits.inflated_bytes };
            transcribe_here(bytes, context.limits, &mut out).map_err(|_| too_large(context))?;
            Ok(out.bytes)
        }
    }
}

/// Hands the workbook over and takes the transcript, both at once, and waits for the end.
fn converse(mut child: Child, bytes: &[u8], context: Context<'_>) -> Result<Vec<u8>, ImportError> {
    let (mut stdin, stdout) = (child.stdin.take().expect("it is piped"), child.stdout.take().expect("it is piped"));
    let limit = context.limits.inflated_bytes;
    let mut transcript = Vec::new();
    let read = thread::scope(|scope| {
        // A child that ends early breaks the pipe, which its exit status tells better.
        scope.spawn(move || stdin.write_all(bytes).is_ok());
        let read = stdout.take(limit + 1).read_to_end(&mut transcript);
        if transcript.len() as u64 > limit {
            // It writes on into a pipe that nobody reads.
            let _ = child.kill();
        }
        read
    });
    let ended = child.wait().and_then(|status| read.map(|_| status));
    if transcript.len() as u64 > limit {
        return Err(too_large(context));
    }
    match ended {
        Ok(status) if status.success() => Ok(transcript),
        Ok(_) => {
            let mib = MEMORY_BYTES >> 20;
            let reason = said!(
                "buku kerja ini perlu lebih dari {mib} MiB atau {CPU_SECONDS} detik untuk dibaca; simpan sebagai CSV",
                "expected a workbook, found one that takes more than {mib} MiB or {CPU_SECONDS} s to read; save it as CSV",
            );
            Err(context.malformed(0, reason))
        }
        Err(source) => Err(ImportError::Io { file: context.file.to_string(), source }),
    }
}

fn too_large(context: Context<'_>) -> ImportError {
    transcript::too_much_text(context.limits).error(context)
}

/// Bytes up to a limit.
struct Bounded {
    bytes: Vec<u8>,
    limit: u64,
}

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if (self.bytes.len() + bytes.len()) as u64 > self.limit {
            return Err(io::Error::from(io::ErrorKind::FileTooLarge));
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
