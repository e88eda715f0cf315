//! How often codes occur in a log, as results.

use std::borrow::Cow;

use serde::Serialize;

use crate::lookup::Found;
use crate::output::columns::Cell;
use crate::output::json::Position;
use crate::output::{Report, entries, escape, json, style};

/// From these widths on there is room for where a code occurs, its share, and a bar.
const WITH_POSITIONS: u16 = 60;
const WITH_SHARE: u16 = 76;
const WITH_BAR: u16 = 100;
/// The width of a full bar.
const BAR: usize = 8;

/// An entry and how often its code occurs. The keys of its record follow on the same level.
#[derive(Serialize)]
pub(crate) struct Count<'c> {
    #[serde(rename = "count")]
    pub(crate) times: u64,
    /// Of all codes in the log, from 0 to 1.
    pub(crate) share: f64,
    pub(crate) first: Position<'c>,
    pub(crate) last: Position<'c>,
    #[serde(flatten)]
    pub(crate) found: Found<'c>,
}

pub(crate) struct Counts<'c> {
    pub(crate) rows: Vec<Count<'c>>,
    /// Whether a line number needs its file.
    pub(crate) several_files: bool,
    /// Of the page.
    pub(crate) width: u16,
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

impl<'c> Counts<'c> {
    /// The position without the folders that all files are in.
    fn below_folder(&self, position: Position<'c>) -> Position<'c> {
        let files = || self.rows.iter().flat_map(|row| [row.first.file, row.last.file]);
        let folders = position.file.match_indices(['/', '\\']).map(|(at, _)| at + 1).rev();
        let is_common = |at: &usize| files().all(|file| file.starts_with(&position.file[..*at]));
        let file = &position.file[folders.into_iter().find(is_common).unwrap_or_default()..];
        Position { file, ..position }
    }
}

impl<'c> Report for Counts<'c> {
    type Row = Count<'c>;

    const TSV: &'static [&'static str] = &["count", "asked", "first", "last", "retry", "summary"];

    fn rows(&self) -> &[Count<'c>] {
        &self.rows
    }

    fn columns(&self, width: u16) -> Vec<&'static str> {
        let mut columns = vec!["code", "retry", "count"];
        // The name of a file takes its place.
        columns.extend(
            (width >= WITH_SHARE && !self.several_files || width >= WITH_BAR).then_some("share"),
        );
        columns.extend((width >= WITH_POSITIONS).then_some("first"));
        let has_last = width >= WITH_POSITIONS && !self.several_files || width >= WITH_BAR;
        columns.extend(has_last.then_some("last"));
        columns.push("summary");
        columns
    }

    fn text<'r>(&self, row: &'r Count<'c>, field: &str) -> Cow<'r, str> {
        match field {
            "count" => row.times.to_string().into(),
            "first" => self.position(row.first).into(),
            "last" => self.position(row.last).into(),
            "share" => json::text(row, field).into(),
            other => entries::text(&row.found, other),
        }
    }

    fn cell<'r>(&self, row: &'r Count<'c>, field: &str) -> Cell<'r> {
        match field {
            "code" => Cell::styled(self.text(row, "asked"), style::STRONG),
            "share" if self.width >= WITH_BAR => Cell::new(bar(row.share) + &percent(row.share)),
            "share" => Cell::number(percent(row.share).trim().to_owned()),
            "count" => Cell::number(self.text(row, field)),
            "first" | "last" if !self.several_files => Cell::number(self.text(row, field)),
            "last" if row.last.file == row.first.file => Cell::new(format!(":{}", row.last.line)),
            "first" => Cell::new(self.position(self.below_folder(row.first))),
            "last" => Cell::new(self.position(self.below_folder(row.last))),
            other => entries::cell(&row.found, other),
        }
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
    let bar = "█".repeat(eighths / 8) + rest;
    format!("{bar:BAR$} ")
}

fn percent(share: f64) -> String {
    if share < 0.001 { " <0.1%".to_owned() } else { format!("{:>5.1}%", share * 100.0) }
}
