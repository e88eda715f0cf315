//! Reads a log of any size piece by piece, with the codes in it and their lines and columns.

use std::collections::VecDeque;
use std::io::{self, Read};
use std::ops::{Bound, Range};
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, ScopedJoinHandle};

use imcode::{Code, Finder, Finding};
use memchr::{memchr, memchr_iter, memrchr};

use crate::logs::chunks::{Chunk, Chunks};

/// The size of a piece; a longer line comes in several.
const BUFFER: usize = (1 << 18) + Finder::REACH;
/// So many pieces of a file are searched at a time, by two threads: on two cores, that doubles the
/// speed of `stats` and `annotate --only`.
const BATCH: usize = 16;

/// A log and how far it was read.
pub(crate) struct Log<'f, R> {
    chunks: Chunks<R>,
    finder: &'f Finder<'f>,
    /// How many pieces are read before the first of them is searched.
    batch: usize,
    /// Whether line breaks are counted.
    numbered: bool,
    searched: VecDeque<(Chunk, Found)>,
    current: Option<Chunk>,
    /// The line of the next byte, from 1.
    line: u64,
    /// The bytes of that line in earlier pieces.
    column: u64,
}

/// The codes in a chunk.
struct Found {
    /// Each with the number of line breaks from the start of the chunk to it.
    findings: Vec<(Finding, i64)>,
    /// The number of line breaks in the chunk.
    newlines: u64,
}

/// Some whole lines, or a part of a very long one.
pub(crate) struct Piece<'l> {
    /// Pieces put together are the log, byte for byte.
    pub(crate) bytes: &'l [u8],
    /// The codes that are settled in them, in order; the first ones may be in the context.
    pub(crate) found: Vec<Place>,
    /// Whether the piece begins inside a line.
    pub(crate) continues: bool,
    /// The piece and its context.
    pub(crate) around: &'l [u8],
    /// The start of the piece in it.
    pub(crate) offset: usize,
    /// What is settled in the piece.
    pub(crate) within: (Bound<usize>, Bound<usize>),
}

/// A line as far as a piece has it.
pub(crate) struct Line<'p> {
    /// In the piece and its context, with the line break.
    pub(crate) bytes: Range<usize>,
    pub(crate) is_ended: bool,
    found: &'p [Place],
}

impl Line<'_> {
    pub(crate) fn codes(&self) -> impl Iterator<Item = Code> {
        self.found.iter().map(|place| place.code)
    }
}

/// A code and where it is.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    pub(crate) code: Code,
    /// From 1; without meaning if lines are not counted.
    pub(crate) line: u64,
    /// In bytes, from 1.
    pub(crate) column: u64,
    /// In the piece and its context.
    pub(crate) start: usize,
    end: usize,
    settled: usize,
}

impl<'l> Piece<'l> {
    /// The code as it is written.
    pub(crate) fn text(&self, place: Place) -> &'l [u8] {
        &self.around[place.start..place.end]
    }

    /// Whether nothing follows.
    pub(crate) fn is_last(&self) -> bool {
        self.within.1 == Bound::Unbounded
    }

    /// The line of a byte as far as it is at hand, with its line break; and whether it has one.
    pub(crate) fn line(&self, byte: usize) -> (Range<usize>, bool) {
        let start = memrchr(b'\n', &self.around[..byte]).map_or(0, |at| at + 1);
        match memchr(b'\n', &self.around[byte..]) {
            Some(at) => (start..byte + at + 1, true),
            None => (start..self.around.len(), false),
        }
    }

    /// The start of the line before which a code is explained: the first behind its own line, or
    /// behind its record. None if that is not known yet.
    pub(crate) fn explained_before(&self, place: Place) -> Option<usize> {
        let (own, is_ended) = self.line(place.start);
        if !is_ended || place.settled >= self.around.len() {
            return None;
        }
        let record = if place.settled > place.start { self.line(place.settled).0.start } else { 0 };
        Some(own.end.max(record).max(self.offset))
    }

    /// The lines that have codes, in order; and the first line in any case, if that is wanted.
    pub(crate) fn lines(&self, first: bool) -> impl Iterator<Item = Line<'_>> {
        let mut first = first.then_some(self.offset);
        let mut rest = &self.found[self.found.partition_point(|it| it.start < self.offset)..];
        std::iter::from_fn(move || {
            let byte = first.take().or_else(|| Some(rest.first()?.start))?;
            let (mut bytes, is_ended) = self.line(byte);
            bytes.start = bytes.start.max(self.offset);
            let found;
            (found, rest) = rest.split_at(rest.partition_point(|it| it.start < bytes.end));
            Some(Line { bytes, is_ended, found })
        })
    }
}

