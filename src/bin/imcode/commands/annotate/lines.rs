//! The lines with numbers in them, behind the numbers of the lines: for `--only` and `--why`.

use std::io::{self, Write};
use std::ops::Range;

use imcode::Finder;

use super::Annotator;
use crate::logs::log::Piece;
use crate::logs::sources::Source;
use crate::output::escape;
use crate::output::explanations::Explanations;
use crate::output::stdout::Output;

/// The lines with codes and their numbers.
pub(super) struct Matching<'c> {
    pub(super) explanations: Explanations<'c>,
    pub(super) lines: Lines,
}

impl Annotator for Matching<'_> {
    fn piece(&mut self, source: &Source, piece: &Piece<'_>, out: &mut Output) -> io::Result<()> {
        let mut rest = &piece.found[..];
        while let Some(first) = rest.first() {
            let line = excerpt(piece, first.start);
            let (found, others) = rest.split_at(rest.partition_point(|it| it.start < line.end));
            self.explanations.add(found.iter().map(|it| it.code));
            self.lines.write(out, source, first.line, &piece.bytes[line])?;
            self.explanations.write(out)?;
            rest = others;
        }
        Ok(())
    }
}

/// The lines with known numbers, and below each the rules that decided on its numbers.
pub(super) struct Reasons<'c> {
    pub(super) finder: Finder<'c>,
    pub(super) lines: Lines,
    /// The line of the next byte, from 1.
    pub(super) line: u64,
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
    let (mut line, is_ended) = piece.line(byte);
    line.end -= usize::from(is_ended);
    let is_whole = is_ended && !(line.start == 0 && piece.continues);
    if !is_whole && line.len() > 2 * Finder::REACH {
        line.start = line.start.max(byte.saturating_sub(Finder::REACH));
        line.end = line.end.min(byte + Finder::REACH);
    }
    line
}

/// Writes lines behind their numbers, and behind the names of their files if there are several.
pub(super) struct Lines {
    pub(super) several: bool,
    pub(super) escape: bool,
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
