//! What each constant and each kind of data is worth on the half `tune` of the queries:
//! `cargo test --lib ablation -- --ignored --nocapture`.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::codes::catalog::Catalog;
use crate::search::Search;
use crate::search::corpus::Corpus;
use crate::search::document::Thesaurus;
use crate::search::index::Index;
use crate::search::weights::Weights;

const QUERIES: &str = include_str!("../../tests/search/queries.tsv");

type Change = (&'static str, fn(&mut Weights));

const CHANGES: [Change; 20] = [
    ("nothing", |_| ()),
    ("summaries", |weights| weights.fields[0] = 0.0),
    ("names", |weights| weights.fields[1] = 0.0),
    ("keywords", |weights| weights.fields[2] = 0.0),
    ("details", |weights| weights.fields[3] = 0.0),
    ("the length of a text", |weights| weights.b = 0.0),
    ("saturation", |weights| weights.k1 = 9.0),
    ("synonyms", |weights| weights.synonym = 0.0),
    ("less weight of synonyms", |weights| weights.synonym = 1.0),
    ("less weight of repetition", |weights| weights.repeated = 1.0),
    ("abbreviations", |weights| weights.abbreviated = 0.0),
    ("compounds", |weights| weights.compound = 0.0),
    ("unknown words", |weights| weights.unknown = 0.0),
    ("pairs of Chinese characters", |weights| weights.han_pair = 0.0),
    ("single Chinese characters", |weights| weights.han = 0.0),
    ("who did it to whom", |weights| weights.direction = 0.0),
    ("less weight of fillers", |weights| weights.filler = 1.0),
    ("how often a code is met", |weights| weights.met = 0.0),
    ("words in one phrase", |weights| weights.phrase = 0.0),
    ("the least evidence", |weights| weights.evidence = 0.0),
];

/// The mean over the forms of the share of queries whose first answer is accepted, and the share of
/// garbage without an answer.
fn rates(search: &Search<'_>) -> (f64, f64) {
    let mut forms: BTreeMap<(&str, &str), (f64, f64)> = BTreeMap::new();
    for line in QUERIES.lines() {
        let ["tune", lang, form, query, accept] = line.split('\t').collect::<Vec<_>>()[..] else {
            continue;
        };
        let first = search.find(query).first().map(|hit| hit.entry.code().to_string());
        let is_right = accept.split(',').any(|code| code == first.as_deref().unwrap_or_default());
        let key = if accept.is_empty() { ("", "") } else { (form, lang) };
        let (right, all) = forms.entry(key).or_default();
        *right += f64::from(u8::from(is_right));
        *all += 1.0;
    }
    let (silent, garbage) = forms.remove(&("", "")).unwrap_or((0.0, 1.0));
    let sum: f64 = forms.values().map(|(right, all)| right / all).sum();
    (sum / forms.len() as f64, silent / garbage)
}

#[test]
#[ignore = "it takes a minute and only prints"]
#[expect(clippy::print_stdout, reason = "it is what the test is run for by hand")]
fn what_each_constant_is_worth() {
    let catalog = Catalog::builtin();
    let entries = catalog.entries();
    let thesaurus = Thesaurus::new(&entries, catalog.synonyms());
    println!("| without | top-1 | silent |\n|---|---|---|");
    for (name, change) in CHANGES {
        let mut weights = Weights::DEFAULT;
        change(&mut weights);
        let mut corpus = Corpus::new(&catalog, &entries);
        corpus.indexes[0].1 = Cow::Owned(Index::build(&entries, &thesaurus, &weights));
        corpus.weights = weights;
        let corpus = OnceLock::from(corpus);
        let search = Search { catalog: &catalog, entries: entries.clone(), corpus };
        let (right, silent) = rates(&search);
        println!("| {name} | {right:.3} | {silent:.2} |");
    }
}
