//! What people type and paste, as arguments and on standard input: `requests/cases.tsv`, and what
//! must hold for any text.
#![cfg(feature = "cli")]

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Command, Output, Stdio};

use imcode::Catalog;
use proptest::prelude::*;

fn run(arguments: &[&OsStr], input: Option<&[u8]>) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_imcode"));
    command.args(arguments).env_remove("IMCODE_TABLES");
    command.stdin(if input.is_some() { Stdio::piped() } else { Stdio::null() });
    let mut child =
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
    if let (Some(mut stdin), Some(input)) = (child.stdin.take(), input) {
        // The program may refuse its input before the end.
        let _ = stdin.write_all(input);
    }
    child.wait_with_output().expect("the program ends")
}

fn arguments(arguments: &[&str]) -> Output {
    run(&arguments.iter().map(OsStr::new).collect::<Vec<_>>(), None)
}

/// The answers to `text` as one argument and on standard input.
fn both(text: &str) -> [(&'static str, Output); 2] {
    let given = [OsStr::new("--"), OsStr::new(text)];
    [("argument", run(&given, None)), ("standard input", run(&[], Some(text.as_bytes())))]
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).expect("UTF-8")
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).expect("UTF-8")
}

/// The codes that are printed; of a range, the number asked for.
fn codes(output: &Output) -> Vec<String> {
    let code = |line: &str| {
        let label = line.split('\t').next().unwrap_or_default();
        let label = label.split_once(" (").map_or(label, |(_, range)| range);
        match label.get(1..).and_then(|rest| rest.find('-')) {
            Some(at) => label[..=at].to_owned(),
            None => label.to_owned(),
        }
    };
    stdout(output).lines().map(code).collect()
}

