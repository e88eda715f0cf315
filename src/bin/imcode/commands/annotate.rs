//! `imcode annotate`: a log goes through unchanged, and after a line with codes stands what they
//! mean. Called by `main`.

use std::collections::BTreeSet;
use std::io::{self, Read, Write};
use std::thread;

use anyhow::Result;
use imcode::{Catalog, Code, Finder, Record};
use serde::Serialize;

use crate::args::{Annotate, Format};
use crate::logs::chunks::{Log, Piece, Workers};
use crate::logs::sources::{self, Input};
use crate::lookup::Found;
use crate::output::columns::{DIM, STRONG};
use crate::output::json;
use crate::output::stdout::{Outcome, Output, escape_controls, printable};

/// One code in a log, as JSON: where it stands and what it is. The keys of [`Record`] follow those
/// of the place, on the same level.
#[derive(Serialize)]
struct FindingRecord<'c> {
    /// The file as it was named; `-` is standard input.
    file: &'c str,
    /// From 1.
    line: u64,
    /// In bytes, from 1.
    column: u64,
    /// The code as it is written there.
    text: &'c str,
    #[serde(flatten)]
    record: Record<'c>,
}

/// Writes every file with its codes explained.
pub(crate) fn annotate(catalog: &Catalog, options: &Annotate, out: &mut Output) -> Result<Outcome> {
    let finder = Finder::new(catalog);
    let finder = if options.loose { finder.loose() } else { finder };
    let mut annotator = Annotator {
        catalog,
        options,
        explained: BTreeSet::new(),
        pending: Vec::new(),
        several: options.file.len() > 1,
        escape: out.is_terminal(),
        color: out.color,
        inside_line: false,
        records: 0,
    };
    let mut outcome = Outcome::Found;
    if out.format == Format::Json {
        write!(out, "[")?;
    }
    thread::scope(|scope| {
        let workers = Workers::start(scope, &finder, !options.only);
        for input in sources::inputs(&options.file) {
            let log = input.open().map(|source| Log::new(source, &finder));
            let log = log.map(|log| if input.size().is_some() { log.ahead(&workers) } else { log });
            let read = log.map(|log| annotator.file(&input, log, out)).transpose()?;
            if read != Some(true) {
                outcome = Outcome::Refused;
            }
            if out.abandoned {
                break;
            }
        }
        anyhow::Ok(())
    })?;
    if out.format == Format::Json {
        writeln!(out, "{}]", if annotator.records == 0 { "" } else { "\n" })?;
    }
    Ok(outcome)
}

#[allow(clippy::struct_excessive_bools, reason = "they are independent")]
struct Annotator<'c> {
    catalog: &'c Catalog,
    options: &'c Annotate,
    explained: BTreeSet<Code>,
    /// The codes of a line that goes on in the next piece.
    pending: Vec<Code>,
    several: bool,
    escape: bool,
    color: bool,
    /// Whether the last byte written ended no line.
    inside_line: bool,
    records: usize,
}

