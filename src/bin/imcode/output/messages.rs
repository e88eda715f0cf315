//! Every sentence on standard error, in both languages, and how it gets there: `error:`, `hint:` or
//! `note:`, lower case, no full stop, backticks around literals.

use std::fmt::Display;
use std::io::{self, Write};

use anstream::AutoStream;
use anstyle::AnsiColor;
use imcode::{Code, Lang};
use terminal_size::terminal_size_of;

use crate::language;
use crate::output::{columns, escape, stdout};

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

/// There is nowhere to report that this could not be written. A text may quote arguments, paths and
/// code files: all of it is escaped here. On a terminal it is wrapped, and may be colored.
fn say(prefix: &str, color: AnsiColor, text: &dyn Display) {
    let text = escape::text(&text.to_string());
    let mut stderr = io::stderr().lock();
    let _ = match stdout::width(terminal_size_of(&stderr)) {
        None => writeln!(stderr, "{prefix}{text}"),
        Some(width) => {
            let text = columns::wrap_behind(prefix, &text, width);
            let style = color.on_default().bold();
            writeln!(AutoStream::auto(stderr), "{style}{prefix}{style:#}{text}")
        }
    };
}

/// A function for each message, which returns it in the language of this run.
macro_rules! messages {
    ($($name:ident($($argument:ident: $type:ty),*) $english:literal $chinese:literal)*) => {
        $(pub(crate) fn $name($($argument: $type),*) -> String {
            match language::current() {
                Lang::Zh => format!($chinese),
                _ => format!($english),
            }
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
        "related" => "相关",
        "note" => "备注",
        "basis" => "依据",
        "versions" => "版本",
        "source" => "码表",
        "more" => "官网",
        "codes" => "数量",
        "title" => "名称",
        "count" => "次数",
        "share" => "占比",
        "first" => "首次",
        "last" => "末次",
        other => other,
    };
    if language::current() == Lang::Zh { chinese } else { field }
}

messages! {
    prefix_error() "error: " "错误："
    prefix_hint() "hint: " "提示："
    prefix_note() "note: " "说明："

    // The command line.
    unknown_option(option: &str)
        "unknown option `{option}`"
        "没有选项 `{option}`"
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
    option_of(option: &str, commands: &str)
        "`{option}` belongs to {commands}"
        "`{option}` 是 {commands} 的选项"
    possible_values(values: &str)
        "possible values: {values}"
        "可选：{values}"
    usage(line: &str)
        "usage: {line}"
        "用法：{line}"
    words_before_subcommand(word: &str)
        "`{word}` before a subcommand; put it behind, or leave the subcommand out"
        "`{word}` 写在子命令前面了；挪到后面，或者去掉子命令"

    unknown_field(name: &str, known: &str)
        "unknown field `{name}`; fields: {known}"
        "没有字段 `{name}`；可选：{known}"
    no_fields()
        "`--fields` belongs to look-up, `list`, `search`, `stats` and `categories`"
        "`--fields` 只用于查码和 `list`、`search`、`stats`、`categories`"
    short_help()
        "\
imcode explains error codes of Tencent Cloud Chat: what to do, whether to retry

Usage: imcode [OPTIONS] [WHAT]...
       imcode [OPTIONS] <COMMAND>

  imcode 70001 -10001 6000-6100        codes and ranges
  imcode ERR_USER_SIG_EXPIRED          a constant
  imcode kicked off by another device  words to search for, English or Chinese
  imcode 'login failed, code: 6206'    a message, log line or JSON, as pasted
  imcode annotate app.log              a log, with an explanation of each code

Commands: annotate, stats      explain or count the codes in a log
          list, search         codes by range, category, layer, retry; by words
          categories           the categories, and how many codes each has
          check, template, schema    for a file of your own codes
          completions          a completion script for your shell
Options:  -f, --format FORMAT  card, table, tsv, json (also --json) or jsonl
          --fields FIELDS      only these fields, such as code,retry,summary
          --lang LANG          en, zh, both or auto
          --help, --version    everything; the version and the date of the codes
"
        "\
imcode 解释腾讯云即时通信 IM 的错误码：怎么回事，怎么处理，能不能重试

用法：imcode [选项] [查什么]...
      imcode [选项] <子命令>

  imcode 70001 -10001 6000-6100        错误码、范围
  imcode ERR_USER_SIG_EXPIRED          常量名
  imcode 在另一台设备登录被踢          关键词，中英文都行
  imcode 'login failed, code: 6206'    整段粘贴报错、日志或 JSON
  imcode annotate app.log              日志，逐个解释里面的错误码

子命令：annotate、stats      解释日志里的错误码；统计次数
        list、search         按范围、分类、来源、重试列出；按关键词搜索
        categories           有哪些分类，各有多少错误码
        check、template、schema    自己的错误码文件
        completions          命令补全脚本
选项：  -f, --format FORMAT  card、table、tsv、json（即 --json）或 jsonl
        --fields FIELDS      只要这些字段，如 code,retry,summary
        --lang LANG          en、zh、both 或 auto
        --help, --version    完整帮助（英文）；版本和错误码的日期
"
    both_languages_need_cards()
        "`--lang both` needs cards; add `--format card`"
        "`--lang both` 只用于卡片；加上 `--format card`"

    // The verdicts on repeating a call; those of one language have equal width in Chinese.
    retry_yes() "yes" "可重试"
    retry_wait() "wait" "先降频"
    retry_login() "login" "重登录"
    retry_no() "no" "先处理"
    retry_unknown() "unknown" "不确定"
    advice_yes()
        ": transient; repeat the same call with growing delays"
        "：暂时性故障，退避重试（间隔逐次拉长）"
    advice_wait()
        ": a rate or quota limit; repeat only slower"
        "：频率或额度超限，放慢或等额度恢复后再试"
    advice_login()
        ": get a fresh UserSig, log in, then repeat"
        "：换新的 UserSig 登录后再试"
    advice_no()
        ": fails again until what the action says is done"
        "：没按「处理」改好之前，重试还会失败"
    advice_unknown()
        ": documented causes differ, or none is documented; decide by the action"
        "：原因不止一种，或官方没说清，按「处理」判断"

    // What an entry rests on.
    basis_docs()
        "another official page, not the list of error codes"
        "官方其他文档，错误码页没有"
    basis_header()
        "a comment in an SDK header, not on the vendor's page"
        "SDK 头文件注释，官方错误码页没有"
    basis_sdk()
        "SDK code, not on the vendor's page"
        "SDK 代码，官方错误码页没有"
    basis_name()
        "the constant's name only; Tencent does not document it"
        "只有常量名，官方没有说明"
    basis_report()
        "public reports; Tencent does not document it"
        "公开的反馈，官方没有说明"
    since_version(version: &str) "since {version}" "{version} 起"
    until_version(version: &str) "until {version}" "到 {version} 为止"
    full_stop() ". " "。处理："
    in_layer(layer: &str) " ({layer}) " "（{layer}）"

    // Standard input.
    nothing_to_look_up()
        "nothing to look up; try `imcode 70001` or `imcode --help`"
        "没有要查的内容；试试 `imcode 70001`，或看 `imcode --help`"
    empty_input()
        "no code on standard input; try `imcode 70001` or `imcode --help`"
        "标准输入里没有错误码；试试 `imcode 70001`，或看 `imcode --help`"
    waiting_for_input()
        "reading standard input; Ctrl-D ends it"
        "正在读标准输入，按 Ctrl-D 结束"
    input_too_large(mib: u64)
        "standard input is larger than {mib} MiB; `imcode annotate` reads logs"
        "标准输入超过 {mib} MiB；读日志用 `imcode annotate`"
    standard_input()
        "standard input"
        "标准输入"

    // What was asked for and is not known; `quoted` is a text in backticks.
    unknown_code(code: i64)
        "unknown code {code}"
        "没有收录 {code}"
    no_code_between(first: i64, last: i64)
        "no codes between {first} and {last}"
        "{first} 到 {last} 之间没有收录的错误码"
    unknown_name(quoted: &str)
        "unknown name {quoted}"
        "没有收录常量 {quoted}"
    no_code_in(quoted: &str)
        "no code in {quoted}"
        "{quoted} 里没有错误码"
    no_code_in_lines(lines: usize)
        "no code in {lines} lines"
        "这 {lines} 行里没有错误码"
    no_match(quoted: &str)
        "no code matches {quoted}"
        "没有与 {quoted} 相符的错误码"
    no_code_for_filters()
        "no code matches the filters"
        "没有错误码同时满足这些条件"
    cannot_look_up(quoted: &str, cause: &str)
        "cannot look up {quoted}: {cause}"
        "查不了 {quoted}：{cause}"
    not_whole()
        "it is not a whole number"
        "不是整数"
    no_digits()
        "its digits are missing"
        "缺数字"
    too_large()
        "it is too large for an error code"
        "数太大，不会是错误码"
    backwards()
        "the range runs backwards"
        "范围的起点比终点大"
    not_utf8()
        "it is not UTF-8"
        "不是 UTF-8 编码"
    empty()
        "there is nothing to look up in it"
        "里面没有可查的内容"

    // What is worth knowing beside an answer.
    success()
        "0 means success: there is nothing to explain"
        "0 表示调用成功，不是错误码"
    unsigned(asked: i64, code: i64)
        "{asked} is {code}, printed as an unsigned 32-bit number"
        "{asked} 是把 {code} 按 32 位无符号数打印的结果"
    renumbered(name: &str, former: Code, today: Code)
        "`{name}` was renumbered: {former} is {today} now"
        "`{name}` 现在是 {today}，以前是 {former}"
    not_known(number: i64)
        "{number} is not a known code"
        "没有收录 {number}"
    also_a_code(number: i64)
        "{number} is a code too; `imcode {number}` explains it"
        "{number} 也是错误码；用 `imcode {number}` 查看"
    one_line_without_code()
        "1 line has no code"
        "有 1 行没有错误码"
    lines_without_code(lines: usize)
        "{lines} lines have no code"
        "有 {lines} 行没有错误码"

    // Suggestions; `brief` is a code and its summary.
    brief(code: &str, summary: &str, layer: &str)
        "{code} ({summary}; {layer})"
        "{code}（{summary}；{layer}）"
    suggested_code(brief: &str)
        "did you mean {brief}?"
        "差一位的：{brief}"
    other_sign(brief: &str)
        "with the other sign it is {brief}"
        "正负号相反的：{brief}"
    suggested_name(name: &str, brief: &str)
        "did you mean `{name}`, {brief}?"
        "相近的常量：`{name}`，{brief}"
    former_name(code: &str, note: &str)
        "{code}: {note}"
        "{code}：{note}"
    codes_around(title: &str, category: &str)
        "the codes around it belong to {title} ({category})"
        "前后的号段属于「{title}」（{category}）"
    before(brief: &str)
        "before it: {brief}"
        "前一个：{brief}"
    after(brief: &str)
        "after it: {brief}"
        "后一个：{brief}"
    suggested_subcommand(name: &str)
        "did you mean `imcode {name}`?"
        "是不是想用 `imcode {name}`？"
    suggested_search(words: &str)
        "`imcode search {words}` searches for words"
        "按关键词搜索用 `imcode search {words}`"
    suggested_option(option: &str, value: &str)
        "try `imcode list --{option} {value}`"
        "试试 `imcode list --{option} {value}`"

    // Lists.
    not_a_range(quoted: &str)
        "{quoted} is neither a code nor a range"
        "{quoted} 不是错误码，也不是范围"
    unknown_category(name: &str)
        "unknown category `{name}`; `imcode categories` lists all"
        "没有分类 `{name}`；用 `imcode categories` 查看有哪些"
    unknown_layer(name: &str)
        "unknown layer `{name}`; `imcode categories` lists all"
        "没有来源 `{name}`；用 `imcode categories` 查看有哪些"

    // Files and streams.
    standard_output(error: &io::Error)
        "standard output: {error}"
        "标准输出：{error}"
    unreadable(path: &str, error: &io::Error)
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
        "`--enrich` writes the log itself; leave `--format` out"
        "`--enrich` 输出的就是日志本身；去掉 `--format`"
    input_is_output(path: &str)
        "{path}: is also the output"
        "{path}：输入文件同时也是输出"
    first_fault(fault: &str)
        "{fault} (`imcode check` lists all faults)"
        "{fault}（全部问题用 `imcode check` 查看）"
    no_code_in_log()
        "no code found"
        "没找到错误码"
    try_loose()
        "`--loose` accepts every known number that is a word of its own"
        "加 `--loose` 会把所有单独出现的已收录数字都算上"
}