#[test]
fn every_kind_of_text_is_read_alike_from_arguments_and_input() {
    let mut wrong = Vec::new();
    for line in include_str!("requests/cases.tsv").lines().filter(|line| !line.starts_with('#')) {
        let columns: Vec<&str> = line.splitn(5, '\t').collect();
        let [kind, status, expected, said, text] = columns[..] else {
            panic!("five columns: {line}");
        };
        for (way, output) in both(&text.replace('⏎', "\n")) {
            let codes = codes(&output);
            let is_found = match expected {
                "*" => !codes.is_empty(),
                "-" => codes.is_empty(),
                _ => codes.join(",") == expected,
            };
            let is_said = match said {
                "-" => stderr(&output).is_empty(),
                _ => stderr(&output).contains(said),
            };
            if !is_found || !is_said || output.status.code() != status.parse().ok() {
                let status = output.status.code();
                wrong.push(format!(
                    "{kind}, {way}: {text}\n  {status:?} {codes:?} {}",
                    stderr(&output)
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn arguments_are_joined_to_one_text() {
    for (typed, expected) in [
        (&["70001", "-", "70003"][..], &["70001", "70002", "70003"][..]),
        (&["6014", "-10001"], &["6014", "-10001"]),
        (&["login", "failed,", "code", "6206"], &["6206"]),
        (&["--format", "tsv", "-10001"], &["-10001"]),
        (&["-１０００１"], &["-10001"]),
        (&["--json", "list", "--format", "tsv"], &[]),
    ] {
        if !expected.is_empty() {
            assert_eq!(codes(&arguments(typed)), expected, "{typed:?}");
        }
    }
}

#[test]
fn a_hyphen_beside_one_number_reads_standard_input() {
    let given = [OsStr::new("70001"), OsStr::new("-")];
    assert_eq!(codes(&run(&given, Some(b"6206\n"))), ["70001", "6206"]);
}

#[test]
fn nothing_typed_is_dropped() {
    for typed in [&["friend", "--json", "list"][..], &["70001", "-f", "tsv", "list"]] {
        let output = arguments(typed);
        assert_eq!(output.status.code(), Some(2), "{typed:?}");
        assert_eq!(stdout(&output), "");
        assert!(stderr(&output).contains("before a subcommand"), "{output:?}");
    }
}

#[cfg(unix)]
#[test]
fn an_argument_that_is_not_utf8_is_refused() {
    use std::os::unix::ffi::OsStrExt as _;
    let bytes = OsStr::from_bytes(b"\xff");
    for typed in
        [&[OsStr::new("list"), OsStr::new("6200"), bytes][..], &[OsStr::new("list"), bytes]]
    {
        let output = run(typed, None);
        assert_eq!((output.status.code(), stdout(&output)), (Some(2), ""), "{output:?}");
    }
    let output = run(&[OsStr::new("6206"), bytes], None);
    assert_eq!((output.status.code(), codes(&output)), (Some(2), vec!["6206".to_owned()]));
    assert!(stderr(&output).contains("not UTF-8"), "{output:?}");
}

#[test]
fn a_file_that_begins_with_a_hyphen_is_a_file() {
    let folder = std::env::temp_dir().join(format!("imcode-requests-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join("-1.log"), "code=6206\n").expect("a file");
    for given in
        [&["annotate", "-1.log"][..], &["stats", "-1.log"], &["annotate", "--only", "-1.log"]]
    {
        let mut imcode = Command::new(env!("CARGO_BIN_EXE_imcode"));
        let output = imcode.args(given).current_dir(&folder).output().expect("it starts");
        assert_eq!(output.status.code(), Some(0), "{given:?} {output:?}");
        assert!(stdout(&output).contains("6206"), "{given:?} {output:?}");
    }
    let output = arguments(&["search", "usersig", "--limit", "-1"]);
    assert!(!stderr(&output).contains('\u{2212}'), "{output:?}");
    std::fs::remove_dir_all(&folder).expect("removed");
}

#[test]
fn exact_never_searches() {
    assert_eq!(codes(&arguments(&["--exact", "70001"])), ["70001"]);
    assert_eq!(codes(&arguments(&["--exact", "in_progess"])), ["6015"]);
    for words in ["usersig expired", "404 group not found", "签名过期"] {
        let output = arguments(&["--exact", words]);
        assert_eq!((output.status.code(), stdout(&output)), (Some(1), ""), "{words}");
        assert!(stderr(&output).contains("error: no code in "), "{output:?}");
    }
    // Each argument asks for something.
    for (typed, missed) in [(["70001", "foo"], "no code in `foo`"), (["foo", "77777"], "77777")] {
        let output = arguments(&[&["--exact"], &typed[..]].concat());
        assert_eq!(output.status.code(), Some(1), "{typed:?}");
        assert!(stderr(&output).contains(missed), "{output:?}");
    }
    assert_eq!(codes(&arguments(&["--exact", "70001", "-", "70002"])), ["70001", "70002"]);
    assert_eq!(codes(&arguments(&["--exact", "login failed 70001"])), ["70001"]);
}

#[test]
fn each_constant_is_found_by_its_name() {
    let names = arguments(&["list", "--fields", "name"]);
    let names: Vec<&str> = stdout(&names).lines().filter(|name| *name != "-").collect();
    let output =
        run(&["--exact", "--fields", "name"].map(OsStr::new), Some(names.join("\n").as_bytes()));
    assert_eq!(stdout(&output).lines().collect::<Vec<_>>(), names);
}

#[test]
fn a_number_leads_what_its_words_find() {
    for text in ["2801 Timeout: request timed out", "ERROR 2801 Timeout"] {
        assert_eq!(codes(&arguments(&[text]))[0], "2801", "{text}");
    }
}

#[test]
fn a_code_in_the_words_leads_a_search() {
    let output = arguments(&["search", "10010", "group", "not", "exist"]);
    let found = codes(&output);
    assert_eq!(found[0], "10010");
    assert!(found.len() > 3, "{found:?}");
    assert_eq!(codes(&arguments(&["search", "70001"])), ["70001"]);
    let output = arguments(&["search", "404", "group", "not", "found"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(stderr(&output).contains("404 is not a known code"), "{output:?}");
    let output = arguments(&["search", "77777"]);
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn json_says_how_a_record_was_reached() {
    let by = |typed: &[&str]| -> Vec<serde_json::Value> {
        let output = arguments(&[typed, &["--format", "jsonl"]].concat());
        let record = |line| serde_json::from_str::<serde_json::Value>(line).expect("JSON");
        stdout(&output).lines().map(|line| record(line)["by"].clone()).collect()
    };
    assert_eq!(by(&["70001", "in_progess"]), ["code", "name"]);
    assert_eq!(by(&["70001..70002"]), ["code", "code"]);
    assert!(by(&["usersig expired"]).iter().all(|by| by == "words"));
    let searched = by(&["search", "10010", "group"]);
    assert_eq!(searched[0], "code");
    assert!(searched[1..].iter().all(|by| by == "words"));
    assert!(by(&["list"]).iter().all(serde_json::Value::is_null));
}

#[test]
fn success_is_an_empty_array() {
    for (way, output) in both("{\"ErrorCode\":0,\"ActionStatus\":\"OK\"}") {
        assert_eq!((output.status.code(), stdout(&output)), (Some(0), ""), "{way}");
    }
    for text in ["0", "ERR_SUCC", "{\"ErrorCode\":0}"] {
        let output = arguments(&["--json", text]);
        assert_eq!((output.status.code(), stdout(&output)), (Some(0), "[]\n"), "{text}");
    }
}

#[test]
fn an_everyday_number_is_a_code_alone_behind_a_key_or_beside_the_product() {
    let folder = std::env::temp_dir().join(format!("imcode-everyday-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let table = folder.join("web.toml");
    let mut text = "[[category]]\nid = \"web\"\nlayer = \"web\"\ntitle = \"Web\"\n".to_owned();
    for code in [-3, 1, 100, 404, 2022, 2024, 2801, 3000] {
        write!(
            text,
            "[[code]]\ncode = {code}\ncategory = \"web\"\nretry = \"no\"\n\
             summary = \"Thing {code}\"\naction = \"Do it\"\n"
        )
        .expect("a string takes all");
    }
    std::fs::write(&table, text).expect("a file");
    let by_code = |text: &str, on_input: bool| -> Vec<i64> {
        let mut given = vec![OsStr::new("--codes"), table.as_os_str()];
        given.extend(["--exact", "--format", "jsonl"].map(OsStr::new));
        if !on_input {
            given.extend([OsStr::new("--"), OsStr::new(text)]);
        }
        let output = run(&given, on_input.then_some(text.as_bytes()));
        let record = |line| serde_json::from_str::<serde_json::Value>(line).expect("JSON");
        let records = stdout(&output).lines().map(record);
        let coded = records.filter(|record| record["by"] == "code");
        coded.filter_map(|record| record["code"].as_i64()).collect()
    };
    for (text, expected) in [
        ("2024", &[2024][..]),
        ("2024 404", &[2024, 404]),
        // The built-in -3 is one of another layer.
        ("-3", &[-3, -3]),
        ("code 2024", &[2024]),
        ("{\"code\":2801,\"message\":\"timeout\"}", &[2801]),
        ("错误码 404", &[404]),
        ("login failed: 2024", &[2024]),
        ("TIM 2801 request timeout", &[2801]),
        ("腾讯云 2801 超时", &[2801]),
        ("what is 2801", &[2801]),
        ("code: -3", &[-3, -3]),
        ("error in 2024 build", &[]),
        ("top 100 users", &[]),
        ("404 group not found", &[]),
        ("group limit 2022", &[]),
        ("3000 messages a day", &[]),
        ("login since 2022", &[]),
        ("2024-05-05 10:22:44 started", &[]),
        ("10:22:44.100 1 404 I App: started in 2024 ms", &[]),
        ("exit code 1", &[]),
    ] {
        assert_eq!(by_code(text, false), expected, "{text}");
        assert_eq!(by_code(text, true), expected, "{text} on standard input");
    }
    std::fs::remove_dir_all(&folder).expect("removed");
}

#[test]
fn hints_are_near() {
    let output = arguments(&["404"]);
    assert!(stderr(&output).contains("\nhint: 404 is a status of HTTP"), "{output:?}");
    for no_status in ["errno 111", "233", "130"] {
        assert!(!stderr(&arguments(&[no_status])).contains("HTTP"), "{no_status}");
    }
    let output = arguments(&["99999"]);
    assert!(
        stderr(&output).contains("\nhint: ") && stderr(&output).contains("--codes"),
        "{output:?}"
    );
    let output = arguments(&["302"]);
    assert_eq!(stderr(&output).matches("-302, ").count(), 1, "{output:?}");
    assert!(stderr(&output).contains("302 with the other sign is -302, "), "{output:?}");
    let output = arguments(&["70004"]);
    let said = stderr(&output);
    assert!(said.starts_with("error: unknown code 70004\nhint: did you mean 7004, "), "{said}");
    assert!(said.contains("between 70003 and 70005, of Account (server.account)"), "{said}");
    // The other sign is no slip, and a name is not guessed from three letters.
    for (asked, hints) in [("10001", 1), ("-70001", 1), ("ERR_FOO", 0)] {
        let output = arguments(&[asked]);
        assert_eq!(stderr(&output).matches("hint: ").count(), hints, "{output:?}");
    }
}

#[test]
fn a_file_is_not_searched_for() {
    let log = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/logs/login.log");
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    let one = format!(
        "error: `{log}` is a file\nhint: `imcode annotate {log}` explains the codes in it\n"
    );
    let two = format!("error: `{log} {file}` is a file");
    for (typed, said) in [(&[log][..], &one), (&[log, file], &two)] {
        let output = arguments(typed);
        assert_eq!(output.status.code(), Some(1), "{output:?}");
        assert_eq!(stdout(&output), "");
        assert!(stderr(&output).starts_with(said.as_str()), "{output:?}");
    }
    // Beside a word, it is a word.
    assert!(!stderr(&arguments(&[log, "kicked"])).contains("is a file"));
}

#[test]
fn standard_input_is_decoded() {
    let text = "错误码：20012\r\nlogin failed: 6206\r\n";
    let utf_16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let with_mark = [&b"\xff\xfe"[..], &utf_16].concat();
    let (gb18030, ..) = encoding_rs::GB18030.encode(text);
    for input in [&utf_16, &with_mark, &gb18030[..]] {
        let output = run(&[], Some(input));
        assert_eq!(codes(&output), ["20012", "6206"], "{output:?}");
        assert_eq!(stderr(&output), "");
    }
    let output = run(&[], Some(b"\x1f\x8b\x08 packed"));
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("gzip -dc"), "{output:?}");
}

#[test]
fn an_unknown_code_is_said_once() {
    let output = run(&[], Some("code: 77777\n".repeat(1000).as_bytes()));
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(stderr(&output).matches("unknown code 77777").count(), 1);
}

#[test]
fn cost_grows_in_line_with_the_text() {
    let word = "a".repeat(400_000);
    let texts = [
        word.clone(),
        format!("ERR_{}", word.to_uppercase()),
        "UserSig".repeat(40_000),
        "签名过期".repeat(40_000),
        "7".repeat(4 << 20),
        "1-200000\n".repeat(14_000),
        "1 ".repeat(100_000),
        "1,".repeat(100_000),
        "6,013 ".repeat(40_000),
        "i=6013 ".repeat(40_000),
        "svr_grop ".repeat(20_000),
        "svr_grop\n".repeat(20_000),
        "{[(".repeat(40_000),
        "a:\n1:\n".repeat(30_000),
        "70001 ".repeat(40_000),
        "code: 77777 x 88888\n".repeat(10_000),
    ];
    for text in texts {
        // A quadratic cost would be hours.
        let output = run(&[], Some(text.as_bytes()));
        assert!(output.status.code().is_some_and(|code| code < 3), "{text:.20}");
        assert!(output.stderr.len() < 1 << 20, "{text:.20}");
    }
    let output = run(&[], Some("1-200000\n".repeat(14_000).as_bytes()));
    assert!(stdout(&output).lines().count() <= Catalog::builtin().entries().len());
}

/// Pieces of log lines.
fn piece() -> impl Strategy<Value = String> {
    let number = prop_oneof![
        Just("6206".to_owned()),
        Just("70001".to_owned()),
        Just("-10001".to_owned()),
        (0_u32..100_000).prop_map(|number| number.to_string()),
        (0_u32..20).prop_map(|number| number.to_string()),
    ];
    let word = prop::sample::select(vec![
        "error",
        "code:",
        "errCode=",
        "failed",
        "login",
        "(",
        ")",
        "|",
        "[main]",
        "E",
        "IM:",
        "user",
        "错误码",
        "登录失败",
        "{\"code\":",
        "}",
        "desc",
        "ms",
        ":",
        "-",
        "错误",
        "\n",
        "10:22:44",
        "05-05 10:22:44.118",
        "2024-05-05T10:22:44Z",
        "INFO",
        "pid",
        "\t",
        ",",
        "usersig",
        "ret=0",
    ]);
    prop_oneof![2 => number, 3 => word.prop_map(str::to_owned)]
}

fn log_like() -> impl Strategy<Value = String> {
    let joint = prop::sample::select(vec![" ", " ", " ", ""]);
    prop::collection::vec((piece(), joint), 1..12).prop_map(|pieces| {
        pieces.into_iter().flat_map(|(piece, joint)| [piece, joint.to_owned()]).collect()
    })
}

/// The text with full-width characters as ASCII, and its numbers.
fn numbers(text: &str) -> Vec<i64> {
    let narrow: String = text
        .chars()
        .map(|char| match u32::from(char) {
            wide @ 0xFF01..=0xFF5E => char::from_u32(wide - 0xFEE0).unwrap_or(char),
            _ => char,
        })
        .collect();
    narrow
        .split(|char: char| !char.is_ascii_digit())
        .filter_map(|digits| digits.parse().ok())
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_log_like_text_is_silent_with_exit_0(text in log_like()) {
        for (way, output) in both(&text) {
            prop_assert!(!String::from_utf8_lossy(&output.stderr).contains("panicked"), "{:?}", output);
            let is_silent = output.stdout.is_empty() && output.stderr.is_empty();
            prop_assert!(!is_silent, "{}: {:?}", way, output);
            prop_assert!(output.status.code().is_some_and(|code| code < 3), "{:?}", output);
        }
    }

    #[test]
    fn a_record_not_found_by_words_is_named_in_the_text(text in log_like()) {
        let numbers = numbers(&text);
        for given in [&["--json", "--", &text][..], &["--json"]] {
            let input = (given.len() == 1).then_some(text.as_bytes());
            let given: Vec<&OsStr> = given.iter().map(OsStr::new).collect();
            let output = run(&given, input);
            // A text without a letter or digit is refused.
            if output.status.code() == Some(2) && output.stdout.is_empty() {
                continue;
            }
            let records: serde_json::Value = serde_json::from_str(stdout(&output)).expect("JSON");
            for record in records.as_array().expect("an array") {
                if record["by"] == "words" {
                    continue;
                }
                let code = record["code"].as_i64().expect("a number");
                let through = record["through"].as_i64().unwrap_or(code);
                let is_range = text.contains('-') || text.contains('到');
                let first = numbers.iter().min().copied().unwrap_or_default();
                let last = numbers.iter().max().copied().unwrap_or_default();
                let named = numbers.iter().any(|number| {
                    (code..=through).contains(number) || (code..=through).contains(&-number)
                });
                let within = is_range && (-last..=last).contains(&code) && first <= last;
                let is_name = record["by"] == "name";
                prop_assert!(named || within || is_name, "{} in {}", code, text);
            }
        }
    }
}
