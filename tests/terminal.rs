//! What a person sees on a terminal: width, color and notes.
#![cfg(all(unix, feature = "cli"))]

mod pty;

use std::collections::HashSet;
use std::fs::File;
use std::io::Write as _;
use std::process::Command;
use std::time::Duration;

use imcode::{Catalog, Lang};
use unicode_width::UnicodeWidthStr as _;

/// What a usual terminal is called.
const TERM: (&str, &str) = ("TERM", "xterm-256color");

/// Every command that writes for a person.
const RUNS: [&[&str]; 10] = [
    &["70001"],
    &["125000"],
    &["70001", "6206", "-10001"],
    &["list"],
    &["search", "签名过期"],
    &["search", "usersig", "expird", "-n", "40"],
    &["categories"],
    &["search", "kicked", "offline"],
    &["stats", "tests/logs/login.log", "tests/logs/app.log"],
    &["list", "6000-6100", "--fields", "code,name,retry,summary"],
];

fn screen(columns: u16, arguments: &[&str], variables: &[(&str, &str)]) -> String {
    let screen = pty::run(columns, arguments, variables);
    assert_eq!(screen.status.code(), Some(0), "{arguments:?}: {}", screen.text);
    assert!(!screen.text.trim().is_empty(), "{arguments:?}");
    screen.text
}

/// The text without its colors and links, which must all have ended.
#[track_caller]
fn bare(text: &str) -> String {
    let (mut bare, mut styled, mut linked) = (String::new(), false, false);
    let mut parts = text.split('\u{1b}');
    bare.extend(parts.next());
    for part in parts {
        if let Some(address) = part.strip_prefix("]8;;") {
            assert!(address.is_empty() || address.starts_with("https://"), "{address:?}");
            linked = !address.is_empty();
            continue;
        }
        // It ends the address.
        if let Some(rest) = part.strip_prefix('\\') {
            bare.push_str(rest);
            continue;
        }
        let (style, rest) = part.split_once('m').expect("only colors and links escape");
        let style = style.strip_prefix('[').expect("only colors and links escape");
        assert!(style.bytes().all(|byte| byte.is_ascii_digit() || byte == b';'), "{style:?}");
        styled = !matches!(style, "" | "0");
        bare.push_str(rest);
    }
    assert!(!styled, "a color has no end: {text:?}");
    assert!(!linked, "a link has no end: {text:?}");
    bare
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for columns in [40, 80, 200] {
        for (arguments, lang) in RUNS.into_iter().flat_map(|run| [(run, "en"), (run, "zh")]) {
            let colored = screen(columns, arguments, &[TERM, ("IMCODE_LANG", lang)]);
            let text = bare(&colored);
            let plain = [TERM, ("IMCODE_LANG", lang), ("NO_COLOR", "1")];
            assert_eq!(text, bare(&screen(columns, arguments, &plain)), "color changes no layout");
            for line in text.lines().filter(|line| !is_address(line)) {
                assert!(line.width() <= columns.into(), "{columns}: {arguments:?}: {line:?}");
            }
        }
    }
}

/// What is refused or not found, and what stands below the lines of a log.
const REMARKS: [&[&str]; 17] = [
    &["70004"],
    &["404"],
    &["6000-6001", "7", "999999"],
    &["ERR_USER_SIG_EXPIERD"],
    &["banana", "smoothie"],
    &["-10004"],
    &["4294957295"],
    &["tests/logs/login.log"],
    &["list", "--category", "nope"],
    &["list", "--fields", "nope"],
    &["search", "--limit", "0", "x"],
    &["completions"],
    &["help", "70001"],
    &["check", "tests/data/faulty.toml", "tests/data/none.toml"],
    &["--codes", "tests/data/faulty.toml", "1"],
    &["annotate", "--only", "tests/logs/login.log", "tests/logs/none.log"],
    &["annotate", "--why", "tests/logs/app.log"],
];

