//! Lines of logs: where the header with its clock, level, process and thread ends.

use super::figure::{Figure, Value};
use super::words::{self, has};

/// A line of a log has its time within this many bytes.
const REACH: usize = 100;

/// How many bytes are before the message, if `line` is a line of a log.
pub(super) fn end(line: &str, figures: &[Figure]) -> Option<usize> {
    let is_time = |figure: &Figure| figure.value == Value::Time;
    let is_stamp = |figure: &Figure| {
        let text = &line[figure.start..figure.end];
        let colons = text.matches(':').count();
        is_time(figure) && (colons > 1 || colons == 1 && text.contains(['-', '/', '.', ' ']))
    };
    // What a person says may have a time as well.
    let is_said =
        |at: usize| line[..at].contains(|char: char| char.is_alphabetic() && !char.is_ascii());
    let stamp = figures.iter().find(|figure| is_stamp(figure));
    let is_log = stamp.is_some_and(|stamp| stamp.start < REACH && !is_said(stamp.start))
        || tag(line).is_some()
        || is_frame(line)
        || is_record(line);
    if !is_log {
        return None;
    }
    let (mut at, mut figures) = (0, figures.iter().peekable());
    while let Some(char) = line[at..].chars().next() {
        let rest = &line[at..];
        at += if let Some(figure) = figures.next_if(|figure| figure.start == at) {
            // Without a time, a level may begin what somebody wrote: `[ERROR] [6206] expired`.
            let is_bare = stamp.is_none() && line.starts_with('[');
            if !is_time(figure) && (is_bare || is_message(&line[figure.end..])) {
                break;
            }
            figure.end - figure.start
        } else if let Some(tag) = tag(rest) {
            tag
        } else if !char.is_alphanumeric() {
            char.len_utf8()
        } else if is_level(word(rest)) {
            word(rest).len()
        } else {
            break;
        };
        while figures.next_if(|figure| figure.start < at).is_some() {}
    }
    Some(at)
}

/// A frame of a stack: `at com.acme.Chat(Chat.java:6014)`, `#0  login (package:chat.dart:6014:7)`.
fn is_frame(line: &str) -> bool {
    (line.starts_with("at ") || line.starts_with('#')) && line.contains(':') && line.ends_with(')')
}

/// What a logger writes as fields: `{"level":"info","ts":…}`, `time=… level=…`.
fn is_record(line: &str) -> bool {
    let has = |key: &str| {
        let mut behind = line.match_indices(key).map(|(at, _)| &line[at + key.len()..]);
        behind.any(|behind| behind.trim_start_matches('"').starts_with([':', '=']))
    };
    has("level") && ["time", "ts", "msg"].iter().any(|key| has(key))
}

/// The length of a level with its tag and process: `E/imsdk (7004):`, `[WARN]`.
fn tag(text: &str) -> Option<usize> {
    if let Some(rest) = text.strip_prefix('[') {
        let level = word(rest);
        let is_level = has(words::LEVELS, level) && rest[level.len()..].starts_with(']');
        return is_level.then_some(level.len() + 2);
    }
    let level = word(text);
    let tag =
        text[level.len()..].strip_prefix('/').filter(|_| level.len() == 1 && is_level(level))?;
    let process = &tag[tag.find([' ', ':', '('])?..];
    let message =
        process.trim_start_matches(|char: char| char.is_ascii_digit() || " ()".contains(char));
    Some(text.len() - message.len())
}

/// Whether a number begins what is said, by what follows it: `6206 userSig expired`.
fn is_message(behind: &str) -> bool {
    let rest = behind.trim_start();
    let first = word(rest);
    let is_said = rest.starts_with(char::is_alphabetic) && !is_level(first);
    rest.is_empty()
        || rest.starts_with(['(', ',', '='])
        || is_said && !rest[first.len()..].starts_with(['.', '/', ':', '('])
}

fn word(text: &str) -> &str {
    &text[..text.find(|char: char| !char.is_ascii_alphanumeric()).unwrap_or(text.len())]
}

/// In capitals, as loggers write it.
fn is_level(word: &str) -> bool {
    words::LEVELS.split_ascii_whitespace().any(|level| level == word)
}

#[cfg(test)]
mod tests {
    use crate::request::figure::figures;

    #[test]
    fn the_header_ends_where_the_message_begins() {
        for (line, expected) in [
            ("05-05 10:22:41.118  1234  5678 E IM: code=6206", "IM: code=6206"),
            ("05-05 10:22:44 login failed: 70001", "login failed: 70001"),
            ("2024-05-05 10:22:41 6206 sig expired", "6206 sig expired"),
            ("2024-05-05 10:22:41 ERROR 6206 sig expired", "6206 sig expired"),
            ("[2024-05-05 10:22:41] [7012] [E] failed", "failed"),
            ("E/imsdk (7004): TIM", "TIM"),
        ] {
            let (_, header) = figures(line, &|_| true, &|_| false);
            assert_eq!(header.map(|header| &line[header..]), Some(expected), "{line}");
        }
        for text in ["login failed 6206", "6206", "昨天10:22登录报6206", "{\"code\":6206}"] {
            assert_eq!(figures(text, &|_| true, &|_| false).1, None, "{text}");
        }
    }
}
