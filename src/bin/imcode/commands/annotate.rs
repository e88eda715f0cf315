//! `imcode annotate`: copies a log and explains each code below its line.

use std::collections::BTreeSet;
use std::io::{self, Read, Write};
use std::ops::Range;
use std::thread;

use anyhow::Result;
use imcode::{Catalog, Code, Finder, Record};

use crate::args::{Annotate, Explain, Format};
use crate::language;
use crate::logs::ahead::Workers;
use crate::logs::log::{Log, Piece};
use crate::logs::sources::{self, Source};
use crate::lookup::Found;
use crate::output::json::{FindingRecord, Stream};
use crate::output::stdout::{Outcome, Output};
use crate::output::{escape, messages, style};

pub(crate) fn run(catalog: &Catalog, options: &Annotate, out: &mut Output) -> Result<Outcome> {
    let explanations = Explanations {
        catalog,
        explain: options.explain,
        color: out.color,
        explained: BTreeSet::new(),
        pending: Vec::new(),
        is_pending: BTreeSet::new(),
    };
    let several = options.file.len() > 1;
    let lines = Lines { several, escape: out.is_terminal() };
    match out.format {
        Some(format @ (Format::Json | Format::Jsonl)) => {
            let stream = Stream::start(out, format == Format::Json)?;
            let mut records = Records { catalog, stream };
            let outcome = read(catalog, options, &mut records, out)?;
            records.stream.finish(out)?;
            Ok(outcome)
        }
        _ if options.why => {
            let mut reasons = Reasons { finder: finder(catalog, options), lines, line: 1 };
            read(catalog, options, &mut reasons, out)
        }
        _ if options.only => read(catalog, options, &mut Matching { explanations, lines }, out),
        _ => {
            let mut copy = Copy { explanations, several, inside_line: false };
            read(catalog, options, &mut copy, out)
        }
    }
}

/// What becomes of a log.
trait Annotator {
    /// Whether line numbers are used.
    const NUMBERED: bool = true;

    fn start_file(&mut self, _source: &Source, _out: &mut Output) -> io::Result<()> {
        Ok(())
    }

    fn piece(&mut self, source: &Source, piece: &Piece<'_>, out: &mut Output) -> io::Result<()>;

    fn end_file(&mut self, _out: &mut Output) -> io::Result<()> {
        Ok(())
    }
}

fn finder<'c>(catalog: &'c Catalog, options: &Annotate) -> Finder<'c> {
    let finder = Finder::new(catalog);
    if options.loose { finder.loose() } else { finder }
}

fn read(
    catalog: &Catalog,
    options: &Annotate,
    annotator: &mut impl Annotator,
    out: &mut Output,
) -> Result<Outcome> {
    let finder = finder(catalog, options);
    let mut outcome = Outcome::Found;
    thread::scope(|scope| {
        let workers = Workers::start(scope, &finder, !options.only);
        for source in sources::sources(&options.file) {
            if source.is_output() {
                messages::error(messages::input_is_output(source.name()));
                outcome = Outcome::Refused;
                continue;
            }
            let workers = source.size().map(|_| &workers);
            let log = source.open().map(|bytes| Log::new(bytes, &finder, workers));
            let is_read = log.map(|log| read_file(&source, log, annotator, out)).transpose()?;
            if is_read != Some(true) {
                outcome = Outcome::Refused;
            }
            if out.abandoned {
                break;
            }
        }
        anyhow::Ok(outcome)
    })
}

/// Whether the file could be read to its end, or as far as the output is wanted.
fn read_file<A: Annotator>(
    source: &Source,
    log: Log<'_, impl Read>,
    annotator: &mut A,
    out: &mut Output,
) -> io::Result<bool> {
    let mut log = if A::NUMBERED { log } else { log.unnumbered() };
    annotator.start_file(source, out)?;
    let is_read = loop {
        match log.next() {
            Ok(Some(piece)) => annotator.piece(source, &piece, out)?,
            Ok(None) => break true,
            Err(error) => {
                source.report(&error);
                break false;
            }
        }
        // The next piece may be long in coming.
        out.flush()?;
        if out.abandoned {
            return Ok(true);
        }
    };
    annotator.end_file(out)?;
    out.flush()?;
    Ok(is_read)
}

