//! The numbers and ranges of a text, each with what marks it.

use super::key::{self, Key, Mark};
use super::log_line;
use super::token::{Kind, Token};
use super::vocabulary as words;

/// Why something that begins like a number is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Fault {
    NotWhole,
    NoDigits,
    TooLarge,
    Backwards,
    NotUtf8,
    Empty,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Value {
    Code(i64),
    Range(i64, i64),
    Bad(Fault),
}

/// A number or a range, by its tokens.
#[derive(Clone, Copy, Debug)]
pub(super) struct Figure {
    pub(super) value: Value,
    pub(super) mark: Mark,
    pub(super) first: usize,
    pub(super) last: usize,
    /// A word follows that is no joint: `404 group`.
    pub(super) leads: bool,
}

/// What is read, and how much of it is a log's header.
pub(super) struct Text<'t> {
    pub(super) folded: &'t str,
    pub(super) tokens: &'t [Token],
    /// The end of the header, if it is a line of a log.
    pub(super) header: Option<usize>,
}

impl<'t> Text<'t> {
    pub(super) fn said(&self, at: usize) -> &'t str {
        self.tokens.get(at).map_or("", |token| token.of(self.folded))
    }

    pub(super) fn kind(&self, at: usize) -> Option<Kind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    fn is_number(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(Token::is_number)
    }

    fn is_blank(&self, at: usize) -> bool {
        self.kind(at) == Some(Kind::Blank)
    }

    /// The figures, in their order. `is_known` says whether a number is a code.
    pub(super) fn figures(&self, is_known: &dyn Fn(i64) -> bool) -> Vec<Figure> {
        let mut figures: Vec<Figure> = Vec::new();
        let mut at = 0;
        while at < self.tokens.len() {
            if !self.is_number(at) {
                at += 1;
                continue;
            }
            let mut figure = self.figure(at, is_known);
            if figure.mark == Mark::Free
                && let Some(before) = figures.last()
                && self.is_joined(before.last + 1, figure.first)
            {
                figure.mark = listed(before.mark);
            }
            at = figure.last + 1;
            figures.push(figure);
        }
        figures
    }

    fn figure(&self, at: usize, is_known: &dyn Fn(i64) -> bool) -> Figure {
        let (first, negative) = self.sign(at, is_known);
        let begin = self.number(at, negative.unwrap_or_default());
        let (mut value, mut last) = (begin.map_or_else(Value::Bad, Value::Code), at);
        if let Some((end, negative)) = self.range_end(at) {
            value = match (begin, self.number(end, negative)) {
                (Ok(first), Ok(last)) if first <= last => Value::Range(first, last),
                (Ok(_), Ok(_)) => Value::Bad(Fault::Backwards),
                (Err(fault), _) | (_, Err(fault)) => Value::Bad(fault),
            };
            last = end;
        }
        if negative.is_none() {
            value = Value::Bad(Fault::NotWhole);
        }
        while self.said(last + 1) == "-" && self.is_number(last + 2) {
            value = Value::Bad(Fault::NotWhole);
            last += 2;
        }
        if self.said(last + 1) == "." && self.said(last + 2) == "." && self.kind(last + 3).is_none()
        {
            value = Value::Bad(Fault::NotWhole);
        }
        let figure = Figure { value, mark: Mark::Other, first, last, leads: self.leads(last) };
        let mark = self.mark(figure, at);
        Figure { mark, ..figure }
    }

    /// Where the figure of the number at `at` begins, and whether it is negative; `None` where a
    /// hyphen makes it a part of something.
    fn sign(&self, at: usize, is_known: &dyn Fn(i64) -> bool) -> (usize, Option<bool>) {
        let Some(sign) = at.checked_sub(1) else {
            return (at, Some(false));
        };
        let said = self.said(sign);
        if !matches!(said, "-" | "+" | "—") {
            return (at, Some(false));
        }
        let negative = said != "+";
        let Some(before) = sign.checked_sub(1) else {
            return (sign, Some(negative));
        };
        match self.kind(before) {
            Some(Kind::Text) if said == "—" => (at, Some(false)),
            Some(Kind::Word) if !negative => (at, Some(false)),
            Some(Kind::Word) => {
                let key = key::key_of_word(self.folded, self.tokens, before);
                if !matches!(key, Key::Code | Key::Error | Key::Vague) {
                    return (at, if self.is_product(before) { Some(false) } else { None });
                }
                // `code-10001` is negative; in `code-70001` the hyphen only joins.
                let plain =
                    self.number(at, false).is_ok_and(|code| is_known(code) && !is_known(-code));
                (if plain { at } else { sign }, Some(!plain))
            }
            Some(Kind::Digits | Kind::Hex | Kind::Bad | Kind::Clock) => (at, None),
            Some(Kind::Mark) if matches!(self.said(before), "-" | "—") => {
                let dashed = before.checked_sub(1).and_then(|before| self.kind(before));
                match dashed {
                    Some(Kind::Text | Kind::Blank) => (at, Some(false)),
                    Some(Kind::Word) => (sign, Some(true)),
                    _ => (before, None),
                }
            }
            _ => (sign, Some(negative)),
        }
    }

    fn number(&self, at: usize, negative: bool) -> Result<i64, Fault> {
        let said = self.said(at);
        let (radix, digits) = match self.kind(at) {
            Some(Kind::Digits) => (10, said),
            Some(Kind::Hex) => (16, &said[2..]),
            _ if said.len() == 2 && !said.as_bytes()[1].is_ascii_digit() => {
                return Err(Fault::NoDigits);
            }
            _ => return Err(Fault::NotWhole),
        };
        let number = i64::from_str_radix(digits, radix).map_err(|_| Fault::TooLarge)?;
        Ok(if negative { -number } else { number })
    }

    /// Where the second number of a range is that begins at `at`, and whether it is negative.
    fn range_end(&self, at: usize) -> Option<(usize, bool)> {
        let spaced = usize::from(self.is_blank(at + 1));
        let joint = at + 1 + spaced;
        let signed = |next: usize| match self.said(next) {
            "-" if self.is_number(next + 1) => Some((next + 1, true)),
            _ => self.is_number(next).then_some((next, false)),
        };
        let dots = self.said(joint) == "." && self.said(joint + 1) == ".";
        let after = match self.said(joint) {
            "-" | "~" | "—" => joint + 1,
            "." if dots => joint + 2,
            "到" | "至" | "to" | "through" => {
                let next = joint + 1;
                return signed(next + usize::from(self.is_blank(next)));
            }
            _ => return None,
        };
        if usize::from(self.is_blank(after)) != spaced {
            return None;
        }
        signed(after + spaced)
    }

    /// Whether only what joins two numbers of a list stands in these tokens.
    fn is_joined(&self, from: usize, to: usize) -> bool {
        from < to
            && to - from <= 5
            && (from..to).all(|at| {
                let said = self.said(at);
                match self.kind(at) {
                    Some(Kind::Blank) => true,
                    Some(Kind::Mark) => matches!(said, "," | "/" | "、" | ";" | "&" | "\"" | "'"),
                    Some(kind) => is_joint(kind, said),
                    None => false,
                }
            })
    }

    /// Whether a word stands behind the figure that ends at `last`.
    fn leads(&self, last: usize) -> bool {
        let next = last + 1 + usize::from(self.is_blank(last + 1));
        matches!(self.kind(next), Some(kind @ (Kind::Word | Kind::Text)) if !is_joint(kind, self.said(next)))
    }

    fn mark(&self, figure: Figure, number: usize) -> Mark {
        let in_log = self.header.is_some();
        let is_header = self.header.is_some_and(|end| figure.first < end);
        let is_pair = figure.last > number && !self.is_blank(number + 1);
        let is_number = matches!(figure.value, Value::Code(_));
        if is_header
            || in_log && is_pair
            || self.is_part(figure)
            || log_line::is_process(self.folded, self.tokens, number)
        {
            return Mark::Other;
        }
        let mark = self
            .mark_of_word(figure.first)
            .unwrap_or_else(|| key::mark_before(self.folded, self.tokens, figure.first));
        // `#9004` and `IM-70001` may be numbers of issues.
        let before = figure.first.checked_sub(1).map_or("", |before| self.said(before));
        let mark =
            if mark == Mark::Free && matches!(before, "#" | "-") { Mark::Noun } else { mark };
        let glued = self.kind(figure.last + 1) == Some(Kind::Word);
        if mark != Mark::Code && key::is_counted(self.folded, self.tokens, figure.last) {
            // `70001s` may be a plural; `6206ms` is a time.
            let is_plural = glued && !in_log && matches!(self.said(figure.last + 1), "s" | "x");
            return if is_plural { Mark::Noun } else { Mark::Other };
        }
        if matches!(mark, Mark::Free | Mark::Noun)
            && is_number
            && key::is_error_behind(self.folded, self.tokens, figure.last)
        {
            return Mark::Error;
        }
        if glued && in_log && matches!(mark, Mark::Free | Mark::Noun) { Mark::Other } else { mark }
    }

    /// What letters make of the number that they touch: `code70001`, `user10025`.
    fn mark_of_word(&self, first: usize) -> Option<Mark> {
        let word = first.checked_sub(1).filter(|&before| self.kind(before) == Some(Kind::Word))?;
        let before = word.checked_sub(1).map_or("", |before| self.said(before));
        Some(match key::key_of_word(self.folded, self.tokens, word) {
            Key::Code => Mark::Code,
            Key::Error => Mark::Error,
            Key::Vague => Mark::Vague,
            _ if matches!(before, "." | "@" | "#" | "-" | "/") => Mark::Other,
            _ if self.is_product(word) => Mark::Free,
            _ if self.header.is_some()
                || matches!(self.said(word), "v" | "V" | "h" | "u" | "x") =>
            {
                Mark::Other
            }
            _ => Mark::Noun,
        })
    }

    /// Whether what touches the figure makes it a part of a version, a path, an address or a name.
    fn is_part(&self, figure: Figure) -> bool {
        let before = figure.first.checked_sub(1);
        let far = figure.first.checked_sub(2);
        let far_kind = far.and_then(|far| self.kind(far));
        let is_key = |at: usize| {
            matches!(
                key::key_of_word(self.folded, self.tokens, at),
                Key::Code | Key::Error | Key::Vague
            )
        };
        let word_before = far_kind == Some(Kind::Word) && !far.is_some_and(is_key);
        let left = match before.map_or("", |before| self.said(before)) {
            "." => {
                word_before
                    || far_kind.is_some_and(|kind| matches!(kind, Kind::Digits | Kind::Clock))
            }
            ":" => {
                let dotted = far.and_then(|far| far.checked_sub(1)).map_or("", |at| self.said(at));
                far_kind == Some(Kind::Digits) || word_before && dotted == "."
            }
            "/" => far_kind == Some(Kind::Digits) && !self.is_listed(figure, far),
            "*" => self.is_masked(figure.first),
            "#" => {
                word_before
                    || far_kind == Some(Kind::Text)
                        && far.is_some_and(|far| {
                            key::mark_before(self.folded, self.tokens, far + 1) == Mark::Free
                        })
            }
            "@" | "$" | "¥" | "€" | "£" | "￥" | "%" | "^" => true,
            "\\" => word_before,
            _ => before.and_then(|before| self.kind(before)) == Some(Kind::Clock),
        };
        let (next, far) = (figure.last + 1, figure.last + 2);
        let right = match self.said(next) {
            "." => match self.kind(far) {
                Some(Kind::Digits | Kind::Hex) => true,
                Some(Kind::Word) => {
                    self.said(far).starts_with(|char: char| char.is_ascii_lowercase())
                }
                _ => false,
            },
            // A clock or a place in a file; a process and its package.
            ":" => {
                let is_package = self.kind(far) == Some(Kind::Word) && self.said(far + 1) == ".";
                self.kind(far) == Some(Kind::Digits) || is_package
            }
            "@" => self.kind(far) == Some(Kind::Word),
            "/" => match self.kind(far) {
                Some(Kind::Digits) => !self.is_listed(figure, Some(far)),
                Some(Kind::Word) => self.header.is_some() || self.said(far + 1) == "/",
                _ => false,
            },
            "-" => self.said(far).bytes().any(|byte| byte.is_ascii_digit()),
            _ => false,
        };
        left || right
    }

    /// Whether stars hide the digits before: `138****6012`.
    fn is_masked(&self, first: usize) -> bool {
        let hidden = self.tokens[..first].iter().rev().find(|token| token.of(self.folded) != "*");
        hidden.is_some_and(|token| token.kind == Kind::Digits)
    }

    /// Whether a slash joins the figure and the number at `other` as a list: `10015/10010`.
    fn is_listed(&self, figure: Figure, other: Option<usize>) -> bool {
        let long = |at: usize| (4..=7).contains(&self.said(at).len());
        long(figure.last) && other.is_some_and(long)
    }

    /// Whether brackets hold the figure and nothing else.
    pub(super) fn is_enclosed(&self, figure: &Figure) -> bool {
        let before = figure.first.checked_sub(1).map_or("", |before| self.said(before));
        figure.mark == Mark::Free
            && matches!((before, self.said(figure.last + 1)), ("(", ")") | ("[", "]") | ("<", ">"))
    }

    pub(super) fn is_product(&self, at: usize) -> bool {
        is_product(self.said(at))
    }
}

pub(super) fn is_joint(kind: Kind, said: &str) -> bool {
    match kind {
        Kind::Text => words::JOINTS_ZH.contains(&said),
        Kind::Word => words::JOINTS.iter().any(|joint| joint.eq_ignore_ascii_case(said)),
        _ => false,
    }
}

/// Whether a word of ASCII letters is one of this product.
pub(super) fn is_product(word: &str) -> bool {
    if word.len() > 64 {
        return false;
    }
    let word = word.to_ascii_lowercase();
    words::PRODUCT_WORDS.contains(&&*word)
        || words::PRODUCT_PREFIXES.iter().any(|prefix| word.starts_with(prefix))
}

fn listed(mark: Mark) -> Mark {
    match mark {
        Mark::Code | Mark::Listed => Mark::Listed,
        Mark::Error | Mark::Vague | Mark::Status => Mark::Vague,
        Mark::Other => Mark::Other,
        Mark::Free | Mark::Noun => Mark::Free,
    }
}
