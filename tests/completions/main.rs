//! `completions/`: made from the command line's definitions and held current, and tried in the shells
//! that are installed; the others are named and left out.
#![cfg(all(unix, feature = "cli"))]

#[allow(dead_code, reason = "only the definitions are used")]
#[path = "../../src/bin/imcode/args.rs"]
mod args;
mod generate;
mod manual;

use std::env;
use std::path::Path;
use std::process::{Command, Stdio};

use imcode::{Catalog, Entry, Lang};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/completions");

/// What the shell writes when it runs `script` with the program on its path. None without such a
/// shell.
fn run(shell: &[&str], script: &str) -> Option<String> {
    run_in("C.UTF-8", shell, script)
}

/// The same in a locale.
fn run_in(locale: &str, shell: &[&str], script: &str) -> Option<String> {
    let program = Path::new(env!("CARGO_BIN_EXE_imcode")).parent().expect("it lies in a folder");
    let path = env::var_os("PATH").unwrap_or_default();
    let path = [program.to_owned()].into_iter().chain(env::split_paths(&path));
    let output = Command::new(shell[0])
        .args(&shell[1..])
        .arg(script)
        .env("PATH", env::join_paths(path).expect("no folder holds a colon"))
        .env_remove("LC_ALL")
        .env("LC_MESSAGES", locale)
        .env("LC_CTYPE", "C.UTF-8")
        .stdin(Stdio::null())
        .output();
    let Ok(output) = output else {
        #[expect(clippy::print_stdout, reason = "the harness shows it with --nocapture")]
        {
            println!("left out: {} is not installed", shell[0]);
        }
        return None;
    };
    assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{script}");
    Some(String::from_utf8(output.stdout).expect("UTF-8"))
}

/// The entries whose codes begin with `start`, ascending; of a number with two meanings the first, as
/// shells offer a word once.
fn entries<'c>(catalog: &'c Catalog, start: &str) -> Vec<Entry<'c>> {
    let entries = catalog.entries();
    let mut entries: Vec<_> =
        entries.into_iter().filter(|entry| entry.label().starts_with(start)).collect();
    entries.dedup_by_key(|entry| entry.label());
    assert!(!entries.is_empty(), "{start}");
    entries
}

/// A command line that ends in the start of a code, and that start.
const LINES: [(&str, &str); 9] = [
    ("imcode 7000", "7000"),
    ("imcode -1000", "-1000"),
    ("imcode 12", "12"),
    ("imcode --json -3", "-3"),
    ("imcode -10001 70001 ERR_PARSE_RESPONSE_FAILED 600", "600"),
    ("imcode -- -1000", "-1000"),
    ("imcode list 600", "600"),
    ("imcode list --retry no -302 -1000", "-1000"),
    ("imcode 9000", "9000"),
];

/// A command line and all that it may be completed to, sorted.
const WORDS: [(&str, &[&str]); 16] = [
    ("imcode li", &["list"]),
    ("imcode 70001 --js", &["--json"]),
    ("imcode list --layer ", &["capi", "push", "sdk", "server", "v3", "web"]),
    ("imcode list --category sdk.re", &["sdk.relationship"]),
    ("imcode list --category acc", &["access", "account"]),
    ("imcode completions z", &["zsh"]),
    ("imcode search --retry ", &["login", "no", "unknown", "wait", "yes"]),
    ("imcode --lang ", &["auto", "both", "en", "zh"]),
    ("imcode list --format j", &["json", "jsonl"]),
    ("imcode --fields s", &["score", "since", "source", "summary"]),
    ("imcode list --retry login,", &["login,no", "login,unknown", "login,wait", "login,yes"]),
    ("imcode search -r login,no,u", &["login,no,unknown"]),
    ("imcode list --layer sdk,w", &["sdk,web"]),
    ("imcode list --category group,sdk.re", &["group,sdk.relationship"]),
    (
        "imcode --fields code,summary,s",
        &["code,summary,score", "code,summary,since", "code,summary,source"],
    ),
    ("imcode ERR_USER_SI", &["ERR_USER_SIG_EXPIRED"]),
];

