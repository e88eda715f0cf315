//! The words of the built-in codes, in both languages.

use std::collections::HashMap;

use imcode::{Catalog, Entry, Lang, Retry, Text};

/// At most, in characters.
const SUMMARY: [usize; 2] = [72, 36];
const FEWEST_KEYWORDS: usize = 6;
/// Characters that some terminals show one column wide and others two.
const AMBIGUOUS: [char; 12] = ['“', '”', '‘', '’', '…', '—', '·', '×', '→', '±', '①', '■'];

fn lines(text: Text<'_>) -> impl Iterator<Item = &str> {
    [Some(text.summary), text.detail, Some(text.action), text.note].into_iter().flatten()
}

fn is_chinese(text: &str) -> bool {
    text.chars().any(|char| ('\u{4E00}'..='\u{9FFF}').contains(&char))
}

#[test]
fn every_entry_speaks_both_languages() {
    for entry in Catalog::builtin().entries() {
        let code = entry.code();
        assert!(entry.has_text(Lang::Zh), "{code}: no Chinese");
        let [en, zh] = Lang::ALL.map(|lang| entry.text_in(lang));
        assert_eq!(en.detail.is_some(), zh.detail.is_some(), "{code}: detail in one language");
        assert_eq!(en.note.is_some(), zh.note.is_some(), "{code}: note in one language");
        assert!(!lines(en).any(is_chinese), "{code}: Chinese in the English texts");
        for line in [Some(zh.summary), zh.detail, Some(zh.action), zh.note].into_iter().flatten() {
            assert!(is_chinese(line), "{code}: no Chinese: {line}");
        }
        for (text, most) in [en, zh].into_iter().zip(SUMMARY) {
            let length = text.summary.chars().count();
            assert!(length <= most, "{code}: {length} characters: {}", text.summary);
            assert!(!text.summary.ends_with(['.', '。']), "{code}: {}", text.summary);
        }
    }
    for category in Catalog::builtin().categories() {
        assert!(!category.title_in(Lang::Zh).is_empty(), "{}", category.id());
    }
}

#[test]
fn no_two_entries_have_the_same_summary() {
    let catalog = Catalog::builtin();
    for lang in Lang::ALL {
        let mut seen = HashMap::new();
        for entry in catalog.entries() {
            let (code, summary) = (entry.code(), entry.text_in(lang).summary);
            let before = seen.insert(summary.to_lowercase(), code);
            assert_eq!(before, None, "{code}: the summary of another: {summary}");
        }
    }
}

/// Read from the file: a catalog does not say which language a keyword is listed for.
#[cfg(feature = "toml")]
#[test]
fn keywords_are_phrases_in_both_languages() {
    let text = include_str!("../../codes.toml");
    let table = toml::de::DeTable::parse(text).expect("the build read it").into_inner();
    for block in table["code"].get_ref().as_array().expect("[[code]] blocks") {
        let block = block.get_ref();
        let code = block["code"].get_ref().as_integer().expect("a number").as_str();
        let chinese = block["zh"].get_ref();
        for (lang, keywords) in [("en", &block["keywords"]), ("zh", &chinese["keywords"])] {
            let keywords = keywords.get_ref().as_array().into_iter().flatten();
            let keywords: Vec<&str> =
                keywords.filter_map(|keyword| keyword.get_ref().as_str()).collect();
            assert!(keywords.len() >= FEWEST_KEYWORDS, "{code}: {lang}: {keywords:?}");
            for keyword in keywords {
                let is_list = keyword.contains([',', '，', '、', ';', '；']);
                assert!(!is_list, "{code}: one phrase a string: {keyword:?}");
                assert!(lang == "zh" || !is_chinese(keyword), "{code}: {keyword:?}");
            }
        }
    }
}

#[test]
fn actions_are_sentences_and_agree_with_retry() {
    for entry in Catalog::builtin().entries() {
        let (code, [en, zh]) = (entry.code(), Lang::ALL.map(|lang| entry.text_in(lang).action));
        assert!(en.ends_with('.'), "{code}: an action is a sentence: {en}");
        assert!(zh.ends_with('。'), "{code}: an action is a sentence: {zh}");
        for filler in ["please", "check the error"] {
            assert!(!en.to_lowercase().contains(filler), "{code}: {en}");
        }
        if entry.retry() == Retry::Login {
            assert!(says_login(en), "{code}: `login`, and the action does not say so: {en}");
            assert!(zh.contains("登录"), "{code}: `login`, and the action does not say so: {zh}");
        }
    }
}

fn says_login(action: &str) -> bool {
    let action = action.to_lowercase();
    ["log in", "logs in", "login", "logged in"].iter().any(|word| action.contains(word))
}

#[test]
fn chinese_texts_keep_the_house_style() {
    for entry in Catalog::builtin().entries() {
        let code = entry.code();
        for line in lines(entry.text_in(Lang::Zh)).chain(keywords_of(entry)) {
            assert!(!line.contains(AMBIGUOUS), "{code}: a character of ambiguous width: {line}");
        }
        for line in lines(entry.text_in(Lang::Zh)) {
            let plain = outside_quotes(line);
            assert!(!plain.contains('您'), "{code}: 您: {line}");
            assert!(!begs(&plain), "{code}: 请: {line}");
        }
    }
}

fn keywords_of(entry: Entry<'_>) -> impl Iterator<Item = &str> {
    entry.keywords().filter(|text| is_chinese(text))
}

/// Without what stands between 「 and 」: the words of a user interface.
fn outside_quotes(line: &str) -> String {
    let mut depth = 0_u32;
    let outside = |char: &char| {
        depth = match char {
            '「' => depth + 1,
            '」' => depth.saturating_sub(1),
            _ => depth,
        };
        depth == 0
    };
    line.chars().filter(outside).collect()
}

/// 请 as "please", not as in 请求, 申请 and 邀请.
fn begs(line: &str) -> bool {
    line.match_indices('请').any(|(at, word)| {
        let (before, after) = (&line[..at], &line[at + word.len()..]);
        !before.ends_with(['申', '邀']) && !after.starts_with('求')
    })
}

#[test]
fn begging_is_recognized() {
    for (line, expected) in
        [("请重试", true), ("先申请，请稍候", true), ("请求失败", false), ("邀请过期", false)]
    {
        assert_eq!(begs(line), expected, "{line}");
    }
    assert!(!begs(&outside_quotes("点「请重试」")));
}
