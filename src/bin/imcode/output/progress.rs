//! How far a long run is: one line on standard error, if that is a terminal.

use std::io::{self, IsTerminal as _, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

const PATIENCE: Duration = Duration::from_secs(1);
const PACE: Duration = Duration::from_millis(200);
/// The width of a full bar.
const BAR: u64 = 30;

/// Whether the line is on the terminal.
static IS_SHOWN: AtomicBool = AtomicBool::new(false);

pub(crate) struct Progress {
    is_wanted: bool,
    next: Instant,
    /// The bytes of the files before this one.
    before: u64,
    total: Option<u64>,
}

impl Progress {
    /// `total` is the number of bytes to read, if that is known.
    pub(crate) fn new(total: Option<u64>) -> Self {
        let next = Instant::now() + PATIENCE;
        let total = total.filter(|&total| total > 0);
        let is_wanted = io::stderr().is_terminal();
        Self { is_wanted, next, before: 0, total }
    }

    /// Shows that so many bytes of the current file were read.
    pub(crate) fn show(&mut self, of_file: u64) {
        let now = Instant::now();
        if !self.is_wanted || now < self.next {
            return;
        }
        self.next = now + PACE;
        IS_SHOWN.store(true, Ordering::Relaxed);
        let done = self.before + of_file;
        let text = match self.total {
            Some(total) => {
                let filled = usize::try_from((done * BAR / total).min(BAR)).unwrap_or_default();
                let bar = format!("{:-<30}", "#".repeat(filled));
                format!("[{bar}] {} of {} MB", done >> 20, total >> 20)
            }
            None => format!("{} MB", done >> 20),
        };
        let _ = write!(io::stderr().lock(), "\r{text}\x1b[K");
    }

    pub(crate) fn finish_file(&mut self, of_file: u64) {
        self.before += of_file;
    }
}

/// Takes the line away, which a message does too.
pub(crate) fn clear() {
    if IS_SHOWN.swap(false, Ordering::Relaxed) {
        let _ = write!(io::stderr().lock(), "\r\x1b[K");
    }
}
