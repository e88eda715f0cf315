//! Reads a log of any size piece by piece, with the codes found in it. Used by `annotate` and
//! `stats`.
//!
//! Where nothing can be waited for, a file, the next pieces are read and searched by [`Workers`]
//! while one is being written.

use std::collections::VecDeque;
use std::io::{self, ErrorKind, Read};
use std::num::NonZero;
use std::ops::Range;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::thread::{self, Scope};

use imcode::{Code, Finder, Finding};
use memchr::{memchr_iter, memrchr};

/// Much is read at once, and a longer line is searched piece by piece.
const BUFFER: usize = 1 << 18;
/// Pieces that are searched at the same time.
const AHEAD: usize = 6;
const MAX_WORKERS: usize = 2;

/// The codes in a part of a text, each with the line breaks before it, and the line breaks in all.
type Answer = (Vec<(Finding, u64)>, u64);

/// A text that is being searched by somebody else.
struct Job {
    text: Arc<Vec<u8>>,
    inside: Range<usize>,
    numbered: bool,
    answer: SyncSender<Answer>,
}

/// Threads that search texts. They end when this is dropped.
pub(crate) struct Workers(Vec<SyncSender<Job>>);

impl Workers {
    /// As many as are of use on this machine: none where it has one core. Whoever `writes` all
    /// that is read needs a core too.
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
        let found = find(finder, &text, inside, numbered);
        // Whoever asked may then use the text again.
        drop(text);
        // Nobody waits for it any more: writing failed.
        let _ = answer.send(found);
    }
}

/// A source of bytes and where reading stands in it.
pub(crate) struct Log<'f, R> {
    source: R,
    finder: &'f Finder<'f>,
    /// None where reading ahead might wait for input that is long in coming.
    workers: Option<&'f Workers>,
    /// Whether anybody asks for lines.
    numbered: bool,
    /// What was read: context first, then what was not handed out.
    buffer: Vec<u8>,
    filled: usize,
    /// Where the context ends.
    done: usize,
    /// How much of the buffer has no line break that was not handed out.
    searched: usize,
    ended: bool,
    /// What reading ahead met; told when its turn comes.
    failure: Option<io::Error>,
    read: u64,
    jobs: usize,
    queue: VecDeque<Part>,
    current: Option<Part>,
    spare: Vec<Vec<u8>>,
    /// The line that the next byte to be handed out stands in, from 1.
    line: u64,
    /// The bytes of that line which were handed out.
    column: u64,
}

/// A piece on its way.
struct Part {
    text: Arc<Vec<u8>>,
    inside: Range<usize>,
    answer: Receiver<Answer>,
}

/// Some whole lines, or a part of a very long one.
pub(crate) struct Piece<'l> {
    /// Pieces put together are the log, byte for byte.
    pub(crate) bytes: &'l [u8],
    /// The codes that begin in them, in order.
    pub(crate) found: Vec<Place>,
    /// Whether the piece begins inside a line.
    pub(crate) continues: bool,
    around: &'l [u8],
    offset: usize,
}

/// A code and where it stands.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    pub(crate) code: Code,
    /// From 1; without meaning where no lines are counted.
    pub(crate) line: u64,
    /// In bytes, from 1.
    pub(crate) column: u64,
    /// Where it begins in the bytes of its piece.
    pub(crate) start: usize,
    length: usize,
}

impl<'l> Piece<'l> {
    /// The code as it is written.
    pub(crate) fn text(&self, place: Place) -> &'l [u8] {
        let start = self.offset + place.start;
        &self.around[start..start + place.length]
    }

    /// The line of a place, as far as it is in this piece, without its end; and where the next
    /// line begins, if it ends here.
    pub(crate) fn line(&self, place: Place) -> (Range<usize>, Option<usize>) {
        let start = memrchr(b'\n', &self.bytes[..place.start]).map_or(0, |at| at + 1);
        match memchr::memchr(b'\n', &self.bytes[place.start..]) {
            Some(at) => (start..place.start + at, Some(place.start + at + 1)),
            None => (start..self.bytes.len(), None),
        }
    }
}

impl<'f, R: Read> Log<'f, R> {
    /// A log that is read as far as there is something to read.
    pub(crate) fn new(source: R, finder: &'f Finder<'f>) -> Self {
        Self::with_buffer(source, finder, BUFFER)
    }

