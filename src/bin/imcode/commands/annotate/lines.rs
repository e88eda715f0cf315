//! The lines with numbers in them, behind the numbers of the lines: for `--only` and `--why`.

use std::io::{self, Write};
use std::ops::Range;

use imcode::Finder;

use super::Annotator;
use crate::logs::log::Piece;
use crate::logs::sources::Source;
use crate::output::explanations::{self, Explanations};
use crate::output::stdout::Output;
use crate::output::{escape, messages, style};

/// The lines with codes and their numbers.
pub(super) struct Matching<'c> {
    pub(super) explanations: Explanations<'c>,
    pub(super) lines: Lines,
    /// The line that was written last.
    pub(super) last: u64,
}

impl Annotator for Matching<'_> {
    fn start_file(&mut self, _: &Source, _: &mut Output) -> io::Result<()> {
        self.last = 0;
        Ok(())
    }

    fn piece(&mut self, source: &Source, piece: &Piece<'_>, out: &mut Output) -> io::Result<()> {
        let mut rest = &piece.found[..];
        while let Some(first) = rest.first() {
            let line = excerpt(piece, first.start);
            let (found, others) = rest.split_at(rest.partition_point(|it| it.start < line.end));
            self.explanations.add(found.iter().map(|it| it.code));
            // Of an earlier piece, it may be written already.
            if first.start >= piece.offset || self.last != first.line {
                self.lines.write(out, source, first.line, &piece.around[line])?;
            }
            self.last = first.line;
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
    /// The line that was written last.
    pub(super) last: u64,
    /// Whether numbers inside of words are of interest too.
    pub(super) with_all: bool,
}

/// The rule on what is no number of its own.
const INSIDE: &str = "part of a longer word, number or date";

impl Annotator for Reasons<'_> {
    const NUMBERED: bool = false;

    fn piece(&mut self, source: &Source, piece: &Piece<'_>, out: &mut Output) -> io::Result<()> {
        let newlines =
            |part: Range<usize>| memchr::memchr_iter(b'\n', &piece.around[part]).count() as u64;
        let (mut at, mut number, mut written) = (piece.offset, self.line, 0);
        for it in self.finder.explain_in(piece.around, piece.within) {
            // Dates and times are full of known numbers.
            if it.finding.rule == INSIDE && !self.with_all {
                continue;
            }
            let start = it.finding.start;
            number = number + newlines(at..start.max(at)) - newlines(start..at.max(start));
            at = start;
            if start >= written {
                let line = excerpt(piece, start);
                written = line.end;
                // Of an earlier piece, it may be written already.
                if start >= piece.offset || self.last != number {
                    self.lines.write(out, source, number, &piece.around[line])?;
                }
                self.last = number;
            }
            let verdict = if it.accepted { messages::is_a_code } else { messages::is_no_code };
            let reasons = [Some(it.finding.rule), it.evidence].into_iter().flatten();
            let reasons: Vec<&str> = reasons.map(messages::reason).collect();
            let reasons = reasons.join(&messages::semicolon());
            let strong = if it.accepted && out.color { style::STRONG } else { style::PLAIN };
            let (verdict, colon) = (verdict(it.finding.code), messages::colon());
            let text = format!("{strong}{verdict}{strong:#}{colon}{reasons}");
            writeln!(out, "{}", explanations::marked(&text, out))?;
        }
        self.line += newlines(piece.offset..piece.offset + piece.bytes.len());
        Ok(())
    }

    fn end_file(&mut self, _: &Source, _: &mut Output) -> io::Result<()> {
        (self.line, self.last) = (1, 0);
        Ok(())
    }
}

/// Bytes of a line that is too long to be held on either side of a code.
const AROUND: usize = 384;

/// The line of a byte. Of a line that is too long to be held, the text around the byte.
fn excerpt(piece: &Piece<'_>, byte: usize) -> Range<usize> {
    let (mut line, is_ended) = piece.line(byte);
    line.end -= usize::from(is_ended);
    let is_whole = (is_ended || piece.is_last()) && !(line.start == 0 && piece.continues);
    if !is_whole && line.len() > 2 * AROUND {
        line.start = line.start.max(byte.saturating_sub(AROUND));
        line.end = line.end.min(byte + AROUND);
    }
    line
}

/// Writes lines behind their numbers, and behind the names of their files if there are several.
pub(super) struct Lines {
    pub(super) several: bool,
}

impl Lines {
    fn write(&self, out: &mut Output, source: &Source, line: u64, bytes: &[u8]) -> io::Result<()> {
        if self.several {
            write!(out, "{}:", escape::text(source.name()))?;
        }
        write!(out, "{line}:")?;
        out.copy(bytes)?;
        // Together: on a terminal, a line may end in CR and LF.
        out.copy(b"\n")?;
        out.end_copy()
    }
}