impl<'f, R: Read> Log<'f, R> {
    /// Reads `ahead` only if the source never waits for input.
    pub(crate) fn new(source: R, finder: &'f Finder<'f>, ahead: bool) -> Self {
        let chunks = Chunks::new(source, BUFFER);
        let batch = if ahead { BATCH } else { 1 };
        let searched = VecDeque::new();
        Self { chunks, finder, batch, numbered: true, searched, current: None, line: 1, column: 0 }
    }

    /// Counts no lines, which takes time.
    pub(crate) fn unnumbered(mut self) -> Self {
        self.numbered = false;
        self
    }

    /// How many bytes were read so far.
    pub(crate) fn bytes_read(&self) -> u64 {
        self.chunks.bytes_read()
    }

    /// The next piece; none at the end. Flush what was written before: this may wait for input.
    pub(crate) fn next(&mut self) -> io::Result<Option<Piece<'_>>> {
        self.current.take().into_iter().for_each(|chunk| self.chunks.recycle(chunk.text));
        if self.searched.is_empty() {
            let chunks = std::iter::from_fn(|| self.chunks.next(self.batch > 1));
            let chunks: Vec<Chunk> = chunks.take(self.batch).collect();
            let found = self.search_all(&chunks);
            self.searched.extend(chunks.into_iter().zip(found));
        }
        let Some((chunk, found)) = self.searched.pop_front() else {
            return self.chunks.failure().map_or(Ok(None), Err);
        };
        let chunk = self.current.insert(chunk);
        let (around, offset, within) = (&*chunk.text, chunk.inside.start, chunk.within());
        let places = places(around, offset, &found.findings, self.line, self.column);
        let bytes = &around[chunk.inside.clone()];
        let continues = self.column > 0;
        self.line += found.newlines;
        self.column = match memrchr(b'\n', bytes) {
            Some(newline) => (bytes.len() - newline - 1) as u64,
            None => self.column + bytes.len() as u64,
        };
        Ok(Some(Piece { bytes, found: places, continues, around, offset, within }))
    }

    /// The codes of each chunk. Of several, two threads take one after the other.
    fn search_all(&self, chunks: &[Chunk]) -> Vec<Found> {
        let (finder, numbered, next) = (self.finder, self.numbered, AtomicUsize::new(0));
        let take = || {
            let at = next.fetch_add(1, Ordering::Relaxed);
            chunks.get(at).map(|chunk| (at, search(finder, chunk, numbered)))
        };
        let work = || std::iter::from_fn(take).collect::<Vec<_>>();
        let mut found = thread::scope(|scope| {
            let is_worth_it = chunks.len() > 1;
            // If no thread can be had, this one does it all.
            let start = || thread::Builder::new().spawn_scoped(scope, work).ok();
            let other = is_worth_it.then(start).flatten();
            let mut found = work();
            let others = other.map(ScopedJoinHandle::join);
            found.extend(
                others
                    .into_iter()
                    .flat_map(|found| found.unwrap_or_else(|panic| resume_unwind(panic))),
            );
            found
        });
        found.sort_unstable_by_key(|(at, _)| *at);
        found.into_iter().map(|(_, found)| found).collect()
    }
}

