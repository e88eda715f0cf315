//! Explanations below a line of a log: one for each meaning of each code in it.

use std::collections::BTreeSet;
use std::io::{self, Write};

use imcode::{Catalog, Code, Entry};

use crate::args::Explain;
use crate::language;
use crate::output::stdout::Output;
use crate::output::{card, columns, escape, messages, style};

/// Before each explanation.
const MARK: &str = "    = ";

/// A text below a line of a log.
pub(crate) fn marked(text: &str, out: &Output) -> String {
    let dim = if out.color { style::DIM } else { style::PLAIN };
    // The line may have left a color open.
    let plain = if out.color { escape::END_OF_COLOR } else { "" };
    let wrapped = out.is_terminal().then(|| columns::wrap_behind(MARK, text, out.width));
    format!("{plain}{dim}{MARK}{dim:#}{}", wrapped.as_deref().unwrap_or(text))
}

pub(crate) struct Explanations<'c> {
    catalog: &'c Catalog,
    explain: Explain,
    /// The codes that were explained before.
    explained: BTreeSet<Code>,
    /// The codes of the current line, in order.
    pending: Vec<Code>,
    is_pending: BTreeSet<Code>,
}

impl<'c> Explanations<'c> {
    pub(crate) fn new(catalog: &'c Catalog, explain: Explain) -> Self {
        let (explained, pending, is_pending) = Default::default();
        Self { catalog, explain, explained, pending, is_pending }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.pending.is_empty()
    }

    /// Whether there was no code so far.
    pub(crate) fn has_none(&self) -> bool {
        self.explained.is_empty() && self.pending.is_empty()
    }

    pub(crate) fn add(&mut self, codes: impl Iterator<Item = Code>) {
        for code in codes {
            if self.is_pending.insert(code) {
                self.pending.push(code);
            }
        }
    }

    /// Below a line.
    pub(crate) fn write(&mut self, out: &mut Output) -> io::Result<()> {
        self.write_between(out, "", "\n")
    }

    /// Below a line without a line break: the last explanation has none either.
    pub(crate) fn write_unended(&mut self, out: &mut Output) -> io::Result<()> {
        self.write_between(out, "\n", "")
    }

    fn write_between(&mut self, out: &mut Output, start: &str, end: &str) -> io::Result<()> {
        self.is_pending.clear();
        for code in std::mem::take(&mut self.pending) {
            let is_first = self.explained.insert(code);
            if self.explain == Explain::Once && !is_first {
                continue;
            }
            for entry in self.catalog.code(code) {
                let is_full = is_first || self.explain == Explain::Every;
                let text = self.text(code, entry, is_full, out.color);
                write!(out, "{start}{}{end}", marked(&text, out))?;
            }
        }
        out.resume_copy()
    }

    /// What is said of an entry: in full, what to do as well.
    fn text(&self, code: Code, entry: Entry<'_>, is_full: bool, color: bool) -> String {
        let plain = (style::PLAIN, style::PLAIN);
        let (strong, dim) = if color { (style::STRONG, style::DIM) } else { plain };
        let layer = messages::in_layer(card::layer(self.catalog, entry.category().layer()));
        let text = entry.text_in(language::current());
        let head = format!("{strong}{}{strong:#}{dim}{layer}{dim:#}{}", code, text.summary);
        if is_full { head + &messages::full_stop() + text.action } else { head }
    }
}
