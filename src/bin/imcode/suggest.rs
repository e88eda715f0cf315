//! Did you mean: codes, names and subcommands near what is unknown.

use std::ffi::{OsStr, OsString};
use std::ops::RangeInclusive;
use std::path::Path;

use clap::CommandFactory as _;
use imcode::{Catalog, Entry, Search};

use crate::args::{Cli, DEFAULT_LIMIT};
use crate::language;
use crate::lookup::{self, Miss};
use crate::output::{escape, messages};

/// How many codes and names are suggested.
const MAX_SUGGESTED: usize = 3;
/// A name with more wrong letters is another.
const MAX_WRONG: usize = 2;
/// No name is longer, in bytes; the distance of two costs the product of their lengths.
const MAX_NAME: usize = 96;
/// Those that are registered, and 499 of nginx.
const HTTP_STATUSES: [RangeInclusive<i64>; 12] = [
    100..=103,
    200..=208,
    226..=226,
    300..=308,
    400..=418,
    421..=426,
    428..=429,
    431..=431,
    451..=451,
    499..=499,
    500..=508,
    510..=511,
];
/// Longer texts are no search that somebody types again, in characters.
const MAX_WORDS: usize = 60;

/// What helps against `miss`.
pub(crate) fn hints(catalog: &Catalog, miss: &Miss) -> Vec<String> {
    match miss {
        Miss::Code(code) => codes(catalog, *code),
        Miss::Name(name) => match catalog.former_name(name) {
            Some(former) => vec![messages::former_name(name, &messages::brief(former))],
            None => names(catalog, name),
        },
        Miss::NoCode(text)
            if !text.contains('\n')
                && text.chars().count() < MAX_WORDS
                && text.contains(char::is_alphabetic)
                && is_found(catalog, text) =>
        {
            vec![messages::suggested_search(&escape::words_for_shell(text.trim()))]
        }
        Miss::NoCodeInLines(_) => vec![messages::lines_are_scanned()],
        Miss::File(names) => vec![messages::annotate_reads(names)],
        Miss::NoFile(name) => vec![messages::suggested_search(&escape::words_for_shell(name))],
        _ => Vec::new(),
    }
}

/// Whether a text is the name of a log, as one that is typed for `annotate`.
pub(crate) fn is_name_of_log(text: &str) -> bool {
    let extensions = ["log", "txt", "xlog", "json", "jsonl", "out", "gz", "zip", "csv", "toml"];
    let extension = Path::new(text).extension().and_then(OsStr::to_str);
    let is_one_word = !text.contains(char::is_whitespace);
    is_one_word && extension.is_some_and(|it| extensions.contains(&&*it.to_ascii_lowercase()))
}

/// What imcode calls a command or an option that other programs have.
pub(crate) fn synonym(word: &str) -> Option<&'static str> {
    Some(match word {
        "ls" => "list",
        "man" | "usage" => "--help",
        "version" | "-v" => "--version",
        "grep" | "find" => "search",
        "completion" => "completions",
        _ => return None,
    })
}

/// The subcommand that the first word is a slip of, unless the codes have the word as well; or whose
/// other form it is, alone or before a file.
pub(crate) fn subcommand(catalog: &Catalog, words: &[OsString]) -> Option<String> {
    let word = words.first()?.to_str()?;
    if let Some(command) = synonym(word) {
        return Some(messages::suggested_subcommand(command));
    }
    let word = word.to_ascii_lowercase();
    let is_like_one = |byte: u8| byte.is_ascii_alphabetic() || byte == b'-';
    if word.len() > MAX_NAME || !word.bytes().all(is_like_one) {
        return None;
    }
    let name = command_like(&word)?;
    let is_command = words.get(1).is_none_or(|next| next.to_str().is_some_and(is_name_of_log));
    let is_form = is_command && singular(&word) == singular(&name);
    (is_form || !has_word(catalog, &word)).then(|| messages::suggested_subcommand(&name))
}

/// The subcommand that `word` is a slip or another form of.
pub(crate) fn command_like(word: &str) -> Option<String> {
    let cli = Cli::command();
    let names = cli.get_subcommands().map(clap::Command::get_name).chain(["help"]);
    let names: Vec<&str> = names.collect();
    let same = names.iter().find(|name| singular(name) == singular(word)).copied();
    same.or_else(|| nearest(word, names.into_iter())).map(str::to_owned)
}

/// The one of a few words that `word` is a slip of.
pub(crate) fn nearest<'w>(word: &str, words: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    let distances = words.map(|known| (strsim::osa_distance(word, known), known));
    let (wrong, known) = distances.min_by_key(|(wrong, _)| *wrong)?;
    // Two slips in a short word make any other of it.
    let most = if word.chars().count() < 6 { 1 } else { MAX_WRONG };
    (word.len() <= MAX_NAME && wrong <= most).then_some(known)
}

fn singular(word: &str) -> String {
    let stem = word.strip_suffix("ies").map(|stem| format!("{stem}y"));
    stem.unwrap_or_else(|| word.strip_suffix('s').unwrap_or(word).to_owned())
}

/// The entry that has the digits of `entry` and the other sign.
pub(crate) fn twin<'c>(catalog: &'c Catalog, entry: Entry<'_>) -> Option<Entry<'c>> {
    catalog.code(-i64::from(entry.code().get())).find(|twin| twin.through().is_none())
}

