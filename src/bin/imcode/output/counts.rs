//! How often codes occur in a log, as results in every format.

use std::io::{self, Write};

use serde::Serialize;

use crate::language;
use crate::lookup::Found;
use crate::output::columns::{self, Cell};
use crate::output::escape;
use crate::output::json::{CountRecord, Position};
use crate::output::stdout::Page;
use crate::output::{Report, messages, style, tsv, verdict};

/// From this width on there is room for a bar.
const WITH_SHARE: u16 = 70;
/// The column of the share.
const SHARE: usize = 3;
/// The width of a full bar.
const BAR: usize = 8;

/// An entry and how often its code occurs.
pub(crate) struct Count<'c> {
    pub(crate) found: Found<'c>,
    pub(crate) times: u64,
    /// Of all codes in the log, from 0 to 1.
    pub(crate) share: f64,
    pub(crate) first: Position<'c>,
    pub(crate) last: Position<'c>,
}

pub(crate) struct Counts<'c> {
    pub(crate) rows: Vec<Count<'c>>,
    /// Whether a line number needs its file.
    pub(crate) several_files: bool,
}

impl Counts<'_> {
    fn position(&self, position: Position<'_>) -> String {
        if self.several_files {
            format!("{}:{}", escape::text(position.file), position.line)
        } else {
            position.line.to_string()
        }
    }
}

impl Report for Counts<'_> {
    fn table(&self, out: &mut impl Write, page: Page) -> io::Result<()> {
        let has_share = page.width >= WITH_SHARE;
        let head = [
            messages::head_code(),
            messages::head_retry(),
            messages::head_count(),
            messages::head_share(),
            messages::head_first(),
            messages::head_last(),
            messages::head_summary(),
        ];
        let kept = |at: usize| has_share || at != SHARE;
        let rows = self.rows.iter().map(|row| {
            let retry = row.found.entry.retry();
            let cells = [
                Cell::styled(row.found.label(), style::STRONG),
                verdict::word(retry),
                Cell::new(row.times.to_string()),
                Cell::new(bar(row.share)),
                Cell::new(self.position(row.first)),
                Cell::new(self.position(row.last)),
                Cell::new(row.found.entry.text(language::current()).summary),
            ];
            let cells = cells.into_iter().enumerate().filter(|(at, _)| kept(*at));
            cells.map(|(_, cell)| cell).collect()
        });
        let head = head.into_iter().enumerate().filter(|(at, _)| kept(*at));
        let head: Vec<String> = head.map(|(_, text)| text).collect();
        // A path may be long; a line number is not.
        let narrow = head.len() - if self.several_files { 3 } else { 1 };
        columns::table(out, head, rows, narrow, page.width)
    }

    /// Count, code, first line, last line, retry, summary.
    fn tsv(&self, out: &mut impl Write) -> io::Result<()> {
        self.rows.iter().try_for_each(|row| {
            let entry = row.found.entry;
            let cells = [
                &row.times.to_string(),
                &row.found.label(),
                &self.position(row.first),
                &self.position(row.last),
                entry.retry().as_str(),
                entry.text(language::current()).summary,
            ];
            tsv::row(out, &cells)
        })
    }

    fn records(&self) -> impl Iterator<Item = impl Serialize> {
        self.rows.iter().map(|row| CountRecord {
            count: row.times,
            share: row.share,
            first: row.first,
            last: row.last,
            record: row.found.record(),
        })
    }
}

/// A bar as long as the share, in eighths of a column.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share lies between 0 and 1"
)]
fn bar(share: f64) -> String {
    let eighths = ((share * (BAR * 8) as f64).round() as usize).clamp(1, BAR * 8);
    let rest = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8];
    "█".repeat(eighths / 8) + rest
}
