//! Decides what one record asks for, from the marks of its numbers.

use std::cell::OnceCell;

use imcode::{Catalog, Finder};

use super::figure::{Fault, Figure, Value, is_product};
use super::key::Mark;
use super::text::{Kind, Text};
use super::vocabulary::{self as words, has};
use super::{Item, Reading, Request, fold, is_everyday, is_known};

/// Greater numbers are times, accounts and telephones.
const MAX_NOTED: u64 = 10_000_000;
/// No constant is longer, in bytes.
const MAX_NAME: usize = 128;
/// A search needs no more of a text than this, in bytes.
const MAX_QUERY: usize = 2000;

/// Items by their places.
type Placed = Vec<(usize, Item)>;

pub(super) struct Reader<'r> {
    catalog: &'r Catalog,
    finder: OnceCell<Finder<'r>>,
    /// Whether there is but one record.
    alone: bool,
}

/// What is said of the numbers and names of one record.
#[derive(Default)]
struct Findings {
    /// Behind a key, or with an error word beside it, or the name of a known constant.
    marked: Placed,
    /// Known, and nothing speaks for or against it.
    free: Placed,
    /// Known, but a word before it may count or name something.
    named: Placed,
    /// Names that no table has.
    names: Placed,
    unmarked: Vec<i64>,
    /// A key has the number 0.
    succeeded: bool,
}

impl<'r> Reader<'r> {
    pub(super) fn new(catalog: &'r Catalog, alone: bool) -> Self {
        Self { catalog, finder: OnceCell::new(), alone }
    }