fn codes(catalog: &Catalog, asked: i64) -> Vec<String> {
    let other_sign = asked.checked_neg().unwrap_or_default();
    let twins = catalog.code(other_sign);
    let mut hints: Vec<String> =
        twins.map(|twin| messages::other_sign(&asked, &messages::brief(twin))).collect();
    if !hints.is_empty() {
        return hints;
    }
    let entries = catalog.entries();
    let code = |entry: &Entry<'_>| i64::from(entry.code().get());
    // A digit less or more makes any other number of a small one.
    if !(-999..1000).contains(&asked) {
        let text = asked.to_string();
        let slips = entries.iter().filter(|entry| is_slip(&code(entry).to_string(), &text));
        let slips = slips.take(MAX_SUGGESTED);
        hints.extend(slips.map(|entry| messages::suggested_code(&messages::brief(*entry))));
    }
    // The codes before and after within the same thousand, if one category has both.
    let is_near = |entry: &&Entry<'_>| code(entry).div_euclid(1000) == asked.div_euclid(1000);
    let (below, above) = entries.split_at(entries.partition_point(|entry| code(entry) < asked));
    let (before, after) = (below.last().filter(is_near), above.first().filter(is_near));
    let between = before.zip(after).filter(|(one, other)| one.category() == other.category());
    let is_within = between.is_some();
    hints.extend(between.map(|(before, after)| {
        let category = before.category();
        let title = category.title_in(language::current());
        messages::between(&before.label(), &after.label(), title, category.id())
    }));
    if hints.is_empty() && i32::try_from(asked).is_err() && u32::try_from(asked).is_err() {
        hints.push(messages::too_large());
    } else if !is_within {
        let is_http = HTTP_STATUSES.iter().any(|statuses| statuses.contains(&asked));
        hints.push(if is_http { messages::http_status(asked) } else { messages::not_listed() });
    }
    hints
}

/// Names that an unknown one may be meant for: those a slip or two away, else those that have its
/// letters, else those of what its words say.
fn names(catalog: &Catalog, name: &str) -> Vec<String> {
    if name.len() > MAX_NAME {
        return Vec::new();
    }
    let name = lookup::inner_constant(name).unwrap_or(name);
    let mut likely = slipped(catalog, name);
    let name = name.strip_prefix("ERR_").unwrap_or(name);
    if likely.is_empty() {
        let search = Search::new(catalog);
        let mut hits = search.names(name);
        // Any word means something to the search; only a constant's words mean a code.
        if hits.is_empty() && name.contains('_') {
            hits = search.find(name);
        }
        likely = hits.into_iter().map(|hit| hit.entry).collect();
    }
    // `ERR_SVR` is a part of many.
    if likely.is_empty() && is_found(catalog, name) {
        return vec![messages::suggested_search(&escape::words_for_shell(name))];
    }
    let hint =
        |entry: Entry<'_>| Some(messages::suggested_name(entry.name()?, &messages::brief(entry)));
    likely.into_iter().take(MAX_SUGGESTED).filter_map(hint).collect()
}

/// Whether `imcode search` finds something for `text`.
fn is_found(catalog: &Catalog, text: &str) -> bool {
    !lookup::search(catalog, text, DEFAULT_LIMIT, |_| true).found.is_empty()
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

/// The entries whose name is at most [`MAX_WRONG`] slips away from `name`, nearest first.
fn slipped<'c>(catalog: &'c Catalog, name: &str) -> Vec<Entry<'c>> {
    let name = name.to_ascii_uppercase();
    let prefixed = format!("ERR_{name}");
    let distance = |known: &str, name: &str| {
        let may_fit = known.len().abs_diff(name.len()) <= MAX_WRONG;
        may_fit.then(|| strsim::osa_distance(known, name)).filter(|wrong| *wrong <= MAX_WRONG)
    };
    let wrong = |entry: &Entry<'_>| {
        let distances = |known| [distance(known, &name), distance(known, &prefixed)];
        entry.names().flat_map(distances).flatten().min()
    };
    let entries = catalog.entries().into_iter();
    let mut near: Vec<_> = entries.filter_map(|entry| Some((wrong(&entry)?, entry))).collect();
    near.sort_by_key(|(wrong, _)| *wrong);
    near.into_iter().map(|(_, entry)| entry).collect()
}

/// One digit that is the next on the keyboard, two neighbors swapped, or one of three equal digits too
/// few or too many.
fn is_slip(code: &str, asked: &str) -> bool {
    if code == asked || strsim::osa_distance(code, asked) != 1 {
        return false;
    }
    let (longer, shorter) = if code.len() < asked.len() { (asked, code) } else { (code, asked) };
    let at = longer.bytes().zip(shorter.bytes()).take_while(|(one, other)| one == other).count();
    if longer.len() > shorter.len() {
        let end = &longer[..=at];
        return (1..3)
            .all(|back| end.as_bytes().get(at.wrapping_sub(back)) == end.as_bytes().last());
    }
    // Where the key of a digit is in its row.
    let key = |text: &str| (text.as_bytes()[at] + 9) % 10;
    code[at + 1..] != asked[at + 1..] || key(code).abs_diff(key(asked)) == 1
}

#[cfg(test)]
mod tests {
    use super::is_slip;

    #[test]
    fn one_digit_away_is_a_slip() {
        for asked in ["70002", "7001", "700001", "70010", "60001"] {
            assert!(is_slip("70001", asked), "{asked}");
        }
        for asked in ["70001", "70111", "71", "10007", "-70001x", "7000", "70008", "970001"] {
            assert!(!is_slip("70001", asked), "{asked}");
        }
    }
}