#[test]
fn remarks_fit_and_break_where_they_may() {
    const CLOSING: [char; 9] = ['，', '。', '：', '；', '、', '」', '）', ',', ';'];
    for columns in [40, 80, 200] {
        for (arguments, lang) in REMARKS.into_iter().flat_map(|run| [(run, "en"), (run, "zh")]) {
            let shown = |more| pty::run(columns, arguments, &[TERM, ("IMCODE_LANG", lang), more]);
            let text = bare(&shown(("NO_COLOR", "1")).text);
            assert_eq!(text, bare(&shown(("CLICOLOR", "1")).text), "color changes no layout");
            // The lines of a log itself are as long as they are.
            let is_own = |line: &&str| arguments[0] != "annotate" || line.starts_with("  ");
            for line in text.lines().filter(is_own).filter(|line| !is_address(line)) {
                let starts_well = !line.trim_start().starts_with(CLOSING);
                let fits = line.width() <= columns.into();
                assert!(fits && starts_well, "{columns} {lang} {arguments:?}: {line:?}");
            }
        }
    }
}

/// The address of the vendor's page is never cut, so that it can be copied.
fn is_address(line: &str) -> bool {
    line.split_whitespace().last().is_some_and(|word| word.starts_with("https://"))
}

/// All entries as cards and as a table, in Chinese.
#[test]
fn chinese_lines_fit_and_break_where_they_may() {
    const CLOSING: [char; 11] = ['，', '。', '：', '；', '、', '」', '）', '》', '？', '！', ','];
    const OPENING: [char; 3] = ['「', '（', '《'];
    let mut wrong = Vec::new();
    let words = identifiers();
    for columns in [40, 80, 200] {
        for format in ["card", "table"] {
            let arguments = ["list", "--lang", "zh", "--format", format];
            let text = bare(&screen(columns, &arguments, &[TERM]));
            for line in text.lines().filter(|line| !is_address(line)) {
                let is_wide = line.width() > columns.into();
                // Two blanks end a column.
                let cells = line.split("  ").map(str::trim).filter(|cell| !cell.is_empty());
                let starts = cells.clone().any(|cell| cell.starts_with(CLOSING));
                let ends = cells.clone().any(|cell| cell.ends_with(OPENING));
                if is_wide || starts || ends {
                    wrong.push(format!("{columns} {format}: {line}"));
                }
            }
            if format == "card" {
                let shown = words_of(&text);
                let narrow = usize::from(columns) - CARD_LABEL;
                let cut = words.iter().filter(|word| word.len() < narrow && !shown.contains(*word));
                wrong.extend(cut.map(|word| format!("{columns} {format}: {word} is cut")));
            }
        }
    }
    assert!(wrong.is_empty(), "{} lines:\n{}", wrong.len(), wrong.join("\n"));
}

/// The label of a card's row and the gap behind it.
const CARD_LABEL: usize = 6;

/// Runs of ASCII letters, digits and `_`.
fn words_of(text: &str) -> HashSet<&str> {
    text.split(|char: char| !char.is_ascii_alphanumeric() && char != '_').collect()
}

/// The constants and the identifiers in Chinese texts: `UserSig`, `SDKAppID`, `from_account`.
fn identifiers() -> HashSet<&'static str> {
    static CATALOG: Catalog = Catalog::builtin();
    let entries = CATALOG.entries().into_iter();
    let texts = entries.flat_map(|entry| {
        let text = entry.text_in(Lang::Zh);
        [entry.name(), Some(text.summary), text.detail, Some(text.action), text.note]
    });
    let words = texts.flatten().flat_map(words_of);
    let is_identifier = |word: &&str| {
        word.contains('_') || word.bytes().skip(1).any(|byte| byte.is_ascii_uppercase())
    };
    let words: HashSet<_> = words.filter(is_identifier).collect();
    assert!(words.contains("UserSig") && words.contains("ERR_SVR_ACCOUNT_USERSIG_EXPIRED"));
    words
}

