//! `annotate` and `stats`, as far as a session cannot show them: pipes that stay open or close, and
//! any bytes.

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use imcode::Finder;
use proptest::prelude::*;

fn imcode(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_imcode"));
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn with_input(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = imcode(arguments).spawn().expect("the program starts");
    let mut stdin = child.stdin.take().expect("piped");
    let input = input.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().expect("the program ends");
    writer.join().expect("the writer ends").expect("all input is read");
    output
}

fn file(name: &str, bytes: &[u8]) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, bytes).expect("a test may write there");
    path
}

#[test]
fn line_is_shown_as_soon_as_it_is_complete() {
    let mut child = imcode(&["annotate"]).spawn().expect("the program starts");
    let mut stdin = child.stdin.take().expect("piped");
    let mut lines = BufReader::new(child.stdout.take().expect("piped")).lines();
    let mut line = || lines.next().expect("a line").expect("text");
    stdin.write_all(b"login failed, code 6206\n").expect("it reads");
    assert_eq!(line(), "login failed, code 6206");
    assert!(line().starts_with("    = 6206 (SDK) "));
    stdin.write_all(b"nothing here\n").expect("it reads");
    assert_eq!(line(), "nothing here");
    drop(stdin);
    assert!(child.wait().expect("the program ends").success());
}

#[test]
fn closed_pipe_exits_0() {
    let line = "login failed, code 6206\n".to_owned() + &"nothing here\n".repeat(99);
    let log = file("closed.log", line.repeat(500).as_bytes());
    let log = log.to_str().expect("a plain path");
    for arguments in [&["annotate", log][..], &["annotate", "--only", log]] {
        let mut child = imcode(arguments).spawn().expect("the program starts");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("the program ends");
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert!(output.stderr.is_empty(), "{arguments:?}");
    }
}

