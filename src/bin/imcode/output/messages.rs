//! Every sentence on standard error, in both languages, and how it gets there: `error:`, `hint:` or
//! `note:`, lower case, no full stop, backticks around literals.

use std::fmt::Display;
use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use anstream::AutoStream;
use anstyle::AnsiColor;
use imcode::{Lang, Retry};
use terminal_size::terminal_size_of;

use crate::language;
use crate::output::{columns, escape, progress, stdout};

/// What could not be done.
pub(crate) fn error(text: impl Display) {
    say(&prefix_error(), AnsiColor::Red, &text);
}

/// What to do instead.
pub(crate) fn hint(text: impl Display) {
    say(&prefix_hint(), AnsiColor::Cyan, &text);
}

/// What is worth knowing beside the result.
pub(crate) fn note(text: impl Display) {
    say(&prefix_note(), AnsiColor::Cyan, &text);
}

/// Whether a blank line is due between results on a terminal and the next message.
static IS_BELOW_RESULTS: AtomicBool = AtomicBool::new(false);

/// Sets the next message off from results that a person reads.
pub(super) fn set_off() {
    IS_BELOW_RESULTS.store(true, Ordering::Relaxed);
}

/// There is nowhere to report that this could not be written. A text may quote arguments, paths and
/// code files: all of it is escaped here. On a terminal it is wrapped, and may be colored.
fn say(prefix: &str, color: AnsiColor, text: &dyn Display) {
    let text = escape::text(&text.to_string());
    progress::clear();
    let mut stderr = io::stderr().lock();
    let _ = match stdout::width(terminal_size_of(&stderr)) {
        None => writeln!(stderr, "{prefix}{text}"),
        Some(width) => {
            let text = columns::wrap_behind(prefix, &text, width);
            let style = color.on_default().bold();
            let gap = if IS_BELOW_RESULTS.swap(false, Ordering::Relaxed) { "\n" } else { "" };
            writeln!(AutoStream::auto(stderr), "{gap}{style}{prefix}{style:#}{text}")
        }
    };
}

/// A sentence in the language of this run.
macro_rules! say {
    ($english:literal, $chinese:literal) => {
        match language::current() {
            Lang::Zh => format!($chinese),
            _ => format!($english),
        }
    };
}

/// A function for each message, which returns it in the language of this run.
macro_rules! messages {
    ($($name:ident($($argument:ident: $type:ty),*) $english:literal $chinese:literal)*) => {
        $(pub(crate) fn $name($($argument: $type),*) -> String {
            say!($english, $chinese)
        })*
    };
}

/// The label of a field; in capitals, the head of a column.
pub(crate) fn label(field: &str) -> &str {
    let chinese = match field {
        "code" => "错误码",
        "through" => "末码",
        "retry" => "重试",
        "summary" => "含义",
        "detail" => "说明",
        "action" => "处理",
        "layer" | "from" => "来源",
        "category" => "分类",
        "name" => "常量",
        "aliases" => "别名",
        "since" => "起始版本",
        "until" => "截止版本",
        "asked" => "所查",
        "by" => "查法",
        "score" => "得分",
        "matched" => "匹配",
        "related" => "相关",
        "note" => "备注",
        "basis" => "依据",
        "versions" => "版本",
        "source" => "码表",
        "more" => "官网",
        "zh" => "中文",
        "codes" => "数量",
        "title" => "名称",
        "count" => "次数",
        "share" => "占比",
        "first" => "首次",
        "last" => "末次",
        "OPTIONS" => "选项",
        "COMMAND" => "子命令",
        "WHAT" => "查什么",
        "FILE" => "文件",
        "RANGE" => "范围",
        "WORDS" => "关键词",
        other => other,
    };
    if language::current() == Lang::Zh { chinese } else { field }
}

mod answer;
mod faults;
mod lookup;
mod reasons;

pub(crate) use answer::*;
pub(crate) use faults::{faults, system};
pub(crate) use lookup::*;
pub(crate) use reasons::*;

/// The verdict on repeating a call. The verdicts have equal width in Chinese.
pub(crate) fn verdict(retry: Retry) -> &'static str {
    match (language::current(), retry) {
        (Lang::Zh, _) => verdict_zh(retry),
        _ => retry.as_str(),
    }
}

fn verdict_zh(retry: Retry) -> &'static str {
    match retry {
        Retry::Yes => "可重试",
        Retry::Wait => "先降频",
        Retry::Login => "重登录",
        Retry::No => "先处理",
        _ => "不确定",
    }
}

/// The verdict that the screen calls so in Chinese.
pub(crate) fn verdict_called(word: &str) -> Option<Retry> {
    Retry::ALL.into_iter().find(|retry| verdict_zh(*retry) == word)
}

/// What `-h` prints.
pub(crate) fn short_help() -> &'static str {
    match language::current() {
        Lang::Zh => include_str!("help/zh.txt"),
        _ => include_str!("help/en.txt"),
    }
}