    /// A log whose lines are long beyond so many bytes; more than twice what the finder looks at.
    pub(crate) fn with_buffer(source: R, finder: &'f Finder<'f>, size: usize) -> Self {
        Self {
            source,
            finder,
            workers: None,
            numbered: true,
            buffer: vec![0; size],
            filled: 0,
            done: 0,
            searched: 0,
            ended: false,
            failure: None,
            read: 0,
            jobs: 0,
            queue: VecDeque::new(),
            current: None,
            spare: Vec::new(),
            line: 1,
            column: 0,
        }
    }

    /// Lets others search while pieces are written. For sources that never wait.
    pub(crate) fn ahead(mut self, workers: &'f Workers) -> Self {
        self.workers = Some(workers).filter(|workers| !workers.0.is_empty());
        self
    }

    /// Counts no lines: whoever only passes the log on need not wait for it.
    pub(crate) fn unnumbered(mut self) -> Self {
        self.numbered = false;
        self
    }

    /// How many bytes were read so far.
    pub(crate) fn bytes_read(&self) -> u64 {
        self.read
    }

    /// The next piece; none at the end. What stands in a line is handed out when the line ends:
    /// flush what was written before asking, for this may wait for input.
    pub(crate) fn next(&mut self) -> io::Result<Option<Piece<'_>>> {
        if let Some(part) = self.current.take() {
            self.spare.extend(Arc::try_unwrap(part.text).ok());
        }
        let wanted = if self.workers.is_some() { AHEAD } else { 1 };
        while self.queue.len() < wanted {
            let Some((text, inside)) = self.cut() else { break };
            self.hand_to_worker(text, inside);
        }
        match self.queue.pop_front() {
            Some(part) => Ok(Some(self.hand_out(part))),
            None => self.failure.take().map_or(Ok(None), Err),
        }
    }

    /// The next piece, with what stands around it; none at the end or where reading failed.
    fn cut(&mut self) -> Option<(Vec<u8>, Range<usize>)> {
        loop {
            let newline = memrchr(b'\n', &self.buffer[self.searched..self.filled]);
            let end = match newline {
                Some(newline) => self.searched + newline + 1,
                None if self.ended => self.filled,
                None if self.filled == self.buffer.len() => self.filled - Finder::REACH,
                None => self.done,
            };
            self.searched = self.filled;
            if end > self.done {
                return Some(self.cut_at(end, newline.is_some()));
            }
            if self.ended {
                return None;
            }
            self.fill();
        }
    }

    /// What follows, and what tells of it, goes on in another buffer.
    fn cut_at(&mut self, end: usize, at_newline: bool) -> (Vec<u8>, Range<usize>) {
        let context = if at_newline { 0 } else { end.min(Finder::REACH) };
        let size = self.buffer.len();
        let mut next = self.spare.pop().unwrap_or_default();
        next.resize(size, 0);
        let kept = &self.buffer[end - context..self.filled];
        next[..kept.len()].copy_from_slice(kept);
        let kept = kept.len();
        let mut text = std::mem::replace(&mut self.buffer, next);
        // A whole line needs nothing of the next one.
        text.truncate(if at_newline { end } else { self.filled });
        let inside = self.done..end;
        self.filled = kept;
        self.done = context;
        self.searched = kept;
        (text, inside)
    }

    fn fill(&mut self) {
        loop {
            match self.source.read(&mut self.buffer[self.filled..]) {
                Ok(count) => {
                    self.ended = count == 0;
                    self.filled += count;
                    self.read += count as u64;
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => {
                    self.ended = true;
                    self.failure = Some(error);
                }
            }
            let enough = self.workers.is_none() || self.filled == self.buffer.len();
            if self.ended || (enough && self.filled > 0) {
                return;
            }
        }
    }

    fn hand_to_worker(&mut self, text: Vec<u8>, inside: Range<usize>) {
        let text = Arc::new(text);
        let (sender, answer) = mpsc::sync_channel(1);
        let numbered = self.numbered;
        let job = Job { text: Arc::clone(&text), inside: inside.clone(), numbered, answer: sender };
        self.jobs += 1;
        let worker = self.workers.map(|workers| &workers.0[self.jobs % workers.0.len()]);
        let refused = match worker {
            Some(worker) => worker.send(job).err().map(|mpsc::SendError(job)| job),
            None => Some(job),
        };
        if let Some(job) = refused {
            let found = find(self.finder, &job.text, job.inside, numbered);
            // The other end stands in `answer`.
            let _ = job.answer.send(found);
        }
        self.queue.push_back(Part { text, inside, answer });
    }

    fn hand_out(&mut self, part: Part) -> Piece<'_> {
        let inside = part.inside.clone();
        let answer = part.answer.recv();
        // A worker that is gone has left its work.
        let (findings, newlines) =
            answer.unwrap_or_else(|_| find(self.finder, &part.text, inside.clone(), self.numbered));
        let around = self.current.insert(part).text.as_slice();
        let found = places(around, inside.start, &findings, self.line, self.column);
        let bytes = &around[inside.clone()];
        let continues = self.column > 0;
        self.line += newlines;
        self.column = match memrchr(b'\n', bytes) {
            Some(newline) => (bytes.len() - newline - 1) as u64,
            None => self.column + bytes.len() as u64,
        };
        Piece { bytes, found, continues, around, offset: inside.start }
    }
}

