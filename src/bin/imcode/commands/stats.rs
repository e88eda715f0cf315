//! `imcode stats`: how often each code stands in a log, and where first and last. Called by `main`.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal as _, Read, Write};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Result;
use imcode::{Catalog, Code, Entry, Finder, Record};
use serde::Serialize;

use crate::args::{Format, Stats};
use crate::logs::chunks::{Log, Workers};
use crate::logs::sources::{self, Input};
use crate::lookup::Found;
use crate::output::stdout::{Outcome, Output, printable, remark};
use crate::output::{columns, json};

/// How often a code stands in the log, as JSON. The keys of [`Record`] follow on the same level.
#[derive(Serialize)]
struct CountRecord<'c> {
    /// How often.
    count: u64,
    /// Its part of all codes in the log, from 0 to 1.
    share: f64,
    /// Where it stands first.
    first: Spot<'c>,
    /// Where it stands last.
    last: Spot<'c>,
    #[serde(flatten)]
    record: Record<'c>,
}

/// A line of a file.
#[derive(Clone, Copy, Serialize)]
struct Spot<'c> {
    /// The file as it was named; `-` is standard input.
    file: &'c str,
    /// From 1.
    line: u64,
}

struct Tally<'c> {
    count: u64,
    first: Spot<'c>,
    last: Spot<'c>,
}

/// A code with its tally and one of its entries.
struct Row<'c> {
    count: u64,
    share: f64,
    first: Spot<'c>,
    last: Spot<'c>,
    found: Found<'c>,
}

/// Counts the codes of every file.
pub(crate) fn stats(catalog: &Catalog, options: &Stats, out: &mut Output) -> Result<Outcome> {
    let finder = Finder::new(catalog);
    let finder = if options.loose { finder.loose() } else { finder };
    let inputs = sources::inputs(&options.file);
    let mut tallies = BTreeMap::new();
    let mut failed = false;
    let mut progress = Progress::new(&inputs);
    thread::scope(|scope| {
        let workers = Workers::start(scope, &finder, false);
        for input in &inputs {
            let log = input.open().map(|source| Log::new(source, &finder));
            let log = log.map(|log| if input.size().is_some() { log.ahead(&workers) } else { log });
            failed |= !log.is_some_and(|log| count(input, log, &mut tallies, &mut progress));
        }
    });
    progress.clear();
    let rows = rows(catalog, &tallies);
    let outcome = match (failed, rows.is_empty()) {
        (true, _) => Outcome::Refused,
        (false, true) => Outcome::Unknown,
        (false, false) => Outcome::Found,
    };
    let several = inputs.len() > 1;
    match out.format {
        Format::Table => write_table(out, &rows, several)?,
        Format::Plain => write_plain(out, &rows, several)?,
        Format::Json => json::array(out, rows.iter().map(Row::record))?,
        Format::Jsonl => json::lines(out, rows.iter().map(Row::record))?,
    }
    // Before anything is said on standard error.
    out.flush()?;
    if outcome == Outcome::Unknown {
        remark(if options.loose {
            "no code found"
        } else {
            "no code found; --loose takes every known number that stands alone"
        });
    }
    Ok(outcome)
}

/// Whether the file could be read to its end.
fn count<'c>(
    input: &'c Input,
    mut log: Log<'_, impl Read>,
    tallies: &mut BTreeMap<Code, Tally<'c>>,
    progress: &mut Progress,
) -> bool {
    loop {
        match log.next() {
            Ok(Some(piece)) => {
                for place in &piece.found {
                    let spot = Spot { file: input.name(), line: place.line };
                    let tally = tallies.entry(place.code).or_insert(Tally {
                        count: 0,
                        first: spot,
                        last: spot,
                    });
                    tally.count += 1;
                    tally.last = spot;
                }
            }
            Ok(None) => break,
            Err(error) => {
                progress.clear();
                input.report(&error);
                return false;
            }
        }
        progress.show(log.bytes_read());
    }
    progress.finish_file(log.bytes_read());
    true
}

/// The most frequent first.
fn rows<'c>(catalog: &'c Catalog, tallies: &BTreeMap<Code, Tally<'c>>) -> Vec<Row<'c>> {
    let total: u64 = tallies.values().map(|tally| tally.count).sum();
    let mut rows: Vec<Row<'c>> = tallies
        .iter()
        .flat_map(|(&code, tally)| {
            let row = move |entry: Entry<'c>| Row {
                count: tally.count,
                share: share(tally.count, total),
                first: tally.first,
                last: tally.last,
                found: Found::by_number(entry, code),
            };
            catalog.code(code).map(row)
        })
        .collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.count));
    rows
}

