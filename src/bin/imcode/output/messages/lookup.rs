//! Sentences about what was asked for: input, suggestions, lists.

use std::fmt::Display;

use imcode::Lang;

use crate::language;

messages! {
    // Standard input.
    nothing_to_look_up()
        "nothing to look up; try `imcode 70001` or `imcode -h`"
        "没有要查的内容；试试 `imcode 70001`，或看 `imcode -h`"
    empty_input()
        "no code on standard input; try `imcode 70001` or `imcode -h`"
        "标准输入里没有错误码；试试 `imcode 70001`，或看 `imcode -h`"
    waiting_for_input()
        "reading standard input; Ctrl-D ends it"
        "正在读标准输入，按 Ctrl-D 结束"
    input_too_large(mib: u64)
        "standard input is larger than {mib} MiB; `imcode annotate` reads logs"
        "标准输入超过 {mib} MiB；读日志用 `imcode annotate`"
    standard_input()
        "standard input"
        "标准输入"

    // Suggestions; `brief` is a code and its summary.
    suggested_code(brief: &str)
        "did you mean {brief}?"
        "是不是 {brief}？"
    other_sign(code: &dyn Display, brief: &str)
        "{code} with the other sign is {brief}"
        "{code} 的正负号如果有误，就是 {brief}"
    suggested_name(name: &str, brief: &str)
        "did you mean `{name}`, {brief}?"
        "是不是 `{name}`，{brief}？"
    former_name(name: &str, brief: &str)
        "`{name}` was once the constant of {brief}"
        "`{name}` 以前是这个错误码的常量：{brief}"
    between(before: &str, after: &str, title: &str, category: &str)
        "it is between {before} and {after}, of {title} ({category})"
        "前后是 {before} 和 {after}，都属于「{title}」（{category}）"
    http_status(number: i64)
        "{number} is a status of HTTP; the body of the response has the code"
        "{number} 是 HTTP 状态码，IM 的错误码在响应体里"
    not_listed()
        "it may be another product's; if it is your own, put it into a file for `--codes`, see `imcode template`"
        "可能是别家产品的错误码；如果是自己定义的，写进码表，用 `--codes` 指定，样例见 `imcode template`"
    too_large()
        "a code has 32 bits at most"
        "错误码最多 32 位，这个数超出了"
    lines_are_scanned()
        "of several lines, only codes are looked up; `imcode search` searches for words"
        "多行文本只查错误码；按关键词搜索用 `imcode search`"
    annotate_reads(names: &str)
        "`imcode annotate {names}` explains the codes in it"
        "解释里面的错误码用 `imcode annotate {names}`"
    suggested_subcommand(name: &str)
        "did you mean `imcode {name}`?"
        "是不是想用 `imcode {name}`？"
    suggested_search(words: &str)
        "`imcode search {words}` searches for words"
        "按关键词搜索用 `imcode search {words}`"

    // Lists.
    not_a_range(quoted: &str)
        "{quoted} is neither a code nor a range"
        "{quoted} 不是错误码，也不是范围"
    unknown_category(name: &str)
        "unknown category `{name}`"
        "没有分类 `{name}`"
    unknown_layer(name: &str)
        "unknown layer `{name}`"
        "没有来源 `{name}`"
    categories_lists()
        "`imcode categories` lists all"
        "用 `imcode categories` 查看有哪些"
}
