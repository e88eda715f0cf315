//! The searched text of an entry: its fields, and the tokens in each.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};

use crate::codes::set::Entry;
use crate::codes::text::{Lang, Text};
use crate::search::direction::direction;
use crate::search::stemmer::stem;
use crate::search::tokenizer::{Kind, Token, tokenize};

/// A field of an entry that a word of a query can match, by falling weight.
///
/// ```
/// assert_eq!(imcode::Field::Summary.as_str(), "summary");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Field {
    /// The summary.
    Summary,
    /// The constant's name and its other spellings.
    Name,
    /// The keywords.
    Keywords,
    /// The detail.
    Detail,
}

impl Field {
    /// Every field, by falling weight.
    pub const ALL: [Self; 4] = [Self::Summary, Self::Name, Self::Keywords, Self::Detail];

    /// The field's name in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Summary => "summary",
            Self::Name => "name",
            Self::Keywords => "keywords",
            Self::Detail => "detail",
        }
    }

    /// The texts of the field in `entry`.
    fn texts(self, entry: Entry<'_>) -> Vec<Cow<'_, str>> {
        match self {
            Self::Summary => in_both(entry, |text| Some(text.summary)),
            Self::Name => entry.names().map(|name| name.replace('_', " ").into()).collect(),
            Self::Keywords => entry.keywords().map(Cow::from).collect(),
            Self::Detail => in_both(entry, |text| text.detail),
        }
    }
}

/// A text of the entry in both languages.
fn in_both<'c>(entry: Entry<'c>, text: impl Fn(Text<'c>) -> Option<&'c str>) -> Vec<Cow<'c, str>> {
    let texts = Lang::ALL.into_iter().filter_map(|lang| entry.own_text(lang));
    texts.filter_map(text).map(Cow::from).collect()
}

/// The tokens of one text of an entry.
pub(crate) struct FieldText {
    pub(crate) field: Field,
    pub(crate) tokens: Vec<Token>,
}

impl FieldText {
    /// The number of words, or of pairs of Chinese characters.
    pub(crate) fn length(&self) -> usize {
        let is_word = |token: &&Token| matches!(token.kind, Kind::Word | Kind::HanPair);
        self.tokens.iter().filter(is_word).count()
    }
}

/// The most tokens that compounds and synonyms add to a field: a user's file may repeat a term many
/// times.
const MAX_ADDED: usize = 256;
/// The most parts kept of one compound.
const MAX_PARTS: usize = 32;

/// What the tokens of a code set expand to in the index.
pub(crate) struct Thesaurus {
    /// Compounds and the parts that their capitals show, so that `USERSIG` has the parts of
    /// `UserSig`.
    compounds: BTreeMap<String, Vec<String>>,
    /// Synonyms by the stem of a Latin term.
    latin: BTreeMap<String, Vec<String>>,
    /// Synonyms by a Chinese term, which can begin anywhere in a text.
    han: Vec<(String, Vec<String>)>,
}

impl Thesaurus {
    pub(crate) fn new<'t, W: Iterator<Item = &'t str>>(
        entries: &[Entry<'_>],
        synonyms: impl Iterator<Item = (&'t str, W)>,
    ) -> Self {
        let mut thesaurus =
            Self { compounds: compounds(entries), latin: BTreeMap::new(), han: Vec::new() };
        for (term, words) in synonyms {
            let terms = words.flat_map(tokenize).map(|token| token.term);
            if term.is_ascii() {
                let key = stem(&term.to_ascii_lowercase());
                thesaurus.latin.entry(key).or_default().extend(terms);
            } else {
                thesaurus.han.push((term.to_owned(), terms.collect()));
            }
        }
        thesaurus
    }

    /// The tokens of each text of an entry, expanded.
    pub(crate) fn texts(&self, entry: Entry<'_>) -> Vec<FieldText> {
        let mut texts = Vec::new();
        for field in Field::ALL {
            for text in field.texts(entry) {
                let mut tokens = self.tokens(&text);
                let direction = direction(&text).filter(|_| field != Field::Detail);
                tokens.extend(direction.map(|term| Token::added(term, Kind::Direction)));
                texts.push(FieldText { field, tokens });
            }
        }
        texts
    }

    fn tokens<'t>(&'t self, text: &str) -> Vec<Token> {
        let mut tokens = tokenize(text);
        let known: HashSet<&str> = tokens.iter().map(|token| &*token.term).collect();
        let is_word = |token: &&Token| token.kind == Kind::Word;
        let terms = |map: &'t BTreeMap<String, Vec<String>>, token: &Token| {
            map.get(&token.term).into_iter().flatten()
        };
        let parts = tokens.iter().filter(is_word).flat_map(|token| terms(&self.compounds, token));
        let latin = tokens.iter().filter(is_word).flat_map(|token| terms(&self.latin, token));
        let han = self.han.iter().filter(|(term, _)| !text.is_ascii() && text.contains(&**term));
        let synonyms = latin.chain(han.flat_map(|(_, terms)| terms));
        let added: Vec<Token> = parts
            .map(|part| (Kind::Part, part))
            .chain(synonyms.map(|synonym| (Kind::Synonym, synonym)))
            .filter(|(_, term)| !known.contains(&***term))
            .take(MAX_ADDED)
            .map(|(kind, term)| Token::added(term, kind))
            .collect();
        tokens.extend(added);
        tokens
    }
}

fn compounds(entries: &[Entry<'_>]) -> BTreeMap<String, Vec<String>> {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for entry in entries {
        for text in [entry.summary(), entry.detail().unwrap_or_default(), entry.action()] {
            let mut compound = String::new();
            for token in tokenize(text) {
                match token.kind {
                    Kind::Word => compound = token.term,
                    Kind::Part => {
                        let parts = found.entry(compound.clone()).or_default();
                        if parts.len() < MAX_PARTS && !parts.contains(&token.term) {
                            parts.push(token.term);
                        }
                    }
                    _ => {}
                }
            }
        }
    }
    found
}
