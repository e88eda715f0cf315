//! What each constant and each kind of data is worth on the queries of the evaluation:
//! `cargo test --release --lib ablation -- --ignored --nocapture`.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::codes::catalog::Catalog;
use crate::search::Search;
use crate::search::corpus::Corpus;
use crate::search::document::{Field, Thesaurus};
use crate::search::index::Index;
use crate::search::weights::{IndexWeights, Weights};

const QUERIES: &str = include_str!("../../tests/search/queries.tsv");

/// The mean over the forms of the share of queries whose first answer is accepted, and the share of
/// garbage without an answer.
fn rates(search: &Search<'_>, half: &str) -> (f64, f64) {
    let mut forms: BTreeMap<(&str, &str), (f64, f64)> = BTreeMap::new();
    for line in QUERIES.lines() {
        let [of, lang, form, query, accept] = line.split('\t').collect::<Vec<_>>()[..] else {
            continue;
        };
        if of != half {
            continue;
        }
        let first = search.find(query).first().map(|hit| hit.entry.code().get().to_string());
        let is_right = match first {
            Some(first) => accept.split(',').any(|code| code == first),
            None => accept.is_empty(),
        };
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
#[ignore = "it takes minutes and only prints"]
#[expect(clippy::print_stdout, reason = "it is what the test is run for by hand")]
fn each_constant_and_kind_of_data_is_worth_something() {
    let catalog = Catalog::builtin();
    let search = |weights: Weights, index: Option<Index>| {
        let entries = catalog.entries();
        let mut corpus = Corpus::new(&catalog, &entries);
        corpus.weights = weights;
        if let Some(index) = index {
            corpus.replace_index(Cow::Owned(index));
        }
        Search { catalog: &catalog, entries, corpus: OnceLock::from(corpus) }
    };
    let print = |name: &str, search: &Search<'_>| {
        let ((tune, tune_silent), (report, silent)) =
            (rates(search, "tune"), rates(search, "report"));
        println!("| {name} | {tune:.3} | {tune_silent:.2} | {report:.3} | {silent:.2} |");
    };
    println!("| without | tune top-1 | silent | report top-1 | silent |\n|---|---|---|---|---|");
    print("nothing", &search(Weights::DEFAULT, None));
    for (name, change) in query_changes() {
        let mut weights = Weights::DEFAULT;
        change(&mut weights);
        print(name, &search(weights, None));
    }
    let entries = catalog.entries();
    let index = |weights: &IndexWeights, has_synonyms: bool| {
        let synonyms = catalog.synonyms().filter(|_| has_synonyms);
        Index::build(&entries, &Thesaurus::new(&entries, synonyms), weights)
    };
    for (name, change) in index_changes() {
        let mut weights = IndexWeights::DEFAULT;
        change(&mut weights);
        print(name, &search(Weights::DEFAULT, Some(index(&weights, true))));
    }
    for field in Field::ALL {
        let mut weights = IndexWeights::DEFAULT;
        weights.fields[field as usize] = 0.0;
        print(field.as_str(), &search(Weights::DEFAULT, Some(index(&weights, true))));
    }
    print("synonyms", &search(Weights::DEFAULT, Some(index(&IndexWeights::DEFAULT, false))));
}

type Change<W> = (&'static str, fn(&mut W));

fn query_changes() -> Vec<Change<Weights>> {
    vec![
        ("abbreviations", |weights| weights.abbreviated = 0.01),
        ("the penalty per typo", |weights| weights.typo = 0.0),
        ("doubt in compounds", |weights| weights.compound = 1.0),
        ("the weight of unknown words", |weights| weights.unknown = 0.01),
        ("pairs of Chinese characters", |weights| weights.han_pair = 0.0),
        ("single Chinese characters", |weights| weights.han = 0.0),
        ("who did it to whom", |weights| weights.direction = 0.0),
        ("less weight of numbers", |weights| weights.number = 1.0),
        ("less weight of fillers", |weights| weights.filler = 1.0),
        ("phrases", |weights| (weights.phrase, weights.phrase_short) = (0.0, 0.0)),
        ("more of them for short queries", |weights| weights.phrase_short = weights.phrase),
        ("words outside of phrases", |weights| weights.phrase = 1.0),
        ("the length of a phrase", |weights| weights.loose = 1.0),
        ("synonyms in phrases", |weights| weights.phrase_synonym = 0.0),
        ("the share of a clause", |weights| weights.clause = 0.0),
        ("clauses", |weights| weights.clause = 9.0),
        ("abbreviated names", |weights| weights.name = 0.0),
        ("the legacy factor", |weights| weights.legacy = 1.0),
        ("how often a code is met", |weights| (weights.met, weights.met_short) = (0.0, 0.0)),
        ("more of it for short queries", |weights| weights.met_short = weights.met),
        ("the least evidence", |weights| weights.evidence = 0.0),
    ]
}

fn index_changes() -> Vec<Change<IndexWeights>> {
    vec![
        ("saturation (k1)", |weights| weights.k1 = 9.0),
        ("the length of a field (b)", |weights| weights.b = 0.0),
        ("less weight of parts", |weights| weights.part = 1.0),
        ("less weight of characters", |weights| weights.han = 1.0),
        ("less weight of synonyms", |weights| weights.synonym = 1.0),
        ("less weight of repetition", |weights| weights.repeated = 1.0),
        ("repetition", |weights| weights.repeated = 0.0),
    ]
}
