//! Texts that write characters in another way: `\u9519` for a Chinese one, full-width digits. They
//! are searched decoded, and what is found is placed where it was written.

use std::ops::Range;

use memchr::memchr2_iter;

use super::{Finder, Verdict};

/// The most bytes that are decoded to one: three of a full-width digit, nine of an escape for three.
pub(super) const MAX_RATIO: usize = 3;
/// Backslashes before that of an escape: two strings in a string double it twice.
const MAX_BACKSLASHES: usize = 3;

/// The decoded text around a part of a text.
pub(super) struct Decoded {
    pub(super) text: Vec<u8>,
    /// The start of the text and the ends of what was decoded, here and in the written text.
    marks: Vec<(usize, usize)>,
}

impl Decoded {
    /// None if nothing around `within` is to be decoded.
    pub(super) fn new(written: &[u8], within: &Range<usize>) -> Option<Self> {
        let from = within.start.saturating_sub(Finder::REACH);
        let to = written.len().min(within.end.saturating_add(Finder::REACH));
        let mut text = Vec::new();
        let mut marks = vec![(0, from)];
        let mut done = from;
        for at in memchr2_iter(b'\\', 0xEF, &written[from..to]).map(|at| from + at) {
            if let Some((char, length)) = character(&written[at..to]) {
                // Those of an escape in a string in a string.
                let before = &written[done.max(at.saturating_sub(MAX_BACKSLASHES))..at];
                let backslashes = before.iter().rev().take_while(|&&byte| byte == b'\\').count();
                text.extend_from_slice(&written[done..at - backslashes]);
                text.extend_from_slice(char.encode_utf8(&mut [0; 4]).as_bytes());
                done = at + length;
                marks.push((text.len(), done));
            }
        }
        (done > from).then(|| {
            text.extend_from_slice(&written[done..to]);
            Self { text, marks }
        })
    }

    /// Verdicts on the decoded text, where they were written.
    pub(super) fn place(&self, mut verdicts: Vec<Verdict>) -> Vec<Verdict> {
        let written = |at: usize| {
            let next = self.marks.partition_point(|(mark, _)| *mark <= at);
            let (mark, place) = self.marks[next - 1];
            place + (at - mark)
        };
        for Verdict { finding, .. } in &mut verdicts {
            finding.start = written(finding.start);
            finding.end = written(finding.end);
            finding.settled = written(finding.settled);
        }
        verdicts
    }
}

/// The character that a text begins with in another way, and its length there. What is shorter than
/// three bytes in UTF-8 is left alone.
fn character(written: &[u8]) -> Option<(char, usize)> {
    match *written {
        [b'\\', b'u', a, b, c, d, ..] => {
            let digit = |digit: u8| char::from(digit).to_digit(16);
            let value = [a, b, c, d].into_iter().try_fold(0, |sum, at| Some(sum * 16 + digit(at)?));
            Some((char::from_u32(value?).filter(|&char| char >= '\u{800}')?, 6))
        }
        [0xEF, 0xBC, digit @ 0x90..=0x99, ..] => Some((char::from(digit - 0x90 + b'0'), 3)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::codes::catalog::Catalog;
    use crate::finder::Finder;

    const LINES: [(&str, &str, i32); 9] = [
        (r#"{"\u9519\u8bef\u7801":6012}"#, "6012", 6012),
        (
            r#"{\"msg\":\"\\u767b\\u5f55\\u5931\\u8d25\\uff0c\\u9519\\u8bef\\u7801\\uff1a6206\"}"#,
            "6206",
            6206,
        ),
        ("错误码：７０００１", "７０００１", 70001),
        ("sso retcode: －１０００３", "－１０００３", -10003),
        ("ErrorCode: 0x11171", "0x11171", 70001),
        ("error code 0X00011171,", "0X00011171", 70001),
        ("errcode=0xFFFFD8EF", "0xFFFFD8EF", -10001),
        ("错误码(0x11171)", "0x11171", 70001),
        ("%22ErrorCode%22%3A90009%2C", "90009", 90009),
    ];

    #[test]
    fn numbers_and_keys_are_read_however_they_are_written() {
        let catalog = Catalog::builtin();
        for (line, expected, code) in LINES {
            let found = Finder::new(&catalog).find(line.as_bytes());
            let found = found.iter().map(|it| (&line[it.start..it.end], it.code.get()));
            assert_eq!(found.collect::<Vec<_>>(), [(expected, code)], "{line}");
        }
        for line in [
            "read 0x11171 bytes at 0x11171, IMSDK",
            "error code 0x111710000",
            "code: 0x11171g",
            r#"{"errorCode":10005,"msg":"\u5e93\u5b58\u4e0d\u8db3"}"#,
            r"\u6012 \u60125 IMSDK error",
        ] {
            assert_eq!(Finder::new(&catalog).find(line.as_bytes()), [], "{line}");
        }
    }

    #[test]
    fn cuts_do_not_change_what_is_found_in_escapes() {
        let catalog = Catalog::builtin();
        let finder = Finder::new(&catalog);
        let far = "\\u7fa4".repeat(90) + &"７".repeat(200);
        let text = LINES.map(|(line, ..)| format!("{line} {far}{line}")).concat();
        let text = text.as_bytes();
        let whole = finder.find(text);
        assert!(whole.len() > LINES.len());
        let verdicts = finder.explain(text);
        for cut in (0..text.len()).step_by(223) {
            let from = cut.saturating_sub(Finder::REACH);
            let to = text.len().min(cut + Finder::REACH);
            let mut found = finder.find_in(&text[..to], 0..cut);
            let rest = finder.find_in(&text[from..], cut - from..);
            found.extend(rest.into_iter().map(|mut finding| {
                finding.start += from;
                finding.end += from;
                finding.settled += from;
                finding
            }));
            assert_eq!(found, whole, "{cut}");
            let parts = [finder.explain_in(text, 0..cut), finder.explain_in(text, cut..)];
            assert_eq!(parts.concat(), verdicts, "{cut}");
        }
    }
}
