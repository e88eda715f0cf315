//! `imcode stats`: how often each code occurs in a log, and where first and last.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::{self, Read};
use std::num::NonZero;

use anyhow::Result;
use imcode::{Catalog, Code};

use crate::args::Stats;
use crate::logs::log::Log;
use crate::logs::{self, sources};
use crate::lookup::Found;
use crate::output;
use crate::output::counts::{Count, Counts};
use crate::output::json::Position;
use crate::output::messages;
use crate::output::progress::{self, Progress};
use crate::output::stdout::{Outcome, Output};

pub(crate) fn run(catalog: &Catalog, options: &Stats, out: &mut Output) -> Result<Outcome> {
    let finder = logs::finder(catalog, &options.find);
    let sources = sources::sources(&options.file);
    let mut counts = BTreeMap::new();
    let mut failed = false;
    let mut progress = Progress::new(sources.iter().map(sources::Source::size).sum());
    for source in &sources {
        let text = source.open(options.encoding, "stats");
        let log = text.map(|text| Log::new(text, &finder, source.size().is_some()));
        let read = log.map(|log| count(catalog, source.name(), log, &mut counts, &mut progress));
        if let Some(Err(error)) = &read {
            source.report(error);
        }
        failed |= !matches!(read, Some(Ok(())));
    }
    progress::clear();
    let total: u64 = counts.values().map(|count| count.times).sum();
    // The most frequent first.
    let mut rows: Vec<Count<'_>> = counts.into_values().collect();
    rows.sort_by_key(|row| Reverse(row.times));
    for row in &mut rows {
        row.share = share(row.times, total);
    }
    rows.truncate(options.limit.map_or(usize::MAX, NonZero::get));
    let counts = Counts { rows, several_files: sources.len() > 1, width: out.width };
    output::write(out, &counts)?;
    Ok(if failed {
        Outcome::Refused
    } else if counts.rows.is_empty() {
        messages::error(messages::no_code_in_log());
        if !options.find.loose {
            messages::hint(messages::try_loose());
        }
        Outcome::Unknown
    } else {
        Outcome::Found
    })
}

/// Adds the codes of a file. Of a number with several meanings, the likeliest is counted.
fn count<'c>(
    catalog: &'c Catalog,
    file: &'c str,
    mut log: Log<'_, impl Read>,
    counts: &mut BTreeMap<Code, Count<'c>>,
    progress: &mut Progress,
) -> io::Result<()> {
    while let Some(piece) = log.next()? {
        for place in &piece.found {
            let position = Position { file, line: place.line };
            let new = || {
                let entry = catalog.code(place.code).next().expect("the finder finds known codes");
                let found = Found::by_number(entry, place.code);
                Count { found, times: 0, share: 0.0, first: position, last: position }
            };
            let count = counts.entry(place.code).or_insert_with(new);
            count.times += 1;
            count.last = position;
        }
        progress.show(log.bytes_read());
    }
    progress.finish_file(log.bytes_read());
    Ok(())
}

#[allow(clippy::cast_precision_loss, reason = "four digits are enough for a share")]
fn share(count: u64, total: u64) -> f64 {
    (count as f64 / total.max(1) as f64 * 10_000.0).round() / 10_000.0
}
