//! Faults of code files and errors of the system, which come in English, in the language of this run.

use imcode::{CodeFileError, Lang};

use crate::language;
use crate::output::escape;
use crate::output::messages::colon;

/// Each with `{}` for what varies, in the same order.
const FAULTS: [(&str, &str); 41] = [
    ("cannot be read: {}", "读不了：{}"),
    ("is not a file; name a TOML file", "不是文件；要给一个 TOML 文件"),
    ("is larger than 64 MiB; split it", "超过 64 MiB；拆成几个文件"),
    ("not UTF-8; save the file as UTF-8", "不是 UTF-8；把文件存成 UTF-8"),
    ("not TOML: {}", "不是 TOML：{}"),
    (
        "unknown key `{}`; a code file holds [[layer]], [[category]] and [[code]] blocks and [synonyms]",
        "没有 `{}` 这个键；码表里只有 [[layer]]、[[category]]、[[code]] 和 [synonyms]",
    ),
    ("`{}` is not a list; write [[{}]] above each block", "`{}` 不是列表；每一块上面写 [[{}]]"),
    ("not a block; write [[{}]] above each block", "不是块；每一块上面写 [[{}]]"),
    (
        "`synonyms` is not a block; write [synonyms] above it",
        "`synonyms` 不是块；上面写 [synonyms]",
    ),
    ("unknown field `{}` in [[{}]]; the fields are {}", "没有字段 `{}`；[[{}]] 的字段有 {}"),
    ("`{}` must be text: \"…\"", "`{}` 要写成文本：\"…\""),
    ("`{}` must be true or false", "`{}` 只能是 true 或 false"),
    ("`{}` must be a whole number from {} to {}", "`{}` 要写成 {} 到 {} 的整数"),
    ("`{}` must be a list: [\"…\", \"…\"]", "`{}` 要写成列表：[\"…\", \"…\"]"),
    (
        "`{}` must be a table; write `zh.` before the name of each field",
        "`{}` 是表；每个字段名前面写 `zh.`",
    ),
    ("`{}` must be one of {}", "`{}` 只能是 {} 之一"),
    (
        "`{}` must be a constant's name: letters, digits and `_`",
        "`{}` 要写常量名：字母、数字和 `_`",
    ),
    (
        "`{}` may have small letters, digits, `.`, `_` and `-` only",
        "`{}` 只能有小写字母、数字、`.`、`_` 和 `-`",
    ),
    ("`{}` ends with a full stop; remove it", "`{}` 末尾有句号；去掉"),
    ("`{}` is empty", "`{}` 是空的"),
    ("`{}` has the control character {}; remove it", "`{}` 里有控制字符 {}；去掉"),
    ("`{}` begins or ends with a space; remove it", "`{}` 开头或末尾有空格；去掉"),
    ("`{}` has {} characters; at most {} are allowed", "`{}` 有 {} 个字符；最多 {} 个"),
    ("`{}` has over {} items; keep the best", "`{}` 超过 {} 项；只留最有用的"),
    ("{} `{}` is already defined in {}; remove this one", "{} `{}` 在 {} 里已经定义了；去掉这个"),
    ("{} `{}` is defined twice; remove one", "{} `{}` 定义了两次；去掉一个"),
    (
        "unknown category `{}`; add a [[category]] block with this id, or correct it",
        "没有分类 `{}`；加一个这个 id 的 [[category]]，或者改对",
    ),
    ("`related` names a code twice", "`related` 里有重复的错误码"),
    ("`met` is 1 to 3, and for the built-in codes; remove it", "`met` 只用于内置错误码；去掉"),
    ("`basis` is for the built-in codes; remove it", "`basis` 只用于内置错误码；去掉"),
    ("0 means success, not an error; remove this block", "0 表示成功，不是错误码；去掉这一块"),
    ("`through` {} is not above `code` {}", "`through` 的 {} 不大于 `code` 的 {}"),
    ("`synonyms` has a term that is no word", "`synonyms` 里有一项不是词"),
    ("Chinese text has no {}; add {}", "中文缺 {}；补上"),
    ("{} has no {}; add {}", "{} 缺 {}；补上"),
    ("{} is already defined in layer `{}`, in line {}", "{} 在来源 `{}` 里已经定义了，见第 {} 行"),
    ("{} overlaps {} of layer `{}` in line {}", "{} 和 {} 重叠，同属来源 `{}`，见第 {} 行"),
    (
        "the name {} already belongs to {}; in a layer a name belongs to one code",
        "常量 {} 已经是 {} 的；同一来源里一个常量只属于一个错误码",
    ),
    ("`related` of {} names {}, which is unknown", "{} 的 `related` 里有 {}，没有收录"),
    ("`related` of {} names the code itself", "{} 的 `related` 里有它自己"),
    (
        "`related` of {} names {}, but {} does not name {}; add it there",
        "{} 的 `related` 里有 {}，但 {} 的没有 {}；在那边补上",
    ),
];