    pub(super) fn read<'t>(&self, record: &'t str) -> Reading<'t> {
        let folded = fold::fold(record.trim());
        let text = Text::new(&folded);
        let figures = text.figures(&|number| self.knows(number));
        let leading = figures.first().filter(|figure| {
            let mut before = text.tokens[..figure.first].iter();
            figure.mark == Mark::Free
                && before.all(|token| matches!(token.kind, Kind::Blank | Kind::Mark))
        });
        let leading = leading.and_then(Figure::code);
        let (request, unmarked) = match self.bare(&text, &figures) {
            Some(items) if items.iter().all(is_success) => (Request::Success, Vec::new()),
            Some(items) => (Request::Codes(items), Vec::new()),
            None => self.message(&folded, &text, &figures),
        };
        Reading { text: record.trim(), request, unmarked, leading }
    }

    /// The items of a text that has nothing else in it but what asks about them.
    fn bare(&self, text: &Text<'_>, figures: &[Figure]) -> Option<Vec<Item>> {
        if text.header.is_some() {
            return None;
        }
        let mut items: Placed =
            figures.iter().map(|figure| (figure.first, item(text, figure))).collect();
        let mut is_beside = vec![true; text.tokens.len()];
        for figure in figures {
            is_beside[figure.first..=figure.last].fill(false);
        }
        let (mut names, mut asks, mut words) = (Vec::new(), false, 0);
        for (at, token) in text.tokens.iter().enumerate().filter(|(at, _)| is_beside[*at]) {
            let said = token.said;
            match token.kind {
                Kind::Word if said.contains('_') && said.len() <= MAX_NAME => {
                    names.push((at, said));
                }
                // `70001x`
                Kind::Word if text.back(at, 1).kind == Kind::Digits => {}
                Kind::Word if has(words::FRAMES, said) || is_product(said) => asks = true,
                Kind::Text if is_frame_text(said) => asks = true,
                Kind::Word | Kind::Text => {
                    names.push((at, said));
                    words += 1;
                }
                Kind::Clock => return None,
                _ => {}
            }
        }
        let is_name = |(_, name): &(usize, &str)| self.catalog.name(name).is_some();
        // A lone word may be the name of a constant; a question needs a number.
        let is_lone = words == 1 && names.len() == 1 && !asks && figures.is_empty();
        let is_described = words > 0 && !(is_lone && names.iter().all(is_name))
            || !figures.is_empty()
                && !names.iter().all(|name| is_constant(name.1) || is_name(name));
        // `error 6206 (10)`: what a key marks is asked for, the rest is not.
        let is_marked = asks
            && figures
                .iter()
                .any(|figure| !matches!(figure.mark, Mark::Free | Mark::Noun | Mark::Other));
        // `error in 2024` asks for no code.
        let counts = figures
            .iter()
            .any(|figure| figure.mark == Mark::Noun && figure.code().is_some_and(is_everyday));
        // A part of something longer is refused only if nobody asks about it.
        let is_refused = asks && items.iter().any(|(_, item)| matches!(item, Item::Refused(..)));
        items.extend(names.into_iter().map(|(at, name)| (at, Item::Name(name.to_owned()))));
        if is_described || is_marked || counts || is_refused || items.is_empty() {
            return None;
        }
        Some(in_order(items))
    }

    /// What a message, a line of a log or a description asks for, and the numbers to note.
    fn message(&self, folded: &str, text: &Text<'_>, figures: &[Figure]) -> (Request, Vec<i64>) {
        let is_log = text.header.is_some();
        let has_fields = is_log || is_structured(text);
        let is_troubled = text.is_troubled();
        let mut found = self.findings(text, figures, is_troubled);
        self.names(text, has_fields, &mut found);
        let mut items = std::mem::take(&mut found.marked);
        // Beside a key in so many words, other numbers are noted only.
        let is_keyed = figures.iter().any(|figure| figure.mark == Mark::Code) && !items.is_empty();
        let is_about_it = |&(at, _): &(usize, Item)| is_troubled || text.header == Some(at);
        let is_lone = items.is_empty()
            && self.alone
            && (!is_log || !found.free.is_empty() && found.free.iter().all(is_about_it));
        if !has_fields && !is_keyed || is_lone {
            items.append(&mut found.free);
        }
        if items.is_empty() && self.alone && !has_fields {
            items = found.named;
        }
        if items.is_empty() && !found.succeeded {
            items = if is_log { self.found_in_log(folded, text) } else { found.names };
        }
        if !items.is_empty() {
            let free = found.free.into_iter().filter_map(|(_, item)| match item {
                Item::Code(code) => Some(code),
                _ => None,
            });
            found.unmarked.retain(|&number| !is_everyday(number) && !self.knows(number));
            found.unmarked.extend(free);
            let unmarked = if has_fields { Vec::new() } else { found.unmarked };
            return (Request::Message(in_order(items)), unmarked);
        }
        if found.succeeded {
            return (Request::Success, Vec::new());
        }
        let is_status = figures.iter().any(|figure| figure.mark == Mark::Status);
        let query = if is_log || is_status { None } else { self.query(text, figures) };
        let unmarked = if is_log { Vec::new() } else { found.unmarked };
        (query.map_or(Request::Message(Vec::new()), Request::Words), unmarked)
    }

    fn knows(&self, number: i64) -> bool {
        is_known(self.catalog, number)
    }

    fn findings(&self, text: &Text<'_>, figures: &[Figure], is_troubled: bool) -> Findings {
        let mut found = Findings::default();
        let is_ours = names_product(text);
        // Behind a key, but no table knows it.
        let mut transport: Placed = Vec::new();
        let mut failed: Placed = Vec::new();
        // Known, behind a key that may have a code.
        let mut vague: Placed = Vec::new();
        for figure in figures {
            let at = figure.first;
            let number = match figure.value {
                Value::Code(number) => number,
                Value::Range(first, last) => {
                    if figure.mark != Mark::Other && self.knows(first) && self.knows(last) {
                        found.free.push((at, Item::Range(first, last)));
                    }
                    continue;
                }
                Value::Bad(_) => continue,
            };
            let is_known = self.knows(number);
            let is_marked =
                matches!(figure.mark, Mark::Code | Mark::Error | Mark::Vague | Mark::Status);
            // `（6299）` behind words of trouble is as good as marked.
            let is_enclosed = is_troubled && text.header.is_none() && text.is_enclosed(figure);
            let list = match figure.mark {
                _ if number == 0 => {
                    found.succeeded |= is_marked;
                    continue;
                }
                Mark::Code | Mark::Error | Mark::Listed if is_known => &mut found.marked,
                Mark::Vague | Mark::Status if is_known => &mut vague,
                Mark::Code if (100..600).contains(&number) => &mut transport,
                Mark::Code => &mut found.marked,
                Mark::Listed if is_code_like(number) => &mut found.marked,
                // Greater ones are times.
                Mark::Error if number.unsigned_abs() < 1_000_000_000 => &mut failed,
                Mark::Status if number == 200 => &mut transport,
                Mark::Free if is_known && (!is_everyday(number) || is_ours) => &mut found.free,
                Mark::Noun if is_known && !is_everyday(number) => &mut found.named,
                Mark::Free if is_enclosed && is_code_like(number) => &mut failed,
                Mark::Other if !is_known => continue,
                _ => {
                    found.unmarked.extend((number.unsigned_abs() < MAX_NOTED).then_some(number));
                    continue;
                }
            };
            list.push((at, Item::Code(number)));
        }
        let is_key = |figure: &Figure| figure.mark == Mark::Code && figure.code() != Some(0);
        if !figures.iter().any(is_key) {
            found.marked.append(&mut vague);
        }
        if found.marked.is_empty() {
            found.marked = failed;
        }
        // A status of HTTP beside a code is not what is asked for; 200 says that all went well.
        if found.marked.is_empty() && !transport.is_empty() {
            transport.retain(|(_, item)| *item != Item::Code(200));
            found.succeeded |= transport.is_empty();
            found.marked = transport;
        }
        found
    }

    /// The constants that a text names; with fields, only those that look like one.
    fn names(&self, text: &Text<'_>, has_fields: bool, found: &mut Findings) {
        for (at, token) in text.tokens.iter().enumerate() {
            let said = token.said;
            if token.kind != Kind::Word || !said.contains('_') || said.len() > MAX_NAME {
                continue;
            }
            let item = Item::Name(said.to_owned());
            if is_success(&item) {
                found.succeeded = true;
            } else if (!has_fields || is_constant(said)) && self.catalog.name(said).is_some() {
                found.marked.push((at, item));
            } else if !has_fields && is_constant(said) {
                found.names.push((at, item));
            }
        }
    }

    /// What the finder sees in the message of a log's line.
    fn found_in_log(&self, folded: &str, text: &Text<'_>) -> Placed {
        let header = text.tokens.iter().take(text.header.unwrap_or_default());
        let message: usize = header.map(|token| token.said.len()).sum();
        let finder = self.finder.get_or_init(|| Finder::new(self.catalog));
        let found = finder.find(folded.as_bytes()).into_iter();
        let found = found.filter(|found| found.start >= message);
        found.map(|found| (found.start, Item::Code(found.code.get().into()))).collect()
    }

    /// The words of `text` to search for, without the numbers that are codes; none if it has no word.
    pub(super) fn query(&self, text: &Text<'_>, figures: &[Figure]) -> Option<String> {
        let mut is_left_out = vec![false; text.tokens.len()];
        for figure in figures {
            let is_name = text.back(figure.first, 1).kind == Kind::Word
                || text.kind(figure.last + 1) == Kind::Word;
            let is_unknown = figure.code().is_some_and(|number| !self.knows(number));
            is_left_out[figure.first..=figure.last].fill(!is_name && !is_unknown);
        }
        let mut query = String::new();
        let mut is_said = false;
        for (token, _) in
            text.tokens.iter().zip(is_left_out).filter(|(_, is_left_out)| !is_left_out)
        {
            match token.kind {
                Kind::Clock => query.push(' '),
                Kind::Word if token.said.len() > MAX_NAME => query.push(' '),
                kind => {
                    let said: String = token.said.chars().take(MAX_QUERY / 4).collect();
                    let letters = said.chars().filter(|char| char.is_alphabetic()).count();
                    is_said |= match kind {
                        Kind::Text => letters > 0,
                        Kind::Word => letters > 1,
                        _ => false,
                    };
                    query += &said;
                }
            }
            if query.len() > MAX_QUERY {
                break;
            }
        }
        is_said.then(|| query.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}

fn in_order(mut items: Placed) -> Vec<Item> {
    items.sort_by_key(|(at, _)| *at);
    items.into_iter().map(|(_, item)| item).collect()
}

fn item(text: &Text<'_>, figure: &Figure) -> Item {
    let fault = match figure.value {
        Value::Bad(fault) => fault,
        _ if figure.mark == Mark::Other => Fault::NotWhole,
        Value::Code(code) => return Item::Code(code),
        Value::Range(first, last) => return Item::Range(first, last),
    };
    // The tokens that touch the figure.
    let is_blank = |at: &usize| matches!(text.kind(*at), Kind::Blank | Kind::Break);
    let start = (0..figure.first).rev().find(is_blank).map_or(0, |blank| blank + 1);
    let end = (figure.last + 1..=text.tokens.len()).find(is_blank).unwrap_or_default();
    Item::Refused(text.tokens[start..end].iter().map(|token| token.said).collect(), fault)
}

/// A number that may well be a code: of four to six digits, and no everyday one.
fn is_code_like(number: i64) -> bool {
    !is_everyday(number) && number.unsigned_abs() < 1_000_000
}

/// Whether a word looks like a constant of the vendor's; `err_code` is a key.
fn is_constant(name: &str) -> bool {
    name.starts_with("ERR_")
}

fn is_success(item: &Item) -> bool {
    match item {
        Item::Code(code) => *code == 0,
        Item::Name(name) => has(&["ERR_SUCC", "ERR_SUCCESS", "ERR_OK", "ERR_NONE"], name),
        _ => false,
    }
}

/// Whether a text in Chinese asks and describes nothing: `是什么`, `怎么解决`.
fn is_frame_text(said: &str) -> bool {
    let mut rest = said;
    while !rest.is_empty() {
        let mut words = words::FRAMES_ZH.iter().chain(words::PRODUCT_ZH);
        match words.find_map(|word| rest.strip_prefix(word)) {
            Some(behind) => rest = behind,
            None => return false,
        }
    }
    true
}

/// Whether a text names this product, which makes codes of everyday numbers.
fn names_product(text: &Text<'_>) -> bool {
    text.tokens.iter().any(|token| match token.kind {
        Kind::Word => is_product(token.said),
        Kind::Text => words::PRODUCT_ZH.iter().any(|word| token.said.contains(word)),
        _ => false,
    })
}

/// Whether a text has fields: `"key":` once, or `key=` twice.
fn is_structured(text: &Text<'_>) -> bool {
    let words = (0..text.tokens.len()).filter(|at| text.kind(*at) == Kind::Word);
    let weight = |at: usize| match text.said(at + 1) {
        "\"" | "'" if text.said(text.past_blank(at + 2)) == ":" => 2,
        "=" | ":" => 1,
        _ => 0,
    };
    words.map(weight).sum::<usize>() > 1
}
