//! Part of the build script: checks the finder's `vocabulary.toml`, derives the prefilter from it,
//! and packs both as Rust.

use std::cmp::Ordering;

use toml::de::DeTable;

pub(crate) const SOURCE: &str = "src/finder/vocabulary.toml";
/// Fragments that are searched for in one pass.
const AT_ONCE: usize = 64;

/// The words of one table that match in the same way.
struct List<'v> {
    table: &'v str,
    kind: &'v str,
    trigger: Option<&'v str>,
    words: Vec<&'v str>,
    line: usize,
}

/// The vocabulary as Rust data; or its faults, one a line.
pub(crate) fn pack(text: &str) -> Result<String, String> {
    let line = |at: usize| 1 + text[..at].matches('\n').count();
    let document = DeTable::parse(text).map_err(|error| {
        let at = error.span().unwrap_or_default().start;
        format!("{SOURCE}:{}: {}", line(at), error.message())
    })?;
    let mut lists = Vec::new();
    for (table, value) in document.get_ref() {
        let trigger = value.get_ref().get("trigger").and_then(|trigger| trigger.get_ref().as_str());
        let kinds = value.get_ref().as_table().into_iter().flat_map(DeTable::iter);
        let kinds = kinds.filter(|(kind, _)| kind.get_ref() != "trigger");
        lists.extend(kinds.map(|(kind, words)| List {
            table: table.get_ref(),
            kind: kind.get_ref(),
            trigger,
            words: {
                let words = words.get_ref().as_array().into_iter().flatten();
                words.filter_map(|word| word.get_ref().as_str()).collect()
            },
            line: line(words.span().start),
        }));
    }
    let faults: Vec<String> = lists.iter().flat_map(List::faults).collect();
    if !faults.is_empty() {
        return Err(faults.join("\n"));
    }
    let prefilter = prefilter(&lists)?;
    lists.retain(|list| list.table != "prefilter");
    let tables = lists.chunk_by(|list, next| list.table == next.table).map(|lists| {
        let items: String = lists.iter().map(List::to_rust).collect();
        format!("pub(super) mod {} {{ {items} }}\n", lists[0].table)
    });
    Ok(tables.chain([prefilter]).collect())
}

impl List<'_> {
    fn faults(&self) -> Vec<String> {
        let at = format!("{SOURCE}:{}: {}.{}", self.line, self.table, self.kind);
        let known = match self.table {
            "prefilter" => &["keys", "line", "wide"][..],
            _ => &["words", "prefixes", "suffixes", "substrings", "compounds"],
        };
        if !known.contains(&self.name()) {
            return vec![format!("{at}: unknown kind of list")];
        }
        if self.trigger.is_some_and(|trigger| !matches!(trigger, "key" | "line")) {
            return vec![format!("{at}: `trigger` is \"key\" or \"line\"")];
        }
        if self.words.is_empty() || self.words.iter().any(|word| !(1..256).contains(&word.len())) {
            return vec![format!("{at}: expected an array of words of 1 to 255 bytes")];
        }
        let covered = (0..self.words.len()).filter(|&index| self.is_covered(index));
        covered.map(|index| format!("{at}: another word covers `{}`", self.words[index])).collect()
    }

    /// Whether a word can be left out: whatever it matches, another one of the list matches.
    fn is_covered(&self, index: usize) -> bool {
        let word = self.words[index];
        let covers = |other: &str| match self.name() {
            "prefixes" => word.starts_with(other),
            "suffixes" => word.ends_with(other),
            "compounds" => other == word || other.len() > 3 && word.ends_with(other),
            "words" => other.eq_ignore_ascii_case(word),
            _ => word.contains(other),
        };
        let ordered = self.name() != self.kind;
        let mut others = self.words.iter().enumerate();
        others.any(|(at, other)| match at.cmp(&index) {
            Ordering::Less => covers(other),
            Ordering::Equal => false,
            // Of two equal words, the first one stays.
            Ordering::Greater => !ordered && covers(other) && !other.eq_ignore_ascii_case(word),
        })
    }

    /// The kind, whether the order counts or not.
    fn name(&self) -> &str {
        self.kind.strip_prefix("ordered_").unwrap_or(self.kind)
    }

    fn to_rust(&self) -> String {
        let name = self.name().to_ascii_uppercase();
        match self.name() {
            "substrings" => substrings(&name, &self.words),
            _ => format!(
                "pub(in crate::finder) const {name}: super::List = {};",
                packed(&self.words)
            ),
        }
    }
}

/// The fragments of the prefilter: those of the vocabulary, and every trigger that has none of them
/// in it.
fn prefilter(lists: &[List<'_>]) -> Result<String, String> {
    let mut fragments: [Vec<String>; 3] = Default::default();
    for (kind, fragments) in ["keys", "line", "wide"].into_iter().zip(&mut fragments) {
        let list = lists.iter().find(|list| list.table == "prefilter" && list.kind == kind);
        let list = list.ok_or(format!("{SOURCE}: prefilter.{kind} is missing"))?;
        fragments.extend(list.words.iter().map(|&word| word.to_owned()));
    }
    let triggers = lists.iter().filter_map(|list| Some((list.trigger?, &list.words)));
    let mut triggers: Vec<(&str, &str)> =
        triggers.flat_map(|(at, words)| words.iter().map(move |&word| (at, word))).collect();
    // A short word may be in a longer one.
    triggers.sort_by_key(|(_, word)| word.len());
    for (at, word) in triggers {
        for form in forms(word, at == "key") {
            if !fragments.iter().flatten().any(|fragment| form.contains(fragment)) {
                let kind = if form.is_ascii() { usize::from(at == "line") } else { 2 };
                fragments[kind].push(form);
            }
        }
    }
    let [keys, line, wide] = fragments;
    let ascii = [&keys[..], &line].concat();
    if ascii.len().max(wide.len()) > AT_ONCE {
        let (ascii, wide) = (ascii.len(), wide.len());
        return Err(format!("{SOURCE}: {ascii} and {wide} fragments: one pass takes {AT_ONCE}"));
    }
    Ok(format!(
        "pub(super) mod prefilter {{ pub(in crate::finder) const KEYS: usize = {}; {} {} }}\n",
        keys.len(),
        substrings("ASCII", &ascii),
        substrings("WIDE", &wide),
    ))
}

/// How a trigger is written: in lower case, and keys also with a capital and in capitals.
fn forms(word: &str, is_key: bool) -> Vec<String> {
    let mut forms = vec![word.to_owned()];
    if is_key && word.is_ascii() {
        forms.push(word[..1].to_ascii_uppercase() + &word[1..]);
        forms.push(word.to_ascii_uppercase());
    }
    forms
}

fn substrings(name: &str, words: &[impl AsRef<str>]) -> String {
    let of = "super::Substrings";
    format!("pub(in crate::finder) static {name}: {of} = {of}::new({});", packed(words))
}

/// A list as Rust: its words one after the other, each behind its length.
fn packed(words: &[impl AsRef<str>]) -> String {
    let mut bytes = Vec::new();
    for word in words.iter().map(AsRef::as_ref) {
        bytes.extend(u8::try_from(word.len()));
        bytes.extend(word.as_bytes());
    }
    format!("super::List(b\"{}\")", bytes.escape_ascii())
}
