//! Decides what one record asks for, from the marks of its numbers.

use imcode::Catalog;

use super::figure::{self, Fault, Figure, Text, Value};
use super::key::{self, Mark};
use super::token::{Kind, Token};
use super::{
    Item, Reading, Request, fold, is_everyday, is_known, log_line, query, token, vocabulary,
};

/// Greater numbers are times, accounts and telephones.
const MAX_NOTED: u64 = 10_000_000;
/// No constant is longer, in bytes.
const MAX_NAME: usize = 128;

/// Items by their places.
type Placed = Vec<(usize, Item)>;

pub(super) struct Reader<'r> {
    pub(super) catalog: &'r Catalog,
    /// The codes that a line of a log is about without a key, each with its place.
    pub(super) find: &'r dyn Fn(&str) -> Vec<(usize, i64)>,
    /// Whether there is but one record.
    pub(super) alone: bool,
}

/// What is said of the numbers of one record.
#[derive(Default)]
struct Findings {
    /// Behind a key, or with an error word beside it.
    marked: Placed,
    /// Known, and nothing speaks for or against it.
    free: Placed,
    /// Known, but a word before it may count or name something.
    named: Placed,
    unmarked: Vec<i64>,
    /// A key has the number 0.
    succeeded: bool,
}

impl Reader<'_> {
    pub(super) fn read<'t>(&self, record: &'t str) -> Reading<'t> {
        let folded = fold::fold(record.trim());
        let tokens = token::tokens(&folded);
        let header = log_line::header(&folded, &tokens);
        let text = Text { folded: &folded, tokens: &tokens, header };
        let figures = text.figures(&|number| self.knows(number));
        let is_said = |token: &Token| !matches!(token.kind, Kind::Blank | Kind::Mark);
        let leading = tokens.iter().position(is_said).and_then(|at| {
            let figure =
                figures.first().filter(|figure| (figure.first..=figure.last).contains(&at))?;
            match figure.value {
                Value::Code(code) if figure.mark == Mark::Free => Some(code),
                _ => None,
            }
        });
        let (request, unmarked) = self.decide(&text, &figures);
        Reading { text: record.trim(), request, unmarked, leading }
    }

    fn decide(&self, text: &Text<'_>, figures: &[Figure]) -> (Request, Vec<i64>) {
        if let Some(items) = self.bare(text, figures) {
            let is_success = |item: &Item| match item {
                Item::Code(code) => *code == 0,
                Item::Name(name) => is_success_name(name),
                _ => false,
            };
            if items.iter().all(is_success) {
                return (Request::Success, Vec::new());
            }
            return (Request::Codes(items), Vec::new());
        }
        let is_log = text.header.is_some();
        let is_structured = is_structured(text);
        let mut found = self.findings(text, figures);
        let (known_names, other_names) = self.names(text, is_log || is_structured, &mut found);
        let mut items = std::mem::take(&mut found.marked);
        items.extend(known_names);
        // Beside a key in so many words, other numbers are noted only.
        let is_keyed = figures.iter().any(|figure| figure.mark == Mark::Code) && !items.is_empty();
        let is_troubled = key::is_troubled(text.folded, text.tokens);
        let is_about_it = |&(at, _): &(usize, Item)| is_troubled || text.header == Some(at);
        let is_lone = items.is_empty()
            && self.alone
            && (!is_log || !found.free.is_empty() && found.free.iter().all(is_about_it));
        if !is_log && !is_structured && !is_keyed || is_lone {
            items.append(&mut found.free);
        }
        if items.is_empty() && self.alone && !is_log && !is_structured {
            items.append(&mut found.named);
        }
        if items.is_empty() && is_log && !found.succeeded {
            items = self.found_in_log(text);
        }
        if items.is_empty() && !found.succeeded {
            items = other_names;
        }
        if !items.is_empty() {
            items.sort_by_key(|(at, _)| *at);
            found.unmarked.retain(|&number| !is_everyday(number) && !self.knows(number));
            found.unmarked.extend(found.free.iter().filter_map(|(_, item)| match item {
                Item::Code(code) => Some(*code),
                _ => None,
            }));
            let unmarked = if is_log || is_structured { Vec::new() } else { found.unmarked };
            return (Request::Message(items.into_iter().map(|(_, item)| item).collect()), unmarked);
        }
        if found.succeeded {
            return (Request::Success, Vec::new());
        }
        // `（6299）` behind words of trouble is as good as marked.
        let mut enclosed = figures.iter().filter(|figure| is_troubled && text.is_enclosed(figure));
        if let Some(Value::Code(number)) = enclosed.next().map(|figure| figure.value)
            && is_code_like(number)
            && !is_log
        {
            return (Request::Message(vec![Item::Code(number)]), Vec::new());
        }
        let is_status = figures.iter().any(|figure| figure.mark == Mark::Status);
        match query::words(text, figures, &|number| self.knows(number))
            .filter(|_| !is_log && !is_status)
        {
            Some(query) => (Request::Words(query), found.unmarked),
            None if is_log => (Request::Message(Vec::new()), Vec::new()),
            None => (Request::Message(Vec::new()), found.unmarked),
        }
    }

    fn knows(&self, number: i64) -> bool {
        is_known(self.catalog, number)
    }

    /// The items of a text that has nothing else in it but what asks about them.
    fn bare(&self, text: &Text<'_>, figures: &[Figure]) -> Option<Vec<Item>> {
        if text.header.is_some() {
            return None;
        }
        let mut items: Placed = Vec::new();
        let mut next = figures.iter().peekable();
        let mut names: Vec<(usize, &str)> = Vec::new();
        let (mut asks, mut words) = (0, 0);
        let mut at = 0;
        while at < text.tokens.len() {
            if let Some(figure) = next.next_if(|figure| figure.first <= at) {
                items.push((figure.first, item(text, figure)));
                at = figure.last + 1;
                continue;
            }
            let said = text.said(at);
            match text.tokens[at].kind {
                Kind::Word if said.contains('_') && said.len() < MAX_NAME => names.push((at, said)),
                // `70001x`
                Kind::Word if at > 0 && text.kind(at - 1) == Some(Kind::Digits) => {}
                Kind::Word if is_frame(said) || text.is_product(at) => asks += 1,
                Kind::Text if is_frame_text(said) => asks += 1,
                Kind::Word | Kind::Text => {
                    names.push((at, said));
                    words += 1;
                }
                Kind::Clock => return None,
                _ => {}
            }
            at += 1;
        }
        // A lone word may be the name of a constant; a question needs a number.
        let lone = words == 1 && names.len() == 1 && asks == 0 && figures.is_empty();
        if words > 0 && !(lone && self.catalog.name(names[0].1).is_some()) {
            return None;
        }
        if figures.is_empty() {
            items.extend(names.iter().map(|(at, name)| (*at, Item::Name((*name).to_owned()))));
        } else if names
            .iter()
            .any(|(_, name)| !is_constant(name) && self.catalog.name(name).is_none())
        {
            return None;
        } else {
            items.extend(names.iter().map(|(at, name)| (*at, Item::Name((*name).to_owned()))));
        }
        // `error 6206 (10)`: what a key marks is asked for, the rest is not.
        let is_marked =
            |figure: &Figure| !matches!(figure.mark, Mark::Free | Mark::Noun | Mark::Other);
        if asks > 0 && figures.iter().any(is_marked) {
            return None;
        }
        // `error in 2024` asks for no code.
        if figures.iter().any(|figure| {
            figure.mark == Mark::Noun
                && matches!(figure.value, Value::Code(code) if is_everyday(code))
        }) {
            return None;
        }
        // A part of something longer is refused only if nobody asks about it.
        let refused = items.iter().any(|(_, item)| matches!(item, Item::Refused(..)));
        if items.is_empty() || refused && asks > 0 {
            return None;
        }
        items.sort_by_key(|(at, _)| *at);
        let mut items: Vec<Item> = items.into_iter().map(|(_, item)| item).collect();
        items.dedup_by(|one, other| matches!(one, Item::Refused(..)) && one == other);
        Some(items)
    }

    fn findings(&self, text: &Text<'_>, figures: &[Figure]) -> Findings {
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
            let item = (at, Item::Code(number));
            match figure.mark {
                _ if number == 0 => found.succeeded |= is_marked,
                Mark::Code | Mark::Error | Mark::Listed if is_known => found.marked.push(item),
                Mark::Vague | Mark::Status if is_known => vague.push(item),
                Mark::Code if (100..600).contains(&number) => transport.push(item),
                Mark::Code => found.marked.push(item),
                Mark::Listed if is_code_like(number) && !figure.leads => found.marked.push(item),
                // `failed 3 times` counts, `error 404` does not.
                Mark::Error
                    if may_be_code(number) && !(number.unsigned_abs() < 1000 && figure.leads) =>
                {
                    failed.push(item);
                }
                Mark::Status if number == 200 => transport.push(item),
                Mark::Free if is_known && (!is_everyday(number) || is_ours) => {
                    found.free.push(item);
                }
                Mark::Noun if is_known && !is_everyday(number) => found.named.push(item),
                Mark::Other if !is_known => {}
                _ if number.unsigned_abs() < MAX_NOTED => found.unmarked.push(number),
                _ => {}
            }
        }
        if !figures.iter().any(|figure| figure.mark == Mark::Code && figure.value != Value::Code(0))
        {
            found.marked.append(&mut vague);
        }
        if found.marked.is_empty() {
            found.marked = failed;
        }
        // A status of HTTP beside a code is not what is asked for; 200 says that all went well.
        if found.marked.is_empty() && !transport.is_empty() {
            let is_fine = |(_, item): &(usize, Item)| *item == Item::Code(200);
            found.succeeded |= transport.iter().all(is_fine);
            transport.retain(|item| !is_fine(item));
            found.marked = transport;
        }
        found
    }

    /// The constants that a text names: known ones, and others that look like one.
    fn names(&self, text: &Text<'_>, strict: bool, found: &mut Findings) -> (Placed, Placed) {
        let (mut known, mut others) = (Vec::new(), Vec::new());
        for (at, token) in text.tokens.iter().enumerate() {
            let said = token.of(text.folded);
            if token.kind != Kind::Word || !said.contains('_') || said.len() >= MAX_NAME {
                continue;
            }
            let item = (at, Item::Name(said.to_owned()));
            if is_success_name(said) {
                found.succeeded = true;
            } else if (!strict || is_constant(said)) && self.catalog.name(said).is_some() {
                known.push(item);
            } else if !strict && is_constant(said) {
                others.push(item);
            }
        }
        (known, others)
    }

    /// What the finder sees in the message of a log's line.
    fn found_in_log(&self, text: &Text<'_>) -> Placed {
        let start =
            |at: usize| text.tokens.get(at).map_or(text.folded.len(), |token| token.start as usize);
        let message = start(text.header.unwrap_or_default());
        let found = (self.find)(text.folded).into_iter().filter(|(at, _)| *at >= message);
        found.map(|(at, code)| (at, Item::Code(code))).collect()
    }
}