/// Every byte, and below each line its codes.
struct Copy<'c> {
    explanations: Explanations<'c>,
    several: bool,
    /// Whether the last byte written ended no line.
    inside_line: bool,
}

impl Annotator for Copy<'_> {
    const NUMBERED: bool = false;

    fn start_file(&mut self, source: &Source, out: &mut Output) -> io::Result<()> {
        if self.several {
            let start = if std::mem::take(&mut self.inside_line) { "\n" } else { "" };
            writeln!(out, "{start}==> {} <==", escape::text(source.name()))?;
        }
        Ok(())
    }

    fn piece(&mut self, _: &Source, piece: &Piece<'_>, out: &mut Output) -> io::Result<()> {
        let mut written = 0;
        let mut places = piece.found.iter().copied().peekable();
        // The end of a line that began in an earlier piece.
        let end = memchr::memchr(b'\n', piece.bytes).filter(|_| !self.explanations.is_empty());
        if let Some(end) = end {
            while let Some(place) = places.next_if(|place| place.start < end) {
                self.explanations.add(place.code);
            }
            written = end + 1;
            out.write_all(&piece.bytes[..written])?;
            self.explanations.write(out)?;
        }
        while let Some(place) = places.next() {
            self.explanations.add(place.code);
            let (_, next) = piece.line(place.start);
            while let Some(other) =
                places.next_if(|other| next.is_none_or(|next| other.start < next))
            {
                self.explanations.add(other.code);
            }
            let Some(next) = next else { break };
            out.write_all(&piece.bytes[written..next])?;
            written = next;
            self.explanations.write(out)?;
        }
        out.write_all(&piece.bytes[written..])?;
        self.inside_line = piece.bytes.last().is_some_and(|&byte| byte != b'\n');
        Ok(())
    }

    fn end_file(&mut self, out: &mut Output) -> io::Result<()> {
        self.explanations.write_unended(out)
    }
}

/// The lines with codes and their numbers.
struct Matching<'c> {
    explanations: Explanations<'c>,
    lines: Lines,
}

impl Annotator for Matching<'_> {
    fn piece(&mut self, source: &Source, piece: &Piece<'_>, out: &mut Output) -> io::Result<()> {
        let mut places = piece.found.iter().copied().peekable();
        while let Some(place) = places.next() {
            self.explanations.add(place.code);
            let line = excerpt(piece, place.start);
            while let Some(other) = places.next_if(|other| other.start < line.end) {
                self.explanations.add(other.code);
            }
            self.lines.write(out, source, place.line, &piece.bytes[line])?;
            self.explanations.write(out)?;
        }
        Ok(())
    }
}

/// The lines with known numbers, and below each the rules that decided on its numbers.
struct Reasons<'c> {
    finder: Finder<'c>,
    lines: Lines,
    /// The line of the next byte, from 1.
    line: u64,
}

impl Annotator for Reasons<'_> {
    const NUMBERED: bool = false;

    fn piece(&mut self, source: &Source, piece: &Piece<'_>, out: &mut Output) -> io::Result<()> {
        let mut verdicts = self.finder.explain(piece.bytes).into_iter().peekable();
        let mut counted = 0;
        let mut count_to = |end: usize| {
            let skipped = &piece.bytes[std::mem::replace(&mut counted, end)..end];
            self.line += memchr::memchr_iter(b'\n', skipped).count() as u64;
            self.line
        };
        while let Some(first) = verdicts.peek() {
            let start = first.finding.start;
            let line = excerpt(piece, start);
            self.lines.write(out, source, count_to(start), &piece.bytes[line.clone()])?;
            while let Some(it) = verdicts.next_if(|verdict| verdict.finding.start < line.end) {
                let verdict = if it.accepted { "a code" } else { "no code" };
                writeln!(out, "    = {}: {verdict}: {}", it.finding.code, it.finding.rule)?;
            }
        }
        count_to(piece.bytes.len());
        Ok(())
    }

    fn end_file(&mut self, _: &mut Output) -> io::Result<()> {
        self.line = 1;
        Ok(())
    }
}

