//! What an answer says beside its results: notes, misses, and texts as they are quoted.

use imcode::{Entry, Lang};

use crate::language;
use crate::lookup::{Miss, Note};
use crate::request::Fault;

/// Longer texts are quoted in part, in characters.
const MAX_QUOTED: usize = 60;

/// What is worth knowing beside an answer.
pub(crate) fn of_note(note: &Note) -> String {
    match note {
        Note::Success(0) => {
            say!("0 means success: there is nothing to explain", "0 表示调用成功，不是错误码")
        }
        Note::Success(status) => say!(
            "{status} is the HTTP status of a success: there is no code to explain",
            "{status} 是 HTTP 状态码，表示请求成功，不是错误码"
        ),
        Note::Unsigned(asked, code) => say!(
            "{asked} is {code}, printed as an unsigned 32-bit number",
            "{asked} 是把 {code} 按 32 位无符号数打印的结果"
        ),
        Note::Renumbered(name, former, today) => say!(
            "`{name}` was renumbered: {former} is {today} now",
            "`{name}` 现在是 {today}，以前是 {former}"
        ),
        Note::NotKnown(number) => say!("{number} is not a known code", "没有收录 {number}"),
        Note::AlsoACode(number) => say!(
            "{number} is a code too; `imcode {number}` explains it",
            "{number} 也是错误码；用 `imcode {number}` 查看"
        ),
        Note::MaybeOfAnother(code) => say!(
            "the text names another product, and {code} may be a code of that",
            "文中提到别家产品，{code} 也可能是它的错误码"
        ),
        Note::Cut(shown, all) => say!(
            "{shown} of {all} matches; `imcode search --limit {all}` shows all",
            "只显示 {all} 条中的 {shown} 条；用 `imcode search --limit {all}` 看全部"
        ),
        Note::NoCodeInLines(1) => say!("1 line has no code", "有 1 行没有错误码"),
        Note::NoCodeInLines(lines) => say!("{lines} lines have no code", "有 {lines} 行没有错误码"),
    }
}

/// What was asked for and is not known.
pub(crate) fn of_miss(miss: &Miss) -> String {
    match miss {
        Miss::Code(code) => say!("unknown code {code}", "没有收录 {code}"),
        Miss::Range(first, last) if first == last => of_miss(&Miss::Code(*first)),
        Miss::Range(first, last) => {
            say!("no codes between {first} and {last}", "{first} 到 {last} 之间没有收录的错误码")
        }
        Miss::Name(name) => {
            let name = quoted(name);
            say!("unknown name {name}", "没有收录常量 {name}")
        }
        Miss::File(names) => say!("`{names}` is a file", "`{names}` 是文件"),
        Miss::NoFile(name) => {
            let name = quoted(name);
            say!("there is no file {name}", "没有 {name} 这个文件")
        }
        Miss::NoCode(text) => {
            let text = quoted(text);
            say!("no code in {text}", "{text} 里没有错误码")
        }
        Miss::OfAnother(text) => {
            let text = quoted(text);
            say!(
                "{text} names another product, and no code of Chat",
                "{text} 说的是别家产品，里面没有 IM 的错误码"
            )
        }
        Miss::NoCodeInLines(lines) => say!("no code in {lines} lines", "这 {lines} 行里没有错误码"),
        Miss::NothingFits(query) => {
            let query = quoted(query);
            say!("no code matches {query}", "没有与 {query} 相符的错误码")
        }
        Miss::NothingPasses => say!("no code matches the filters", "没有错误码同时满足这些条件"),
        Miss::Refused(text, fault) => {
            let (text, cause) = (quoted(text), cause(*fault));
            say!("cannot look up {text}: {cause}", "查不了 {text}：{cause}")
        }
    }
}

fn cause(fault: Fault) -> String {
    match fault {
        Fault::NotWhole => say!("it is not a whole number", "错误码只能是整数"),
        Fault::NoDigits => say!("its digits are missing", "缺数字"),
        Fault::TooLarge => say!("it is too large for an error code", "数太大，不会是错误码"),
        Fault::Backwards => say!("the range runs backwards", "范围的起点比终点大"),
        Fault::NotUtf8 => not_utf8(),
        Fault::Empty => say!("there is nothing to look up in it", "里面没有可查的内容"),
    }
}

pub(crate) fn not_utf8() -> String {
    say!("it is not UTF-8", "不是 UTF-8 编码")
}

/// A code and its summary.
pub(crate) fn brief(entry: Entry<'_>) -> String {
    let (label, summary) = (entry.label(), entry.text_in(language::current()).summary);
    say!("{label}, {summary}", "{label}，{summary}")
}

/// A text in backticks.
pub(crate) fn quoted(text: &str) -> String {
    format!("`{}`", shortened(text))
}

pub(crate) fn shortened(text: &str) -> String {
    let mut chars = text.trim().chars();
    let start: String = chars.by_ref().take(MAX_QUOTED).collect();
    if chars.next().is_some() { start + "…" } else { start }
}