#[test]
fn no_help_is_wider_than_the_terminal() {
    for arguments in [&["--help"][..], &["annotate", "--help"], &["list", "-h"]] {
        for columns in [60, 80] {
            let text = bare(&screen(columns, arguments, &[TERM]));
            for line in text.lines() {
                assert!(line.width() <= columns.into(), "{columns}: {arguments:?}: {line:?}");
            }
        }
    }
}

#[test]
fn help_of_a_command_begins_with_its_line_in_the_list() {
    let commands = bare(&screen(200, &["--help"], &[TERM]));
    let commands = commands.split_once("Commands:\n").expect("it lists them").1;
    for line in commands.lines().take_while(|line| !line.is_empty()) {
        let (command, about) = line.trim().split_once(' ').expect("each is described");
        if command != "help" {
            let help = bare(&screen(200, &[command, "--help"], &[TERM]));
            assert_eq!(help.lines().next(), Some(about.trim()), "{command}");
        }
    }
}

/// 24 lines, of which the prompt takes one.
#[test]
fn short_help_fits_one_screen_and_names_every_command() {
    let help = |arguments: &[&str]| bare(&screen(80, arguments, &[TERM]));
    let commands = help(&["--help"]);
    let commands = commands.split_once("Commands:\n").expect("it lists them").1;
    let commands = commands.lines().take_while(|line| !line.is_empty());
    let commands: Vec<&str> = commands.filter_map(|line| line.split_whitespace().next()).collect();
    assert!(commands.len() > 5, "{commands:?}");
    for lang in ["en", "zh"] {
        let help = help(&["-h", "--lang", lang]);
        assert!(help.lines().count() < 24, "{help}");
        assert!(help.lines().all(|line| line.width() <= 80), "{help}");
        assert_eq!(help.lines().filter(|line| line.starts_with("  imcode ")).count(), 5, "{help}");
        for command in commands.iter().filter(|command| **command != "help") {
            assert!(help.contains(command), "{lang}: {command}");
        }
    }
}

#[test]
fn log_cannot_drive_the_terminal() {
    let log = concat!(env!("CARGO_TARGET_TMPDIR"), "/escapes.log");
    let line =
        "\u{1b}]0;x\u{7} \u{9b}2J \u{1b}[31m\u{202e}\u{2066} 错误码 6206\ttab\u{8}\r\n\rb\u{1b}[2";
    std::fs::write(log, line).expect("a test may write there");
    let shown = r"\u{1b}]0;x\u{7} \u{9b}2J RED\u{202e}\u{2066} 错误码 6206";
    for (arguments, start) in [
        (&["annotate"][..], ""),
        (&["annotate", "--only"], "1:"),
        (&["annotate", "--why"], "1:"),
        (&["annotate", "--enrich"], ""),
        (&["annotate", "--color", "never"], ""),
        (&["annotate", "--only", "--color", "never"], "1:"),
    ] {
        let text = screen(80, &[arguments, &[log]].concat(), &[TERM]);
        let red = if arguments.contains(&"never") { "" } else { "\u{1b}[31m" };
        let shown = start.to_owned() + &shown.replace("RED", red);
        assert!(text.starts_with(&shown), "{arguments:?}: {text:?}");
        // All colors end, also before the explanation, and nothing else escapes.
        let plain = bare(&text);
        let is_odd = |char: char| {
            char.is_control() && !matches!(char, '\n' | '\t')
                || matches!(char, '\u{202e}' | '\u{2066}')
        };
        assert!(!plain.replace("\r\n", "\n").contains(is_odd), "{arguments:?}: {plain:?}");
        let is_whole = !["--only", "--why"].iter().any(|option| arguments.contains(option));
        assert_eq!(plain.contains("\\rb\\u{1b}[2"), is_whole, "{arguments:?}: {plain:?}");
        for line in text.split('\n').filter(|line| line.contains("    = ")) {
            assert!(red.is_empty() || !line.starts_with("    = "), "{arguments:?}: {line:?}");
        }
    }
}