/// Errors of the system that are met every day.
const OF_THE_SYSTEM: [(&str, &str); 5] = [
    ("No such file or directory", "没有这个文件或目录"),
    ("Permission denied", "没有权限"),
    ("Is a directory", "是目录"),
    ("Not a directory", "不是目录"),
    ("No space left on device", "磁盘满了"),
];

/// Each fault of a code file, behind its path and line.
pub(crate) fn faults(error: &CodeFileError) -> Vec<String> {
    let faults = error.diagnostics.iter().map(|fault| {
        let (source, text) = (escape::text(&error.source), translated(&fault.message));
        match fault.line {
            0 => source + &colon() + &text,
            line => format!("{source}:{line}: {text}"),
        }
    });
    faults.collect()
}

/// An error of the system.
pub(crate) fn system(error: &(impl ToString + ?Sized)) -> String {
    let text = error.to_string();
    match language::current() {
        Lang::Zh => OF_THE_SYSTEM
            .iter()
            .fold(text, |text, (english, chinese)| text.replacen(english, chinese, 1)),
        _ => text,
    }
}

fn translated(fault: &str) -> String {
    let known = |(english, chinese): &(&str, &str)| Some(filled(chinese, &holes(english, fault)?));
    match language::current() {
        Lang::Zh => FAULTS.iter().find_map(known).unwrap_or_else(|| fault.to_owned()),
        _ => fault.to_owned(),
    }
}

/// What `text` has in place of each `{}` of a template; none if it is not made from it.
fn holes<'t>(template: &str, text: &'t str) -> Option<Vec<&'t str>> {
    let mut pieces = template.split("{}");
    let mut rest = text.strip_prefix(pieces.next()?)?;
    let mut holes = Vec::new();
    for piece in pieces {
        let (hole, behind) = if piece.is_empty() { (rest, "") } else { rest.split_once(piece)? };
        holes.push(hole);
        rest = behind;
    }
    rest.is_empty().then_some(holes)
}

fn filled(template: &str, holes: &[&str]) -> String {
    let mut holes = holes.iter().map(|hole| system(*hole));
    let mut pieces = template.split("{}");
    let start = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(start, |text, piece| text + &holes.next().unwrap_or_default() + piece)
}

#[cfg(test)]
mod tests {
    use super::{FAULTS, filled, holes};

    /// The library's own words, without breaks of lines.
    const SOURCES: [&str; 6] = [
        include_str!("../../../../codes/code.rs"),
        include_str!("../../../../codes/toml/mod.rs"),
        include_str!("../../../../codes/toml/file.rs"),
        include_str!("../../../../codes/toml/parse.rs"),
        include_str!("../../../../codes/toml/check.rs"),
        include_str!("../../../../codes/toml/diagnostic.rs"),
    ];

    /// What the library puts together with something else.
    fn pieces(english: &str) -> impl Iterator<Item = String> {
        let text = ["`", "must be", " is ", " has no "]
            .iter()
            .fold(english.to_owned(), |text, it| text.replace(it, "{}"));
        text.split("{}")
            .map(|piece| piece.trim_matches([' ', ',']).to_owned())
            .collect::<Vec<_>>()
            .into_iter()
    }

    #[test]
    fn faults_are_worded_as_in_the_library() {
        let sources = SOURCES.concat().replace('\\', "");
        let sources = sources.split_whitespace().collect::<Vec<_>>().join(" ");
        for (english, chinese) in FAULTS {
            for piece in pieces(english) {
                assert!(sources.contains(&piece), "{english}: {piece}");
            }
            assert!(english.matches("{}").count() >= chinese.matches("{}").count(), "{english}");
        }
    }

    #[test]
    fn what_varies_keeps_its_place() {
        let template = "`{}` has {} characters; at most {} are allowed";
        let found = holes(template, "`zh.note` has 80 characters; at most 36 are allowed");
        assert_eq!(found, Some(vec!["zh.note", "80", "36"]));
        assert_eq!(holes(template, "`note` is empty"), None);
        assert_eq!(filled("{} 缺 {}；补上", &["a", "b", "it"]), "a 缺 b；补上");
    }
}
