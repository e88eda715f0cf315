//! The texts against those of the vendor: facts are shared, sentences are not.
//!
//! `IMCODE_REFERENCE=FOLDER cargo test --test codes reference` compares with every text file in FOLDER.

use std::collections::HashSet;
use std::path::Path;
use std::{env, fs};

use imcode::{Catalog, Lang};

/// As many Chinese characters in a row are a copy.
const CHINESE_RUN: usize = 18;
/// As many English words in a row are a copy.
const ENGLISH_RUN: usize = 7;
/// Files of texts; everything else in the folder is left out.
const KINDS: [&str; 5] = ["jsonl", "json", "txt", "h", "html"];

#[test]
fn reference_texts_are_not_copied() {
    let Some(folder) = env::var_os("IMCODE_REFERENCE") else {
        #[expect(clippy::print_stdout, reason = "the harness shows it with --nocapture")]
        {
            println!("left out: IMCODE_REFERENCE names no folder of the vendor's texts");
        }
        return;
    };
    let reference = Reference::read(Path::new(&folder));
    assert!(!reference.chinese.is_empty() || !reference.english.is_empty(), "no texts in it");
    let mut copied = Vec::new();
    for entry in Catalog::builtin().entries() {
        let texts = Lang::ALL.map(|lang| entry.text_in(lang));
        let lines = texts.iter().flat_map(|text| {
            [Some(text.summary), text.detail, Some(text.action), text.note].into_iter().flatten()
        });
        for line in lines.chain(entry.keywords()) {
            copied.extend(reference.copied(line).map(|run| format!("{}: {run}", entry.code())));
        }
    }
    assert!(copied.is_empty(), "{} copied runs:\n{}", copied.len(), copied.join("\n"));
}

#[test]
fn copied_runs_are_found() {
    let mut reference = Reference::default();
    reference.add("Please check whether the UserSig of the account has really expired by now.");
    reference.add("检查一下账号的 UserSig 是不是确实已经过了有效期限。");
    assert!(reference.copied("see whether the account has expired by now").is_none());
    assert!(reference.copied("please check whether the of the account").is_some());
    assert!(reference.copied("检查一下账号的 UserSig 是不是确实已经过了有效").is_some());
    assert!(reference.copied("账号的 UserSig 是不是确实已经过期").is_none());
}

/// Every run in the vendor's texts.
#[derive(Default)]
struct Reference {
    chinese: HashSet<Vec<char>>,
    english: HashSet<Vec<String>>,
}

impl Reference {
    fn read(folder: &Path) -> Self {
        let mut reference = Self::default();
        for file in fs::read_dir(folder).expect("a folder that can be read") {
            let path = file.expect("a file that can be read").path();
            let kind = path.extension().unwrap_or_default();
            if KINDS.iter().any(|known| kind == *known) {
                let text = fs::read(&path).expect("a file that can be read");
                String::from_utf8_lossy(&text).lines().for_each(|line| reference.add(line));
            }
        }
        reference
    }

    fn add(&mut self, line: &str) {
        self.chinese.extend(chinese(line).windows(CHINESE_RUN).map(<[char]>::to_vec));
        self.english.extend(english(line).windows(ENGLISH_RUN).map(<[String]>::to_vec));
    }

    /// The first run of `line` that is in them.
    fn copied(&self, line: &str) -> Option<String> {
        let (chinese, english) = (chinese(line), english(line));
        let chinese = chinese.windows(CHINESE_RUN).find(|run| self.chinese.contains(*run));
        let english = english.windows(ENGLISH_RUN).find(|run| self.english.contains(*run));
        chinese.map(|run| run.iter().collect()).or(english.map(|run| run.join(" ")))
    }
}

/// Its Chinese characters, without what lies between them.
fn chinese(line: &str) -> Vec<char> {
    line.chars().filter(|char| ('\u{4E00}'..='\u{9FFF}').contains(char)).collect()
}

/// Its English words in small letters. Identifiers have no synonyms: `SDKAppID`, `ERR_SUCC` and `70001`
/// do not count.
fn english(line: &str) -> Vec<String> {
    let words = line.split(|char: char| !char.is_ascii_alphanumeric() && !"_'".contains(char));
    let is_word = |word: &&str| {
        !word.is_empty()
            && word.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'\'')
            && !word.bytes().skip(1).any(|byte| byte.is_ascii_uppercase())
    };
    words.filter(is_word).map(str::to_ascii_lowercase).collect()
}
