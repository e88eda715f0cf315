//! Decides what one record asks for, from the marks of its numbers.

use std::ops::RangeInclusive;

use imcode::{Catalog, evidence};

use super::figure::{Fault, Figure, MAX_NAME, Value, figures, is_word};
use super::mark::Mark;
use super::words::{self, has};
use super::{Item, Reading, Request, as_signed, fold, is_everyday, is_known};

/// Greater numbers are times, accounts and telephones.
const MAX_NOTED: u64 = 10_000_000;
/// Characters on either side of a number that is refused, as they are repeated.
const MAX_REFUSED: usize = 32;
/// Smaller numbers count something in a text on another product.
const LEAST_OF_ANOTHER: u64 = 100;
/// Codes of the push services of phones, which are named with them.
const PUSH_SERVICES: RangeInclusive<i64> = -302..=-190;
/// A search needs no more of a text than this, in bytes.
const MAX_QUERY: usize = 2000;

/// Items by their places.
type Placed = Vec<(usize, Item)>;

/// A folded record with its figures.
struct Text<'r> {
    catalog: &'r Catalog,
    folded: &'r str,
    figures: Vec<Figure>,
    /// Where the message begins, if it is a line of a log.
    header: Option<usize>,
}

/// The numbers and names of a text, by what speaks for them.
#[derive(Default)]
struct Found {
    /// A key, or an error word and a known number, or the name of a constant.
    asked: Placed,
    /// Known numbers that nothing speaks for or against.
    known: Placed,
    /// Those of everyday speech, in a text that names this product.
    everyday: Placed,
    /// Unknown numbers behind an error word, and what HTTP has behind a key.
    failed: Placed,
    /// Known numbers behind a word that may count or name something.
    nouns: Placed,
    /// Known numbers of unknown keys.
    values: Placed,
    /// Unknown names that look like a constant.
    names: Placed,
    unmarked: Vec<i64>,
    /// What a key has: 0, or 200 as HTTP does.
    succeeded: Option<i64>,
}

/// What `record` asks for; `is_alone` says that nothing else was pasted.
pub(super) fn read<'t>(catalog: &Catalog, record: &'t str, is_alone: bool) -> Reading<'t> {
    let folded = fold::fold(record.trim());
    let text = Text::new(catalog, &folded);
    let (request, unmarked) = match text.bare() {
        Some(items) if items.iter().all(is_success) => (Request::Success(0), Vec::new()),
        Some(items) => (Request::Codes(items), Vec::new()),
        None => text.message(is_alone),
    };
    let is_first = |figure: &&Figure| {
        figure.mark == Mark::None && !folded[..figure.start].contains(char::is_alphanumeric)
    };
    let leading = text.figures.first().filter(is_first).and_then(Figure::code);
    let names_another = match &request {
        Request::Another => true,
        Request::Message(items) => !items.is_empty() && text.names_another_product(),
        _ => false,
    };
    Reading { text: record.trim(), request, unmarked, names_another, leading }
}

/// The words of `text` to search for, without its codes; none if it has no word.
pub(crate) fn query(catalog: &Catalog, text: &str) -> Option<String> {
    Text::new(catalog, &fold::fold(text)).query()
}

impl<'r> Text<'r> {
    fn new(catalog: &'r Catalog, folded: &'r str) -> Self {
        let is_name = |word: &str| word.len() <= MAX_NAME && catalog.name(word).is_some();
        let (figures, header) = figures(folded, &|number| is_known(catalog, number), &is_name);
        Self { catalog, folded, figures, header }
    }

