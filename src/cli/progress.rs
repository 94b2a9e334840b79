//! A line on the terminal for work that takes longer than a second.

use crate::snapshot::Stage;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

/// Work shorter than this shows nothing.
const PATIENCE: Duration = Duration::from_secs(1);
const TICK: Duration = Duration::from_millis(120);

/// A spinner that appears after a second, on standard error and only at a terminal; gone when dropped.
#[derive(Debug)]
pub(super) struct Progress {
    bar: ProgressBar,
    /// Dropped with the progress, which ends the wait of the thread that would show the bar.
    _done: Sender<()>,
}

impl Progress {
    pub(super) fn start(message: &'static str) -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} ({elapsed})") {
            bar.set_style(style);
        }
        bar.set_message(message);
        let (done, ended) = mpsc::channel();
        let late = bar.clone();
        thread::spawn(move || {
            if ended.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) && !late.is_finished() {
                late.set_draw_target(ProgressDrawTarget::stderr());
                late.enable_steady_tick(TICK);
            }
        });
        Self { bar, _done: done }
    }

    pub(super) fn stage(&self, stage: Stage) {
        self.bar.set_message(stage.label());
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