impl Annotator<'_> {
    /// Whether the file could be read to its end, or as far as anybody wanted it.
    fn file(&mut self, input: &Input, log: Log<'_, impl Read>, out: &mut Output) -> Result<bool> {
        let text = !matches!(out.format, Format::Json | Format::Jsonl);
        let through = text && !self.options.only;
        let mut log = if through { log.unnumbered() } else { log };
        if through && self.several {
            let start = if std::mem::take(&mut self.inside_line) { "\n" } else { "" };
            writeln!(out, "{start}==> {} <==", printable(input.name()))?;
        }
        loop {
            let piece = match log.next() {
                Ok(Some(piece)) => piece,
                Ok(None) => break,
                Err(error) => {
                    input.report(&error);
                    self.end_of_file(out)?;
                    return Ok(false);
                }
            };
            match (text, through) {
                (_, true) => self.pass(&piece, out)?,
                (true, false) => self.only(input, &piece, out)?,
                (false, _) => self.records(input, &piece, out)?,
            }
            // The next piece may be long in coming.
            out.flush()?;
            if out.abandoned {
                return Ok(true);
            }
        }
        self.end_of_file(out)?;
        Ok(true)
    }

    /// Every byte, and after each line its codes.
    fn pass(&mut self, piece: &Piece<'_>, out: &mut Output) -> io::Result<()> {
        let mut written = 0;
        let mut places = piece.found.iter().copied().peekable();
        if let Some(end) = memchr::memchr(b'\n', piece.bytes).filter(|_| !self.pending.is_empty()) {
            while let Some(place) = places.next_if(|place| place.start < end) {
                self.remember(place.code);
            }
            written = end + 1;
            out.write_all(&piece.bytes[..written])?;
            self.explain_pending(out, "")?;
        }
        while let Some(place) = places.next() {
            self.remember(place.code);
            let (_, next) = piece.line(place);
            while let Some(other) =
                places.next_if(|other| next.is_none_or(|next| other.start < next))
            {
                self.remember(other.code);
            }
            let Some(next) = next else { break };
            out.write_all(&piece.bytes[written..next])?;
            written = next;
            self.explain_pending(out, "")?;
        }
        out.write_all(&piece.bytes[written..])?;
        self.inside_line = piece.bytes.last().is_some_and(|&byte| byte != b'\n');
        Ok(())
    }

    /// The lines with codes, with their numbers. Of a line that is too long to be held, what
    /// stands around the code.
    fn only(&mut self, input: &Input, piece: &Piece<'_>, out: &mut Output) -> io::Result<()> {
        let mut places = piece.found.iter().copied().peekable();
        while let Some(place) = places.next() {
            self.remember(place.code);
            let (mut line, next) = piece.line(place);
            let whole = next.is_some() && !(line.start == 0 && piece.continues);
            if !whole && line.len() > 2 * Finder::REACH {
                line.start = line.start.max(place.start.saturating_sub(Finder::REACH));
                line.end = line.end.min(place.start + Finder::REACH);
            }
            while let Some(other) = places.next_if(|other| other.start < line.end) {
                self.remember(other.code);
            }
            if self.several {
                write!(out, "{}:", printable(input.name()))?;
            }
            write!(out, "{}:", place.line)?;
            let bytes = &piece.bytes[line];
            if self.escape {
                out.write_all(escape_controls(bytes).as_bytes())?;
            } else {
                out.write_all(bytes)?;
            }
            writeln!(out)?;
            self.explain_pending(out, "")?;
        }
        Ok(())
    }

    fn records(&mut self, input: &Input, piece: &Piece<'_>, out: &mut Output) -> io::Result<()> {
        for place in piece.found.iter().copied() {
            let text = String::from_utf8_lossy(piece.text(place));
            for entry in self.catalog.code(place.code) {
                let record = FindingRecord {
                    file: input.name(),
                    line: place.line,
                    column: place.column,
                    text: &text,
                    record: Record::new(entry, Some(place.code)),
                };
                self.record(&record, out)?;
            }
        }
        Ok(())
    }

    fn record(&mut self, record: &FindingRecord<'_>, out: &mut Output) -> io::Result<()> {
        if out.format == Format::Jsonl {
            return json::line(out, record);
        }
        write!(out, "{}", if self.records == 0 { "\n" } else { ",\n" })?;
        self.records += 1;
        json::object(out, record)
    }

    fn remember(&mut self, code: Code) {
        if !self.pending.contains(&code) {
            self.pending.push(code);
        }
    }

    /// The last line may lack its end; then what is added has none either.
    fn end_of_file(&mut self, out: &mut Output) -> io::Result<()> {
        self.explain_pending(out, "\n")?;
        out.flush()
    }

    /// A line for each code that waits. `start` goes before it in place of the line break behind.
    fn explain_pending(&mut self, out: &mut Output, start: &str) -> io::Result<()> {
        let end = if start.is_empty() { "\n" } else { "" };
        let (strong, dim) = if self.color { (STRONG, DIM) } else { Default::default() };
        for code in std::mem::take(&mut self.pending) {
            let first = self.explained.insert(code);
            if self.options.once && !first {
                continue;
            }
            for entry in self.catalog.code(code) {
                let found = Found::by_number(entry, code);
                let layer = entry.category().layer();
                write!(out, "{start}{dim}    ={dim:#} {strong}{}{strong:#}", found.label())?;
                write!(out, " {dim}({layer}){dim:#} {}", entry.summary())?;
                if first || self.options.every {
                    write!(out, ". {}", entry.action())?;
                }
                write!(out, "{end}")?;
            }
        }
        Ok(())
    }
}