    /// The items of a text that has nothing else in it but what asks about them.
    fn bare(&self) -> Option<Vec<Item>> {
        let is_time = |figure: &Figure| figure.value == Value::Time;
        if self.header.is_some() || self.figures.iter().any(is_time) {
            return None;
        }
        let has_figures = !self.figures.is_empty();
        let (mut names, mut asks, mut described) = (Vec::new(), false, 0);
        for (at, word) in self.words() {
            let is_glued = self.folded[..at].ends_with(|char: char| char.is_ascii_digit());
            if is_name(word) || self.is_camel_name(word) {
                names.push((at, word));
            } else if is_question(word) || has_figures && is_product(word) {
                asks = true;
            } else if !is_glued || word.len() > 2 {
                names.push((at, word));
                described += 1;
            }
        }
        let is_known = |(_, name): &(usize, &str)| self.catalog.name(name).is_some();
        // A lone word may be the name of a constant; a question needs a number.
        let is_lone_name = names.len() == 1 && !asks && !has_figures && is_known(&names[0]);
        let is_described = described > 0 && !is_lone_name
            || has_figures && !names.iter().all(|name| is_constant(name.1) || is_known(name));
        // Beside a question, only what nothing speaks for or against: `error 6206 (10)`.
        let is_open = |figure: &Figure| {
            let is_named = figure.mark == Mark::Noun && !figure.code().is_some_and(is_everyday);
            (figure.mark == Mark::None || is_named) && !matches!(figure.value, Value::Bad(_))
        };
        if is_described || asks && !self.figures.iter().all(is_open) {
            return None;
        }
        let figures = self.figures.iter().map(|figure| (figure.start, self.item(figure)));
        let names = names.into_iter().map(|(at, name)| (at, Item::Name(name.to_owned())));
        let items: Placed = figures.chain(names).collect();
        (!items.is_empty()).then(|| in_order(items))
    }

    /// Whether a word is the name of a constant without `_`: `TIMPushErrorNotLogined`.
    fn is_camel_name(&self, word: &str) -> bool {
        let is_inner_capital =
            |pair: &[u8]| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase();
        word.len() <= MAX_NAME
            && word.as_bytes().windows(2).any(is_inner_capital)
            && self.catalog.name(word).is_some()
    }

    fn item(&self, figure: &Figure) -> Item {
        let is_whole = figure.mark != Mark::Other;
        let fault = match figure.value {
            Value::Code(code) if is_whole => return Item::Code(code),
            Value::Range(first, last) if is_whole => return Item::Range(first, last),
            Value::Bad(fault) => fault,
            _ => Fault::NotWhole,
        };
        let (before, after) = (&self.folded[..figure.start], &self.folded[figure.end..]);
        let is_near = |&(count, char): &(usize, char)| count < MAX_REFUSED && char != ' ';
        let before = before.chars().rev().enumerate().take_while(is_near);
        let after = after.chars().enumerate().take_while(is_near);
        let start = figure.start - before.map(|(_, char)| char.len_utf8()).sum::<usize>();
        let end = figure.end + after.map(|(_, char)| char.len_utf8()).sum::<usize>();
        Item::Refused(self.folded[start..end].to_owned(), fault)
    }

    /// The text between the figures.
    fn gaps(&self) -> impl Iterator<Item = (usize, &'r str)> {
        let starts = std::iter::once(0).chain(self.figures.iter().map(|figure| figure.end));
        let ends = self.figures.iter().map(|figure| figure.start).chain([self.folded.len()]);
        starts.zip(ends).map(|(start, end)| (start, &self.folded[start..end]))
    }

    /// The words between the figures: of ASCII letters, digits and `_`, or of letters beyond.
    fn words(&self) -> impl Iterator<Item = (usize, &'r str)> {
        self.gaps().flat_map(|(start, gap)| {
            let class = |char: char| (is_word(char), char.is_alphanumeric() && !char.is_ascii());
            let mut at = 0;
            std::iter::from_fn(move || {
                loop {
                    let rest = &gap[at..];
                    let kind = class(rest.chars().next()?);
                    let length = rest.find(|char| class(char) != kind).unwrap_or(rest.len());
                    at += length;
                    if kind != (false, false) {
                        return Some((start + at - length, &rest[..length]));
                    }
                }
            })
        })
    }

