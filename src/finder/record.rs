//! The lines that are one record with the line of a number: a stack trace, a body over several lines,
//! what one process and tag of `logcat` said before.

use std::ops::Range;

use memchr::{memchr, memchr_iter, memmem, memrchr};

/// Bytes of a record on either side of a number at most: a longer line is a record of its own.
pub(super) const WINDOW: usize = 1024;
/// Lines of a record on either side of a number at most.
const LINES: usize = 8;

/// The rest of a record.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record<'t> {
    /// The lines before that of the number.
    pub(super) before: &'t [u8],
    /// The lines behind it.
    pub(super) after: &'t [u8],
    /// The byte that shows where the record ends; the end of the text if that is open.
    pub(super) settled: usize,
}

impl<'t> Record<'t> {
    /// The record of a number in a text.
    pub(super) fn new(text: &'t [u8], number: Range<usize>) -> Self {
        let from = number.start.saturating_sub(WINDOW);
        let to = text.len().min(number.end + WINDOW);
        let start = memrchr(b'\n', &text[from..number.start]).map(|at| from + at + 1);
        let start = start.or((from == 0).then_some(0));
        let end = memchr(b'\n', &text[number.end..to]).map(|at| number.end + at + 1);
        let is_open = to == text.len() && to < number.end + WINDOW;
        let (Some(start), Some(end)) = (start, end) else {
            let start = start.filter(|_| is_open);
            let before = start.map_or(&[][..], |start| before(text, from, start..to));
            let settled = if start.is_some() { text.len() } else { number.start };
            return Self { before, after: &[], settled };
        };
        if !goes_on(&text[start..end]) {
            let before = before(text, from, start..end);
            return Self { before, after: &[], settled: number.start };
        }
        let (after, settled) = after(text, start..end, to, number.end + WINDOW);
        Self { before: before(text, from, start..end), after, settled }
    }
}

fn before(text: &[u8], from: usize, line: Range<usize>) -> &[u8] {
    let (mut start, mut next) = (line.start, line.clone());
    for _ in 0..LINES {
        let Some(end) = next.start.checked_sub(1).filter(|&end| end >= from) else { break };
        let Some(at) =
            memrchr(b'\n', &text[from..end]).map(|at| from + at + 1).or((from == 0).then_some(0))
        else {
            break;
        };
        let (line, following) = (&text[at..end], &text[next]);
        let belongs = match tagged(following) {
            (None, _) => continues(line, following),
            (tag, _) => tagged(line).0 == tag,
        };
        if !belongs {
            break;
        }
        start = at;
        next = at..end;
    }
    &text[start..line.start]
}

/// The lines behind a line, and the byte that shows that there are no more.
fn after(text: &[u8], line: Range<usize>, to: usize, limit: usize) -> (&[u8], usize) {
    let mut last = line.clone();
    for lines in 0.. {
        let Some(end) = memchr(b'\n', &text[last.end..to]).map(|at| last.end + at + 1) else {
            let settled = if to < limit { text.len() } else { to };
            let rest = if to < limit
                && lines < LINES
                && continues(&text[last.clone()], &text[last.end..to])
            {
                to
            } else {
                last.end
            };
            return (&text[line.end..rest], settled);
        };
        if lines == LINES || !continues(&text[last.clone()], &text[last.end..end]) {
            return (&text[line.end..last.end], end - 1);
        }
        last = last.end..end;
    }
    (&[], line.end)
}

/// Whether lines of the same record are to be expected behind a line. If not, its codes can be
/// explained at once.
fn goes_on(line: &[u8]) -> bool {
    let end = line.trim_ascii_end().last();
    // In a log of JSON, each line is a record.
    if line.starts_with(b"{") && end == Some(&b'}') {
        return false;
    }
    let (_, message) = tagged(line);
    message.starts_with(b" ")
        || message.starts_with(b"\t")
        || end.is_some_and(|byte| b",{[(:".contains(byte))
        || ["xception", "Traceback", "panicked"]
            .iter()
            .any(|word| memmem::find(message, word.as_bytes()).is_some())
}

/// Whether a line shows that it goes on with the record of the line before.
fn continues(before: &[u8], line: &[u8]) -> bool {
    let (tag, message) = tagged(line);
    if tag.is_some() && tagged(before).0 != tag {
        return false;
    }
    let begins = |start: &str| message.starts_with(start.as_bytes());
    // A request and the body of its answer.
    if begins("{") && memmem::find(before, b"://").is_some() {
        return true;
    }
    let inner =
        matches!(message, [b' ' | b'\t' | b'}' | b']' | b')' | b'"', ..] | [b'#', b'0'..=b'9', ..]);
    !message.trim_ascii().is_empty()
        && (inner || ["at ", "Caused by", "<asynchronous", "... "].into_iter().any(begins))
}

/// The process and tag in the head of a line of `logcat`, `E/flutter (12158)` or
/// `12158 12180 E flutter`, and what is said behind it: the whole line if it has none.
fn tagged(line: &[u8]) -> (Option<&[u8]>, &[u8]) {
    let Some(tag) = tag(&line[..line.len().min(96)]) else { return (None, line) };
    let rest = &line[tag.end..];
    let rest = rest.strip_prefix(b")").unwrap_or(rest);
    let rest = rest.strip_prefix(b":").unwrap_or(rest);
    (Some(&line[tag]), rest.strip_prefix(b" ").unwrap_or(rest))
}

fn tag(head: &[u8]) -> Option<Range<usize>> {
    // To search for one byte is faster: most lines have none.
    let is_closed = |&at: &usize| matches!(head[at..], [b')', b':', b' ' | b'\n', ..]);
    if let Some(end) = memchr_iter(b')', head).find(is_closed) {
        let start = head[..end].iter().rposition(|&byte| byte == b'/')?.checked_sub(1)?;
        return matches!(head[start], b'V' | b'D' | b'I' | b'W' | b'E' | b'F')
            .then_some(start..end);
    }
    let end = memchr_iter(b':', head).find(|&at| head.get(at + 1) == Some(&b' '))?;
    let begins = |&at: &usize| head[at] != b' ' && (at == 0 || head[at - 1] == b' ');
    let mut words = (0..end).filter(begins);
    let (date, clock, process) = (words.next()?, words.next()?, words.next()?);
    let is_head = head[date..clock].contains(&b'-')
        && head[clock..process].contains(&b':')
        && head[process].is_ascii_digit();
    is_head.then_some(process..end)
}
