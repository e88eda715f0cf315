//! Hostile streams: readers that leave, full disks, closed and unreadable input, an interrupt. For
//! every command: no panic, no unfinished escape sequence, and the exit status of README. What holds
//! on every system is in `program` and `log_commands`.
#![cfg(all(unix, feature = "cli"))]

use std::ffi::OsStr;
use std::fs::{self, File, Permissions};
use std::io::{Read as _, Write as _};
use std::os::fd::AsFd;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::{CommandExt as _, ExitStatusExt as _};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::LazyLock;
use std::thread;
use std::time::{Duration, Instant};

use rustix::io::ioctl_fionread;

const PROGRAM: &str = env!("CARGO_BIN_EXE_imcode");
const FORMATS: [&str; 5] = ["tsv", "card", "table", "json", "jsonl"];
const INTERRUPT: i32 = 2;
const NOBODY: u32 = 65534;

/// Commands that read standard input, with their exit status if it is empty.
const READERS: [(&[&str], i32); 7] = [
    (&[], 2),
    (&["-"], 2),
    (&["70001", "-"], 2),
    (&["annotate"], 0),
    (&["annotate", "--only", "-"], 0),
    (&["stats"], 1),
    (&["stats", "-"], 1),
];

/// Every command, its exit status in good conditions, and whether it takes a format. All of them
/// write, some more than a pipe holds.
static COMMANDS: LazyLock<Vec<(Vec<&str>, i32, bool)>> = LazyLock::new(|| {
    let log = &*LONG_LOG;
    vec![
        (vec!["70001"], 0, true),
        (vec!["70001", "-10001", "6000-6100", "ERR_IN_PROGESS"], 0, true),
        (vec!["4", "70001"], 1, true),
        (vec!["1e5", "4", "70001"], 2, true),
        (vec!["list"], 0, true),
        (vec!["search", "usersig", "expired"], 0, true),
        (vec!["被踢下线"], 0, true),
        (vec!["categories"], 0, true),
        (vec!["annotate", log], 0, true),
        (vec!["annotate", "--only", log], 0, true),
        (vec!["stats", log], 0, true),
        (vec!["check", "tests/data/faulty.toml"], 1, true),
        (vec!["schema"], 0, false),
        (vec!["schema", "--record"], 0, false),
        (vec!["template"], 0, false),
        (vec!["completions", "bash"], 0, false),
        (vec!["completions", "zsh"], 0, false),
        (vec!["--help"], 0, false),
        (vec!["annotate", "--help"], 0, false),
        (vec!["--version"], 0, false),
    ]
});

static LONG_LOG: LazyLock<String> = LazyLock::new(|| {
    let line = "login failed, code 6206|msg\n".to_owned() + &format!("{:.<70}\n", "").repeat(10);
    file("long.log", &line.repeat(100))
});

/// Runs `test` on every command in every format, with color and the exit status it should have.
fn with_every_command(test: impl Fn(&[&str], i32)) {
    for (command, status, has_formats) in &*COMMANDS {
        for format in FORMATS.into_iter().take(if *has_formats { FORMATS.len() } else { 1 }) {
            let options = ["--color", "always", "--format", format];
            // Commands without results take no such options, but do not mind them in front.
            let arguments = if *has_formats {
                [command.as_slice(), &options].concat()
            } else {
                [&options, command.as_slice()].concat()
            };
            test(&arguments, *status);
        }
    }
}

fn imcode<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>) -> Command {
    prepared(Command::new(PROGRAM), arguments)
}

/// The program started by a shell that closes some of its streams: `>&-`.
fn closed(closing: &str, arguments: &[&str]) -> Output {
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("exec \"$0\" \"$@\" {closing}"), PROGRAM]);
    prepared(shell, arguments).output().expect("sh starts")
}

fn prepared<A: AsRef<OsStr>>(
    mut command: Command,
    arguments: impl IntoIterator<Item = A>,
) -> Command {
    command.args(arguments).env_remove("IMCODE_CODES").stdin(Stdio::null());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn file(name: &str, text: &str) -> String {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, text).expect("a test may write there");
    path.to_str().expect("a plain path").to_owned()
}