    /// What a message, a line of a log or a description asks for, and the numbers to note.
    fn message(&self, is_alone: bool) -> (Request, Vec<i64>) {
        let is_log = self.header.is_some();
        let is_document = ["\":", "':"].iter().any(|field| self.folded.contains(field));
        // `key=` or `key:` twice.
        let has_fields = is_log || is_document || self.folded.matches([':', '=']).count() > 1;
        let mut found = self.found(has_fields);
        if let Some(header) = self.header {
            let is_troubled = evidence::complains(&self.folded[header..]);
            for list in [&mut found.known, &mut found.everyday] {
                list.retain(|(at, _)| is_troubled || *at == header);
            }
        }
        let mut items = found.asked;
        // Beside a key, numbers without one are noted only.
        let is_keyed = has_fields || self.figures.iter().any(|figure| figure.mark == Mark::Code);
        let is_open = if items.is_empty() { found.succeeded.is_none() } else { !is_keyed };
        // `code 0 at first, then 9508`
        if is_open || items.is_empty() && !has_fields {
            items.append(&mut found.known);
        }
        if items.is_empty() && found.succeeded.is_none() {
            items = found.everyday;
        }
        if items.is_empty() {
            items = found.failed;
        }
        if items.is_empty() && is_alone && !has_fields {
            items = found.nouns;
        }
        if let (true, Some(number)) = (items.is_empty(), found.succeeded) {
            return (Request::Success(number), Vec::new());
        }
        if items.is_empty() {
            items = found.names;
        }
        let is_status = self.figures.iter().any(|figure| figure.mark == Mark::Status);
        if items.is_empty() && !is_log && !is_document && !is_status {
            let values = if is_alone { in_order(found.values) } else { Vec::new() };
            // A key alone is nothing to search for.
            let is_key = self.words().count() == values.len();
            return match self.query() {
                Some(_) if self.is_message_of_another() => (Request::Another, Vec::new()),
                Some(query) if !is_key => (Request::Words(query, values), found.unmarked),
                _ => (Request::Message(values), Vec::new()),
            };
        }
        found.unmarked.retain(|&number| !is_everyday(number) && !is_known(self.catalog, number));
        found.unmarked.extend(found.known.iter().filter_map(|(_, item)| match item {
            Item::Code(code) => Some(*code),
            _ => None,
        }));
        let unmarked = if has_fields { Vec::new() } else { found.unmarked };
        (Request::Message(in_order(items)), unmarked)
    }

    /// Whether a number may be a code, and the text names another product.
    fn is_message_of_another(&self) -> bool {
        let may_be_code = |figure: &Figure| {
            !matches!(figure.mark, Mark::Noun | Mark::Other)
                && figure.code().is_some_and(|code| code.unsigned_abs() >= LEAST_OF_ANOTHER)
        };
        self.figures.iter().any(may_be_code) && self.names_another_product()
    }

    /// Whether the text names another product; codes of push services are named with them.
    fn names_another_product(&self) -> bool {
        let is_of_push =
            |figure: &Figure| figure.code().is_some_and(|code| PUSH_SERVICES.contains(&code));
        !self.figures.iter().any(is_of_push) && evidence::names_another_product(self.folded)
    }

