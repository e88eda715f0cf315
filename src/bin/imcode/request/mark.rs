//! What speaks for a number, by the words and marks around it.

use imcode::evidence::{self, Key};

use super::figure::{Figure, Value, is_word};
use super::words::{self, has};

/// What speaks for a number, from the strongest on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// A key of codes: `ErrorCode: 70001`, `错误码70001`.
    Code,
    /// An error word: `failed (70001)`, `报70001`, `70001 error`.
    Error,
    /// A key that may have a code, or a status of HTTP: `status: 404`.
    Status,
    /// Nothing.
    None,
    /// A word before it may count or name something: `user 10025`.
    Noun,
    /// A key that nobody knows has it: `i=6013`, `E6013`.
    Value,
    /// It is a value, a count, or a part of something longer: `port=6013`, `6206ms`, `1.6206`.
    Other,
}

/// Bytes on either side that decide on a number.
const REACH: usize = 160;

/// What speaks for `figure`, which follows the figure `before`; `header` is that of a log's line.
pub(super) fn mark(
    text: &str,
    figure: &Figure,
    before: Option<Figure>,
    header: Option<usize>,
) -> Mark {
    let from = figure.start.saturating_sub(REACH)..=figure.start;
    let to = figure.end..=text.len().min(figure.end + REACH);
    let is_boundary = |at: &usize| text.is_char_boundary(*at);
    let left = &text[from.into_iter().find(is_boundary).unwrap_or(figure.start)..figure.start];
    let right = &text[figure.end..to.rev().find(is_boundary).unwrap_or(figure.end)];
    let is_pair = figure.value != Value::Time && figure.code().is_none();
    let is_in_header = header.is_some_and(|header| figure.start < header || is_pair);
    if figure.value == Value::Time || is_in_header || is_part(left, right) {
        return Mark::Other;
    }
    let near = right.as_bytes();
    let behind = right.trim_start();
    let is_followed = behind.starts_with(char::is_alphabetic);
    // `i=6013 s=not init`
    let is_key = behind[first_word(behind).len()..].starts_with(['=', ':']);
    let mark = match mark_before(left, right) {
        Mark::Code => return Mark::Code,
        // `70001s` may be a plural, `6206s` of a log is a time.
        Mark::None | Mark::Noun if header.is_none() && has("s x", first_word(right)) => Mark::Noun,
        _ if is_followed && !is_key && evidence::is_counted(near) => Mark::Other,
        Mark::None | Mark::Noun
            if !is_pair
                && (is_followed && evidence::is_called_error(near)
                    || is_enclosed(left, right, figure)) =>
        {
            Mark::Error
        }
        mark => mark,
    };
    let listed =
        before.filter(|_| mark == Mark::None).and_then(|before| listed(text, &before, figure));
    listed.unwrap_or(mark)
}

/// Whether `text` ends with a key or an error word.
pub(super) fn ends_with_key(text: &str) -> bool {
    matches!(key(text, ""), Key::Code | Key::Error)
}

/// What the finder makes of the word before a number.
fn key(left: &str, right: &str) -> Key {
    // The hyphen of `code-70001` joins.
    let left = left.strip_suffix('-').unwrap_or(left).as_bytes();
    evidence::key(&left[left.len().saturating_sub(REACH)..], right.as_bytes())
}

pub(super) fn first_word(text: &str) -> &str {
    &text[..text.find(|char| !is_word(char)).unwrap_or(text.len())]
}

/// What the text before a number says of it.
pub(super) fn mark_before(left: &str, right: &str) -> Mark {
    let rest = left.trim_end_matches(|char: char| !char.is_alphanumeric() && char != '_');
    let gap = &left[rest.len()..];
    let before = rest.trim_end_matches(is_word);
    let word = &rest[before.len()..];
    let is_assigned = gap.contains([':', '=']);
    if gap == " " && !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit()) {
        return Mark::None;
    }
    match key(left, right) {
        _ if has(words::STATES, word) && is_assigned => Mark::Status,
        Key::Code if is_http(left) => Mark::Status,
        Key::Code => Mark::Code,
        Key::Error => Mark::Error,
        _ if has(words::RELAYS, word) => Mark::Error,
        _ if has(words::RESULTS, word) && (is_assigned || gap == " ") => Mark::Error,
        _ if is_other_code(rest) => Mark::Other,
        // A field, or a place: `Foo.java(6012)`.
        Key::Other if is_assigned && !is_noun(word) && !before.ends_with('.') => Mark::Value,
        Key::Other if is_assigned || gap == "(" && before.ends_with('.') => Mark::Other,
        Key::Other if gap.trim().is_empty() => Mark::Noun,
        _ if has(words::NOUNS, word) => {
            if is_assigned {
                Mark::Other
            } else {
                Mark::Noun
            }
        }
        // A process: `imsdk[7004]:`.
        _ if matches!(gap, "(" | "[") && (right.starts_with("):") || right.starts_with("]:")) => {
            Mark::Other
        }
        _ if !word.is_empty() && evidence::names_product(word) => {
            if gap == "-" {
                Mark::Noun
            } else {
                Mark::None
            }
        }
        _ if gap.is_empty() && has("e", word) => Mark::Value,
        // `v8010`, `x.y10015`, `ABC-10015`
        _ if !word.is_empty() && matches!(gap, "" | "-" | "#") => {
            let is_name =
                word.len() == 1 || gap == "-" || before.ends_with(['.', '@', '#', '-', '/']);
            if is_name { Mark::Other } else { Mark::Noun }
        }
        _ if matches!(gap.trim(), "-" | "#") => Mark::Noun,
        _ => Mark::None,
    }
}