#[test]
fn unreadable_file_is_reported_and_skipped() {
    let log = file("other.log", b"code: 6206\n");
    let log = log.to_str().expect("a plain path");
    for command in ["annotate", "stats"] {
        let output = imcode(&[command, "no such file", log]).output().expect("the program ends");
        assert_eq!(output.status.code(), Some(2), "{command}");
        let (out, err) =
            (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(out.contains("6206") && err.contains("no such file"), "{command}: {out}{err}");
    }
}

/// 24 MB in one line, twice what is allowed; the benchmark feeds 1 GiB.
#[cfg(target_os = "linux")]
#[test]
fn long_line_does_not_grow_memory() {
    let mut child = imcode(&["annotate"]).spawn().expect("the program starts");
    let mut stdin = child.stdin.take().expect("piped");
    let status = format!("/proc/{}/status", child.id());
    let feeder = std::thread::spawn(move || {
        let block = format!("no end, code: 6206 {}", "x".repeat(999_981));
        (0..24).try_for_each(|_| stdin.write_all(block.as_bytes()))
    });
    let mut output = child.stdout.take().expect("piped");
    let mut buffer = vec![0; 1 << 16];
    let (mut total, mut peak) = (0, 0);
    loop {
        let count = output.read(&mut buffer).expect("it writes");
        if count == 0 {
            break;
        }
        total += count;
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let now = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
        peak = peak.max(now.unwrap_or_default());
    }
    feeder.join().expect("the feeder ends").expect("all is read");
    assert!(child.wait().expect("the program ends").success());
    assert!(total > 20 << 20);
    // A program with its debug information is a little larger.
    assert!((1..12 << 10).contains(&peak), "{peak} KiB");
}

#[test]
fn record_position_points_at_its_text() {
    let log = "one\nsecond: 错误码6012\nthird ERR_USER_SIG_EXPIRED (6206)\n";
    let output = with_input(&["annotate", "--format", "jsonl"], log.as_bytes());
    let lines: Vec<&str> = log.lines().collect();
    let text = String::from_utf8(output.stdout).expect("JSON is text");
    let mut seen = BTreeSet::new();
    for record in
        text.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"))
    {
        let number = |key: &str| usize::try_from(record[key].as_u64().expect(key)).expect("small");
        let text = record["text"].as_str().expect("text");
        let line = lines[number("line") - 1];
        assert!(line[number("column") - 1..].starts_with(text), "{record}");
        assert_eq!(record["file"], "-");
        assert!(record["summary"].is_string());
        seen.insert(text.to_owned());
    }
    let expected = ["6012", "ERR_USER_SIG_EXPIRED", "6206"].map(str::to_owned);
    assert_eq!(seen, BTreeSet::from(expected));
}

#[test]
fn no_finding_is_an_empty_array() {
    for command in ["annotate", "stats"] {
        let output = with_input(&[command, "--json"], b"nothing here\n");
        assert_eq!(String::from_utf8_lossy(&output.stdout), "[]\n", "{command}");
    }
}

#[cfg(unix)]
#[test]
fn json_escapes_control_characters_of_paths() {
    let name = "a\u{9b}31m\u{202e}.log";
    let log = file(name, b"login failed, code 6206\n");
    let log = log.to_str().expect("UTF-8");
    for arguments in [["annotate", "--json"], ["annotate", "--format=jsonl"], ["stats", "--json"]] {
        let output = imcode(&[&arguments[..], &[log]].concat()).output().expect("the program ends");
        let text = String::from_utf8(output.stdout).expect("JSON is text");
        assert!(text.contains(r"a\u009b31m\u202e.log"), "{arguments:?}: {text:?}");
        assert!(!text.contains(['\u{9b}', '\u{202e}']), "{arguments:?}: {text:?}");
        let value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        let record = value.get(0).unwrap_or(&value);
        let file = record.get("file").unwrap_or(&record["first"]["file"]);
        assert_eq!(file.as_str(), Some(log), "{arguments:?}");
    }
}

/// A log in an encoding, by its name in `--encoding`.
fn encoded(text: &str, encoding: &str) -> Vec<u8> {
    let units = text.encode_utf16();
    match encoding {
        "utf-16le" => units.flat_map(u16::to_le_bytes).collect(),
        "utf-16be" => units.flat_map(u16::to_be_bytes).collect(),
        // 错误码：
        "gb18030" => {
            let key = b"\xb4\xed\xce\xf3\xc2\xeb\xa3\xba";
            let parts: Vec<&[u8]> = text.split("错误码：").map(str::as_bytes).collect();
            parts.join(&key[..])
        }
        _ => text.into(),
    }
}

#[test]
fn decoded_log_is_annotated_in_utf_8() {
    // Longer than what is decoded at a time, and its characters lie across that.
    let log = "错误码：6206\r\nnothing\n".repeat(4_000) + "x错误码：70001";
    let plain = with_input(&["annotate", "--encoding", "utf-8"], log.as_bytes());
    assert!(plain.stdout.starts_with("错误码：6206\r\n    = 6206 (SDK) ".as_bytes()));
    for encoding in ["utf-16le", "utf-16be", "gb18030"] {
        let text = encoded(&log, encoding);
        let output = with_input(&["annotate", "--encoding", encoding], &text);
        assert!(output.stdout == plain.stdout, "{encoding}");
        assert_eq!((output.status.code(), output.stderr), (Some(0), Vec::new()), "{encoding}");
        let marked = encoded(&("\u{feff}".to_owned() + &log), encoding);
        let marked = if encoding == "gb18030" { &text } else { &marked };
        for auto in [&text, marked] {
            let auto = with_input(&["annotate", "--encoding", "auto"], auto);
            assert!(auto.stdout == plain.stdout, "auto: {encoding}");
        }
    }
}

#[test]
fn log_that_cannot_be_read_as_it_is_is_never_silently_empty() {
    let utf_16 = "\u{feff}code: 6206\n";
    let cases: [(Vec<u8>, i32, &str); 8] = [
        (encoded(utf_16, "utf-16le"), 2, "hint: `--encoding auto` reads it"),
        (encoded(utf_16, "utf-16be"), 2, "hint: `--encoding auto` reads it"),
        (b"\x1f\x8b\x08\0".to_vec(), 2, "hint: `gzip -dc | imcode"),
        (b"\x28\xb5\x2f\xfd\0".to_vec(), 2, "hint: `zstd -dc | imcode"),
        (b"\xfd7zXZ\0".to_vec(), 2, "hint: `xz -dc | imcode"),
        (encoded("错误码：6206\nbye\n", "utf-16le"), 0, "`--encoding utf-16le` finds"),
        (encoded("错误码：6206\nbye\n", "utf-16be"), 0, "`--encoding utf-16be` finds"),
        (encoded("错误码：6206\n", "gb18030"), 0, "`--encoding gb18030` finds"),
    ];
    for (log, status, said) in cases {
        for command in ["annotate", "stats"] {
            let output = with_input(&[command], &log);
            let err = String::from_utf8_lossy(&output.stderr);
            assert!(err.contains(said), "{command}: {err}");
            let expected = if command == "stats" { status.max(1) } else { status };
            assert_eq!(output.status.code(), Some(expected), "{command}: {said}");
            assert!(status == 0 || output.stdout.is_empty(), "{command}: {said}");
        }
    }
    // As it is, if that is asked for.
    let log = encoded(utf_16, "utf-16le");
    assert_eq!(with_input(&["annotate", "--encoding", "utf-8"], &log).stdout, log);
}

/// Of every log that the finder is measured on.
#[test]
fn reasons_are_in_the_language_of_the_run() {
    for file in [
        "blind.tsv",
        "fresh.tsv",
        "held-out.tsv",
        "late.tsv",
        "reports.tsv",
        "traps.tsv",
        "tuned.tsv",
        "unseen.tsv",
    ] {
        let path = format!("{}/tests/finder/{file}", env!("CARGO_MANIFEST_DIR"));
        let snippets = std::fs::read_to_string(path).expect("it is there");
        for more in ["--loose", "--product=require"] {
            let output = with_input(&["annotate", "--why", "--lang=zh", more], snippets.as_bytes());
            let text = String::from_utf8(output.stdout).expect("UTF-8");
            let mut reasons = text.lines().filter(|line| line.starts_with("    = ")).peekable();
            assert!(reasons.peek().is_some(), "{file}");
            for reason in reasons {
                let (_, reason) = reason.split_once("错误码：").expect("a verdict in Chinese");
                let is_word = |word: &str| word != "case";
                let mut words = reason.split(|char: char| !char.is_ascii_alphabetic());
                assert!(!words.any(|word| !word.is_empty() && is_word(word)), "{reason}");
            }
        }
    }
}

#[test]
fn enriched_objects_have_one_more_member_and_are_the_same_otherwise() {
    let body = r#""ActionStatus":"FAIL","ErrorCode":70001"#;
    let untouched = [
        "plain, code: 6206".to_owned(),
        format!("[{{{body}}}]"),
        format!("{{{body}"),
        format!("{{{body}}} {{}}"),
        format!(r#"{{{body},"imcode":null}}"#),
        format!(r#"{{{body},"\u0069mcode":[]}}"#),
        r#"{"msg":"all is well"}"#.to_owned(),
        format!(r#"{{{body},"pad":"{}"}}"#, "x".repeat(4 << 20)),
    ];
    let padded = format!(r#"{{{body},"pad":"{}"}}"#, "}".repeat(300_000));
    let objects = [format!("{{{body}}}"), format!("  {{ {body} }}  "), padded];
    let lines = untouched.iter().chain(&objects).chain(&untouched[..7]).chain(&objects);
    let log = lines.cloned().collect::<Vec<_>>().join("\r\n");
    let output = with_input(&["annotate", "--enrich"], log.as_bytes());
    let text = String::from_utf8(output.stdout).expect("UTF-8");

    let mut changed = 0;
    for (line, was) in text.split('\n').zip(log.split('\n')) {
        if let Some((start, rest)) = line.split_once(r#","imcode":[{"#) {
            let (_, end) = rest.split_once(']').expect("it ends");
            assert!(format!("{start}{end}") == was, "{was:.80}");
            let object: serde_json::Value = serde_json::from_str(line).expect("JSON");
            assert_eq!(object["imcode"][0]["code"], 70001);
            changed += 1;
        } else {
            assert!(line == was, "{was:.80}");
        }
    }
    assert_eq!((changed, text.lines().count()), (6, log.lines().count()));
    let again = with_input(&["annotate", "--enrich"], text.as_bytes());
    assert!(again.stdout == text.as_bytes(), "a second run changes something");
}

/// What comes out if the log comes in these parts, one after the other.
fn in_parts(arguments: &[&str], parts: &[&[u8]]) -> Output {
    let mut child = imcode(arguments).spawn().expect("the program starts");
    let mut stdin = child.stdin.take().expect("piped");
    for part in parts {
        stdin.write_all(part).expect("it reads");
        std::thread::sleep(Duration::from_millis(100));
    }
    drop(stdin);
    child.wait_with_output().expect("the program ends")
}

#[test]
fn encoding_does_not_depend_on_how_a_log_comes() {
    let ascii = "plain, nothing else\n".repeat(5_000);
    for start in ["start of log\n", "no end ", &ascii] {
        let line = encoded("错误码：6206\nbye\n", "gb18030");
        let log = [start.as_bytes(), &line].concat();
        let path = file("late.log", &log);
        let path = path.to_str().expect("a plain path");
        let parts: [&[u8]; 3] = [start.as_bytes(), &line[..3], &line[3..]];
        for command in [&["annotate", "--only"][..], &["stats"]] {
            let auto = [command, &["--encoding", "auto"]].concat();
            let (piped, read) = (in_parts(&auto, &parts), imcode(&[&auto[..], &[path]].concat()));
            assert!(String::from_utf8_lossy(&piped.stdout).contains("6206"), "{piped:?}");
            let read = { read }.output().expect("the program ends");
            let plain = |out: Vec<u8>| String::from_utf8_lossy(&out).replace(path, "-");
            assert_eq!(plain(piped.stdout), plain(read.stdout), "{command:?} {start:.20}");
            let noted = in_parts(command, &parts).stderr;
            assert!(String::from_utf8_lossy(&noted).contains("`--encoding gb18030` finds"));
        }
    }
    let wide = encoded("start\ncode: 6206\n", "utf-16le");
    for parts in [[&wide[..1], &wide[1..]], [&wide[..2], &wide[2..]], [&wide[..9], &wide[9..]]] {
        let output = in_parts(&["annotate", "--encoding", "auto"], &parts);
        assert!(output.stdout.starts_with(b"start\ncode: 6206\n    = "), "{output:?}");
    }
}

#[test]
fn undecided_line_says_nothing_of_the_encoding() {
    // Letters of the West in UTF-8, two words of GB18030; then a line that is either.
    let log = ["caf\u{e9}\n".as_bytes(), b"\xc4\xa3\xca\xbd\n", "错误码：6206".as_bytes()].concat();
    let output = with_input(&["annotate", "--encoding", "auto"], &log);
    assert!(output.stdout.starts_with(&log), "{output:?}");
    let broken = [b"broken \xff\xff\n".to_vec(), encoded("错误码：6206\n", "gb18030")].concat();
    let output = with_input(&["annotate", "--encoding", "auto"], &broken);
    assert!(output.stdout.ends_with(b"\n") && output.stdout.len() > 60, "{output:?}");
}

#[test]
fn last_line_without_a_line_break_is_whole() {
    for (before, after) in [(20_000, 20_000), (250_000, 0), (0, 250_000), (2_000, 1)] {
        let line = format!("{} login failed, code: 6206 {}", "x".repeat(before), "y".repeat(after));
        for mode in ["--only", "--why"] {
            for end in ["", "\n"] {
                let output = with_input(&["annotate", mode], (line.clone() + end).as_bytes());
                let text = String::from_utf8_lossy(&output.stdout).into_owned();
                assert_eq!(text.lines().next(), Some(&*format!("1:{line}")), "{mode} {end:?}");
                assert_eq!(text.matches("= 6206").count(), 1, "{mode}");
            }
        }
    }
}

#[test]
fn why_agrees_with_annotate_wherever_a_long_line_is_cut() {
    for cut in [(1 << 18) - Finder::REACH, 1 << 18] {
        for before in (0..40).step_by(3) {
            let start = cut - before;
            let padding = "ab ".repeat(start / 3) + &" ".repeat(start % 3);
            let log = padding + "login failed, code: 70001 " + &"zz ".repeat(600) + "\n";
            for mode in ["--only", "--why"] {
                let output = with_input(&["annotate", mode], log.as_bytes());
                let text = String::from_utf8_lossy(&output.stdout);
                let said = if mode == "--why" { "    = 70001: a code: " } else { "    = 70001 (" };
                assert_eq!(text.matches(said).count(), 1, "{mode} {start}");
                assert_eq!(text.matches("    = ").count(), 1, "{mode} {start}");
            }
        }
    }
}

#[test]
fn objects_of_several_files_are_lines_of_their_own() {
    let open = file("enriched-open.json", br#"{"ErrorCode":70001}"#).display().to_string();
    let ended = file("enriched-ended.json", b"{\"ErrorCode\":6206}\n").display().to_string();
    let output = with_input(&["annotate", "--enrich", &open, &ended, &open], b"");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let object = |line| serde_json::from_str::<serde_json::Value>(line).expect("JSON");
    let codes: Vec<_> =
        text.lines().map(|line| object(line)["imcode"][0]["code"].clone()).collect();
    assert_eq!(codes, [70001, 6206, 70001]);
}

#[test]
fn object_behind_a_byte_order_mark_is_enriched() {
    let object = "{\"ErrorCode\":6206}";
    // A form feed is no white space in JSON.
    let log = format!("\u{feff}{object}\n{object}\t\n{object}\u{c}\n \u{feff}{object}\n");
    let output = with_input(&["annotate", "--enrich"], log.as_bytes());
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let enriched: Vec<bool> = text.lines().map(|line| line.contains("imcode")).collect();
    assert_eq!(enriched, [true, true, false, false], "{text}");
    assert!(text.starts_with("\u{feff}{\"ErrorCode\":6206,\"imcode\":[{"), "{text}");
}

#[test]
fn hint_quotes_a_file_name_for_a_shell() {
    for (name, quoted) in
        [("it's; b.gz", r"'it'\''s; b.gz'"), ("$(id).gz", "'$(id).gz'"), ("日志-1.gz", "日志-1.gz")]
    {
        let log = file(name, b"\x1f\x8b\x08\0");
        let folder = log.parent().expect("a folder");
        let output = imcode(&["stats", name]).current_dir(folder).output().expect("it ends");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.contains(&format!("`gzip -dc {quoted} | imcode stats`")), "{said}");
    }
}

/// What was added begins its line with this; a log of the test below never does.
const ADDED: &[u8] = b"    = ";

fn without_added_lines(out: &[u8]) -> Vec<u8> {
    let kept: Vec<&[u8]> =
        out.split(|&byte| byte == b'\n').filter(|line| !line.starts_with(ADDED)).collect();
    kept.join(&b'\n')
}

fn pieces() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        Just(b"\n".to_vec()),
        Just(b"\r\n".to_vec()),
        Just(b"login failed, code 6206|msg".to_vec()),
        Just("错误码：70001".as_bytes().to_vec()),
        Just(b" ERR_USER_SIG_EXPIRED".to_vec()),
        Just(b"\"ErrorCode\":60008,".to_vec()),
        Just(b"error (10025)".to_vec()),
        proptest::collection::vec(any::<u8>(), 0..40),
        (0..400_usize).prop_map(|count| vec![b'x'; count]),
    ];
    proptest::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn copied_bytes_are_unchanged(log in pieces()) {
        let output = with_input(&["annotate"], &log);
        prop_assert!(output.status.success());
        prop_assert_eq!(without_added_lines(&output.stdout), log);
    }
}
