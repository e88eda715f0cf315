//! Searches chunks, on worker threads while earlier chunks are written. On two cores the threads make
//! `stats` and `annotate --only` of a file up to twice as fast, if no other program wants the cores:
//! `cargo bench --profile release --bench annotate`.

use std::collections::VecDeque;
use std::num::NonZero;
use std::ops::Range;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::thread::{self, Scope};

use imcode::{Finder, Finding};
use memchr::memchr_iter;

use crate::logs::chunks::Chunk;

/// Chunks that are searched at the same time.
const AHEAD: usize = 6;
const MAX_WORKERS: usize = 2;

/// The codes in a chunk.
pub(crate) struct Found {
    /// Each with the number of line breaks before it.
    pub(crate) findings: Vec<(Finding, u64)>,
    /// The number of line breaks in the chunk.
    pub(crate) newlines: u64,
}

/// A chunk for a worker.
struct Job {
    text: Arc<Vec<u8>>,
    inside: Range<usize>,
    numbered: bool,
    answer: SyncSender<Found>,
}

/// Threads that search chunks. They end when this is dropped.
pub(crate) struct Workers(Vec<SyncSender<Job>>);

impl Workers {
    /// Starts as many as are of use on this machine. A command that `writes` all it reads needs a
    /// core for that.
    pub(crate) fn start<'s>(
        scope: &'s Scope<'s, '_>,
        finder: &'s Finder<'_>,
        writes: bool,
    ) -> Self {
        let cores = thread::available_parallelism().map_or(1, NonZero::get);
        let wanted = match cores {
            1 => 0,
            _ => MAX_WORKERS.min(cores - usize::from(writes)),
        };
        let start = |_| {
            let (sender, jobs) = mpsc::sync_channel(AHEAD);
            let work = move || work(finder, &jobs);
            thread::Builder::new().spawn_scoped(scope, work).ok().map(|_| sender)
        };
        Self((0..wanted).filter_map(start).collect())
    }
}

fn work(finder: &Finder<'_>, jobs: &Receiver<Job>) {
    for Job { text, inside, numbered, answer } in jobs {
        let found = search(finder, &text, inside, numbered);
        // The text can be recycled if nobody else holds it.
        drop(text);
        // Nobody waits for the answer if writing failed.
        let _ = answer.send(found);
    }
}

/// Chunks on their way through the search, first in, first out.
pub(crate) struct Queue<'f> {
    finder: &'f Finder<'f>,
    /// None if reading ahead could wait for input.
    workers: Option<&'f Workers>,
    /// Whether line breaks are counted.
    pub(crate) numbered: bool,
    jobs: usize,
    waiting: VecDeque<Pending>,
}

struct Pending {
    text: Arc<Vec<u8>>,
    inside: Range<usize>,
    /// None if it is not searched yet.
    answer: Option<Receiver<Found>>,
}

impl<'f> Queue<'f> {
    pub(crate) fn new(finder: &'f Finder<'f>, workers: Option<&'f Workers>) -> Self {
        let workers = workers.filter(|workers| !workers.0.is_empty());
        Self { finder, workers, numbered: true, jobs: 0, waiting: VecDeque::new() }
    }

    /// Whether chunks are to be read ahead.
    pub(crate) fn is_ahead(&self) -> bool {
        self.workers.is_some()
    }

    pub(crate) fn is_full(&self) -> bool {
        self.waiting.len() >= if self.is_ahead() { AHEAD } else { 1 }
    }

    pub(crate) fn push(&mut self, Chunk { text, inside }: Chunk) {
        let text = Arc::new(text);
        self.jobs += 1;
        let answer = self.workers.and_then(|workers| {
            let (sender, answer) = mpsc::sync_channel(1);
            let job = Job {
                text: Arc::clone(&text),
                inside: inside.clone(),
                numbered: self.numbered,
                answer: sender,
            };
            workers.0[self.jobs % workers.0.len()].send(job).ok().map(|()| answer)
        });
        self.waiting.push_back(Pending { text, inside, answer });
    }

    /// The first chunk and its codes.
    pub(crate) fn pop(&mut self) -> Option<(Arc<Vec<u8>>, Range<usize>, Found)> {
        let Pending { text, inside, answer } = self.waiting.pop_front()?;
        // A worker that is gone has left its work.
        let found = answer
            .and_then(|answer| answer.recv().ok())
            .unwrap_or_else(|| search(self.finder, &text, inside.clone(), self.numbered));
        Some((text, inside, found))
    }
}

/// The codes that begin in `inside`. If lines are not `numbered`, the counts are 0.
fn search(finder: &Finder<'_>, text: &[u8], inside: Range<usize>, numbered: bool) -> Found {
    let mut counted = inside.start;
    let mut newlines = 0;
    let mut count_to = |end: usize| {
        if numbered {
            newlines += memchr_iter(b'\n', &text[counted..end]).count() as u64;
            counted = end;
        }
        newlines
    };
    let findings = finder.find_in(text, inside.clone());
    let findings = findings.into_iter().map(|finding| (finding, count_to(finding.start))).collect();
    Found { findings, newlines: count_to(inside.end) }
}
