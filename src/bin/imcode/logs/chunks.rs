//! Cuts a log into chunks of whole lines. Each comes with the text before it that a verdict depends on;
//! if a line is too long to be held, with what follows too.

use std::io::{self, ErrorKind, Read};
use std::ops::{Bound, Range};

use imcode::Finder;
use memchr::memrchr;

/// Some whole lines, or a part of a very long one.
pub(crate) struct Chunk {
    /// The chunk and its context.
    pub(crate) text: Vec<u8>,
    /// The chunk within the text.
    pub(crate) inside: Range<usize>,
    /// Whether nothing follows; the last chunk is a line without an end, or empty.
    pub(crate) is_last: bool,
}

impl Chunk {
    /// What is settled in the chunk; at the end of the log, all that is open.
    pub(crate) fn within(&self) -> (Bound<usize>, Bound<usize>) {
        let end = Bound::Excluded(self.inside.end);
        (Bound::Included(self.inside.start), if self.is_last { Bound::Unbounded } else { end })
    }
}

/// Reads chunks that together are the log, byte for byte.
pub(crate) struct Chunks<R> {
    source: R,
    /// Context first, then what belongs to no chunk yet.
    buffer: Vec<u8>,
    filled: usize,
    /// The end of the context.
    done: usize,
    /// Up to here, the buffer has no line break behind the context.
    searched: usize,
    ended: bool,
    /// Whether the last chunk was given.
    finished: bool,
    failure: Option<io::Error>,
    read: u64,
    spare: Vec<Vec<u8>>,
}

impl<R: Read> Chunks<R> {
    /// `size` is that of the buffer: longer lines are cut. It is more than twice [`Finder::REACH`].
    pub(crate) fn new(source: R, size: usize) -> Self {
        Self {
            source,
            buffer: vec![0; size],
            filled: 0,
            done: 0,
            searched: 0,
            ended: false,
            finished: false,
            failure: None,
            read: 0,
            spare: Vec::new(),
        }
    }

    /// How many bytes were read so far.
    pub(crate) fn bytes_read(&self) -> u64 {
        self.read
    }

    /// What stopped reading, once.
    pub(crate) fn failure(&mut self) -> Option<io::Error> {
        self.failure.take()
    }

    /// Takes back a text whose chunk is not needed any more.
    pub(crate) fn recycle(&mut self, text: Vec<u8>) {
        self.spare.push(text);
    }

    /// The next chunk; none at the end or after a failure. With `full`, waits for a whole buffer
    /// instead of whole lines.
    pub(crate) fn next(&mut self, full: bool) -> Option<Chunk> {
        loop {
            let newline = memrchr(b'\n', &self.buffer[self.searched..self.filled]);
            let end = match newline {
                Some(newline) => self.searched + newline + 1,
                None if self.ended => self.filled,
                None if self.filled == self.buffer.len() => self.filled - Finder::REACH,
                None => self.done,
            };
            self.searched = self.filled;
            let is_last = newline.is_none() && self.ended;
            if end > self.done || is_last {
                return (!std::mem::replace(&mut self.finished, is_last))
                    .then(|| Chunk { is_last, ..self.cut(end, newline.is_some()) });
            }
            self.fill(full);
        }
    }

    /// What follows, and its context, goes on in another buffer.
    fn cut(&mut self, end: usize, at_newline: bool) -> Chunk {
        let context = end.min(Finder::REACH);
        let mut next = self.spare.pop().unwrap_or_default();
        next.resize(self.buffer.len(), 0);
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
        Chunk { text, inside, is_last: false }
    }

    fn fill(&mut self, full: bool) {
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
            let enough = !full || self.filled == self.buffer.len();
            if self.ended || (enough && self.filled > 0) {
                return;
            }
        }
    }
}