/// Whether a word names what has numbers: `port`, `userID`.
fn is_noun(word: &str) -> bool {
    has(words::NOUNS, word) || key(&format!("{word} "), "") == Key::Other
}

/// Whether a key before a number is one of HTTP: `status code of 404`.
fn is_http(left: &str) -> bool {
    let key = left.rsplit(|char: char| char.is_ascii_digit()).next().unwrap_or_default();
    let key = key.to_ascii_lowercase().replace([' ', '_', '-'], "");
    ["statuscode", "httpcode", "responsecode"].iter().any(|http| key.contains(http))
}

/// Whether a number follows a code of something else: `auth code`, `验证码是`.
fn is_other_code(left: &str) -> bool {
    let left = left.trim_end_matches(['是', '为']).trim_end_matches(" is");
    left.ends_with('码') && !left.ends_with("代码") || left.to_ascii_lowercase().ends_with("code")
}

/// Whether what touches a number makes it a part of a version, a path, an address or a name.
fn is_part(left: &str, right: &str) -> bool {
    let is_digit = |char: char| char.is_ascii_digit();
    // Two numbers of this length beside a slash are a list: `10015/10010`.
    let is_long = |digits: &str| (4..8).contains(&digits.len());
    let mut chars = left.chars().rev();
    let (near, far) = (chars.next().unwrap_or(' '), chars.next().unwrap_or(' '));
    let is_left = match near {
        '.' => is_word(far),
        '/' => {
            is_word(far)
                && !is_long(
                    &left[left[..left.len() - 1].trim_end_matches(is_digit).len()..left.len() - 1],
                )
        }
        ':' | '-' => is_digit(far),
        // `138****6012`
        '*' => left.trim_end_matches('*').ends_with(is_digit),
        _ => "@$¥￥€£%^\\".contains(near),
    };
    let behind = right.get(1..).unwrap_or_default();
    let word = first_word(behind);
    let far = behind.chars().next().unwrap_or(' ');
    is_left
        || match right.chars().next().unwrap_or(' ') {
            '.' => is_digit(far) || far.is_ascii_lowercase() || right.trim_end() == "..",
            // `10004:com.acme`
            ':' => is_digit(far) || !word.is_empty() && behind[word.len()..].starts_with('.'),
            '/' if is_digit(far) => !is_long(word),
            '/' => is_word(far) && behind[word.len()..].starts_with('/'),
            '-' => word.contains(is_digit),
            near => near == '%',
        }
}

/// Whether brackets hold a number behind words of trouble: `请重试（6299）`.
fn is_enclosed(left: &str, right: &str, figure: &Figure) -> bool {
    let is_in = |open, close| left.ends_with(open) && right.starts_with(close);
    (is_in('(', ')') || is_in('[', ']')) && is_code_like(figure) && evidence::complains(left)
}

/// Whether a number has the size of most codes.
fn is_code_like(figure: &Figure) -> bool {
    figure.code().is_some_and(|code| (1000..1_000_000).contains(&code.abs()))
}

/// What marks the next number of a list: what marks the one before it.
fn listed(text: &str, before: &Figure, figure: &Figure) -> Option<Mark> {
    let between = text[before.end..figure.start].replace([' ', '"', '\'', '#'], "");
    let is_listed = between.is_empty() || has(words::JOINTS, &between);
    match before.mark {
        _ if !is_listed || matches!(before.value, Value::Bad(_) | Value::Time) => None,
        Mark::Code if !is_code_like(figure) => None,
        Mark::Noun => None,
        mark => Some(mark),
    }
}

#[cfg(test)]
mod tests {
    use super::Mark;
    use crate::request::figure::figures;

    #[test]
    fn what_is_around_a_number_marks_it() {
        for (mark, texts) in [
            (
                Mark::Code,
                &[
                    "code 1",
                    "errorCode=1",
                    "\"ErrorCode\" : \"1\"",
                    "<ErrorCode>1<",
                    "[ErrorCode] => 1",
                    "[\"ErrorCode\"]=> int(1)",
                    "error code returned by the server is 1",
                    "错误码：1",
                    "错误码 是 1",
                    "code: Optional(1)",
                    "code/desc: 1/x",
                    "createGroup code=1",
                ][..],
            ),
            (
                Mark::Error,
                &[
                    "error 1",
                    "failed (1)",
                    "onError(1, ",
                    "报1",
                    "login failed: 1",
                    "got 1",
                    "1 error",
                    "ret=1",
                ],
            ),
            (Mark::Status, &["statusCode: 1", "status=1", "status code of 1", "\"state\":1"]),
            (Mark::Value, &["i=1", "foo=1", "E1"]),
            (Mark::None, &["login: 1", "show 1", "2 1", "IM1"]),
            (Mark::Noun, &["user 1", "user6014", "page 1", "#1"]),
            (
                Mark::Other,
                &[
                    "exit code 1",
                    "zipCode: 1",
                    "验证码是1",
                    "port=1",
                    "\"seq\":1",
                    "uid: 1",
                    "1ms",
                    "1.1",
                    "v1",
                    "/v4/1",
                    "a:1:1",
                    "138****1",
                    "$1",
                    "10:22:44 imsdk[1]: x",
                ],
            ),
        ] {
            for text in texts {
                let (figures, _) = figures(text, &|_| false, &|_| false);
                assert_eq!(figures.last().map(|figure| figure.mark), Some(mark), "{text}");
            }
        }
    }
}