#[allow(clippy::cast_precision_loss, reason = "a share needs no more than the digits of a float")]
fn share(count: u64, total: u64) -> f64 {
    // Four digits: a share is read, not calculated with.
    (count as f64 / total.max(1) as f64 * 10_000.0).round() / 10_000.0
}

impl<'c> Row<'c> {
    fn record(&self) -> CountRecord<'c> {
        let Self { count, share, first, last, found } = self;
        CountRecord {
            count: *count,
            share: *share,
            first: *first,
            last: *last,
            record: found.record(),
        }
    }

    /// How often, code, first and last line, retry.
    fn cells(&self, several: bool) -> [String; 5] {
        let spot = |spot: Spot<'_>| {
            if several {
                format!("{}:{}", printable(spot.file), spot.line)
            } else {
                spot.line.to_string()
            }
        };
        [
            self.count.to_string(),
            self.found.label(),
            spot(self.first),
            spot(self.last),
            self.found.entry.retry().to_string(),
        ]
    }
}

fn write_plain(out: &mut Output, rows: &[Row<'_>], several: bool) -> io::Result<()> {
    rows.iter().try_for_each(|row| {
        writeln!(out, "{}\t{}", row.cells(several).join("\t"), row.found.entry.summary())
    })
}

fn write_table(out: &mut Output, rows: &[Row<'_>], several: bool) -> io::Result<()> {
    let width = Output::width();
    let mut head = vec!["CODE", "RETRY", "COUNT", "SHARE", "FIRST", "LAST", "SUMMARY"];
    // A path may be long; a line number is not.
    let mut narrow = if several { 4 } else { 6 };
    let mut cells: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            let [count, code, first, last, retry] = row.cells(several);
            let summary = row.found.entry.summary().to_owned();
            vec![code, retry, count, bar_of(row.share), first, last, summary]
        })
        .collect();
    if width < WITH_SHARE {
        head.remove(SHARE);
        narrow -= 1;
        for row in &mut cells {
            row.remove(SHARE);
        }
    }
    columns::codes(out, &head, cells, narrow, width)
}

/// From this many columns on there is room for a bar, which is this column.
const WITH_SHARE: u16 = 70;
const SHARE: usize = 3;

/// The columns of a bar that stands for all.
const BAR: usize = 8;

/// A bar as long as the share, in eighths of a column.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share lies between 0 and 1"
)]
fn bar_of(share: f64) -> String {
    let eighths = ((share * (BAR * 8) as f64).round() as usize).clamp(1, BAR * 8);
    let mut bar = "█".repeat(eighths / 8);
    let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    bar.push_str(parts[eighths % 8]);
    bar
}

/// How far the work is, on standard error, where that is a terminal and the work takes long. One
/// line of our own: a crate for it would weigh more than the finder.
struct Progress {
    shown: bool,
    wanted: bool,
    next: Instant,
    before: u64,
    total: Option<u64>,
}

impl Progress {
    const PATIENCE: Duration = Duration::from_secs(1);
    const PACE: Duration = Duration::from_millis(200);

    fn new(inputs: &[Input]) -> Self {
        Self {
            shown: false,
            wanted: io::stderr().is_terminal(),
            next: Instant::now() + Self::PATIENCE,
            before: 0,
            total: inputs.iter().map(Input::size).sum(),
        }
    }

    fn show(&mut self, of_file: u64) {
        let now = Instant::now();
        if !self.wanted || now < self.next {
            return;
        }
        self.next = now + Self::PACE;
        self.shown = true;
        let done = self.before + of_file;
        let text = match self.total.filter(|&total| total > 0) {
            Some(total) => {
                let filled = usize::try_from(done * 30 / total).unwrap_or(30).min(30);
                let bar = format!("{}{}", "#".repeat(filled), "-".repeat(30 - filled));
                format!("[{bar}] {} of {} MB", done >> 20, total >> 20)
            }
            None => format!("{} MB", done >> 20),
        };
        let _ = write!(io::stderr().lock(), "\r{text}\x1b[K");
    }

    fn finish_file(&mut self, of_file: u64) {
        self.before += of_file;
    }

    fn clear(&mut self) {
        if std::mem::take(&mut self.shown) {
            let _ = write!(io::stderr().lock(), "\r\x1b[K");
        }
    }
}
