//! `--enrich`: what is found in a line that is a JSON object becomes a member of it.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::io::{self, Write};

use imcode::{Catalog, Code};
use memchr::memrchr;
use serde::de::IgnoredAny;

use super::Annotator;
use crate::logs::log::Piece;
use crate::logs::sources::Source;
use crate::output::json::{self, ShortRecord};
use crate::output::messages;
use crate::output::stdout::Output;

/// The member that is added.
const MEMBER: &str = "imcode";
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";
/// Bytes of the longest line that is held until its end.
const LONGEST: usize = 4 << 20;

/// Every byte, and in each object its codes.
pub(super) struct Enriched<'c> {
    catalog: &'c Catalog,
    /// A line as far as it came, unless it is too long, and its codes.
    held: Vec<u8>,
    codes: Vec<Code>,
    is_too_long: bool,
    /// How many lines have codes, and how many are objects.
    lines: usize,
    objects: usize,
    /// Whether the last file ended within a line.
    is_open: bool,
}

impl<'c> Enriched<'c> {
    pub(super) fn new(catalog: &'c Catalog) -> Self {
        Self {
            catalog,
            held: Vec::new(),
            codes: Vec::new(),
            is_too_long: false,
            lines: 0,
            objects: 0,
            is_open: false,
        }
    }

    fn hold(&mut self, bytes: &[u8], out: &mut Output) -> io::Result<()> {
        self.is_too_long |= self.held.len() + bytes.len() > LONGEST;
        if self.is_too_long {
            self.codes.clear();
            out.copy(&std::mem::take(&mut self.held))?;
            return out.copy(bytes);
        }
        self.held.extend_from_slice(bytes);
        Ok(())
    }
}

impl Annotator for Enriched<'_> {
    const NUMBERED: bool = false;

    fn start_file(&mut self, _: &Source, out: &mut Output) -> io::Result<()> {
        // The first object of a file is a line of its own.
        if std::mem::take(&mut self.is_open) { out.copy(b"\n") } else { Ok(()) }
    }

    fn piece(&mut self, _: &Source, piece: &Piece<'_>, out: &mut Output) -> io::Result<()> {
        let mut written = piece.offset;
        for line in piece.lines(piece.continues).filter(|line| line.is_ended) {
            out.copy(&piece.around[written..line.bytes.start])?;
            written = line.bytes.end;
            self.codes.extend(line.codes());
            self.hold(&piece.around[line.bytes], out)?;
            self.end_line(out)?;
        }
        let goes_on = memrchr(b'\n', piece.bytes).map_or(0, |end| end + 1) + piece.offset;
        out.copy(&piece.around[written..goes_on])?;
        self.codes.extend(piece.found.iter().filter(|it| it.start >= goes_on).map(|it| it.code));
        self.hold(&piece.around[goes_on..piece.offset + piece.bytes.len()], out)
    }

    fn end_file(&mut self, source: &Source, out: &mut Output) -> io::Result<()> {
        self.is_open = self.is_too_long || !self.held.is_empty();
        self.end_line(out)?;
        out.end_copy()?;
        let lines = std::mem::take(&mut self.lines);
        if std::mem::take(&mut self.objects) == 0 && lines > 0 {
            messages::note(messages::no_object(source.name()));
        }
        Ok(())
    }
}

impl Enriched<'_> {
    fn end_line(&mut self, out: &mut Output) -> io::Result<()> {
        let codes = std::mem::take(&mut self.codes);
        let end = if codes.is_empty() { None } else { end_of_object(&self.held) };
        let is_object = end.is_some() || self.is_too_long || self.held.starts_with(b"{");
        self.lines += usize::from(!codes.is_empty());
        self.objects += usize::from(is_object);
        let (object, rest) = self.held.split_at(end.unwrap_or(self.held.len()));
        out.copy(object)?;
        if end.is_some() {
            let mut seen = HashSet::new();
            let codes = codes.into_iter().filter(|code| seen.insert(*code));
            let records = codes.flat_map(|code| {
                self.catalog.code(code).map(move |entry| ShortRecord::new(code, entry))
            });
            write!(out, ",\"{MEMBER}\":")?;
            json::write(out, &records.collect::<Vec<_>>())?;
        }
        out.copy(rest)?;
        self.held.clear();
        self.is_too_long = false;
        Ok(())
    }
}

/// Where the closing brace of a line is, if it is an object without the member.
#[expect(clippy::zero_sized_map_values, reason = "a set would not take the values of an object")]
fn end_of_object(line: &[u8]) -> Option<usize> {
    let object: HashMap<Cow<'_, str>, IgnoredAny> =
        serde_json::from_slice(line.strip_prefix(BYTE_ORDER_MARK).unwrap_or(line)).ok()?;
    if object.contains_key(MEMBER) { None } else { memrchr(b'}', line) }
}