#[test]
fn color_of_a_log_goes_on_behind_an_explanation() {
    let log = concat!(env!("CARGO_TARGET_TMPDIR"), "/open.log");
    let text = "\u{1b}[31merrCode=6206\nat main()\u{1b}[0m\nerrCode=6206\n";
    std::fs::write(log, text).expect("a test may write there");
    let text = screen(200, &["annotate", log], &[TERM]);
    let lines: Vec<&str> = text.lines().collect();
    let [first, explained, second, ..] = lines[..] else { panic!("{text:?}") };
    assert_eq!(first, "\u{1b}[31merrCode=6206");
    assert!(explained.starts_with("\u{1b}[0m") && !explained.contains("31m"), "{text:?}");
    assert_eq!(second, "\u{1b}[31mat main()\u{1b}[0m");
}

/// A name, an argument and a file of codes reach it escaped as well.
#[test]
fn names_and_arguments_cannot_drive_the_terminal() {
    const ODD: &str = "\u{1b}[2J\u{1b}]0;x\u{7}\u{9b}2J\u{202e}";
    let path = |name: &str| format!("{}/{name}{ODD}", env!("CARGO_TARGET_TMPDIR"));
    let (log, codes, faulty, missing) =
        (path("log"), path("codes"), path("faulty"), path("missing"));
    std::fs::write(&log, "errCode=6206\n").expect("a test may write there");
    let table = include_str!("data/webhook.toml");
    std::fs::write(&codes, table).expect("a test may write there");
    std::fs::write(&faulty, format!("[[code]]\n'{ODD}' = 1\ncode = '{ODD}'\n")).expect("likewise");
    for arguments in [
        &["annotate", &log, &log][..],
        &["annotate", "--only", &log, &log],
        &["annotate", "--why", &log, &log],
        &["annotate", "--json", &log],
        &["annotate", &missing],
        &["stats", &log, &log],
        &["stats", &log, &log, "--json"],
        &["stats", &missing],
        &["--codes", &codes, "120001"],
        &["--codes", &codes, "120001", "--fields", "code,source"],
        &["--codes", &codes, "120001", "--format", "tsv", "--fields", "code,source"],
        &["--codes", &codes, "120001", "--json"],
        &["--codes", &faulty, "120001"],
        &["check", &faulty],
        &["check", &codes, "--color", "never"],
        &["check", &missing],
        &[ODD],
        &["expired", ODD],
        &["search", "expired", ODD, "--fields", "code,matched"],
        &["search", "expired", ODD, "--json"],
        &["list", ODD],
        &["list", "--category", ODD],
        &["list", "--retry", ODD],
        &["list", "--fields", ODD],
        &["search", "--limit", ODD],
        &["search", ODD],
        &[&log],
        &["--lang", ODD, "70001"],
        &[&format!("--{ODD}")],
        &["help", ODD],
        &["completions", ODD],
    ] {
        let shown = pty::run(80, arguments, &[TERM, ("IMCODE_LANG", "en")]);
        let text = bare(&shown.text);
        let is_odd =
            |char: char| char.is_control() && !matches!(char, '\n' | '\t') || char == '\u{202e}';
        assert!(!text.contains(is_odd), "{arguments:?}: {text:?}");
    }
}

