//! `imcode annotate`: copies a log and explains each code below its line.

mod enriched;
mod lines;

use std::io::{self, Read, Write};

use anyhow::{Result, bail};
use imcode::{Catalog, Record};

use enriched::Enriched;
use lines::{Lines, Matching, Reasons};

use crate::args::{Annotate, Format, Product};
use crate::logs;
use crate::logs::log::{Log, Piece};
use crate::logs::sources::{self, Source};
use crate::output::explanations::Explanations;
use crate::output::json::{Chosen, FindingRecord, Stream};
use crate::output::stdout::{Outcome, Output};
use crate::output::{escape, messages};

/// `chosen` is the format that was asked for.
pub(crate) fn run(
    catalog: &Catalog,
    options: &Annotate,
    chosen: Option<Format>,
    out: &mut Output,
) -> Result<Outcome> {
    let several = options.file.len() > 1;
    let lines = Lines { several };
    let explanations = Explanations::new(catalog, options.explain);
    let is_json = matches!(chosen, Some(Format::Json | Format::Jsonl));
    if !out.fields.is_empty() && !is_json {
        bail!(messages::fields_need_json());
    }
    if options.enrich {
        if chosen.is_some() {
            bail!(messages::enrich_is_json());
        }
        return read(catalog, options, &mut Enriched::new(catalog), out);
    }
    match chosen {
        _ if options.why && is_json => {
            bail!(messages::conflicting_options("--why", "--json"))
        }
        Some(format @ (Format::Json | Format::Jsonl)) => {
            let stream = Stream::new(format == Format::Json);
            let mut records = Records { catalog, stream, fields: out.fields.clone() };
            let outcome = read(catalog, options, &mut records, out)?;
            records.stream.finish(out)?;
            Ok(outcome)
        }
        _ if options.why => {
            let finder = logs::finder(catalog, &options.find);
            let with_all = options.find.loose;
            let mut reasons = Reasons { finder, lines, line: 1, last: 0, with_all };
            read(catalog, options, &mut reasons, out)
        }
        _ if options.only => {
            let mut matching = Matching { explanations, lines, last: 0 };
            let outcome = read(catalog, options, &mut matching, out)?;
            if options.find.product == Product::Require && matching.explanations.has_none() {
                messages::note(messages::nothing_names_product());
            }
            Ok(outcome)
        }
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

    fn end_file(&mut self, _source: &Source, _out: &mut Output) -> io::Result<()> {
        Ok(())
    }
}

fn read(
    catalog: &Catalog,
    options: &Annotate,
    annotator: &mut impl Annotator,
    out: &mut Output,
) -> Result<Outcome> {
    let finder = logs::finder(catalog, &options.find);
    let mut outcome = Outcome::Found;
    for source in sources::sources(&options.file) {
        if source.is_output() {
            messages::error(messages::input_is_output(source.name()));
            outcome = Outcome::Refused;
            continue;
        }
        let text = source.open(options.encoding, "annotate");
        let log = text.map(|text| Log::new(text, &finder, source.size().is_some()));
        let is_read = log.map(|log| read_file(&source, log, annotator, out)).transpose()?;
        if is_read != Some(true) {
            outcome = Outcome::Refused;
        }
        if out.abandoned {
            break;
        }
    }
    Ok(outcome)
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
    let failure = loop {
        match log.next() {
            Ok(Some(piece)) => annotator.piece(source, &piece, out)?,
            Ok(None) => break None,
            Err(error) => break Some(error),
        }
        // The next piece may be long in coming.
        out.flush()?;
        if out.abandoned {
            return Ok(true);
        }
    };
    annotator.end_file(source, out)?;
    out.flush()?;
    if let Some(error) = &failure {
        source.report(error);
    }
    Ok(failure.is_none())
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
        let mut written = piece.offset;
        // The end of a line that began in an earlier piece.
        let mut end = memchr::memchr(b'\n', piece.bytes).map(|at| piece.offset + at + 1);
        for &place in &piece.found {
            let next = piece.explained_before(place);
            if next != end && !self.explanations.is_empty() {
                let end = end.unwrap_or(written);
                out.copy(&piece.around[written..end])?;
                written = end;
                self.explanations.write(out)?;
            }
            self.explanations.add(std::iter::once(place.code));
            end = next;
        }
        if let Some(end) = end.filter(|_| !self.explanations.is_empty()) {
            out.copy(&piece.around[written..end])?;
            written = end;
            self.explanations.write(out)?;
        }
        out.copy(&piece.bytes[written - piece.offset..])?;
        if let Some(&last) = piece.bytes.last() {
            self.inside_line = last != b'\n';
        }
        Ok(())
    }

    fn end_file(&mut self, _: &Source, out: &mut Output) -> io::Result<()> {
        out.end_copy()?;
        if self.inside_line {
            self.explanations.write_unended(out)
        } else {
            self.explanations.write(out)
        }
    }
}

/// A JSON object per code.
struct Records<'c> {
    catalog: &'c Catalog,
    stream: Stream,
    /// Those that were chosen.
    fields: Vec<String>,
}

impl Annotator for Records<'_> {
    fn piece(&mut self, source: &Source, piece: &Piece<'_>, out: &mut Output) -> io::Result<()> {
        for place in piece.found.iter().copied() {
            let text = String::from_utf8_lossy(piece.text(place));
            let sign = |char: char| !char.is_alphanumeric();
            let is_number = text.trim_start_matches(sign).starts_with(char::is_numeric);
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
                self.stream.write(out, &Chosen(record, &self.fields))?;
            }
        }
        Ok(())
    }
}