fn item(text: &Text<'_>, figure: &Figure) -> Item {
    match figure.value {
        Value::Bad(fault) => Item::Refused(chunk(text, figure), fault),
        _ if figure.mark == Mark::Other => Item::Refused(chunk(text, figure), Fault::NotWhole),
        Value::Code(code) => Item::Code(code),
        Value::Range(first, last) => Item::Range(first, last),
    }
}

/// What stands around a figure without a blank.
fn chunk(text: &Text<'_>, figure: &Figure) -> String {
    let is_blank = |token: &&Token| matches!(token.kind, Kind::Blank | Kind::Break);
    let before = text.tokens[..figure.first].iter().rev().find(is_blank);
    let after = text.tokens[figure.last + 1..].iter().find(is_blank);
    let start = before.map_or(0, |token| token.end as usize);
    let end = after.map_or(text.folded.len(), |token| token.start as usize);
    text.folded[start..end].to_owned()
}

/// A number that may well be a code: of four to six digits, and no everyday one.
fn is_code_like(number: i64) -> bool {
    !is_everyday(number) && number.unsigned_abs() < 1_000_000
}

/// Whether a number fits a code at all: in 32 bits, no time in seconds.
fn may_be_code(number: i64) -> bool {
    i32::try_from(number).is_ok() && number.unsigned_abs() < 1_000_000_000
        || super::as_signed(number).is_some_and(|signed| signed > -1_000_000)
}