/// The line of a byte. Of a line that is too long to be held, the text around the byte.
fn excerpt(piece: &Piece<'_>, byte: usize) -> Range<usize> {
    let (mut line, next) = piece.line(byte);
    let is_whole = next.is_some() && !(line.start == 0 && piece.continues);
    if !is_whole && line.len() > 2 * Finder::REACH {
        line.start = line.start.max(byte.saturating_sub(Finder::REACH));
        line.end = line.end.min(byte + Finder::REACH);
    }
    line
}

/// Writes lines behind their numbers, and behind the names of their files if there are several.
struct Lines {
    several: bool,
    escape: bool,
}

impl Lines {
    fn write(&self, out: &mut Output, source: &Source, line: u64, bytes: &[u8]) -> io::Result<()> {
        if self.several {
            write!(out, "{}:", escape::text(source.name()))?;
        }
        write!(out, "{line}:")?;
        if self.escape {
            out.write_all(escape::line(bytes).as_bytes())?;
        } else {
            out.write_all(bytes)?;
        }
        writeln!(out)
    }
}

/// A JSON object per code.
struct Records<'c> {
    catalog: &'c Catalog,
    stream: Stream,
}

impl Annotator for Records<'_> {
    fn piece(&mut self, source: &Source, piece: &Piece<'_>, out: &mut Output) -> io::Result<()> {
        for place in piece.found.iter().copied() {
            let text = String::from_utf8_lossy(piece.text(place));
            let is_number =
                text.trim_start_matches('-').starts_with(|char: char| char.is_ascii_digit());
            let by = if is_number { "code" } else { "name" };
            for entry in self.catalog.code(place.code) {
                let mut record = FindingRecord {
                    file: source.name(),
                    line: place.line,
                    column: place.column,
                    text: &text,
                    record: Record::new(entry, Some(place.code)),
                };
                record.record.by = Some(by.into());
                self.stream.write(out, &record)?;
            }
        }
        Ok(())
    }
}

/// Explanations below a line: one for each code in it.
struct Explanations<'c> {
    catalog: &'c Catalog,
    explain: Explain,
    color: bool,
    /// The codes that were explained before.
    explained: BTreeSet<Code>,
    /// The codes of the current line, in order.
    pending: Vec<Code>,
    is_pending: BTreeSet<Code>,
}

impl Explanations<'_> {
    fn is_empty(&self) -> bool {
        self.pending.is_empty()
    }

    fn add(&mut self, code: Code) {
        if self.is_pending.insert(code) {
            self.pending.push(code);
        }
    }

    fn write(&mut self, out: &mut Output) -> io::Result<()> {
        self.write_between(out, "", "\n")
    }

    /// Below a line without a line break: the last explanation has none either.
    fn write_unended(&mut self, out: &mut Output) -> io::Result<()> {
        self.write_between(out, "\n", "")
    }

    fn write_between(&mut self, out: &mut Output, start: &str, end: &str) -> io::Result<()> {
        if self.pending.is_empty() {
            return Ok(());
        }
        let (strong, dim) =
            if self.color { (style::STRONG, style::DIM) } else { Default::default() };
        self.is_pending.clear();
        for code in std::mem::take(&mut self.pending) {
            let is_first = self.explained.insert(code);
            if self.explain == Explain::Once && !is_first {
                continue;
            }
            for entry in self.catalog.code(code) {
                let label = Found::by_number(entry, code).label();
                let layer = entry.category().layer();
                write!(out, "{start}{dim}    ={dim:#} {strong}{label}{strong:#}")?;
                let text = entry.text(language::current());
                write!(out, "{dim}{}{dim:#}{}", messages::in_layer(layer), text.summary)?;
                if is_first || self.explain == Explain::Every {
                    write!(out, "{}{}", messages::full_stop(), text.action)?;
                }
                write!(out, "{end}")?;
            }
        }
        Ok(())
    }
}
