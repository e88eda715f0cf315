//! What to say of a code that no table holds: what is near it, and what it may be meant for.

use clap::{Command, CommandFactory as _};
use imcode::{Catalog, Entry, Search};

use crate::args::Cli;
use crate::output::messages;

/// How many codes and names are named that may be meant.
const MAX_SLIPS: usize = 3;
/// A name with more wrong letters is another.
const MAX_WRONG: usize = 2;

/// One line per hint; empty where there is nothing to say.
pub(crate) fn hints(catalog: &Catalog, asked: i64) -> Vec<String> {
    let entries = catalog.entries();
    let mut hints = Vec::new();
    if let Some(signed) = as_signed(asked) {
        hints.extend(known(catalog, signed).map(|entry| messages::as_signed(&brief(entry))));
    }
    if let Some(twin) = asked.checked_neg() {
        hints.extend(known(catalog, twin).map(|entry| messages::other_sign(&brief(entry))));
    }
    let slips = entries.iter().filter(|entry| {
        let code = i64::from(entry.code().get());
        // Said above.
        Some(code) != asked.checked_neg() && is_slip(&code.to_string(), &asked.to_string())
    });
    hints.extend(slips.take(MAX_SLIPS).map(|entry| messages::one_digit_away(&brief(*entry))));
    hints.extend(neighbours(&entries, asked));
    hints
}

/// Names that an unknown one may be meant for, one per line: those a slip or two away, else those
/// that have its letters, else those of what its words say.
pub(crate) fn names(catalog: &Catalog, name: &str) -> Vec<String> {
    let mut likely = slipped(catalog, name);
    if likely.is_empty() {
        let search = Search::new(catalog);
        let mut hits = search.names(name);
        // Any word means something to the search; only a constant's words mean a code.
        if hits.is_empty() && name.contains('_') {
            hits = search.find(name);
        }
        likely = hits.into_iter().map(|hit| hit.entry).collect();
    }
    let likely = likely.into_iter().take(MAX_SLIPS);
    likely.filter_map(|entry| Some(messages::similar_name(entry.name()?, &brief(entry)))).collect()
}

/// The subcommand that `word` is a slip of, unless the table has the word as well.
pub(crate) fn command(catalog: &Catalog, word: &str) -> Option<String> {
    let word = word.to_ascii_lowercase();
    if !word.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-') {
        return None;
    }
    // Two slips in a short word make any other of it.
    let most = if word.len() < 6 { 1 } else { MAX_WRONG };
    let cli = Cli::command();
    // clap adds its own later.
    let names = cli.get_subcommands().map(Command::get_name).chain(["help"]);
    let near = names
        .map(|name| (strsim::osa_distance(&word, name), name))
        .filter(|(distance, _)| *distance <= most);
    let (_, command) = near.min_by_key(|(slips, _)| *slips)?;
    (!has_word(catalog, &word)).then(|| command.to_owned())
}

/// The entry that has the digits of `entry` and the other sign.
pub(crate) fn twin<'c>(catalog: &'c Catalog, entry: Entry<'_>) -> Option<Entry<'c>> {
    known(catalog, -i64::from(entry.code().get())).find(|twin| twin.through().is_none())
}

/// A code and its summary on one line.
pub(crate) fn brief(entry: Entry<'_>) -> String {
    format!("{} {} ({})", entry.label(), entry.summary(), entry.category().layer())
}

fn known(catalog: &Catalog, code: i64) -> impl Iterator<Item = Entry<'_>> {
    i32::try_from(code).ok().into_iter().flat_map(|code| catalog.code(code))
}

/// The number that a program meant which printed a negative code as unsigned.
fn as_signed(asked: i64) -> Option<i64> {
    let unsigned = u32::try_from(asked).ok()?;
    let signed = i64::from(unsigned.cast_signed());
    (signed < 0).then_some(signed)
}

