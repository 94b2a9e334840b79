//! The server as a process: its runtime, its log, the signals it obeys.

use crate::serve::{App, run};
use std::io;
use std::net::TcpListener;
use tracing_subscriber::EnvFilter;

/// Writes the log as JSON to standard error, one line per request; `RUST_LOG` filters it.
pub fn start_logging() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    // A second call, in tests for example, keeps the first log.
    let _ = tracing_subscriber::fmt().json().flatten_event(true).with_env_filter(filter).with_writer(io::stderr).try_init();
}

/// Serves until the process is asked to end (SIGTERM or Ctrl-C), and reloads on SIGHUP.
///
/// # Errors
/// When the system refuses threads, the listener or the signals.
pub fn serve(listener: TcpListener, app: App) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().thread_name("serve").build()?;
    let served = runtime.block_on(async {
        listener.set_nonblocking(true)?;
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let shutdown = asked_to_end()?;
        reload_on_hangup(app.clone())?;
        run(listener, app, shutdown).await;
        Ok(())
    });
    // A reload or a plan under way is of no use any more, and nobody should wait for it.
    runtime.shutdown_background();
    served
}

#[cfg(unix)]
fn asked_to_end() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        tracing::info!("stopping; answers under way end first");
    })
}

#[cfg(not(unix))]
fn asked_to_end() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
        tracing::info!("stopping; answers under way end first");
    })
}

/// Signals that come while a reload is under way are one more reload after it, so that the newest files are always read.
#[cfg(unix)]
fn reload_on_hangup(app: App) -> io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut hangup = signal(SignalKind::hangup())?;
    tokio::spawn(async move {
        while hangup.recv().await.is_some() {
            let app = app.clone();
            if let Err(error) = tokio::task::spawn_blocking(move || app.reload()).await {
                tracing::error!(%error, "reload broke off");
            }
        }
    });
    Ok(())
}

#[cfg(not(unix))]
fn reload_on_hangup(_: App) -> io::Result<()> {
    Ok(())
}