/// The exit status, no panic, and only whole escape sequences that have ended.
#[track_caller]
fn assert_sound(output: &Output, status: i32, arguments: &[&str]) {
    assert_eq!(output.status.code(), Some(status), "{arguments:?}: {output:?}");
    let said = std::str::from_utf8(&output.stderr).expect("UTF-8");
    assert!(!said.contains("panicked"), "{arguments:?}: {said}");
    assert!(!said.contains('\u{1b}'), "{arguments:?}: {said:?}");
    assert!(said.is_empty() || said.ends_with('\n'), "{arguments:?}: {said:?}");
    let shown = std::str::from_utf8(&output.stdout).expect("UTF-8");
    let mut styled = false;
    for part in shown.split('\u{1b}').skip(1) {
        let style = part.strip_prefix('[').and_then(|part| Some(part.split_once('m')?.0));
        let style = style.unwrap_or_else(|| panic!("{arguments:?}: {part:?}"));
        assert!(style.bytes().all(|byte| byte.is_ascii_digit() || byte == b';'), "{part:?}");
        styled = !matches!(style, "" | "0");
    }
    assert!(!styled, "{arguments:?}: a color has no end");
}

#[test]
fn every_command_works_in_every_format() {
    with_every_command(|arguments, status| {
        let output = imcode(arguments).output().expect("the program starts");
        assert_sound(&output, status, arguments);
        assert!(!output.stdout.is_empty(), "{arguments:?}");
        let is_colored =
            ["annotate", "list"].contains(&arguments[0]) && arguments.ends_with(&["table"]);
        assert!(!is_colored || output.stdout.contains(&b'\x1b'), "{arguments:?}");
    });
}

#[test]
fn closed_pipe_keeps_status_and_messages() {
    with_every_command(|arguments, status| {
        let stayed = imcode(arguments).output().expect("the program starts");
        for seen in [0, 1000] {
            let mut child = imcode(arguments).spawn().expect("the program starts");
            let mut reader = child.stdout.take().expect("piped");
            reader.by_ref().take(seen).read_to_end(&mut Vec::new()).expect("it writes");
            drop(reader);
            let output = child.wait_with_output().expect("the program ends");
            assert_sound(&output, status, arguments);
            assert_eq!(output.stderr, stayed.stderr, "{arguments:?}");
        }
    });
}

#[test]
fn closed_pipe_ends_an_endless_log() {
    let mut child = imcode(["annotate"]).stdin(Stdio::piped()).spawn().expect("it starts");
    drop(child.stdout.take());
    let mut log = child.stdin.take().expect("piped");
    let block = b"login failed, code 6206\n".repeat(1000);
    assert!((0..1000).any(|_| log.write_all(&block).is_err()), "it reads on");
    let output = child.wait_with_output().expect("the program ends");
    assert_sound(&output, 0, &["annotate"]);
    assert_eq!(output.stderr, b"");
}

#[cfg(target_os = "linux")]
#[test]
fn write_error_exits_2() {
    with_every_command(|arguments, _| {
        let full = File::create("/dev/full").expect("Linux has one");
        let output = imcode(arguments).stdout(full).output().expect("the program starts");
        assert_sound(&output, 2, arguments);
        let said = String::from_utf8_lossy(&output.stderr);
        let expected = "error: standard output: No space left on device";
        assert!(said.starts_with(expected) && said.lines().count() == 1, "{arguments:?}: {said}");
    });
}

/// Who closes a stream wants nothing from it: that is no failure.
#[test]
fn closed_streams_count_as_empty() {
    with_every_command(|arguments, status| {
        let open = imcode(arguments).output().expect("the program starts");
        for closing in [">&-", "2>&-", "<&- >&- 2>&-"] {
            let output = closed(closing, arguments);
            assert_sound(&output, status, arguments);
            let kept = |stream: &str, bytes: &[u8]| {
                if closing.split(' ').any(|closed| closed == stream) {
                    Vec::new()
                } else {
                    bytes.to_vec()
                }
            };
            assert_eq!(output.stdout, kept(">&-", &open.stdout), "{closing} {arguments:?}");
            assert_eq!(output.stderr, kept("2>&-", &open.stderr), "{closing} {arguments:?}");
        }
    });
    for (arguments, status) in READERS {
        let output = closed("<&-", arguments);
        assert_sound(&output, status, arguments);
        assert_eq!(output.stderr.is_empty(), status == 0, "{arguments:?}: {output:?}");
        assert_sound(&closed("<&- >&- 2>&-", arguments), status, arguments);
    }
}