messages! {
    prefix_error() "error: " "错误："
    prefix_hint() "hint: " "提示："
    prefix_note() "note: " "说明："

    // The command line.
    unknown_option(option: &str)
        "unknown option `{option}`"
        "没有选项 `{option}`"
    unexpected_argument(argument: &str)
        "unexpected argument `{argument}`"
        "多了参数 `{argument}`"
    unknown_subcommand(name: &str)
        "unknown subcommand `{name}`"
        "没有子命令 `{name}`"
    missing_argument(argument: &str)
        "missing argument {argument}"
        "缺少参数 {argument}"
    missing_value(option: &str)
        "missing value for `{option}`"
        "`{option}` 缺少值"
    invalid_value(value: &str, option: &str)
        "invalid value `{value}` for `{option}`"
        "`{option}` 不能是 `{value}`"
    not_a_count(value: &str, option: &str)
        "invalid value `{value}` for `{option}`: expected a whole number from 1"
        "`{option}` 不能是 `{value}`：要填不小于 1 的整数"
    unexpected_value(value: &str, option: &str)
        "unexpected value `{value}` for `{option}`"
        "`{option}` 不带值，多了 `{value}`"
    conflicting_options(option: &str, other: &str)
        "`{option}` cannot be used with `{other}`"
        "`{option}` 不能和 `{other}` 一起用"
    did_you_mean(name: &dyn Display)
        "did you mean `{name}`?"
        "是不是想用 `{name}`？"
    and() " and " " 和 "
    option_of(option: &str, commands: &str)
        "`{option}` belongs to {commands}"
        "`{option}` 是 {commands} 的选项"
    possible_values(values: &str)
        "possible values: {values}"
        "可选：{values}"
    usage(line: &str)
        "usage: {line}"
        "写法是 `{line}`"
    words_before_subcommand(word: &str)
        "`{word}` before a subcommand; put it behind, or leave the subcommand out"
        "`{word}` 写在子命令前面了；挪到后面，或者去掉子命令"

    unknown_field(name: &str)
        "unknown field `{name}`"
        "没有字段 `{name}`"
    fields(known: &str)
        "fields: {known}"
        "可选：{known}"
    no_fields()
        "`--fields` belongs to look-up, `annotate`, `list`, `search`, `stats` and `categories`"
        "`--fields` 只用于查码和 `annotate`、`list`、`search`、`stats`、`categories`"
    fields_need_json()
        "`--fields` of `imcode annotate` chooses keys of JSON; add `--format jsonl`"
        "`imcode annotate` 的 `--fields` 选的是 JSON 的键；加上 `--format jsonl`"
    unknown_language(value: &str)
        "IMCODE_LANG is `{value}`, which is none of en, zh, both and auto"
        "IMCODE_LANG 是 `{value}`，只能是 en、zh、both 或 auto"
    both_languages_need_cards()
        "`--lang both` needs cards; add `--format card`"
        "`--lang both` 只用于卡片；加上 `--format card`"

    // What an entry rests on.
    basis_docs()
        "another official page, not the list of error codes"
        "官方其他文档，官方错误码页没有"
    basis_header()
        "a comment in an SDK header, not on Tencent's page"
        "SDK 头文件注释，官方错误码页没有"
    basis_sdk()
        "SDK code, not on Tencent's page"
        "SDK 代码，官方错误码页没有"
    basis_name()
        "the constant's name only; Tencent does not document it"
        "只有常量名，官方没有说明"
    basis_report()
        "public reports; Tencent does not document it"
        "公开的反馈，官方没有说明"
    since_version(version: &str) "since {version}" "{version} 及以后"
    until_version(version: &str) "until {version}" "{version} 及以前"
    also() "Other matches:" "其他结果："
    full_stop() ". " "。处理："
    in_layer(layer: &str) " ({layer}) " "（{layer}）"

    // Files and streams.
    standard_output(error: &str)
        "standard output: {error}"
        "标准输出：{error}"
    unreadable(path: &str, error: &str)
        "{path}: cannot be read: {error}"
        "{path}：读不了：{error}"
    packed(path: &str, program: &str)
        "{path}: is packed with {program}"
        "{path}：是 {program} 压缩的"
    unpack(program: &str, path: &str, command: &str)
        "`{program} {path} | imcode {command}` reads it"
        "用 `{program} {path} | imcode {command}` 来读"
    is_utf_16(path: &str)
        "{path}: is in UTF-16"
        "{path}：是 UTF-16 编码"
    decode_utf_16()
        "`--encoding auto` reads it and writes UTF-8"
        "加 `--encoding auto` 就能读，输出为 UTF-8"
    seems_encoded(path: &str, name: &str, option: &str)
        "{path}: seems to be in {name}, not UTF-8; `--encoding {option}` finds more in it"
        "{path}：像是 {name} 编码，不是 UTF-8；加 `--encoding {option}` 才读得全"
    enrich_is_json()
        "`--enrich` writes the log itself; leave `--format` and `--json` out"
        "`--enrich` 输出的就是日志本身；去掉 `--format` 和 `--json`"
    no_object(path: &str)
        "{path}: no line with a code is a JSON object; nothing was added"
        "{path}：有错误码的行都不是 JSON 对象，什么也没加"
    input_is_output(path: &str)
        "{path}: is also the output"
        "{path}：输入文件同时也是输出"
    no_faults(path: &str, codes: usize)
        "{path}: no faults; number of codes: {codes}"
        "{path}：没有问题，共 {codes} 个错误码"
    first_fault(fault: &str)
        "{fault} (`imcode check` lists all faults)"
        "{fault}（全部问题用 `imcode check` 查看）"
    no_code_in_log()
        "no code found"
        "没找到错误码"
    nothing_names_product()
        "no code where Tencent Cloud Chat is named; leave out `--product require` if the log has no other products"
        "没有一处错误码旁边提到本产品；日志里没有别家产品的话，去掉 `--product require`"
    try_loose()
        "`--loose` accepts every known number that is a word of its own"
        "加 `--loose` 会把所有单独出现的已收录数字都算上"
}