/// What is found while the bar is shown takes its line.
#[test]
fn note_begins_where_the_progress_bar_did() {
    let log = concat!(env!("CARGO_TARGET_TMPDIR"), "/slow.log");
    let _ = std::fs::remove_file(log);
    assert!(Command::new("mkfifo").arg(log).status().is_ok_and(|status| status.success()));
    let writer = std::thread::spawn(move || {
        let mut log = File::create(log).expect("the program reads it");
        log.write_all(b"errCode=6206\n")?;
        std::thread::sleep(Duration::from_millis(1300));
        log.write_all(b"errCode=6206\n")?;
        std::thread::sleep(Duration::from_millis(500));
        log.write_all(b"\xb4\xed\xce\xf3\xc2\xeb\xa3\xba6206\n")
    });
    let text = screen(80, &["stats", log, "--color", "never"], &[TERM]);
    writer.join().expect("it has written").expect("the program reads to the end");
    assert!(text.contains("\r0 MB\u{1b}[K\r\u{1b}[Knote: "), "{text:?}");
}

#[test]
fn explanations_of_a_log_are_wrapped_under_their_indent() {
    let log = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/logs/login.log");
    let whole = |text: &str| text.split_whitespace().collect::<Vec<_>>().concat();
    for lang in ["en", "zh"] {
        let arguments = ["annotate", "--explain", "every", "--lang", lang, log];
        let wide = bare(&screen(2000, &arguments, &[TERM]));
        for columns in [40, 60, 80] {
            let text = bare(&screen(columns, &arguments, &[TERM]));
            assert_eq!(whole(&text), whole(&wide), "{columns} {lang}");
            let added: Vec<&str> = text.lines().filter(|line| line.starts_with("    ")).collect();
            assert!(added.len() > 6, "{columns} {lang}: {text}");
            for line in added {
                let is_indented = line.starts_with("    = ") || line.starts_with("      ");
                assert!(
                    is_indented && line.width() <= columns.into(),
                    "{columns} {lang}: {line:?}"
                );
            }
        }
    }
}

#[test]
fn counts_lose_columns_before_words_are_broken() {
    let log = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/logs/login.log");
    for (columns, head) in [
        (80, "CODE RETRY COUNT SHARE FIRST LAST SUMMARY"),
        (64, "CODE RETRY COUNT FIRST LAST SUMMARY"),
        (44, "CODE RETRY COUNT SUMMARY"),
    ] {
        let text = bare(&screen(columns, &["stats", log], &[TERM]));
        let shown: Vec<&str> = text.lines().next().unwrap_or_default().split_whitespace().collect();
        assert_eq!(shown.join(" "), head, "{text}");
        assert!(text.contains("reported") && text.lines().all(|it| it.width() <= columns.into()));
    }
}

#[test]
fn wide_terminal_shows_category_and_name() {
    for (columns, heads) in [
        (80, "CODE RETRY SUMMARY"),
        (120, "CODE RETRY SUMMARY ACTION"),
        (200, "CODE RETRY SUMMARY ACTION CATEGORY NAME"),
    ] {
        let text = bare(&screen(columns, &["list", "6000-6100"], &[TERM]));
        let head: Vec<&str> = text.lines().next().unwrap_or_default().split_whitespace().collect();
        assert_eq!(head.join(" "), heads);
    }
}

#[test]
fn number_with_two_meanings_shows_the_layer() {
    let table = bare(&screen(80, &["90001", "--format", "table"], &[TERM]));
    assert!(table.starts_with("CODE   RETRY  LAYER "), "{table}");
    assert_eq!(table.lines().filter(|line| line.starts_with("90001")).count(), 2, "{table}");
    let table = bare(&screen(80, &["70001", "6206", "--format", "table"], &[TERM]));
    assert!(!table.contains("LAYER"), "{table}");
}