#[test]
fn unreadable_standard_input_exits_2() {
    for (arguments, _) in READERS {
        let folder = File::open("/").expect("a folder opens");
        let output = imcode(arguments).stdin(folder).output().expect("the program starts");
        assert_sound(&output, 2, arguments);
        assert_eq!(output.stdout, b"", "{arguments:?}");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.contains("directory") && said.lines().count() == 1, "{arguments:?}: {said}");
    }
}

#[test]
fn log_that_is_also_the_output_exits_2() {
    for options in [&[][..], &["--only"], &["--json"]] {
        let text = "login failed, code 6206\n".repeat(100_000);
        let log = file("appended.log", &text);
        let append = || File::options().append(true).open(&log).expect("it was written");
        let named = [&["annotate"], options, &[&log]].concat();
        let standard = [&["annotate"], options].concat();
        for (arguments, input) in [(named, Stdio::null()), (standard, open(&log).into())] {
            let mut command = imcode(&arguments);
            let output = command.stdin(input).stdout(append()).output().expect("it starts");
            assert_sound(&output, 2, &arguments);
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(said.contains(": is also the output"), "{said}");
            let written = fs::metadata(&log).expect("it is there").len() - text.len() as u64;
            assert!(written < 10, "{arguments:?}: {written}");
        }
    }
}

fn open(path: &str) -> File {
    File::open(path).expect("it was written")
}

#[test]
fn unreadable_file_is_reported_and_skipped() {
    for command in [&["annotate"][..], &["annotate", "--only"], &["stats"], &["check"]] {
        let (good, found) = match command {
            ["check"] => (file("faulty.toml", "[[cod]]\n"), "unknown key `cod`"),
            _ => (file("other.log", "code: 6206\n"), "6206"),
        };
        for (bad, cause) in unreadable() {
            for format in FORMATS {
                let options = ["--color", "always", "--format", format, &bad, &good];
                let arguments = [command, &options].concat();
                let Some(output) = without_rights(&arguments) else { continue };
                assert_sound(&output, 2, &arguments);
                let said = String::from_utf8_lossy(&output.stderr);
                assert!(said.starts_with(&format!("error: {bad}: ")), "{arguments:?}: {said}");
                assert!(said.contains(cause) && said.lines().count() == 1, "{said}");
                let shown = String::from_utf8_lossy(&output.stdout);
                assert!(shown.contains(found), "{arguments:?}: {shown}");
                if format == "json" {
                    let json: serde_json::Value = serde_json::from_str(&shown).expect("JSON");
                    assert!(json.is_array(), "{arguments:?}: {json}");
                }
            }
        }
    }
}

#[test]
fn unreadable_code_file_exits_2() {
    for (bad, _) in unreadable() {
        for (command, status, _) in &*COMMANDS {
            let arguments = [&["--codes", &bad], command.as_slice()].concat();
            let Some(output) = without_rights(&arguments) else { continue };
            if ["template", "schema", "completions", "--help", "--version"].contains(&command[0])
                || command.contains(&"--help")
            {
                assert_sound(&output, *status, &arguments);
                assert!(output.stderr.is_empty() && !output.stdout.is_empty(), "{arguments:?}");
                continue;
            }
            assert_sound(&output, 2, &arguments);
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(said.starts_with(&format!("error: {bad}: ")), "{arguments:?}: {said}");
            assert!(command[0] == "check" || output.stdout.is_empty(), "{arguments:?}");
        }
    }
}

/// A file that only root may read.
static LOCKED: LazyLock<String> = LazyLock::new(|| {
    let path = format!("{}/locked", env!("CARGO_TARGET_TMPDIR"));
    // That of an earlier run cannot be written to.
    let _ = fs::remove_file(&path);
    fs::write(&path, "code: 6206\n").expect("a test may write there");
    fs::set_permissions(&path, Permissions::from_mode(0o000)).expect("it is ours");
    path
});