/// The codes that are settled in a chunk. If lines are not `numbered`, the counts are 0.
fn search(finder: &Finder<'_>, chunk: &Chunk, numbered: bool) -> Found {
    let Chunk { text, inside, .. } = chunk;
    let count = |part: Range<usize>| {
        if numbered { memchr_iter(b'\n', &text[part]).count() as u64 } else { 0 }
    };
    let (mut counted, mut newlines) = (inside.start, 0);
    let mut count_to = |end: usize| {
        newlines += count(std::mem::replace(&mut counted, end)..end);
        newlines
    };
    let findings = finder.find_in(text, chunk.within()).into_iter().map(|finding| {
        let start = finding.start;
        let is_before = start < inside.start;
        let newlines = if is_before {
            -count(start..inside.start).cast_signed()
        } else {
            count_to(start).cast_signed()
        };
        (finding, newlines)
    });
    Found { findings: findings.collect(), newlines: count_to(inside.end) }
}

fn places(
    text: &[u8],
    from: usize,
    found: &[(Finding, i64)],
    line: u64,
    column: u64,
) -> Vec<Place> {
    // What earlier pieces have of the line that goes on in this one, but the context lacks.
    let held = memrchr(b'\n', &text[..from]).map_or(from, |at| from - at - 1) as u64;
    let missing = column.saturating_sub(held);
    let (mut line_start, mut looked_at) = (0, 0);
    found
        .iter()
        .map(|&(Finding { code, start, end, settled, .. }, newlines)| {
            if let Some(newline) = memrchr(b'\n', &text[looked_at..start]) {
                line_start = looked_at + newline + 1;
            }
            looked_at = start;
            let added = if line_start == 0 { missing } else { 0 };
            let column = added + (start - line_start) as u64 + 1;
            Place { code, line: line.saturating_add_signed(newlines), column, start, end, settled }
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

    /// The bytes and codes as they come out, read ahead or not.
    fn read(bytes: &[u8], at_a_time: usize, ahead: bool) -> (Vec<u8>, Vec<Seen>) {
        let catalog = Catalog::builtin();
        let finder = Finder::new(&catalog);
        let (mut out, mut seen) = (Vec::new(), Vec::new());
        let mut log = Log::new(Drip(bytes, at_a_time), &finder, ahead);
        while let Some(piece) = log.next().expect("bytes are read") {
            out.extend_from_slice(piece.bytes);
            for place in piece.found.iter().copied() {
                let text = piece.text(place).to_vec();
                seen.push((place.code.get(), place.line, place.column, text));
            }
        }
        (out, seen)
    }

    #[test]
    fn read_size_does_not_change_what_is_found() {
        let log = b"one\r\ncode: 6206\n\n\0\xFF err 6012\nlast, no end: errcode=70001";
        let expected = vec![
            (6206, 2, 7, b"6206".to_vec()),
            (6012, 4, 8, b"6012".to_vec()),
            (70001, 5, 23, b"70001".to_vec()),
        ];
        for at_a_time in [1, 2, 7, 4096] {
            for ahead in [false, true] {
                let (out, seen) = read(log, at_a_time, ahead);
                assert_eq!((out, &seen), (log.to_vec(), &expected), "{at_a_time} {ahead}");
            }
        }
    }

    #[test]
    fn line_longer_than_the_buffer_keeps_its_columns() {
        let mut log = Vec::new();
        let mut columns = Vec::new();
        while log.len() < 5 << 20 {
            log.extend_from_slice("x".repeat(99_991).as_bytes());
            log.extend_from_slice(b" login failed, code: ");
            columns.push(log.len() as u64 + 1);
            log.extend_from_slice(b"6206 ");
        }
        for ahead in [false, true] {
            let (out, seen) = read(&log, usize::MAX, ahead);
            assert_eq!(out, log);
            assert!(seen.iter().all(|(code, line, ..)| (*code, *line) == (6206, 1)));
            assert_eq!(seen.iter().map(|(_, _, column, _)| *column).collect::<Vec<_>>(), columns);
        }
    }
}