/// Whether a word looks like a constant of the vendor's; `err_code` is a key.
fn is_constant(name: &str) -> bool {
    name.starts_with("ERR_")
}

fn is_success_name(name: &str) -> bool {
    ["ERR_SUCC", "ERR_SUCCESS", "ERR_OK", "ERR_NONE"]
        .iter()
        .any(|success| success.eq_ignore_ascii_case(name))
}

fn is_frame(word: &str) -> bool {
    word.len() < 16 && vocabulary::FRAMES.contains(&&*word.to_ascii_lowercase())
}

/// Whether a text in Chinese asks and describes nothing: `是什么`, `怎么解决`.
fn is_frame_text(said: &str) -> bool {
    let mut rest = said;
    while !rest.is_empty() {
        let mut words = vocabulary::FRAMES_ZH.iter().chain(vocabulary::PRODUCT_ZH);
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
        Kind::Word => figure::is_product(token.of(text.folded)),
        Kind::Text => {
            vocabulary::PRODUCT_ZH.iter().any(|word| token.of(text.folded).contains(word))
        }
        _ => false,
    })
}

/// Whether a text has fields: `"key":` once, or `key=` twice.
fn is_structured(text: &Text<'_>) -> bool {
    let words = text.tokens.iter().enumerate().filter(|(_, token)| token.kind == Kind::Word);
    let weight = |(at, _): (usize, &Token)| match (text.said(at + 1), text.said(at + 2)) {
        ("\"" | "'", ":") => 2,
        ("\"" | "'", " ") if text.said(at + 3) == ":" => 2,
        ("=" | ":", _) => 1,
        _ => 0,
    };
    words.map(weight).sum::<usize>() > 1
}
