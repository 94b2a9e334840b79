//! Connections: accepted up to a limit, answered, and drained at the end.
//!
//! In: a listener, a router, limits. Must not know: what is answered.

use crate::serve::Limits;
use crate::serve::crowd::{Crowd, Place};
use crate::serve::patience::{Patient, Turn};
use crate::serve::problem::Problem;
use crate::serve::unread::Unread;
use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::Request;
use hyper::body::{Frame, Incoming, SizeHint};
use hyper::server::conn::http1;
use hyper_util::rt::TokioIo;
use std::convert::Infallible;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tower::Service;

/// A pause after a failed accept: usually file descriptors ran out, and trying at once would only burn the processor.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// Accepts connections until `shutdown`, then lets the answers under way end, for as long as the limits allow.
pub(super) async fn serve(listener: TcpListener, router: Router, limits: Limits, shutdown: impl Future<Output = ()>) {
    let limits = Arc::new(limits);
    let crowd = Arc::new(Crowd::new(limits.connections, limits.connections_per_address));
    let (stop, stopped) = watch::channel(false);
    let mut connections = JoinSet::new();
    let mut shutdown = pin!(shutdown);
    loop {
        tokio::select! {
            () = &mut shutdown => break,
            Some(_) = connections.join_next() => {}
            accepted = listener.accept() => match accepted {
                Ok((socket, peer)) => match crowd.enter(peer.ip()) {
                    Some(place) => {
                        connections.spawn(answer(socket, place, router.clone(), Arc::clone(&limits), stopped.clone()));
                    }
                    None => refuse(&socket),
                },
                Err(error) => {
                    tracing::warn!(%error, "cannot accept a connection");
                    tokio::time::sleep(ACCEPT_PAUSE).await;
                }
            }
        }
    }
    drop(listener);
    stop.send_replace(true);
    drain(connections, limits.drain).await;
}

async fn drain(mut connections: JoinSet<()>, limit: Duration) {
    let ended = async { while connections.join_next().await.is_some() {} };
    if tokio::time::timeout(limit, ended).await.is_err() {
        tracing::warn!(connections = connections.len(), "answers did not end in time and are cut off");
        connections.shutdown().await;
    }
}

fn refuse(socket: &TcpStream) {
    // A fresh socket takes these few bytes at once; a client that does not want them is no reason to wait.
    let _ = socket.try_write(&Problem::full().early_answer());
}

/// Answers the requests of one connection, one after the other.
async fn answer(socket: TcpStream, place: Place, router: Router, limits: Arc<Limits>, mut stopped: watch::Receiver<bool>) {
    // Answers are written in large pieces, so that waiting for more of them only delays the last one.
    let _ = socket.set_nodelay(true);
    let turn = Arc::clone(&place.turn);
    let service = hyper::service::service_fn(|request| respond(router.clone(), Arc::clone(&turn), request));
    let connection = http1::Builder::new()
        // Twice what a good request needs: what is a little too long is answered by `observe`, in the usual form.
        .max_buf_size((limits.address_bytes + limits.header_bytes) * 2)
        .max_headers(limits.header_fields * 2)
        .serve_connection(TokioIo::new(Unread::new(Patient::new(socket, Arc::clone(&turn), &limits), &limits)), service);
    let mut connection = pin!(connection);
    let evicted = turn.evicted();
    tokio::select! {
        ended = connection.as_mut() => return log_end(ended),
        () = evicted => return,
        _ = stopped.wait_for(|stopped| *stopped) => connection.as_mut().graceful_shutdown(),
    }
    log_end(connection.await);
}

fn log_end(ended: hyper::Result<()>) {
    if let Err(error) = ended {
        tracing::debug!(%error, "connection ended early");
    }
}

async fn respond(mut router: Router, turn: Arc<Turn>, request: Request<Incoming>) -> Result<hyper::Response<Answer>, Infallible> {
    turn.answering();
    let response = router.call(request).await?;
    Ok(response.map(|body| Answer { body, turn }))
}

/// A body whose end begins the client's next turn.
struct Answer {
    body: Body,
    turn: Arc<Turn>,
}

impl hyper::body::Body for Answer {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        hyper::body::Body::is_end_stream(&self.body)
    }

    fn size_hint(&self) -> SizeHint {
        hyper::body::Body::size_hint(&self.body)
    }
}

impl Drop for Answer {
    fn drop(&mut self) {
        self.turn.idle();
    }
}
