//! How long a connection waits for its client: for headers, between requests, and for a byte of the answer to be taken.
//!
//! In: a socket. Out: a socket whose reads and writes end with `TimedOut` when the client is too slow. Must not know: HTTP beyond
//! whose turn it is.

use crate::serve::Limits;
use crate::serve::problem::Problem;
use std::io::{Error, ErrorKind, Result};
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::{Instant, Sleep, sleep_until};

/// What is awaited on a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// The rest of a request's headers, or the first byte of a new connection.
    Headers,
    /// Nothing: our answer is being made or sent.
    Answering,
    /// Perhaps another request.
    Idle,
}

/// Whose turn it is on a connection, and since when.
#[derive(Debug)]
pub(super) struct Turn {
    phase: Mutex<(Phase, Instant)>,
    evicted: watch::Sender<bool>,
}

impl Turn {
    /// A new connection: its client has to send headers.
    pub(super) fn new() -> Self {
        Self { phase: Mutex::new((Phase::Headers, Instant::now())), evicted: watch::Sender::new(false) }
    }

    fn phase(&self) -> MutexGuard<'_, (Phase, Instant)> {
        self.phase.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A request is complete: it is our turn.
    pub(super) fn answering(&self) {
        *self.phase() = (Phase::Answering, Instant::now());
    }

    /// The answer is complete: the client may ask again.
    pub(super) fn idle(&self) {
        *self.phase() = (Phase::Idle, Instant::now());
    }

    /// Whether it is our turn.
    pub(super) fn is_answering(&self) -> bool {
        self.phase().0 == Phase::Answering
    }

    /// Asks the connection to end at once.
    pub(super) fn evict(&self) {
        self.evicted.send_replace(true);
    }

    /// Whether the connection was asked to end.
    #[cfg(test)]
    pub(super) fn is_evicted(&self) -> bool {
        *self.evicted.borrow()
    }

    /// Ends when the connection is asked to end.
    pub(super) fn evicted(&self) -> impl Future<Output = ()> + use<> {
        let mut evicted = self.evicted.subscribe();
        async move {
            // The sender lives in the turn, which the caller's connection holds.
            let _ = evicted.wait_for(|evicted| *evicted).await;
        }
    }

    fn received(&self) {
        let mut phase = self.phase();
        if phase.0 == Phase::Idle {
            *phase = (Phase::Headers, Instant::now());
        }
    }

    /// The end of an answer still on its way postpones the end of idleness.
    fn sent(&self) {
        let mut phase = self.phase();
        if phase.0 == Phase::Idle {
            phase.1 = Instant::now();
        }
    }
}

/// A socket that gives up on a client that is too slow.
pub(super) struct Patient {
    socket: TcpStream,
    turn: Arc<Turn>,
    headers: Duration,
    idle: Duration,
    progress: Duration,
    /// Whether a byte of the client's turn has come.
    heard: bool,
    reading: Pin<Box<Sleep>>,
    writing: Option<Pin<Box<Sleep>>>,
}

impl Patient {
    /// Watches a socket.
    pub(super) fn new(socket: TcpStream, turn: Arc<Turn>, limits: &Limits) -> Self {
        let Limits { headers, idle, progress, .. } = *limits;
        Self {
            socket,
            turn,
            headers,
            idle,
            progress,
            heard: false,
            reading: Box::pin(sleep_until(Instant::now() + headers)),
            writing: None,
        }
    }

    fn read_deadline(&self) -> Option<Instant> {
        let (phase, since) = *self.turn.phase();
        match phase {
            Phase::Headers => Some(since + self.headers),
            Phase::Idle => Some(since + self.idle),
            Phase::Answering => None,
        }
    }

    /// Ends a read that waits too long.
    fn poll_read_patience(&mut self, cx: &mut Context<'_>) -> Poll<Result<()>> {
        // Hyper reads on while an answer is under way, to see whether the client is still there; only writes are timed then.
        while let Some(deadline) = self.read_deadline() {
            if self.reading.deadline() != deadline {
                self.reading.as_mut().reset(deadline);
            }
            ready!(self.reading.as_mut().poll(cx));
            if self.read_deadline() == Some(deadline) {
                self.say_too_slow();
                return Poll::Ready(Err(Error::from(ErrorKind::TimedOut)));
            }
        }
        Poll::Pending
    }

    /// Tells a client that began a request why it ends; one that said nothing is told nothing.
    fn say_too_slow(&self) {
        let (phase, _) = *self.turn.phase();
        if phase == Phase::Headers && self.heard {
            // These few bytes fit the socket at once, or nobody is there to read them.
            let _ = self.socket.try_write(&Problem::too_slow(self.headers).early_answer());
        }
    }

    fn poll_write_patience<T>(&mut self, written: Poll<Result<T>>, cx: &mut Context<'_>) -> Poll<Result<T>> {
        if written.is_ready() {
            self.writing = None;
            self.turn.sent();
            return written;
        }
        let progress = self.progress;
        let writing = self.writing.get_or_insert_with(|| Box::pin(sleep_until(Instant::now() + progress)));
        ready!(writing.as_mut().poll(cx));
        Poll::Ready(Err(Error::from(ErrorKind::TimedOut)))
    }
}

impl AsyncRead for Patient {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<Result<()>> {
        let before = buffer.filled().len();
        match Pin::new(&mut self.socket).poll_read(cx, buffer) {
            Poll::Ready(read) => {
                if buffer.filled().len() > before {
                    self.turn.received();
                    self.heard = true;
                }
                Poll::Ready(read)
            }
            Poll::Pending => self.poll_read_patience(cx),
        }
    }
}

impl AsyncWrite for Patient {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<Result<usize>> {
        let written = Pin::new(&mut self.socket).poll_write(cx, bytes);
        self.poll_write_patience(written, cx)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[std::io::IoSlice<'_>],
    ) -> Poll<Result<usize>> {
        let written = Pin::new(&mut self.socket).poll_write_vectored(cx, bytes);
        self.poll_write_patience(written, cx)
    }

    fn is_write_vectored(&self) -> bool {
        self.socket.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        Pin::new(&mut self.socket).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        Pin::new(&mut self.socket).poll_shutdown(cx)
    }
}