/// Messages, explanations and tables, in what is narrow.
#[test]
fn no_word_is_cut_at_40_columns() {
    let whole = |arguments: &[&str]| bare(&pty::run(4000, arguments, &[TERM]).text);
    for arguments in [
        &["70004"][..],
        &["ERR_SVR_ACOUNT_USERSIG_EXPIRED", "--lang", "zh"],
        &["70001", "--fields", "retrry"],
        &["search", "usersig", "expired"],
        &["list", "--fields", "code,name,category,retry,summary"],
        &["stats", "tests/logs/login.log", "tests/logs/app.log"],
        &["categories"],
    ] {
        let narrow = bare(&pty::run(40, arguments, &[TERM]).text);
        assert!(narrow.lines().all(|line| line.width() <= 40), "{arguments:?}: {narrow}");
        let whole = whole(arguments);
        let known = words_of(&whole);
        // An identifier wider than its column is cut between its words.
        let is_whole = |word: &&str| {
            known.contains(word)
                || known.iter().any(|known| known.contains(word) && known.len() > 12)
        };
        let cut: Vec<_> = words_of(&narrow).into_iter().filter(|word| !is_whole(word)).collect();
        assert!(cut.is_empty(), "{arguments:?}: {cut:?}");
    }
}

#[test]
fn terminal_width_wins_over_columns() {
    let text = screen(40, &["70001"], &[TERM, ("COLUMNS", "200")]);
    assert!(bare(&text).lines().all(|line| is_address(line) || line.width() <= 40), "{text}");
}

#[test]
fn terminal_of_width_0_counts_as_80() {
    let text = bare(&screen(0, &["list"], &[TERM]));
    let widest = text.lines().map(unicode_width::UnicodeWidthStr::width).max();
    assert!(widest.is_some_and(|widest| (60..=80).contains(&widest)), "{widest:?}");
}

#[test]
fn few_codes_are_cards_and_many_are_a_table() {
    let card = bare(&screen(80, &["70001"], &[TERM]));
    assert!(card.starts_with("70001  UserSig has expired\naction   "), "{card}");
    assert!(card.contains("\nretry    login: "), "{card}");
    let cards = bare(&screen(80, &["70001", "6206"], &[TERM]));
    assert!(cards.contains("\n\n6206  UserSig has expired"), "{cards}");
    let table = bare(&screen(80, &["70001", "6206", "--format", "table"], &[TERM]));
    assert!(table.starts_with("CODE "), "{table}");
    assert_eq!(table.lines().count(), 3, "{table}");
    let table = bare(&screen(80, &["6000-6100"], &[TERM]));
    assert!(table.starts_with("CODE "), "{table}");
    let table = bare(&screen(80, &["70001", "--format", "table"], &[TERM]));
    assert_eq!(table.lines().count(), 2, "{table}");
}

/// A card of what clearly fits a search best, a table of the rest; else a table.
#[test]
fn best_hit_of_a_search_is_a_card_if_it_is_clearly_best() {
    let clear = bare(&screen(80, &["search", "70001", "expired"], &[TERM]));
    assert!(clear.starts_with("70001  UserSig has expired\naction   "), "{clear}");
    assert!(clear.contains("\n\nOther matches:\nCODE "), "{clear}");
    assert_eq!(clear.matches("\naction ").count(), 1, "{clear}");
    let unclear = bare(&screen(80, &["search", "usersig", "expired"], &[TERM]));
    assert!(unclear.starts_with("CODE "), "{unclear}");
    let chosen = ["search", "70001", "expired", "--format", "table"];
    assert!(bare(&screen(80, &chosen, &[TERM])).starts_with("CODE "));
}

#[test]
fn records_are_counted_after_duplicates() {
    for (asked, are_cards) in [
        (&["70001", "70001", "6206", "70001", "6206", "70001"][..], true),
        (&["6001", "6002", "6003", "6004", "6005"], true),
        (&["6001-6005"], true),
        (&["6001", "6002", "6003", "6004", "6005", "6006"], false),
        (&["6001-6006"], false),
        (&["failed: 6014, again 6014, 6208, 6014, 6208 and 6014: 6014"], true),
    ] {
        let text = bare(&screen(80, asked, &[TERM]));
        assert_eq!(!text.starts_with("CODE "), are_cards, "{asked:?}: {text}");
        let heads = text.lines().filter(|line| line.starts_with("6014  ")).count();
        assert!(heads <= 1, "{asked:?}: {text}");
    }
}

