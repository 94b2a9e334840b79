//! Bodies that are written while they are sent.
//!
//! In: a function that writes to [`Write`]. Out: a body. The function runs on a thread that may block, and stops while the client is
//! slower than it. What fits one piece has a length; what breaks off later breaks the connection and never looks complete.

use crate::serve::problem::Problem;
use axum::body::{Body, Bytes, HttpBody};
use hyper::body::Frame;
use std::io::{self, Write};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::runtime::Handle;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

/// Size of a piece: large enough to compress well, small enough that four of them for each client are no burden.
const PIECE: usize = 64 << 10;
/// Pieces written ahead of the client.
const AHEAD: usize = 2;

enum Piece {
    Some(Bytes),
    Last(Bytes),
}

/// Writes a short body at once, on the thread that serves the connection.
///
/// A thread of its own costs a short answer more than it is worth: two wake-ups, and a page of 100 features is made in less time.
///
/// # Errors
/// An internal problem when it cannot be written.
pub(super) fn short(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<Body, Problem> {
    let mut whole = Vec::with_capacity(PIECE);
    write(&mut whole).map_err(|error| {
        tracing::error!(%error, "an answer could not be written");
        Problem::internal()
    })?;
    Ok(Body::from(whole))
}

/// Starts to write a body; `patience` is how long the client may take for one piece.
///
/// # Errors
/// An internal problem when nothing could be written at all.
///
/// # Panics
/// When `write` panics before its first piece is complete; the router answers that.
pub(super) async fn written(
    write: impl FnOnce(&mut dyn Write) -> io::Result<()> + Send + 'static,
    patience: Duration,
) -> Result<Body, Problem> {
    let (send, mut receive) = mpsc::channel(AHEAD);
    let handle = Handle::current();
    let writer = tokio::task::spawn_blocking(move || {
        let mut out = Out { piece: Vec::with_capacity(PIECE), send, handle, patience };
        write(&mut out)?;
        let last = Piece::Last(std::mem::take(&mut out.piece).into());
        out.send(last)
    });
    match receive.recv().await {
        Some(Piece::Last(whole)) => Ok(Body::from(whole)),
        Some(first) => Ok(Body::new(Written { first: Some(first), receive, ended: false })),
        None => Err(failure(writer).await),
    }
}

async fn failure(writer: JoinHandle<io::Result<()>>) -> Problem {
    match writer.await {
        Ok(result) => tracing::error!(?result, "an answer could not be written"),
        Err(error) if error.is_panic() => std::panic::resume_unwind(error.into_panic()),
        Err(error) => tracing::error!(%error, "an answer could not be written"),
    }
    Problem::internal()
}

/// Collects pieces and hands them to the body.
struct Out {
    piece: Vec<u8>,
    send: mpsc::Sender<Piece>,
    handle: Handle,
    patience: Duration,
}

impl Out {
    fn send(&self, piece: Piece) -> io::Result<()> {
        let sent = self.handle.block_on(self.send.send_timeout(piece, self.patience));
        // The client has gone, or takes less than a piece in all that time: nobody waits for the rest.
        sent.map_err(|_| io::Error::from(io::ErrorKind::BrokenPipe))
    }
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.piece.extend_from_slice(bytes);
        if self.piece.len() >= PIECE {
            let full = std::mem::replace(&mut self.piece, Vec::with_capacity(PIECE));
            self.send(Piece::Some(full.into()))?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        // Writers flush at their end; the last piece is sent there anyway.
        Ok(())
    }
}

struct Written {
    first: Option<Piece>,
    receive: mpsc::Receiver<Piece>,
    ended: bool,
}

impl HttpBody for Written {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        if self.ended {
            return Poll::Ready(None);
        }
        let next = match self.first.take() {
            Some(first) => Some(first),
            None => ready!(self.receive.poll_recv(cx)),
        };
        Poll::Ready(Some(match next {
            Some(Piece::Some(bytes)) => Ok(Frame::data(bytes)),
            Some(Piece::Last(bytes)) => {
                self.ended = true;
                Ok(Frame::data(bytes))
            }
            None => {
                self.ended = true;
                Err(io::Error::other("the answer broke off"))
            }
        }))
    }

    fn is_end_stream(&self) -> bool {
        self.ended
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http_body_util::BodyExt;

    const PATIENCE: Duration = Duration::from_secs(5);

    #[tokio::test]
    async fn a_short_body_has_a_length_and_a_long_one_arrives_whole() {
        let short = written(|out| out.write_all(b"abc"), PATIENCE).await.unwrap();
        assert_eq!(short.size_hint().exact(), Some(3));
        let long = written(|out| (0..100_000).try_for_each(|line| writeln!(out, "{line:08}")), PATIENCE).await.unwrap();
        assert_eq!(long.collect().await.unwrap().to_bytes().len(), 900_000);
    }

    #[tokio::test]
    async fn a_body_that_breaks_off_ends_with_an_error() {
        let broken = |out: &mut dyn Write| {
            out.write_all(&[b'x'; PIECE])?;
            Err(io::Error::other("planted"))
        };
        let body = written(broken, PATIENCE).await.unwrap();
        assert!(body.collect().await.is_err());
        assert!(written(|_| Err(io::Error::other("planted")), PATIENCE).await.is_err());
    }

    #[tokio::test]
    async fn a_client_that_takes_nothing_ends_the_writer() {
        let (tell, told) = tokio::sync::oneshot::channel();
        let endless = move |out: &mut dyn Write| {
            let result = (0..1000).try_for_each(|_| out.write_all(&[b'x'; PIECE]));
            let _ = tell.send(result.is_err());
            result
        };
        let _body = written(endless, Duration::from_millis(20)).await.unwrap();
        assert!(told.await.unwrap());
    }
}