/// What a shell offers for each of [`WORDS`]; and on an empty word commands, but none of the hundreds
/// of codes and constants.
#[track_caller]
fn offers_words(complete: impl Fn(&str) -> Option<String>) {
    for (line, expected) in WORDS {
        let Some(offered) = complete(line) else { return };
        let mut words: Vec<_> =
            offered.lines().filter_map(|line| line.split('\t').next()).collect();
        words.sort_unstable();
        assert_eq!(words, expected, "{line}");
    }
    let Some(offered) = complete("imcode ") else { return };
    let words: Vec<_> = offered.lines().filter_map(|line| line.split('\t').next()).collect();
    assert!(words.contains(&"annotate"), "{words:?}");
    let is_code = |word: &&&str| {
        word.trim_start_matches('-').starts_with(|char: char| !char.is_ascii_lowercase())
    };
    let codes: Vec<_> = words.iter().filter(is_code).filter(|word| **word != "-V").collect();
    assert!(codes.is_empty(), "{codes:?}");
}

#[test]
fn program_prints_the_files_of_the_folder() {
    for (shell, file) in [
        ("bash", "imcode.bash"),
        ("elvish", "imcode.elv"),
        ("fish", "imcode.fish"),
        ("nushell", "imcode.nu"),
        ("powershell", "_imcode.ps1"),
        ("zsh", "_imcode"),
    ] {
        let output =
            Command::new(env!("CARGO_BIN_EXE_imcode")).args(["completions", shell]).output();
        let printed = String::from_utf8(output.expect("the program starts").stdout).expect("UTF-8");
        let held =
            std::fs::read_to_string(Path::new(FOLDER).join(file)).expect("the file is there");
        assert!(!held.is_empty() && printed == held, "{shell}");
    }
}

#[test]
fn bash_offers_codes() {
    let catalog = Catalog::builtin();
    let complete = |line: &str| {
        let words = line.replace(' ', "' '");
        run(
            &["bash", "--norc", "-c"],
            &format!(
                "source {FOLDER}/imcode.bash; COMP_WORDS=('{words}'); \
                 COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); \
                 _imcode imcode \"${{COMP_WORDS[COMP_CWORD]}}\" \"${{COMP_WORDS[COMP_CWORD - 1]}}\"; \
                 printf '%s\\n' \"${{COMPREPLY[@]}}\""
            ),
        )
    };
    for (line, start) in LINES {
        let Some(offered) = complete(line) else { return };
        let expected: Vec<_> =
            entries(&catalog, start).iter().map(|entry| entry.code().to_string()).collect();
        assert_eq!(offered.lines().collect::<Vec<_>>(), expected, "{line}");
    }
    offers_words(complete);
}

#[test]
fn fish_offers_codes_with_summaries() {
    let catalog = Catalog::builtin();
    let complete = |line: &str| {
        let script = format!("source {FOLDER}/imcode.fish; complete -C'{line}'");
        run(&["fish", "--no-config", "-c"], &script)
    };
    for (line, start) in LINES {
        let Some(offered) = complete(line) else { return };
        let entries = entries(&catalog, start);
        let expected: Vec<_> =
            entries.iter().map(|entry| format!("{}\t{}", entry.code(), entry.summary())).collect();
        assert_eq!(offered.lines().collect::<Vec<_>>(), expected, "{line}");
    }
    offers_words(complete);
}

#[test]
fn fish_offers_summaries_in_the_language_of_the_user() {
    let catalog = Catalog::builtin();
    let [entry] = catalog.code(70001).collect::<Vec<_>>()[..] else { panic!("one meaning") };
    for (locale, lang) in [("zh_CN.UTF-8", Lang::Zh), ("en_US.UTF-8", Lang::En)] {
        let script = format!("source {FOLDER}/imcode.fish; complete -C'imcode 70001'");
        let Some(offered) = run_in(locale, &["fish", "--no-config", "-c"], &script) else { return };
        assert_eq!(offered, format!("70001\t{}\n", entry.text_in(lang).summary), "{locale}");
    }
}