#[test]
fn other_sign_is_noted_on_a_terminal_only() {
    let twin = "-10004 with the other sign is 10004, ";
    let shown = pty::run(80, &["-10004"], &[TERM]);
    assert!(shown.text.contains(twin), "{}", shown.text);
    let several = pty::run(80, &["-10004", "-10005"], &[TERM]);
    assert!(!several.text.contains("with the other sign"), "{}", several.text);
    let piped = Command::new(env!("CARGO_BIN_EXE_imcode")).arg("-10004").output();
    assert_eq!(piped.expect("the program starts").stderr, b"");
}

#[test]
fn search_that_is_cut_says_so() {
    let more = "10 of 20 matches; `imcode search --limit 20` shows all";
    let shown = bare(&screen(80, &["TIMPush"], &[TERM]));
    assert!(shown.contains(more), "{shown}");
    let whole = bare(&screen(80, &["search", "--limit", "20", "TIMPush"], &[TERM]));
    assert!(!whole.contains(" matches; "), "{whole}");
}

#[test]
fn stats_of_several_files_fit_the_page() {
    let shown =
        bare(&screen(80, &["stats", "tests/logs/login.log", "tests/logs/app.log"], &[TERM]));
    assert!(shown.starts_with("CODE   RETRY    COUNT  FIRST        SUMMARY\n"), "{shown}");
    assert!(shown.contains("  login.log:1  UserSig has expired"), "{shown}");
}

#[test]
fn color_follows_the_environment() {
    let colored: [&[(&str, &str)]; 5] = [
        &[TERM],
        &[TERM, ("NO_COLOR", "")],
        &[TERM, ("CLICOLOR", "1")],
        &[TERM, ("CLICOLOR_FORCE", "1")],
        &[("TERM", "dumb"), ("CLICOLOR_FORCE", "1")],
    ];
    let bare: [&[(&str, &str)]; 5] = [
        &[],
        &[("TERM", "dumb")],
        &[TERM, ("NO_COLOR", "1")],
        &[TERM, ("CLICOLOR", "0")],
        &[TERM, ("NO_COLOR", "1"), ("CLICOLOR", "1")],
    ];
    for (cases, is_colored) in [(colored, true), (bare, false)] {
        for variables in cases {
            for arguments in RUNS {
                let text = screen(80, arguments, variables);
                let escapes = text.contains('\u{1b}');
                assert_eq!(escapes, is_colored, "{variables:?} {arguments:?}: {text:?}");
            }
        }
    }
}

#[test]
fn color_option_wins_over_the_environment() {
    for (when, variables, is_colored) in [
        ("always", &[("TERM", "dumb"), ("NO_COLOR", "1")][..], true),
        ("never", &[TERM, ("CLICOLOR_FORCE", "1")], false),
    ] {
        let text = screen(80, &["70001", "--color", when], variables);
        assert_eq!(text.contains('\u{1b}'), is_colored, "{when}: {text:?}");
    }
}

#[test]
fn retry_advice_has_its_color() {
    for (code, styled) in [
        ("70001", "\u{1b}[36mlogin\u{1b}[0m"),
        ("70009", "\u{1b}[2mretry\u{1b}[0m    no: "),
        ("4002", "\u{1b}[32myes\u{1b}[0m"),
    ] {
        let card = screen(80, &[code], &[TERM]);
        assert!(card.contains(styled), "{card:?}");
    }
}

#[test]
fn formats_for_programs_have_no_color() {
    for format in ["tsv", "json", "jsonl"] {
        let text = screen(80, &["70001", "--format", format], &[TERM, ("CLICOLOR_FORCE", "1")]);
        assert!(!text.contains('\u{1b}'), "{text:?}");
    }
}
