//! Why a number of a log is a code or none: the rules of the finder in the language of this run.

use imcode::{Code, Lang};

use crate::language;

messages! {
    colon() ": " "："
    semicolon() "; " "；"
    is_a_code(code: Code) "{code}: a code" "{code} 是错误码"
    is_no_code(code: Code) "{code}: no code" "{code} 不是错误码"
}

/// A rule or an evidence, whose names are in English.
pub(crate) fn reason(name: &str) -> &str {
    if language::current() != Lang::Zh {
        return name;
    }
    match name {
        "a process id" => "进程号",
        "part of a longer word, number or date" => "是更长的词、数字或日期的一部分",
        "it measures or names something else" => "是其他数据（端口、编号、金额等）",
        "hexadecimal, not behind a word for codes" => "十六进制，前面没有表示错误码的词",
        "its line names another product" => "这一行说的是别家产品",
        "met everywhere, and its line does not name this product" => {
            "太常见的数字，这一行没提到本产品"
        }
        "beside its constant" => "旁边是它的常量名",
        "counted in a map of codes" => "按错误码统计的一项",
        "behind a word for codes" => "前面有表示错误码的词",
        "it counts something" => "表示数量",
        "in a list behind a code" => "和前面的错误码是一串",
        "short, a year or app-defined, not behind a word for codes" => {
            "太短、像年份或由应用定义，前面没有表示错误码的词"
        }
        "behind a word for errors" => "前面有表示出错的词",
        "in a list behind a likely code" => "和前面可能的错误码是一串",
        "the outcome of a call" => "是一次调用的结果",
        "described behind it" => "后面说的正是它",
        "behind a label, in a sentence on this product" => "前面是标签，句子说的是本产品",
        "behind a label that says nothing of errors" => "前面的标签没说出错",
        "called an error" => "被称为错误",
        "in brackets behind a complaint" => "在括号里，前面说出了问题",
        "in a Chinese sentence about an error" => "中文句子在说出错",
        "what somebody got or saw" => "是收到、看到的东西",
        "a case of a switch on codes" => "按错误码分支的 case",
        "defined in its line" => "这一行在定义它",
        "at the start of a line that describes it" => "在行首，后面说的正是它",
        "in a sentence on this product" => "句子说的是本产品",
        "nothing beside it makes it a code" => "前后没有内容表明它是错误码",
        "this product is named" => "提到了本产品",
        "its message fits" => "旁边的报错和它的含义相符",
        "this product is named nearby" => "附近提到了本产品",
        "this product is not named" => "没提到本产品",
        "its message is about something else" => "旁边的报错说的是别的事",
        "another product is named nearby" => "附近提到了别家产品",
        "a constant" => "常量名",
        "any known number counts" => "收录过的数字都算",
        "no word nearby that could make it a code" => "附近没有相关的词",
        "at the end of what describes it" => "在句末，前面说的正是它",
        "another address is named" => "提到了别家的网址",
        other => other,
    }
}
