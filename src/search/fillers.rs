//! Words that say little of a fault, whatever their rarity among the entries: politeness, advice,
//! function words; and platforms, which say nothing.

use std::ops::Range;

use crate::search::tokenizer::STOP_WORDS;

/// How much a word says of a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Says {
    Much,
    Little,
    Nothing,
}

/// English words of politeness and advice, and the glue of server strings.
const FILLERS: &str = "\
    anyone anything check confirm currently done ensure even exception fail failed fails \
    failure happen happens help here hi idea ideas issue just later let make maybe occurred \
    ok only onto operation perform please possible problem promise pt really related \
    reported retry returned returns see seem seems sns still sure svr thank thanks these \
    thing those though tls too try trying uncaught using very whether work works yet";

/// Chinese phrases of politeness and advice; the longest that fits counts.
const HAN_FILLERS: &str = "\
    请问 请先 请稍后 请稍候 请检查 请确认 请重新 请重试 请 稍后再试 稍后重试 稍后 \
    再试 重试 重新 检查 确认 是否 您的 您 此 该 操作 再进行 进行 执行 使用 \
    可以 怎么 怎样 如何 为什么 什么 解决 办法 有没有 一直 总是 突然 然后 之后 \
    以后 时候 一下 这个 那个 这边 已经 还是 就是 结果 报错 提示 失败了 正确 \
    相关 信息 内容 填写 输入 错误 失败";

/// Where people meet a code, which says nothing of what it means. `web` and `harmony` are not here:
/// codes of push and of the web are about them.
const PLATFORMS: &str = "\
    android angular cocos dart electron flutter golang h5 harmonyos ios ipad ipados iphone \
    java javascript kotlin linux mac macos miniprogram native nodejs objc php python react \
    reactnative rn swift typescript uniapp unity unity3d unreal vue wechat windows";
const HAN_PLATFORMS: &str = "安卓 苹果 鸿蒙 小程序 微信 安卓端 苹果端 鸿蒙端 小程序端 微信小程序";

/// How much a Latin word in lower case says.
pub(crate) fn of_word(lower: &str) -> Says {
    let is_in = |words: &str| words.split(' ').any(|word| word == lower);
    if is_in(FILLERS) {
        Says::Little
    } else if is_in(PLATFORMS) {
        Says::Nothing
    } else {
        Says::Much
    }
}

/// Whether an unknown word is a filler or stop word with a typo: `erorr`, `shuold`.
pub(crate) fn is_misspelled(lower: &str, distance: impl Fn(&str, &str) -> usize) -> bool {
    let is_near = |filler: &str| {
        let is_alike = filler.len() > 4 && filler.len().abs_diff(lower.len()) < 2;
        is_alike && distance(filler, lower) == 1
    };
    FILLERS.split(' ').chain(STOP_WORDS.iter().copied()).any(is_near)
}

/// The byte ranges of Chinese words that say little or nothing.
pub(crate) fn in_chinese(text: &str) -> Vec<(Range<usize>, Says)> {
    let mut found = Vec::new();
    let mut end = 0;
    for (at, char) in text.char_indices() {
        if at < end || char.is_ascii() {
            continue;
        }
        let length = |words: &str| {
            let begins = words.split(' ').filter(|word| text[at..].starts_with(word));
            begins.map(str::len).max()
        };
        let little = length(HAN_FILLERS).map(|length| (length, Says::Little));
        let nothing = || length(HAN_PLATFORMS).map(|length| (length, Says::Nothing));
        if let Some((length, says)) = little.or_else(nothing) {
            end = at + length;
            found.push((at..end, says));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{Says, in_chinese};

    #[test]
    fn the_longest_filler_counts() {
        assert_eq!(in_chinese("请稍后再试"), [(0..9, Says::Little), (9..15, Says::Little)]);
    }
}
