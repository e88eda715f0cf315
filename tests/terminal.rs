//! What a person sees: width, colour and remarks on a pseudo-terminal.
#![cfg(all(unix, feature = "cli"))]

mod pty;

use unicode_width::UnicodeWidthStr as _;

/// What a terminal of today says of itself.
const TERM: (&str, &str) = ("TERM", "xterm-256color");

/// Every command that writes for a person.
const RUNS: [&[&str]; 7] = [
    &["70001"],
    &["125000"],
    &["70001", "6206", "-10001"],
    &["list"],
    &["search", "签名过期"],
    &["search", "usersig", "expird", "-n", "40"],
    &["categories"],
];

fn screen(columns: u16, arguments: &[&str], variables: &[(&str, &str)]) -> String {
    let screen = pty::run(columns, arguments, variables);
    assert_eq!(screen.status.code(), Some(0), "{arguments:?}: {}", screen.text);
    assert!(!screen.text.trim().is_empty(), "{arguments:?}");
    screen.text
}

/// The text without its colours, which must all have ended.
#[track_caller]
fn bare(text: &str) -> String {
    let (mut bare, mut styled) = (String::new(), false);
    let mut parts = text.split('\u{1b}');
    bare.extend(parts.next());
    for part in parts {
        let (style, rest) = part.split_once('m').expect("only colours escape");
        let style = style.strip_prefix('[').expect("only colours escape");
        assert!(style.bytes().all(|byte| byte.is_ascii_digit() || byte == b';'), "{style:?}");
        styled = !matches!(style, "" | "0");
        bare.push_str(rest);
    }
    assert!(!styled, "a colour has no end: {text:?}");
    bare
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for columns in [40, 80, 200] {
        for arguments in RUNS {
            let text = bare(&screen(columns, arguments, &[TERM]));
            for line in text.lines() {
                assert!(line.width() <= columns.into(), "{columns}: {arguments:?}: {line:?}");
            }
        }
    }
}

#[test]
fn no_help_is_wider_than_the_terminal() {
    for arguments in [&["--help"][..], &["-h"], &["annotate", "--help"], &["list", "-h"]] {
        for columns in [60, 80] {
            let text = screen(columns, arguments, &[TERM]);
            for line in text.lines() {
                assert!(line.width() <= columns.into(), "{columns}: {arguments:?}: {line:?}");
            }
        }
    }
}

#[test]
fn a_wide_terminal_is_made_use_of() {
    for (columns, heads) in [(80, "CODE RETRY SUMMARY"), (200, "CODE RETRY SUMMARY CATEGORY NAME")]
    {
        let text = bare(&screen(columns, &["list"], &[TERM]));
        let head: Vec<&str> = text.lines().next().unwrap_or_default().split_whitespace().collect();
        assert_eq!(head.join(" "), heads);
    }
}

#[test]
fn the_terminal_tells_the_width_whatever_columns_says() {
    let text = screen(40, &["70001"], &[TERM, ("COLUMNS", "200")]);
    assert!(bare(&text).lines().all(|line| line.width() <= 40), "{text}");
}

#[test]
fn a_terminal_of_no_width_is_taken_for_a_usual_one() {
    let text = bare(&screen(0, &["list"], &[TERM]));
    let widest = text.lines().map(unicode_width::UnicodeWidthStr::width).max();
    assert!(widest.is_some_and(|widest| (60..=80).contains(&widest)), "{widest:?}");
}

#[test]
fn one_code_is_a_card_and_several_are_a_table() {
    let card = bare(&screen(80, &["70001"], &[TERM]));
    assert!(card.starts_with("70001  UserSig has expired\n"), "{card}");
    assert!(card.contains("\nretry    login: "), "{card}");
    let table = bare(&screen(80, &["70001", "6206"], &[TERM]));
    assert!(table.starts_with("CODE "), "{table}");
    assert_eq!(table.lines().count(), 3, "{table}");
}

#[test]
fn a_person_is_told_of_the_twin_and_a_pipe_is_not() {
    let twin = "with the other sign: 10004 ";
    let shown = pty::run(80, &["-10004"], &[TERM]);
    assert!(shown.text.contains(twin), "{}", shown.text);
    let piped = std::process::Command::new(env!("CARGO_BIN_EXE_imcode")).arg("-10004").output();
    assert_eq!(piped.expect("the program starts").stderr, b"");
}

#[test]
fn colour_stands_where_it_is_wanted() {
    let coloured: [&[(&str, &str)]; 5] = [
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
    for (cases, is_coloured) in [(coloured, true), (bare, false)] {
        for variables in cases {
            for arguments in RUNS {
                let text = screen(80, arguments, variables);
                let escapes = text.contains('\u{1b}');
                assert_eq!(escapes, is_coloured, "{variables:?} {arguments:?}: {text:?}");
            }
        }
    }
}

#[test]
fn an_option_outdoes_the_environment() {
    for (when, variables, is_coloured) in [
        ("always", &[("TERM", "dumb"), ("NO_COLOR", "1")][..], true),
        ("never", &[TERM, ("CLICOLOR_FORCE", "1")], false),
    ] {
        let text = screen(80, &["70001", "--color", when], variables);
        assert_eq!(text.contains('\u{1b}'), is_coloured, "{when}: {text:?}");
    }
}

#[test]
fn the_advice_on_repeating_has_its_colour() {
    for (code, styled) in [
        ("70001", "\u{1b}[36mlogin\u{1b}[0m"),
        ("70009", "\u{1b}[31mno\u{1b}[0m"),
        ("4002", "\u{1b}[32myes\u{1b}[0m"),
    ] {
        let card = screen(80, &[code], &[TERM]);
        assert!(card.contains(styled), "{card:?}");
    }
}

#[test]
fn what_a_program_reads_has_no_colour_on_a_terminal_either() {
    for format in ["plain", "json", "jsonl"] {
        let text = screen(80, &["70001", "--format", format], &[TERM, ("CLICOLOR_FORCE", "1")]);
        assert!(!text.contains('\u{1b}'), "{text:?}");
    }
}