/// Files that cannot be read, with a word of the reason.
fn unreadable() -> [(String, &'static str); 3] {
    let folder = env!("CARGO_TARGET_TMPDIR").to_owned();
    [(format!("{folder}/missing"), "No such file"), (folder, ""), (LOCKED.clone(), "denied")]
}

/// Runs as a user who may not read a locked file, as root may. None if such a user cannot start the
/// program.
fn without_rights(arguments: &[&str]) -> Option<Output> {
    let mut command = imcode(arguments);
    if File::open(&*LOCKED).is_ok() {
        command.uid(NOBODY).gid(NOBODY);
    }
    command.output().ok()
}

/// Long in coming: the end of its last line, and the end of it.
const LINES: &str = "login failed, code 6206|msg\nnothing here\nerror (10025), 错误码：70001\n";
const HALF: &str = "errcode=60";

#[test]
fn interrupt_leaves_whole_lines() {
    if interrupts_are_ignored() {
        #[expect(clippy::print_stdout, reason = "the harness shows it with --nocapture")]
        {
            println!("left out: interrupts are ignored here");
        }
        return;
    }
    for (number, command) in
        [&["annotate"][..], &["annotate", "--only"], &["stats"], &[]].into_iter().enumerate()
    {
        for format in FORMATS {
            for named in [true, false] {
                // Look-ups read no file.
                if !(command.is_empty() && named) {
                    let options = ["--color", "always", "--format", format];
                    interrupt(&[command, &options].concat(), named, &format!("{number}{format}"));
                }
            }
        }
    }
}

/// Feeds the program through a FIFO, as a file it names or as its standard input, and interrupts
/// it while it waits for more.
fn interrupt(arguments: &[&str], named: bool, unique: &str) {
    let expected = before_the_end(arguments, named.then_some(unique));
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{unique}.fifo"));
    let _ = fs::remove_file(&path);
    let made = Command::new("mkfifo").arg(&path).status().expect("mkfifo starts");
    assert!(made.success());
    // Also read from, so that opening does not wait for the program.
    let mut fifo = File::options().read(true).write(true).open(&path).expect("it was made");

    let mut command = imcode(arguments);
    if named {
        command.arg(&path);
    } else {
        command.stdin(File::open(&path).expect("it was made"));
    }
    let child = command.spawn().expect("the program starts");
    fifo.write_all([LINES, HALF].concat().as_bytes()).expect("it is read");
    wait_until(|| waiting(&fifo) == 0);
    let shown = child.stdout.as_ref().expect("piped");
    wait_until(|| waiting(shown) >= expected.len() as u64);
    let signalled = Command::new("sh")
        .args(["-c", &format!("kill -INT {}", child.id())])
        .status()
        .expect("sh starts");
    assert!(signalled.success());

    let output = child.wait_with_output().expect("the program ends");
    assert_eq!(output.status.signal(), Some(INTERRUPT), "{arguments:?}: {output:?}");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert_eq!(text.replace(".fifo", ".file"), expected, "{arguments:?}");
    assert_eq!(output.stderr, b"", "{arguments:?}");
}

/// How many bytes wait to be read.
fn waiting(pipe: impl AsFd) -> u64 {
    ioctl_fionread(pipe).expect("a pipe answers")
}

fn wait_until(there: impl Fn() -> bool) {
    let patience = Instant::now() + Duration::from_secs(30);
    while !there() {
        assert!(Instant::now() < patience, "it does not come");
        thread::sleep(Duration::from_millis(1));
    }
}

/// What the program writes of the whole lines before it learns that nothing follows.
fn before_the_end(arguments: &[&str], named: Option<&str>) -> String {
    // Counts and look-ups are written when all is read.
    if arguments[0] != "annotate" {
        return String::new();
    }
    let log = file(&format!("{}.file", named.unwrap_or("input")), LINES);
    let mut command = imcode(arguments);
    match named {
        Some(_) => command.arg(log),
        None => command.stdin(File::open(log).expect("it was written")),
    };
    let output = command.output().expect("the program starts");
    assert_sound(&output, 0, arguments);
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    // The array's end follows that of the log.
    text.strip_suffix("\n]\n").unwrap_or(&text).to_owned()
}

/// Whoever starts a program in the background of a script has it ignore interrupts.
fn interrupts_are_ignored() -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let ignored = ignored.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    ignored.is_some_and(|mask| mask & (1 << (INTERRUPT - 1)) != 0)
}