/// The codes that begin inside `range`, each with the number of line breaks before it, and the
/// number of line breaks in all; where lines are not `numbered`, both are 0.
fn find(finder: &Finder<'_>, text: &[u8], range: Range<usize>, numbered: bool) -> Answer {
    let mut counted = range.start;
    let mut newlines = 0;
    let mut count_to = |end: usize| {
        if !numbered {
            return 0;
        }
        newlines += memchr_iter(b'\n', &text[counted..end]).count() as u64;
        counted = end;
        newlines
    };
    let found = finder.find_in(text, range.clone());
    let found = found.into_iter().map(|finding| (finding, count_to(finding.start))).collect();
    (found, count_to(range.end))
}

fn places(
    text: &[u8],
    from: usize,
    found: &[(Finding, u64)],
    line: u64,
    column: u64,
) -> Vec<Place> {
    // Where the line of the last finding begins; before this piece, the column is added.
    let (mut line_start, mut added, mut looked_at) = (from, column, from);
    found
        .iter()
        .map(|(finding, newlines)| {
            if let Some(newline) = memrchr(b'\n', &text[looked_at..finding.start]) {
                (line_start, added) = (looked_at + newline + 1, 0);
            }
            looked_at = finding.start;
            Place {
                code: finding.code,
                line: line + newlines,
                column: added + (finding.start - line_start) as u64 + 1,
                start: finding.start - from,
                length: finding.end - finding.start,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use imcode::{Catalog, Finder};

    use super::Log;

    /// Gives so many bytes at a time.
    struct Drip<'b>(&'b [u8], usize);

    impl Read for Drip<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            let count = self.0.len().min(self.1).min(buffer.len());
            buffer[..count].copy_from_slice(&self.0[..count]);
            self.0 = &self.0[count..];
            Ok(count)
        }
    }

    type Seen = (i32, u64, u64, Vec<u8>);

    fn read(bytes: &[u8], at_a_time: usize) -> (Vec<u8>, Vec<Seen>) {
        let catalog = Catalog::builtin();
        let finder = Finder::new(&catalog);
        let mut log = Log::new(Drip(bytes, at_a_time), &finder);
        let (mut out, mut seen) = (Vec::new(), Vec::new());
        while let Some(piece) = log.next().expect("bytes are read") {
            out.extend_from_slice(piece.bytes);
            for place in piece.found.iter().copied() {
                seen.push((place.code.get(), place.line, place.column, piece.text(place).to_vec()));
            }
        }
        (out, seen)
    }

    #[test]
    fn a_log_comes_out_as_it_went_in_however_it_arrives() {
        let log = b"one\r\ncode: 6206\n\n\0\xFF err 6012\nlast, no end: errcode=70001";
        let expected = vec![
            (6206, 2, 7, b"6206".to_vec()),
            (6012, 4, 8, b"6012".to_vec()),
            (70001, 5, 23, b"70001".to_vec()),
        ];
        for at_a_time in [1, 2, 7, 4096] {
            assert_eq!(read(log, at_a_time), (log.to_vec(), expected.clone()), "{at_a_time}");
        }
    }

    #[test]
    fn a_line_longer_than_the_buffer_keeps_its_columns() {
        let mut log = Vec::new();
        let mut columns = Vec::new();
        while log.len() < 5 << 20 {
            log.extend_from_slice("x".repeat(99_991).as_bytes());
            log.extend_from_slice(b" login failed, code: ");
            columns.push(log.len() as u64 + 1);
            log.extend_from_slice(b"6206 ");
        }
        let (out, seen) = read(&log, usize::MAX);
        assert_eq!(out, log);
        assert!(seen.iter().all(|(code, line, ..)| (*code, *line) == (6206, 1)));
        assert_eq!(seen.iter().map(|(_, _, column, _)| *column).collect::<Vec<_>>(), columns);
    }
}
