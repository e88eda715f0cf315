//! Platforms named in a query, as in `iOS17.4 login fails`: where people meet a code says little about
//! what it means.

use std::borrow::Cow;

use crate::search::tokenizer::tokenize;

/// Where people meet a code, which says little about what it means. `web` and `harmony` are not
/// here: codes of push and of the web are about them.
const PLATFORMS: &[&str] = &[
    "ios",
    "iphone",
    "ipad",
    "ipados",
    "android",
    "harmonyos",
    "flutter",
    "dart",
    "uniapp",
    "uni-app",
    "uni app",
    "h5",
    "unity",
    "unity3d",
    "unreal",
    "unreal engine",
    "cocos",
    "electron",
    "rn",
    "react",
    "react native",
    "reactnative",
    "react-native",
    "vue",
    "angular",
    "swift",
    "kotlin",
    "java",
    "javascript",
    "typescript",
    "php",
    "python",
    "golang",
    "nodejs",
    "node.js",
    "objective-c",
    "objc",
    "windows",
    "macos",
    "mac",
    "linux",
    "miniprogram",
    "mini program",
    "wechat",
    "安卓",
    "苹果",
    "鸿蒙",
    "小程序",
    "微信",
    "安卓端",
    "苹果端",
    "鸿蒙端",
    "小程序端",
    "微信小程序",
];

/// The query without the platforms it names; unchanged if it names nothing else.
pub(crate) fn without_platforms(query: &str) -> Cow<'_, str> {
    let (mut rest, mut found) = (String::new(), false);
    let mut at = 0;
    while let Some(char) = query[at..].chars().next() {
        let begins_word = !rest.ends_with(is_word) || !is_word(char);
        if let Some(length) = begins_word.then(|| platform_length(&query[at..])).flatten() {
            found = true;
            rest.push(' ');
            at += length;
        } else {
            rest.push(char);
            at += char.len_utf8();
        }
    }
    if !found || tokenize(&rest).is_empty() { query.into() } else { rest.into() }
}

/// The length of the longest platform that begins `text`, with its version: `iOS17.4` and
/// `React Native 0.73` are one each.
fn platform_length(text: &str) -> Option<usize> {
    let is_prefix =
        |name: &&&str| text.get(..name.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(name));
    let length = |name: &&str| {
        if !name.is_ascii() {
            return Some(name.len());
        }
        let rest = &text[name.len()..];
        let is_number = |char: char| char == '.' || char.is_ascii_digit();
        let mut after = rest.trim_start_matches(is_number);
        let spaced = rest.strip_prefix(' ').map_or(rest, |rest| rest.trim_start_matches(is_number));
        // A number behind a space is a version if it has a point: 90001 is a code.
        if rest[..rest.len() - spaced.len()].contains('.') {
            after = spaced;
        }
        (!after.starts_with(is_word)).then_some(text.len() - after.len())
    };
    PLATFORMS.iter().filter(is_prefix).filter_map(length).max()
}

fn is_word(char: char) -> bool {
    char == '_' || char.is_ascii_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::without_platforms;

    #[test]
    fn platforms_and_their_versions_are_removed() {
        for (query, rest) in [
            ("iOS17.4 login fails", "login fails"),
            ("login fails (React Native 0.73)", "login fails ( )"),
            ("android 6208", "6208"),
            ("react native: group full", ": group full"),
            ("微信小程序登录失败", "登录失败"),
            ("安卓iphone usersig", "usersig"),
            ("ERR_IOS_KICKED radios", "ERR_IOS_KICKED radios"),
            ("android", "android"),
            ("my android", "my android"),
        ] {
            assert_eq!(without_platforms(query).trim(), rest, "{query}");
        }
    }
}
