//! What the parser of HTTP refuses by itself, said in the form of every other refusal.
//!
//! In: a connection. Out: the same connection; where hyper answers a request that it cannot read with a bare status, the client
//! gets the problem in its place. Our own answers always name their request, so that the two are told apart by that.

use crate::serve::Limits;
use crate::serve::observe::REQUEST_ID;
use crate::serve::problem::Problem;
use axum::http::StatusCode;
use std::io::{IoSlice, Result};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// A connection whose client is told why it cannot be understood.
pub(super) struct Unread<S> {
    inner: S,
    /// Bytes of address and headers that a request may have.
    limit: usize,
    refusal: Option<Refusal>,
}

/// A refusal on its way.
struct Refusal {
    answer: Vec<u8>,
    sent: usize,
}

impl<S> Unread<S> {
    /// Watches a connection.
    pub(super) fn new(inner: S, limits: &Limits) -> Self {
        Self { inner, limit: limits.address_bytes + limits.header_bytes, refusal: None }
    }
}

impl<S: AsyncWrite + Unpin> Unread<S> {
    /// Sends the refusal in place of `bare` bytes; `None` where nothing is refused.
    fn poll_refusal(&mut self, first: &[u8], bare: usize, cx: &mut Context<'_>) -> Option<Poll<Result<usize>>> {
        if self.refusal.is_none() {
            let answer = Problem::unreadable(bare_status(first)?, self.limit).early_answer();
            self.refusal = Some(Refusal { answer, sent: 0 });
        }
        Some(self.poll_send(cx).map_ok(|()| bare))
    }

    fn poll_send(&mut self, cx: &mut Context<'_>) -> Poll<Result<()>> {
        while let Some(refusal) = &mut self.refusal {
            refusal.sent += ready!(Pin::new(&mut self.inner).poll_write(cx, &refusal.answer[refusal.sent..]))?;
            if refusal.sent == refusal.answer.len() {
                self.refusal = None;
            }
        }
        Poll::Ready(Ok(()))
    }
}

/// The status of an answer that is not ours.
fn bare_status(bytes: &[u8]) -> Option<StatusCode> {
    let head = bytes.strip_prefix(b"HTTP/1.1 ").filter(|head| head.starts_with(b"4"))?;
    let id = REQUEST_ID;
    let id = id.as_str().as_bytes();
    let is_ours = head.windows(id.len()).any(|window| window == id);
    if is_ours { None } else { StatusCode::from_bytes(head.get(..3)?).ok() }
}

impl<S: AsyncRead + Unpin> AsyncRead for Unread<S> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<Result<()>> {
        Pin::new(&mut self.inner).poll_read(cx, buffer)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Unread<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<Result<usize>> {
        match self.poll_refusal(bytes, bytes.len(), cx) {
            Some(refused) => refused,
            None => Pin::new(&mut self.inner).poll_write(cx, bytes),
        }
    }

    fn poll_write_vectored(mut self: Pin<&mut Self>, cx: &mut Context<'_>, slices: &[IoSlice<'_>]) -> Poll<Result<usize>> {
        let first: &[u8] = slices.first().map_or(&[], |slice| slice);
        match self.poll_refusal(first, slices.iter().map(|slice| slice.len()).sum(), cx) {
            Some(refused) => refused,
            None => Pin::new(&mut self.inner).poll_write_vectored(cx, slices),
        }
    }

    fn is_write_vectored(&self) -> bool {
        self.inner.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        Pin::new(&mut self.inner).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        Pin::new(&mut self.inner).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use super::bare_status;

    #[test]
    fn only_an_answer_without_a_request_id_is_the_parsers_own() {
        let status = |head: &str| bare_status(head.as_bytes()).map(|status| status.as_u16());
        assert_eq!(status("HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n"), Some(400));
        assert_eq!(status("HTTP/1.1 431 Request Header Fields Too Large\r\n\r\n"), Some(431));
        for other in [
            "HTTP/1.1 200 OK\r\n\r\n",
            "HTTP/1.1 404 Not Found\r\nx-request-id: 1\r\n\r\n",
            "HTTP/1.1 4",
            "HTTP/1.1 100 Continue",
            "{\"a\"",
            "",
        ] {
            assert_eq!(status(other), None, "{other}");
        }
    }
}
