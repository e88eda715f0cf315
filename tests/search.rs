//! How well search finds: `tests/data/queries.tsv`, by form.
//!
//! `cargo test --test search -- --nocapture` prints the table that README shows.
#![cfg(feature = "search")]

use std::collections::{BTreeMap, BTreeSet};

use imcode::{Catalog, Entry, Search};

struct Query {
    half: &'static str,
    form: String,
    text: &'static str,
    accept: BTreeSet<i32>,
}

/// How the queries of one form fared.
#[derive(Clone, Copy, Default)]
struct Tally {
    queries: usize,
    first: usize,
    first_three: usize,
    reciprocal_ranks: f64,
    /// Queries that were answered at all.
    answered: usize,
}

impl Tally {
    fn rate(self, count: usize) -> f64 {
        count as f64 / self.queries as f64
    }
}

fn queries() -> Vec<Query> {
    let rows =
        include_str!("data/queries.tsv").lines().filter(|line| !line.starts_with('#')).skip(1);
    rows.map(|line| {
        let [half, lang, form, text, accept] =
            line.split('\t').collect::<Vec<_>>().try_into().expect("five columns");
        let form = if lang == "zh" && !form.ends_with("zh") {
            format!("{form}-zh")
        } else {
            form.to_owned()
        };
        let accept = accept.split(',').filter(|code| !code.is_empty());
        Query {
            half,
            form,
            text,
            accept: accept.map(|code| code.parse().expect("a code")).collect(),
        }
    })
    .collect()
}

fn tally(half: &str) -> BTreeMap<String, Tally> {
    let catalog = Catalog::builtin();
    let search = Search::new(&catalog);
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    for query in queries().iter().filter(|query| query.half == half) {
        let hits: Vec<i32> =
            search.find(query.text).iter().map(|hit| hit.entry.code().get()).collect();
        let rank = hits.iter().position(|code| query.accept.contains(code));
        let tally = tallies.entry(query.form.clone()).or_default();
        tally.queries += 1;
        tally.answered += usize::from(!hits.is_empty());
        tally.first += usize::from(rank == Some(0));
        tally.first_three += usize::from(rank.is_some_and(|rank| rank < 3));
        tally.reciprocal_ranks += rank.map_or(0.0, |rank| 1.0 / (rank + 1) as f64);
        if std::env::var_os("SHOW_MISSES").is_some() {
            let missed = if query.accept.is_empty() { !hits.is_empty() } else { rank != Some(0) };
            if missed {
                println!(
                    "{half} {}: {} {:?} {:?}",
                    query.form,
                    query.text,
                    query.accept,
                    &hits[..hits.len().min(4)]
                );
            }
        }
    }
    tallies
}

#[test]
fn evaluation() {
    for half in ["tune", "report"] {
        println!(
            "\n{half}\n| form | queries | top-1 | top-3 | MRR | answered |\n|---|---|---|---|---|---|"
        );
        for (form, tally) in tally(half) {
            println!(
                "| {form} | {} | {:.2} | {:.2} | {:.2} | {:.2} |",
                tally.queries,
                tally.rate(tally.first),
                tally.rate(tally.first_three),
                tally.reciprocal_ranks / tally.queries as f64,
                tally.rate(tally.answered),
            );
        }
    }
}

/// A generator of its own: the same queries on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % count
    }
}

/// Three words of an entry, shuffled, one of them with a slip of the finger.
fn known_good(entry: Entry<'_>, dice: &mut Dice) -> String {
    let keywords: Vec<&str> = entry.keywords().filter(|text| text.is_ascii()).collect();
    let text = format!("{} {}", entry.summary(), keywords.join(" "));
    let mut words: Vec<&str> = text
        .split(|char: char| !char.is_ascii_alphanumeric())
        .filter(|word| word.len() > 3 && word.bytes().all(|byte| byte.is_ascii_alphabetic()))
        .collect();
    let mut query: Vec<String> = Vec::new();
    while query.len() < 3 && !words.is_empty() {
        query.push(words.swap_remove(dice.below(words.len())).to_lowercase());
    }
    let long: Vec<usize> = (0..query.len()).filter(|&at| query[at].len() > 4).collect();
    if !long.is_empty() {
        let word = &mut query[long[dice.below(long.len())]];
        let at = 1 + dice.below(word.len() - 2);
        let letter = word.remove(at);
        match dice.below(4) {
            0 => {}
            1 => word.insert_str(at, &format!("{letter}{letter}")),
            2 => word.insert(at + 1, letter),
            _ => word.insert(at, 'x'),
        }
    }
    query.join(" ")
}
