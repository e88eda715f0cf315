//! The program as a process: bad input, closed pipes, properties of any input. Worse streams are in
//! `hostile_streams`.

use std::ffi::OsStr;
use std::io::{Read as _, Write as _};
use std::process::{Command, Output, Stdio};

use imcode::Catalog;
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

fn imcode<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_imcode"));
    command.args(arguments).stdin(Stdio::null());
    command
}

fn run<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>) -> Output {
    imcode(arguments).output().expect("the program starts")
}

fn run_with_input(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = imcode(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    // The program may refuse its input before the end.
    let _ = child.stdin.take().expect("piped").write_all(input);
    child.wait_with_output().expect("the program ends")
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).expect("UTF-8")
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).expect("UTF-8")
}

#[track_caller]
fn assert_refused(output: &Output) {
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert_eq!(stdout(output), "");
    assert!(!stderr(output).trim().is_empty());
    assert!(!stderr(output).contains("panicked"));
}

/// Arguments for every way to write results.
const OUTPUTS: [&[&str]; 9] = [
    &["70001"],
    &["70001", "--json"],
    &["70001", "--format", "jsonl"],
    &["70001", "--format", "card"],
    &["list"],
    &["list", "--format", "table"],
    &["list", "--json"],
    &["categories"],
    &["--help"],
];

#[test]
fn what_is_not_a_code_is_refused() {
    for wrong in
        ["1e5", "-1e5", "2.5", "0x", "--5", "99999999999999999999", "", " ", "6100-6000", "6000.."]
    {
        assert_refused(&run([wrong]));
        assert_refused(&run(["--", wrong]));
        assert_refused(&run(["list", wrong]));
    }
}

