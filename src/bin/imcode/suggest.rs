//! Did you mean: codes, names and subcommands near what is unknown.

use imcode::{Catalog, Category, Entry, Search};

use crate::lookup::Miss;

/// How many codes and names are suggested.
const MAX_SUGGESTED: usize = 3;
/// A name with more wrong letters is another.
const MAX_WRONG: usize = 2;
/// No name is longer, in bytes; the distance of two costs the product of their lengths.
const MAX_NAME: usize = 96;
/// Longer texts are no search that somebody types again, in characters.
const MAX_WORDS: usize = 60;
/// What may be mistyped in place of a code.
const SUBCOMMANDS: [&str; 10] = [
    "annotate",
    "stats",
    "list",
    "search",
    "categories",
    "check",
    "template",
    "schema",
    "completions",
    "help",
];

/// What may have been meant.
#[derive(Clone, Debug)]
pub(crate) enum Hint<'c> {
    /// One digit away.
    Code(Entry<'c>),
    OtherSign(Entry<'c>),
    Name(&'c str, Entry<'c>),
    /// The number belonged to the name once.
    Former(Entry<'c>),
    Around(Category<'c>),
    Before(Entry<'c>),
    After(Entry<'c>),
    Subcommand(&'static str),
    Search(String),
    /// An option of `imcode list` and its value.
    ListOption(&'static str, String),
}

/// What helps against `miss`.
pub(crate) fn hints<'c>(catalog: &'c Catalog, miss: &Miss) -> Vec<Hint<'c>> {
    match miss {
        Miss::Code(code) => codes(catalog, *code),
        Miss::Name(name) => match catalog.former_name(name) {
            Some(former) => vec![Hint::Former(former)],
            None => names(catalog, name),
        },
        Miss::NoCode(text)
            if !text.contains('\n')
                && text.chars().count() < MAX_WORDS
                && text.chars().any(char::is_alphabetic) =>
        {
            vec![Hint::Search(text.clone())]
        }
        _ => Vec::new(),
    }
}

/// The subcommand that `word` is a slip of, unless the codes have the word as well.
pub(crate) fn subcommand<'c>(catalog: &Catalog, word: &str) -> Option<Hint<'c>> {
    let word = word.to_ascii_lowercase();
    let is_like_one = |byte: u8| byte.is_ascii_alphabetic() || byte == b'-';
    if word.len() > MAX_NAME || !word.bytes().all(is_like_one) {
        return None;
    }
    // Two slips in a short word make any other of it.
    let most = if word.len() < 6 { 1 } else { MAX_WRONG };
    let distances = SUBCOMMANDS.map(|name| (strsim::osa_distance(&word, name), name));
    let (wrong, name) = distances.into_iter().min_by_key(|(wrong, _)| *wrong)?;
    (wrong <= most && !has_word(catalog, &word)).then_some(Hint::Subcommand(name))
}

/// The entry that has the digits of `entry` and the other sign.
pub(crate) fn twin<'c>(catalog: &'c Catalog, entry: Entry<'_>) -> Option<Entry<'c>> {
    known(catalog, -i64::from(entry.code().get())).find(|twin| twin.through().is_none())
}

fn codes(catalog: &Catalog, asked: i64) -> Vec<Hint<'_>> {
    let entries = catalog.entries();
    let other_sign = asked.checked_neg();
    let mut hints: Vec<Hint<'_>> = Vec::new();
    hints.extend(other_sign.into_iter().flat_map(|code| known(catalog, code)).map(Hint::OtherSign));
    // A digit less or more makes any other number of a small one.
    if !(-999..1000).contains(&asked) {
        let text = asked.to_string();
        let slips = entries.iter().filter(|entry| {
            let code = i64::from(entry.code().get());
            Some(code) != other_sign && is_slip(&code.to_string(), &text)
        });
        hints.extend(slips.take(MAX_SUGGESTED).map(|entry| Hint::Code(*entry)));
    }
    hints.extend(neighbors(&entries, asked));
    hints
}

/// Names that an unknown one may be meant for: those a slip or two away, else those that have its
/// letters, else those of what its words say.
fn names<'c>(catalog: &'c Catalog, name: &str) -> Vec<Hint<'c>> {
    if name.len() > MAX_NAME {
        return Vec::new();
    }
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
    let likely = likely.into_iter().take(MAX_SUGGESTED);
    likely.filter_map(|entry| Some(Hint::Name(entry.name()?, entry))).collect()
}

fn known(catalog: &Catalog, code: i64) -> impl Iterator<Item = Entry<'_>> {
    i32::try_from(code).ok().into_iter().flat_map(|code| catalog.code(code))
}

/// The codes before and after within the same thousand, and the category that both belong to.
fn neighbors<'c>(entries: &[Entry<'c>], asked: i64) -> Vec<Hint<'c>> {
    let is_near = |entry: &&Entry<'_>| {
        i64::from(entry.code().get()).div_euclid(1000) == asked.div_euclid(1000)
    };
    let after = entries.partition_point(|entry| i64::from(entry.code().get()) < asked);
    let before = after.checked_sub(1).and_then(|at| entries.get(at)).filter(is_near);
    let after = entries.get(after).filter(is_near);
    let mut hints = Vec::new();
    if let (Some(before), Some(after)) = (before, after)
        && before.category() == after.category()
    {
        hints.push(Hint::Around(before.category()));
    }
    hints.extend(before.map(|entry| Hint::Before(*entry)));
    hints.extend(after.map(|entry| Hint::After(*entry)));
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

/// The entries whose name is at most [`MAX_WRONG`] slips away from `name`, nearest first.
fn slipped<'c>(catalog: &'c Catalog, name: &str) -> Vec<Entry<'c>> {
    let name = name.to_ascii_uppercase();
    let prefixed = format!("ERR_{name}");
    let distance = |known: &str, name: &str| {
        let may_fit = known.len().abs_diff(name.len()) <= MAX_WRONG;
        may_fit.then(|| strsim::osa_distance(known, name)).filter(|wrong| *wrong <= MAX_WRONG)
    };
    let wrong = |entry: &Entry<'_>| {
        let names = entry.name().into_iter().chain(entry.aliases());
        names.flat_map(|known| [distance(known, &name), distance(known, &prefixed)]).flatten().min()
    };
    let entries = catalog.entries().into_iter();
    let mut near: Vec<_> = entries.filter_map(|entry| Some((wrong(&entry)?, entry))).collect();
    near.sort_by_key(|(wrong, _)| *wrong);
    near.into_iter().map(|(_, entry)| entry).collect()
}

/// One digit changed, missing, doubled, or two neighbors swapped.
fn is_slip(code: &str, asked: &str) -> bool {
    code != asked && code.len().abs_diff(asked.len()) < 2 && strsim::osa_distance(code, asked) == 1
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::{SUBCOMMANDS, is_slip};

    #[test]
    fn one_digit_away_is_a_slip() {
        for asked in ["70002", "7001", "700001", "70010", "60001"] {
            assert!(is_slip("70001", asked), "{asked}");
        }
        for asked in ["70001", "70111", "71", "10007", "-70001x"] {
            assert!(!is_slip("70001", asked), "{asked}");
        }
    }

    #[test]
    fn every_subcommand_is_suggested() {
        let cli = crate::args::Cli::command();
        let names = cli.get_subcommands().map(clap::Command::get_name).chain(["help"]);
        assert!(names.eq(SUBCOMMANDS));
    }
}
