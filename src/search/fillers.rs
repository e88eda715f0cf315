//! Words that say little of a fault, whatever their rarity among the entries: politeness, advice and
//! function words.

/// English words of politeness and advice, and the glue of server strings.
pub(crate) const FILLERS: &[&str] = &[
    "anyone",
    "anything",
    "check",
    "confirm",
    "currently",
    "done",
    "ensure",
    "even",
    "exception",
    "fail",
    "failed",
    "fails",
    "failure",
    "happen",
    "happens",
    "help",
    "here",
    "hi",
    "idea",
    "ideas",
    "issue",
    "just",
    "later",
    "let",
    "make",
    "maybe",
    "occurred",
    "ok",
    "only",
    "onto",
    "operation",
    "perform",
    "please",
    "possible",
    "problem",
    "promise",
    "pt",
    "really",
    "related",
    "reported",
    "retry",
    "returned",
    "returns",
    "see",
    "seem",
    "seems",
    "sns",
    "still",
    "sure",
    "svr",
    "thank",
    "thanks",
    "these",
    "thing",
    "those",
    "though",
    "tls",
    "too",
    "try",
    "trying",
    "uncaught",
    "using",
    "very",
    "whether",
    "work",
    "works",
    "yet",
];

/// Chinese phrases of politeness and advice.
const HAN_FILLERS: &[&str] = &[
    "请问",
    "请先",
    "请稍后",
    "请稍候",
    "请检查",
    "请确认",
    "请重新",
    "请重试",
    "请",
    "稍后再试",
    "稍后重试",
    "稍后",
    "再试",
    "重试",
    "重新",
    "检查",
    "确认",
    "是否",
    "您的",
    "您",
    "此",
    "该",
    "操作",
    "再进行",
    "进行",
    "执行",
    "使用",
    "可以",
    "怎么",
    "怎样",
    "如何",
    "为什么",
    "什么",
    "解决",
    "办法",
    "有没有",
    "一直",
    "总是",
    "突然",
    "然后",
    "之后",
    "以后",
    "时候",
    "一下",
    "这个",
    "那个",
    "这边",
    "已经",
    "还是",
    "就是",
    "结果",
    "报错",
    "提示",
    "失败了",
    "正确",
    "相关",
    "信息",
    "内容",
    "填写",
    "输入",
    "错误",
    "失败",
];

/// Whether a Latin word in lower case says nothing.
pub(crate) fn is_filler(lower: &str) -> bool {
    FILLERS.binary_search(&lower).is_ok()
}

/// The byte ranges of Chinese fillers in a text.
pub(crate) fn han_fillers(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    if text.is_ascii() {
        return found;
    }
    let mut at = 0;
    while let Some(char) = text[at..].chars().next() {
        let rest = &text[at..];
        let filler = HAN_FILLERS.iter().filter(|filler| rest.starts_with(**filler));
        let len = filler.map(|filler| filler.len()).max().filter(|_| !char.is_ascii());
        if let Some(len) = len {
            found.push(at..at + len);
        }
        at += len.unwrap_or(char.len_utf8());
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{FILLERS, han_fillers};

    #[test]
    fn the_list_is_sorted() {
        assert!(FILLERS.is_sorted());
    }

    #[test]
    fn the_longest_filler_counts() {
        assert_eq!(han_fillers("请稍后再试"), [0..9, 9..15]);
    }
}
