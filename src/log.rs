//! Reads a log of any size piece by piece, with the codes found in it. Used by `annotate` and
//! `stats`.

use std::io::{self, ErrorKind, Read};
use std::ops::Range;

use imcode::{Code, Finder, Finding};
use memchr::{memchr_iter, memrchr};

/// Much is read at once, and a longer line is found piece by piece.
const BUFFER: usize = 1 << 20;

/// A source of bytes and where reading stands in it.
pub(crate) struct Log<'f, R> {
    source: R,
    finder: &'f Finder<'f>,
    buffer: Vec<u8>,
    /// How much of the buffer is filled.
    filled: usize,
    /// How much of it was handed out; what is left of that is context.
    done: usize,
    /// How much of it has no line break that was not handed out.
    searched: usize,
    ended: bool,
    /// The line that the next byte stands in, from 1.
    line: u64,
    /// The bytes of that line which were handed out.
    column: u64,
    read: u64,
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
    /// From 1.
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
    pub(crate) fn new(source: R, finder: &'f Finder<'f>) -> Self {
        Self::with_buffer(source, finder, BUFFER)
    }

    /// A log whose lines are long beyond so many bytes; more than twice what the finder looks at.
    pub(crate) fn with_buffer(source: R, finder: &'f Finder<'f>, size: usize) -> Self {
        Self {
            source,
            finder,
            buffer: vec![0; size],
            filled: 0,
            done: 0,
            searched: 0,
            ended: false,
            line: 1,
            column: 0,
            read: 0,
        }
    }

    /// How many bytes were read so far.
    pub(crate) fn bytes_read(&self) -> u64 {
        self.read
    }

    /// The next piece; none at the end. What stands in a line is handed out when the line ends:
    /// flush what was written before asking, for this may wait for input.
    pub(crate) fn next(&mut self) -> io::Result<Option<Piece<'_>>> {
        loop {
            let end = match memrchr(b'\n', &self.buffer[self.searched..self.filled]) {
                Some(newline) => self.searched + newline + 1,
                None if self.ended => self.filled,
                None if self.filled == self.buffer.len() => self.filled - Finder::REACH,
                None => self.done,
            };
            self.searched = self.filled;
            if end > self.done {
                return Ok(Some(self.hand_out(end)));
            }
            if self.ended {
                return Ok(None);
            }
            self.fill()?;
        }
    }

    fn fill(&mut self) -> io::Result<()> {
        // What goes before in the same line tells what a number means.
        let context =
            usize::try_from(self.column).unwrap_or(usize::MAX).min(Finder::REACH).min(self.done);
        let from = self.done - context;
        if from > 0 {
            self.buffer.copy_within(from..self.filled, 0);
            self.filled -= from;
            self.done -= from;
            self.searched -= from;
        }
        let count = loop {
            match self.source.read(&mut self.buffer[self.filled..]) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                other => break other?,
            }
        };
        self.ended = count == 0;
        self.filled += count;
        self.read += count as u64;
        Ok(())
    }

    fn hand_out(&mut self, end: usize) -> Piece<'_> {
        let range = self.done..end;
        // A whole line needs nothing of the next one.
        let context = if self.column == 0 { self.done } else { 0 };
        let around = &self.buffer[context..self.filled];
        let inside = range.start - context..range.end - context;
        let (findings, newlines) = find(self.finder, around, inside.clone());
        let found = places(around, inside.start, &findings, self.line, self.column);
        let bytes = &self.buffer[range.clone()];
        let continues = self.column > 0;
        self.line += newlines;
        self.column = match memrchr(b'\n', bytes) {
            Some(newline) => (bytes.len() - newline - 1) as u64,
            None => self.column + bytes.len() as u64,
        };
        self.done = end;
        self.searched = self.searched.max(end);
        Piece { bytes, found, continues, around, offset: inside.start }
    }
}

/// The codes that begin inside `range`, each with the number of line breaks before it, and the
/// number of line breaks in all.
fn find(finder: &Finder<'_>, text: &[u8], range: Range<usize>) -> (Vec<(Finding, u64)>, u64) {
    let mut counted = range.start;
    let mut newlines = 0;
    let mut count_to = |end: usize| {
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
    found
        .iter()
        .map(|(finding, newlines)| {
            let before = &text[from..finding.start];
            let column = match memrchr(b'\n', before) {
                Some(newline) => (before.len() - newline) as u64,
                None => column + before.len() as u64 + 1,
            };
            Place {
                code: finding.code,
                line: line + newlines,
                column,
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