    /// The numbers and names; with fields, a name is that of a constant.
    fn found(&self, has_fields: bool) -> Found {
        let is_ours = || evidence::names_product(self.folded);
        let mut found = Found::default();
        for figure in &self.figures {
            let is_known = |number| is_known(self.catalog, number);
            let (is_known, number, item) = match figure.value {
                Value::Code(code) => (is_known(code), code, Item::Code(code)),
                Value::Range(first, last) => {
                    (is_known(first) && is_known(last), first, Item::Range(first, last))
                }
                Value::Bad(_) | Value::Time => continue,
            };
            let is_everyday = is_everyday(as_signed(number).unwrap_or(number));
            let list = match figure.mark {
                _ if number == 0 => {
                    if matches!(figure.mark, Mark::Code | Mark::Error | Mark::Status) {
                        found.succeeded = Some(0);
                    }
                    continue;
                }
                // All went well, says HTTP.
                Mark::Code | Mark::Status if number == 200 && !is_known => {
                    found.succeeded.get_or_insert(number);
                    continue;
                }
                Mark::Code if !is_known && (100..600).contains(&number) => &mut found.failed,
                Mark::Code => &mut found.asked,
                Mark::Error if is_known => &mut found.asked,
                // Greater ones are times.
                Mark::Error if number.unsigned_abs() < 1_000_000_000 => &mut found.failed,
                Mark::Status if is_known => &mut found.failed,
                Mark::None if is_known && !is_everyday => &mut found.known,
                Mark::None if is_known && is_ours() => &mut found.everyday,
                Mark::Noun if is_known && !is_everyday => &mut found.nouns,
                Mark::Status | Mark::Value | Mark::Other if !is_known => continue,
                mark => {
                    if mark == Mark::Value && !is_everyday {
                        found.values.push((figure.start, item));
                    }
                    found.unmarked.extend((number.unsigned_abs() < MAX_NOTED).then_some(number));
                    continue;
                }
            };
            list.push((figure.start, item));
        }
        for (at, name) in self.words().filter(|(_, word)| is_name(word)) {
            let item = Item::Name(name.to_owned());
            if is_success(&item) {
                found.succeeded = Some(0);
            } else if (!has_fields || is_constant(name)) && self.catalog.name(name).is_some() {
                found.asked.push((at, item));
            } else if !has_fields && is_constant(name) {
                found.names.push((at, item));
            }
        }
        found
    }

    /// The words to search for, without times and known numbers; none if there is no word.
    fn query(&self) -> Option<String> {
        let is_said = |(_, word): (usize, &str)| {
            let letters = word.chars().filter(|char| char.is_alphabetic()).count();
            letters > 1 || letters > 0 && !word.is_ascii()
        };
        let mut query = String::new();
        for ((_, gap), figure) in self.gaps().zip(self.figures.iter().map(Some).chain([None])) {
            // A part of a name stays: `shop_777`.
            let kept = figure.filter(|figure| {
                let is_glued =
                    gap.ends_with(is_word) || self.folded[figure.end..].starts_with(is_word);
                is_glued || figure.code().is_some_and(|code| !is_known(self.catalog, code))
            });
            query += gap;
            query += kept.map_or(" ", |figure| &self.folded[figure.start..figure.end]);
            if query.len() > MAX_QUERY {
                break;
            }
        }
        let query: String = query.chars().take(MAX_QUERY).collect();
        self.words().any(is_said).then(|| query.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}

fn in_order(mut items: Placed) -> Vec<Item> {
    items.sort_by_key(|(at, _)| *at);
    items.into_iter().map(|(_, item)| item).collect()
}

/// Whether a word may be a name: it has parts.
fn is_name(word: &str) -> bool {
    word.contains('_') && word.len() <= MAX_NAME
}

/// Whether a word looks like a constant of the vendor's; `err_code` is a key.
fn is_constant(name: &str) -> bool {
    name.starts_with("ERR_") || name.contains("TIM_ERR_")
}

fn is_success(item: &Item) -> bool {
    match item {
        Item::Code(code) => *code == 0,
        Item::Name(name) => has("ERR_SUCC ERR_SUCCESS ERR_OK ERR_NONE", name),
        _ => false,
    }
}

/// Whether a word only asks: `what`, `是什么`.
fn is_question(word: &str) -> bool {
    let mut rest = word;
    while !rest.is_ascii() {
        match words::QUESTIONS_ZH.split_ascii_whitespace().find_map(|word| rest.strip_prefix(word))
        {
            Some(behind) => rest = behind,
            None => return false,
        }
    }
    rest.is_empty() || has(words::QUESTIONS, rest)
}

fn is_product(word: &str) -> bool {
    has(words::PRODUCTS, word) || evidence::names_product(word)
}