#[test]
fn known_codes_are_answered_beside_refused_and_unknown_ones() {
    let output = run(["1e5", "70001", "4"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stdout(&output).starts_with("70001\t"));
    let output = run(["4", "70001"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stdout(&output).starts_with("70001\t"));
}

#[cfg(unix)]
#[test]
fn search_limit_0_exits_2() {
    let output = run(["search", "usersig", "--limit", "0"]);
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert!(stderr(&output).contains("from 1"), "{output:?}");
}

#[test]
fn control_characters_of_an_argument_do_not_reach_the_terminal() {
    for argument in ["\u{1b}]0;x\u{7}", "--\u{1b}[31m", "7\u{1b}[2J", "\u{202e}1"] {
        let output = run([argument]);
        assert!(!stderr(&output).contains(['\u{1b}', '\u{7}', '\u{202e}']), "{output:?}");
    }
}

#[test]
fn version_shows_the_month_of_the_table() {
    let table = include_str!("../codes.toml");
    let updated = table.lines().find_map(|line| line.strip_prefix("updated = "));
    let updated = updated.expect("a date").trim_matches('"');
    assert!(updated.len() == 7 && updated.starts_with("20"), "{updated}");
    let expected = format!("imcode {} (codes of {updated})", env!("CARGO_PKG_VERSION"));
    assert_eq!(stdout(&run(["--version"])), format!("{expected}\n"));
    let page = include_str!("../completions/imcode.1").replace("\\-", "-");
    assert!(page.contains(&format!("(codes of {updated})")), "the man page");
}

#[test]
fn help_fits_100_columns_and_lists_own_options_first() {
    for (command, own) in
        [(&[][..], "--version"), (&["annotate"], "--loose"), (&["list"], "--retry")]
    {
        let mut help = imcode([command, &["--help"]].concat());
        let output = help.env_remove("COLUMNS").output().expect("the program starts");
        let text = stdout(&output);
        assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
        let options = text.split_once("\nOptions:\n").expect("there are options").1;
        let (options, output) = options.split_once("\nOutput:\n").expect("a heading");
        assert!(options.contains(own) && !options.contains("--color"), "{text}");
        assert!(output.contains("--color") && output.contains("--codes"), "{text}");
    }
}

#[test]
fn standard_input_is_read_without_arguments_and_for_hyphen() {
    for arguments in [&[][..], &["-"]] {
        let output = run_with_input(arguments, b"70001 6206\r\n\n-10001,0x11171\n");
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        let codes: Vec<_> =
            stdout(&output).lines().filter_map(|line| line.split('\t').next()).collect();
        assert_eq!(codes, ["70001", "6206", "-10001", "70001"]);
    }
}

/// What is said of `input`, with the codes that are printed.
fn answer_to(input: &str) -> (Option<i32>, Vec<String>, String) {
    answer(&run_with_input(&[], input.as_bytes()))
}

fn answer(output: &Output) -> (Option<i32>, Vec<String>, String) {
    let code = |line: &str| line.split('\t').next().unwrap_or_default().to_owned();
    (output.status.code(), stdout(output).lines().map(code).collect(), stderr(output).to_owned())
}

#[test]
fn a_list_of_codes_is_answered_in_full() {
    let known = ["6206", "70001"].map(str::to_owned);
    for list in [
        "6206\n70001\n",
        "- 6206\n- 70001\n",
        "* 6206\n* **70001**\n",
        "[\n  6206,\n  70001\n]\n",
        "-----\n6206\n70001\n",
        "6206 sig\n70001 user sig\n",
        "| 6206 | sig |\n|------|-----|\n| 70001 | the user sig |\n",
    ] {
        assert_eq!(answer_to(list), (Some(0), known.to_vec(), String::new()), "{list}");
    }
    // Words behind the codes do not make a message of a list.
    for list in ["6206\n9\n70001\n", "* 6206\n* 9\n* 70001\n", "6206 sig\n9 user\n70001 sig\n"] {
        let (status, codes, said) = answer_to(list);
        assert_eq!((status, &codes[..]), (Some(1), &known[..]), "{list}");
        assert!(said.contains("unknown code 9\n"), "{list}: {said}");
    }
    // Nor does a message hide the codes on lines of their own.
    let (status, _, said) = answer_to("code: 6206\n9\n");
    assert_eq!(status, Some(1));
    assert!(said.starts_with("error: unknown code 9\n"), "{said}");
}

#[test]
fn joining_words_between_codes_are_ignored() {
    let expected = (Some(0), ["6206", "70001"].map(str::to_owned).to_vec(), String::new());
    for joint in ["and", "or", "vs", "和", "与", "及", "或"] {
        assert_eq!(answer(&run(["6206", joint, "70001"])), expected, "{joint}");
        assert_eq!(answer_to(&format!("6206 {joint} 70001\n")), expected, "{joint}");
    }
    assert_eq!(answer(&run(["6206和70001"])), expected);
    let (status, _, said) = answer(&run(["6206", "and", "9"]));
    assert_eq!(status, Some(1));
    assert_eq!(said.lines().next(), Some("error: unknown code 9"));
    assert_eq!(said.lines().filter(|line| !line.starts_with("hint: ")).count(), 1, "{said}");
}

#[test]
fn misspelt_name_has_a_hint() {
    for (wrong, right) in [
        ("ERR_SDK_NOT_LOGGED_IM", "`ERR_SDK_NOT_LOGGED_IN`, 6014, "),
        ("ERR_SDK_NOT_LOGGGED_IN", "`ERR_SDK_NOT_LOGGED_IN`, 6014, "),
        ("sdk_not_loged_im", "`ERR_SDK_NOT_LOGGED_IN`, 6014, "),
        ("ERR_SVR_ACCOUNT_USERSIG_EXPIERD", "`ERR_SVR_ACCOUNT_USERSIG_EXPIRED`, 70001, "),
        ("ERR_SVR_ACOUNT_USERSIG_EXPIRED", "`ERR_SVR_ACCOUNT_USERSIG_EXPIRED`, 70001, "),
        // The nearest in spelling, which is the Web SDK's.
        ("ERR_USERSIG_HAS_EXPIRED", "`KICKED_OUT_USERSIG_EXPIRED`, 3004, "),
    ] {
        let (status, _, said) = answer(&run([wrong]));
        assert_eq!(status, Some(1));
        let hint = format!("hint: did you mean {right}");
        assert!(said.lines().any(|line| line.starts_with(&hint)), "{wrong}: {said}");
    }
    let (_, _, said) = answer(&run(["ERR_SDK_NOT_LOGGED_IM"]));
    assert_eq!(said.lines().count(), 2, "{said}");
}

#[test]
fn list_suggests_the_option_for_a_category_or_layer() {
    for (word, option) in
        [("account", "category"), ("server.account", "category"), ("SDK", "layer"), ("v3", "layer")]
    {
        let output = run(["list", word]);
        assert_refused(&output);
        let said = format!(
            "error: `{word}` is neither a code nor a range; did you mean `--{option} {word}`?\n"
        );
        assert_eq!(stderr(&output), said);
    }
    let output = run(["list", "usersig"]);
    assert_eq!(
        stderr(&output),
        "error: `usersig` is neither a code nor a range; `imcode search usersig` searches for words\n"
    );
    let layer = |name: &str| answer(&run(["list", "--layer", name]));
    assert_eq!(layer("SDK"), layer("sdk"));
    assert!(layer("SDK").1.len() > 100, "{:?}", layer("SDK"));
}

#[test]
fn misspelt_subcommand_has_a_note() {
    for (typed, command) in [
        (&["stast", "be.log"][..], "stats"),
        (&["lsit"], "list"),
        (&["annotat", "be.log"], "annotate"),
        (&["Chekc", "w.toml"], "check"),
        (&["categoreis"], "categories"),
        (&["templtae"], "template"),
        (&["hlep"], "help"),
    ] {
        let said = answer(&run(typed)).2;
        let hint = format!("hint: did you mean `imcode {command}`?\n");
        assert!(said.contains(&hint), "{typed:?}: {said}");
    }
    // Words of the table, words like none, and words of a sentence.
    for typed in [&["lost"][..], &["state"], &["last"], &["chat"], &["usersig", "lsit"], &["70001"]]
    {
        let said = answer(&run(typed)).2;
        assert!(!said.contains("did you mean `imcode"), "{typed:?}: {said}");
    }
}

#[test]
fn empty_or_oversized_input_exits_2() {
    assert_refused(&run_with_input(&[], b""));
    assert_refused(&run_with_input(&["-"], b" \n\t\n"));
    assert_refused(&run_with_input(&["-"], b"{\n-----\n}\n"));
    assert_refused(&run_with_input(&[], &vec![b'7'; (16 << 20) + 1]));
}

#[test]
fn closed_pipe_exits_0() {
    for arguments in OUTPUTS {
        let mut child = imcode(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        drop(child.stdout.take());
        let mut said = String::new();
        child.stderr.take().expect("piped").read_to_string(&mut said).expect("UTF-8");
        assert_eq!(said, "", "{arguments:?}");
        assert_eq!(child.wait().expect("the program ends").code(), Some(0), "{arguments:?}");
    }
}

#[test]
fn tsv_lines_have_six_columns_and_are_never_cut() {
    let output = run(["list"]);
    let catalog = Catalog::builtin();
    let entries = catalog.entries();
    let lines: Vec<_> = stdout(&output).lines().collect();
    assert_eq!(lines.len(), entries.len());
    for (line, entry) in lines.iter().zip(entries) {
        let columns: Vec<_> = line.split('\t').collect();
        let expected = [
            &entry.code().to_string(),
            entry.name().unwrap_or("-"),
            entry.category().id(),
            entry.retry().as_str(),
            entry.summary(),
            entry.action(),
        ];
        assert_eq!(columns, expected);
    }
}

#[test]
fn json_has_every_key_in_order() {
    let keys = [
        "code", "through", "name", "aliases", "layer", "category", "summary", "detail", "action",
        "retry", "related", "note", "asked", "by", "source", "basis", "zh", "since", "until",
    ];
    let output = run(["list", "--format", "jsonl"]);
    for line in stdout(&output).lines() {
        let record: serde_json::Value = serde_json::from_str(line).expect("JSON");
        let record = record.as_object().expect("an object");
        assert_eq!(record.len(), keys.len());
        let mut rest = line;
        for key in keys {
            let at = rest.find(&format!("\"{key}\":")).unwrap_or_else(|| panic!("{key} in {line}"));
            rest = &rest[at..];
        }
        assert!(
            record["code"].is_i64() && record["asked"].is_null() && record["source"] == "builtin"
        );
        assert!(record["through"].is_i64() || record["through"].is_null());
    }
}

#[test]
fn json_is_an_array_even_if_nothing_is_found() {
    for arguments in [&["4", "--json"][..], &["70001", "--json"], &["70001", "-f", "json"]] {
        let output = run(arguments);
        let records: serde_json::Value = serde_json::from_str(stdout(&output)).expect("JSON");
        assert!(records.is_array());
    }
    let output = run(["125000", "--json"]);
    let records: serde_json::Value = serde_json::from_str(stdout(&output)).expect("JSON");
    assert_eq!((&records[0]["code"], &records[0]["asked"]), (&120001.into(), &125000.into()));
}

#[test]
fn last_of_several_output_options_wins() {
    let first = |arguments: &[&str]| stdout(&run(arguments)).chars().next();
    for arguments in [
        &["70001", "--format", "tsv", "--json"][..],
        &["70001", "--format", "tsv", "--format", "json"],
        &["--format", "tsv", "list", "--json"],
        &["--format", "tsv", "list", "--format", "json"],
    ] {
        assert_eq!(first(arguments), Some('['), "{arguments:?}");
    }
    for arguments in [
        &["70001", "--json", "--format", "tsv"][..],
        &["70001", "--json", "--json", "-f", "tsv"],
        &["--json", "list", "--format", "tsv"],
        &["--color", "always", "70001", "--color", "never"],
    ] {
        assert!(first(arguments).is_some_and(|first| !"[{\u{1b}".contains(first)), "{arguments:?}");
    }
}

#[test]
fn words_before_a_subcommand_exit_2() {
    for arguments in [&["friend", "--json", "list"][..], &["70001", "-f", "tsv", "list"]] {
        let output = run(arguments);
        assert_refused(&output);
        assert!(stderr(&output).contains("before a subcommand"), "{output:?}");
    }
}

#[test]
fn usage_errors_speak_as_other_errors_do() {
    for (arguments, said) in [
        (
            &["usersig", "--limit", "2"][..],
            "error: unknown option `--limit`\nhint: `--limit` belongs to `imcode stats` and `imcode search`\n",
        ),
        (
            &["list", "--retry", "never"],
            "error: invalid value `never` for `--retry`\nhint: possible values: yes, wait, login, no, unknown\n",
        ),
        (
            &["completions", "tcsh"],
            "error: invalid value `tcsh` for `<SHELL>`\nhint: did you mean `zsh`?\n",
        ),
        (
            &["list", "--layr", "v3"],
            "error: unknown option `--layr`\nhint: did you mean `--layer`?\n",
        ),
        (&["check"], "error: missing argument <FILE>...\n"),
        (&["list", "--retry"], "error: missing value for `--retry`\n"),
        (
            &["search", "x", "-n", "many"],
            "error: invalid value `many` for `--limit`: expected a whole number from 1\n",
        ),
    ] {
        let output = run(arguments);
        assert_refused(&output);
        assert!(stderr(&output).starts_with(said), "{arguments:?}: {}", stderr(&output));
        assert!(
            stderr(&output)
                .lines()
                .all(|line| line.starts_with("error: ") || line.starts_with("hint: ")),
            "{}",
            stderr(&output)
        );
    }
}

#[test]
fn color_follows_option_and_environment() {
    let escape = |arguments: &[&str]| stdout(&run(arguments)).contains('\u{1b}');
    assert!(!escape(&["70001", "--format", "card"]));
    assert!(escape(&["70001", "--format", "card", "--color", "always"]));
    // In a pipe, color selects a format that has it.
    for arguments in [&["70001"][..], &["list"], &["stats", "tests/logs/login.log"]] {
        assert!(escape(&[arguments, &["--color", "always"]].concat()), "{arguments:?}");
    }
    assert!(!escape(&["70001", "--format", "card", "--color", "never"]));
    for format in ["tsv", "json", "jsonl"] {
        assert!(!escape(&["70001", "--format", format, "--color", "always"]), "{format}");
    }
    let forced = |name: &str| {
        let output = imcode(["70001", "--format", "card"]).env(name, "1").output().expect("starts");
        stdout(&output).contains('\u{1b}')
    };
    assert!(forced("CLICOLOR_FORCE"));
    assert!(!forced("NO_COLOR"));
}

#[test]
fn tables_fit_the_width() {
    for width in [40, 80, 120, 200] {
        for arguments in [&["list", "--format", "table"][..], &["categories", "--format", "table"]]
        {
            let output =
                imcode(arguments).env("COLUMNS", width.to_string()).output().expect("starts");
            let longest = stdout(&output).lines().map(UnicodeWidthStr::width).max();
            assert!(longest.is_some_and(|longest| longest <= width), "{width}: {longest:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// Whatever is typed: no panic, and no entry whose code was not asked for.
    #[test]
    fn number_is_answered_with_its_own_code_or_not_at_all(number in any::<i64>().prop_map(|n| n % 200_000)) {
        let output = run(["--json", "--", &number.to_string()]);
        let records: serde_json::Value = serde_json::from_str(stdout(&output)).expect("JSON");
        for record in records.as_array().expect("an array") {
            let code = record["code"].as_i64().expect("a code");
            let through = record["through"].as_i64().unwrap_or(code);
            prop_assert!((code..=through).contains(&number));
        }
        let known = i32::try_from(number).is_ok_and(|code| Catalog::builtin().code(code).next().is_some());
        prop_assert_eq!(output.status.code(), Some(i32::from(!known)));
    }

    #[test]
    fn arguments_never_panic(text in "\\PC{0,12}|[-+0-9.xX,~ ]{0,8}|[\\x01-\\x7f]{0,8}") {
        for arguments in [&[&text[..]][..], &["--", &text], &["list", "--", &text], &["--category", &text, "list"]] {
            let output = run(arguments);
            prop_assert!(output.status.code().is_some_and(|code| code <= 2), "{:?}", output);
            prop_assert!(!String::from_utf8_lossy(&output.stderr).contains("panicked"));
        }
    }

    #[test]
    fn standard_input_never_panics(input in proptest::collection::vec(any::<u8>(), 0..64)) {
        let output = run_with_input(&[], &input);
        prop_assert!(output.status.code().is_some_and(|code| code <= 2), "{:?}", output);
        prop_assert!(!String::from_utf8_lossy(&output.stderr).contains("panicked"));
    }
}