/// The codes before and after, and the category they stand in.
fn neighbours(entries: &[Entry<'_>], asked: i64) -> Vec<String> {
    let after = entries.partition_point(|entry| i64::from(entry.code().get()) < asked);
    let before = after.checked_sub(1).and_then(|at| entries.get(at));
    let after = entries.get(after);
    let mut hints = Vec::new();
    if let (Some(before), Some(after)) = (before, after) {
        let category = before.category();
        if category.id() == after.category().id() {
            hints.push(messages::codes_around(category.title(), category.id()));
        }
    }
    hints.extend(before.map(|entry| messages::before(&brief(*entry))));
    hints.extend(after.map(|entry| messages::after(&brief(*entry))));
    hints
}

/// Whether an entry says `word`.
fn has_word(catalog: &Catalog, word: &str) -> bool {
    let says = |text: &str| {
        text.split(|char: char| !char.is_ascii_alphanumeric())
            .any(|said| said.eq_ignore_ascii_case(word))
    };
    catalog.entries().into_iter().any(|entry| {
        let texts = [entry.name(), entry.detail(), entry.note()].into_iter().flatten();
        let texts = texts.chain([entry.summary(), entry.action(), entry.category().title()]);
        texts.chain(entry.keywords()).any(says)
    })
}

/// The entries whose name is that few slips away from `name`, nearest first.
fn slipped<'c>(catalog: &'c Catalog, name: &str) -> Vec<Entry<'c>> {
    let name = name.to_ascii_uppercase();
    let prefixed = format!("ERR_{name}");
    let slips = |entry: &Entry<'_>| {
        let names = entry.name().into_iter().chain(entry.aliases());
        let slips = names.flat_map(|known| [between(known, &name), between(known, &prefixed)]);
        slips.flatten().min()
    };
    let entries = catalog.entries().into_iter();
    let mut near: Vec<_> = entries.filter_map(|entry| Some((slips(&entry)?, entry))).collect();
    near.sort_by_key(|(slips, _)| *slips);
    near.into_iter().map(|(_, entry)| entry).collect()
}

/// The slips between two names where they are few. What the names begin and end with alike is left
/// out: names may be long.
fn between(known: &str, name: &str) -> Option<usize> {
    if !known.is_ascii() || !name.is_ascii() {
        return None;
    }
    let start = known.bytes().zip(name.bytes()).take_while(|(a, b)| a == b).count();
    let (known, name) = (&known[start..], &name[start..]);
    let end = known.bytes().rev().zip(name.bytes().rev()).take_while(|(a, b)| a == b).count();
    let (known, name) = (&known[..known.len() - end], &name[..name.len() - end]);
    if known.len().abs_diff(name.len()) > MAX_WRONG {
        return None;
    }
    Some(strsim::osa_distance(known, name)).filter(|distance| *distance <= MAX_WRONG)
}

/// One digit changed, missing, doubled, or two neighbours swapped.
fn is_slip(code: &str, asked: &str) -> bool {
    let (long, short) = if code.len() >= asked.len() { (code, asked) } else { (asked, code) };
    let (long, short) = (long.as_bytes(), short.as_bytes());
    let same_start = long.iter().zip(short).take_while(|(a, b)| a == b).count();
    let (long, short) = (&long[same_start..], &short[same_start..]);
    match long.len() - short.len() {
        0 if short.len() >= 2 && long[0] == short[1] && long[1] == short[0] => {
            long[2..] == short[2..]
        }
        0 => !long.is_empty() && long[1..] == short[1..],
        1 => long[1..] == *short,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_slip;

    #[test]
    fn one_digit_away_is_a_slip() {
        for asked in ["70002", "7001", "700001", "70010", "60001"] {
            assert!(is_slip("70001", asked), "{asked}");
        }
        for asked in ["70001", "70111", "71", "10007", "-70001x"] {
            assert!(!is_slip("70001", asked), "{asked}");
        }
    }
}