/// Without a prompt, which the module `edit:` would need: what the script asks of it is played.
#[test]
fn elvish_offers_words() {
    offers_words(|line| {
        let script = format!(
            "use str
            var edit: = (ns [&complex-candidate~={{|text &display=''| put $text }}
                &completion:=(ns [&arg-completer=[&]])])
            eval (slurp < {FOLDER}/imcode.elv) &ns=(ns [&edit:=$edit:])
            var words = [(str:split ' ' '{line}')]
            $edit:completion:arg-completer[imcode] $@words | each {{|word|
                if (str:has-prefix $word $words[-1]) {{ echo $word }}
            }}"
        );
        run(&["elvish", "-norc", "-c"], &script)
    });
}

#[test]
fn nushell_offers_words() {
    run(&["nu", "--no-config-file", "-c"], &format!("use {FOLDER}/imcode.nu *"));
    offers_words(|line| {
        let script = format!("use {FOLDER}/imcode.nu *\n{line}");
        let end = script.len().to_string();
        let file = concat!(env!("CARGO_TARGET_TMPDIR"), "/completions.nu");
        std::fs::write(file, script).expect("a test may write there");
        let answer = run(&["nu", "--no-config-file", "--ide-complete", &end], file)?;
        let answer: serde_json::Value = serde_json::from_str(&answer).expect("JSON");
        let words = answer["completions"].as_array().expect("a list");
        // It names a subcommand in full.
        let words =
            words.iter().filter_map(|word| Some(word.as_str()?.trim_start_matches("imcode ")));
        Some(words.collect::<Vec<_>>().join("\n"))
    });
}

/// What zsh shows once it shows `last`: at a prompt, for it completes nowhere else, on a pseudo-terminal
/// of its own.
fn zsh(line: &str, last: &str) -> Option<String> {
    let script = format!(
        "zmodload zsh/zpty
        zpty prompt zsh -f
        zpty -w prompt 'stty cols 200; fpath=({FOLDER} $fpath); LISTMAX=9999; PS1=; \
            autoload -Uz compinit; compinit -u -D; echo rea\"\"dy'
        zpty -r prompt screen '*ready*'
        zpty -n -w prompt $'{line}\\t'
        screen=
        repeat 200 {{
            while zpty -r -t prompt more; do screen+=$more; done
            [[ $screen == *'{last}'* ]] && break
            sleep 0.05
        }}
        print -r -- $screen"
    );
    run(&["zsh", "-f", "-c"], &script)
}

#[test]
fn zsh_offers_codes_with_summaries() {
    let catalog = Catalog::builtin();
    for (line, start) in LINES {
        let entries = entries(&catalog, start);
        if let [only] = entries.as_slice() {
            let Some(screen) = zsh(line, &only.code().to_string()) else { return };
            assert!(screen.contains(&only.code().to_string()), "{line}: {screen:?}");
            continue;
        }
        let summary = |entry: &Entry<'_>| entry.summary().replace('\'', "'\\''");
        let Some(screen) = zsh(line, &summary(&entries[entries.len() - 1])) else { return };
        let offered: Vec<_> = screen.lines().filter_map(|line| line.split_once("  -- ")).collect();
        assert_eq!(offered.len(), entries.len(), "{line}: {screen:?}");
        for (entry, (code, summary)) in entries.iter().zip(offered) {
            assert!(code.trim_end().ends_with(&entry.code().to_string()), "{line}: {screen:?}");
            assert!(summary.starts_with(entry.summary()), "{line}: {screen:?}");
        }
    }
}

#[test]
fn zsh_offers_the_next_item_of_a_list() {
    for (line, shown) in [
        ("imcode search -r login,no,u", "login,no,unknown"),
        ("imcode list --layer sdk,w", "sdk,web"),
        ("imcode list --category group,sdk.re", "group,sdk.relationship"),
        ("imcode --fields code,summary,sc", "code,summary,score"),
    ] {
        let Some(screen) = zsh(line, shown) else { return };
        assert!(screen.contains(shown), "{line}: {screen:?}");
    }
    let Some(screen) = zsh("imcode list --retry login,", "documented causes differ") else {
        return;
    };
    let offered: Vec<_> = screen.lines().filter_map(|line| line.split_once("  -- ")).collect();
    let offered: Vec<_> = offered.iter().map(|(item, _)| item.trim()).collect();
    assert_eq!(offered.len(), 4, "{screen:?}");
    assert!(offered[0].ends_with("yes") && !offered.contains(&"login"), "{screen:?}");
}
