//! Code files through the program: which one answers, and that a hostile one is harmless: a clear
//! error, bounded memory, no hang.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use imcode::Catalog;
use rustix::fs::{CWD, Mode, mkfifoat};

/// Longer than any of these tables takes in an unoptimized program on a busy machine.
const PATIENCE: Duration = Duration::from_secs(120);
/// In KiB.
const MEMORY: u64 = 2 << 20;

const CATEGORY: &str = "[[category]]\nid = \"shop\"\nlayer = \"app\"\ntitle = \"Shop\"\n";

/// A folder of its own for a test, gone at its end.
struct Folder(PathBuf);

impl Folder {
    fn new(test: &str) -> Self {
        let path = std::env::temp_dir().join(format!("imcode-{test}-{}", std::process::id()));
        fs::create_dir_all(&path).expect("a folder can be made");
        Self(path)
    }

    fn file(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        fs::write(&path, text).expect("a file can be written");
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn code(code: i32, more: &str) -> String {
    format!(
        "[[code]]\ncode = {code}\ncategory = \"shop\"\nsummary = \"Case {code}\"\naction = \"a\"\nretry = \"no\"\n{more}\n"
    )
}

/// The program with bounded memory.
fn imcode<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", &format!("ulimit -v {MEMORY}; exec \"$0\" \"$@\"")]);
    command.arg(env!("CARGO_BIN_EXE_imcode")).args(arguments);
    command.env_remove("IMCODE_CODES").stdin(Stdio::null());
    command
}

/// What the program answers, which it does in time.
fn output(command: &mut Command) -> Output {
    let pipes = command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = pipes.spawn().expect("the program starts");
    let (stdout, stderr) = (read(child.stdout.take()), read(child.stderr.take()));
    let start = Instant::now();
    while child.try_wait().expect("it is a child").is_none() {
        if start.elapsed() > PATIENCE {
            child.kill().expect("it is a child");
            panic!("no answer in {PATIENCE:?}: {command:?}");
        }
        thread::sleep(Duration::from_millis(5));
    }
    let read = |reader: Reader| reader.join().expect("no panic").expect("a pipe can be read");
    let status = child.wait().expect("it has ended");
    Output { status, stdout: read(stdout), stderr: read(stderr) }
}

type Reader = thread::JoinHandle<io::Result<Vec<u8>>>;

fn read(pipe: Option<impl io::Read + Send + 'static>) -> Reader {
    let mut pipe = pipe.expect("piped");
    thread::spawn(move || {
        let mut bytes = Vec::new();
        pipe.read_to_end(&mut bytes).map(|_| bytes)
    })
}

fn run<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>) -> Output {
    output(&mut imcode(arguments))
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("UTF-8")
}

fn stdout(output: &Output) -> &str {
    assert!(output.status.success(), "{output:?}");
    text(&output.stdout)
}

/// `imcode check` and a look-up both refuse the table, for the same reason in the same line.
#[track_caller]
fn assert_refused(table: &Path, line: usize, cause: &str) {
    let first = assert_faulty(table, line, cause);
    let stopped = run([OsStr::new("--codes"), table.as_os_str(), OsStr::new("70001")]);
    assert_eq!(stopped.status.code(), Some(2));
    assert_eq!(text(&stopped.stdout), "");
    let said = text(&stopped.stderr);
    assert!(said.starts_with(&format!("error: {first}")), "{said}");
    assert_eq!(said.lines().count(), 1);
}

/// `imcode check` refuses the table; its first line, which is short and cannot drive a terminal.
#[track_caller]
fn assert_faulty(table: &Path, line: usize, cause: &str) -> String {
    let place = match line {
        0 => format!("{}: ", table.display()),
        line => format!("{}:{line}: ", table.display()),
    };
    let check = run([OsStr::new("check"), table.as_os_str()]);
    let faults = if line == 0 { text(&check.stderr) } else { text(&check.stdout) };
    let first = faults.lines().next().unwrap_or_default();
    let first = first.strip_prefix("error: ").unwrap_or(first);
    assert!(first.starts_with(&place) && first.contains(cause), "{first}");
    assert_eq!(check.status.code(), Some(if line == 0 { 2 } else { 1 }));
    assert!(faults.lines().all(|line| line.len() < 400), "{first}");
    assert!(faults.chars().all(|char| char == '\n' || !char.is_control()), "{first:?}");
    first.to_owned()
}

#[test]
fn every_command_uses_the_code_files() {
    let folder = Folder::new("seen");
    let shop =
        folder.file("shop.toml", CATEGORY.to_owned() + &code(120042, "name = \"SHOP_MUTED\""));
    let log = folder.file("app.log", "webhook failed: code=120042\n");
    let log = log.to_str().expect("UTF-8");
    for command in [
        &["120042"][..],
        &["shop_muted"],
        &["list", "120042"],
        &["list", "--layer", "app"],
        &["search", "shop muted"],
        &["annotate", log],
        &["stats", log],
    ] {
        let by_option = run([&["--codes", shop.to_str().expect("UTF-8")], command].concat());
        assert!(stdout(&by_option).contains("Case 120042"), "{command:?} {by_option:?}");
        let by_variable = output(imcode(command).env("IMCODE_CODES", &shop));
        assert_eq!(by_variable.stdout, by_option.stdout, "{command:?}");
    }
    assert!(
        stdout(&output(imcode(["categories"]).env("IMCODE_CODES", &shop))).contains("shop\tapp")
    );
}

#[test]
fn name_in_two_layers_answers_with_both() {
    let folder = Folder::new("names");
    let other = CATEGORY.replace("shop", "web").replace("\"app\"", "\"browser\"");
    let name = "name = \"NO_STOCK\"";
    let second = code(12, name).replace("shop", "web");
    let file = folder.file("codes", [CATEGORY, &other, &code(11, name), &second].concat());
    let file = file.to_str().expect("UTF-8");
    let found = run(["--codes", file, "no_stock"]);
    let codes: Vec<&str> = stdout(&found).lines().map(|line| &line[..2]).collect();
    assert_eq!(codes, ["11", "12"]);
}

#[test]
fn last_code_file_wins() {
    let folder = Folder::new("order");
    let table = |name: &str| {
        let text = code(6013, "").replace("shop", "sdk.common").replace("Case 6013", name);
        folder.file(name, text)
    };
    let [one, two, three] = ["one", "two", "three"].map(table);
    let asked = |variable: &[&PathBuf], options: &[&PathBuf]| {
        let mut command =
            imcode(options.iter().flat_map(|path| [OsStr::new("--codes"), path.as_os_str()]));
        let variable = std::env::join_paths(variable).expect("no colon");
        let json = output(command.args(["6013", "--json"]).env("IMCODE_CODES", variable));
        let records: serde_json::Value = serde_json::from_str(stdout(&json)).expect("JSON");
        assert_eq!(records.as_array().map(Vec::len), Some(1));
        let source = Path::new(records[0]["source"].as_str().expect("text"));
        source.file_name().unwrap_or_default().to_string_lossy().into_owned()
    };
    assert_eq!(asked(&[], &[]), "builtin");
    assert_eq!(asked(&[&one, &two], &[]), "two");
    assert_eq!(asked(&[&one, &two], &[&three]), "three");
    assert_eq!(asked(&[&three], &[&two, &one]), "one");
    // Named again, a table counts where it is named last.
    assert_eq!(asked(&[&one, &two], &[&one]), "one");
    // An empty element is none, as where a variable that is not set is prolonged.
    assert_eq!(asked(&[&PathBuf::new(), &one, &PathBuf::new()], &[]), "one");
}

#[test]
fn code_files_on_both_sides_of_a_subcommand_are_read() {
    let folder = Folder::new("sides");
    let one = folder.file("one", CATEGORY.to_owned() + &code(1, ""));
    let two = folder.file("two", code(2, "related = [1]"));
    let (one, two) = (one.to_str().expect("UTF-8"), two.to_str().expect("UTF-8"));
    for arguments in [
        &["--codes", one, "list", "1..2", "--codes", two][..],
        &["--codes", one, "--codes", two, "list", "1..2"],
        &["list", "--codes", one, "1..2", &format!("--codes={two}")],
        &["--codes", one, "1..2", "--codes", two],
    ] {
        assert_eq!(stdout(&run(arguments)).lines().count(), 2, "{arguments:?}");
    }
}

#[test]
fn later_file_may_name_codes_and_categories_of_earlier_ones() {
    let folder = Folder::new("later");
    let base = folder.file("base.toml", CATEGORY.to_owned() + &code(1, ""));
    let upon = folder.file("upon.toml", code(2, "related = [1]"));
    let check = |files: &[&PathBuf], variable: &str| {
        let mut command = imcode([OsStr::new("check")]);
        output(command.args(files).env("IMCODE_CODES", variable)).status.code()
    };
    assert_eq!(check(&[&base, &upon], ""), Some(0));
    assert_eq!(check(&[&upon, &base], ""), Some(1));
    assert_eq!(check(&[&upon], base.to_str().expect("UTF-8")), Some(0));
    // The table in use is the one that is checked.
    assert_eq!(check(&[&base], base.to_str().expect("UTF-8")), Some(0));
}

#[test]
fn check_reports_every_fault_of_every_file() {
    let folder = Folder::new("faults");
    let one = folder.file("one.toml", "[[code]]\n\nsumary = 1\n");
    let two = folder.file("two.toml", "[[category]]\n");
    let missing = folder.0.join("missing.toml");
    let check = run([OsStr::new("check"), one.as_os_str(), two.as_os_str()]);
    assert_eq!(check.status.code(), Some(1));
    assert_eq!(text(&check.stderr), "");
    let places: Vec<_> = text(&check.stdout)
        .lines()
        .map(|line| {
            let (file, rest) = line.split_once(".toml:").expect("file:line: cause");
            let (line, cause) = rest.split_once(": ").expect("file:line: cause");
            assert!(!cause.is_empty());
            (Path::new(file).file_name().unwrap_or_default().to_str(), line)
        })
        .collect();
    let expected = [("one", "1"), ("one", "3"), ("two", "1")];
    assert_eq!(places, expected.map(|(file, line)| (Some(file), line)));
    let check = run([OsStr::new("check"), missing.as_os_str(), one.as_os_str()]);
    assert_eq!(check.status.code(), Some(2));
    assert!(text(&check.stderr).contains("missing.toml: cannot be read"), "{check:?}");
    assert_eq!(text(&check.stdout).lines().count(), 2);
}

/// README asks the starter table, and shows the beginning of it.
#[test]
fn readme_shows_the_template() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |name: &str| fs::read_to_string(folder.join(name)).expect("it is there");
    let starter = read("tests/data/webhook.toml");
    assert_eq!(starter, stdout(&run(["template"])));
    let readme = read("README.md");
    let shown = readme.split("```toml\n").skip(1).filter_map(|block| block.split("```").next());
    let shown: Vec<&str> = shown.filter(|block| block.contains("[[code]]")).collect();
    assert!(!shown.is_empty());
    for line in shown.iter().flat_map(|block| block.lines()) {
        assert!(starter.lines().any(|known| known == line), "{line}");
    }
}

#[test]
fn template_has_no_fault() {
    let folder = Folder::new("starter");
    let starter = folder.file("webhook.toml", stdout(&run(["template"])));
    assert_eq!(stdout(&run([OsStr::new("check"), starter.as_os_str()])), "");
    let path = starter.to_str().expect("UTF-8");
    let listed = run(["--codes", path, "list", "--layer", "app"]);
    let codes: Vec<i32> = stdout(&listed)
        .lines()
        .map(|line| line.split(['\t', '-']).next().unwrap_or_default().parse().expect("a code"))
        .collect();
    assert!(
        codes.len() >= 3 && codes.iter().all(|code| (120001..=130000).contains(code)),
        "{codes:?}"
    );
    // A range of one's own hides the one of the built-in table that holds it.
    assert_eq!(stdout(&run(["--codes", path, "120015"])).lines().count(), 1);
    assert_eq!(stdout(&run(["--codes", path, "120500"])).lines().count(), 1);
}

#[test]
fn control_characters_never_reach_the_terminal() {
    let folder = Folder::new("controls");
    let table = |text: String| folder.file("t.toml", text);
    for odd in ["\\u001B[2J", "\\u0007", "\\u009B", "\\u202E", "\\u2028", "\\n"] {
        let text = CATEGORY.to_owned() + &code(1, &format!("note = \"x{odd}y\""));
        assert_refused(&table(text), 11, "control character U+");
        let key = format!("\"a{odd}b\" = 1\n");
        assert_refused(&table(key.clone()), 1, "unknown key");
        assert_refused(&table(CATEGORY.to_owned() + &key), 5, "unknown field");
        assert_refused(&table(format!("[synonyms]\n{key}")), 2, "`synonyms`");
    }
    assert_refused(&table("x = \u{1b}[2J\n".to_owned()), 1, "");
    assert_refused(&table("x = \u{7}\n\u{0}".to_owned()), 2, "not TOML");
}

#[test]
fn path_with_control_characters_is_escaped() {
    let folder = Folder::new("path");
    let name = "\u{1b}]0;x\u{7}\u{9b}2J\u{202e}.toml";
    let path = folder.file(name, CATEGORY.to_owned() + &code(1, ""));
    let path = path.to_str().expect("UTF-8");
    let harmless = |bytes: &[u8]| {
        let odd = |char: char| char.is_control() && !"\n\t".contains(char) || char == '\u{202e}';
        assert!(!text(bytes).contains(odd), "{:?}", text(bytes));
    };
    for format in ["table", "tsv", "json", "jsonl"] {
        let found = run(["--codes", path, "1", "--format", format]);
        harmless(&found.stdout);
        assert!(found.status.success());
        let faulty = folder.file("upon.toml", CATEGORY);
        let check = run(["check", "--format", format, path, faulty.to_str().expect("UTF-8")]);
        harmless(&check.stdout);
        assert_eq!(check.status.code(), Some(1));
    }
    let json = run(["--codes", path, "1", "--json"]);
    let records: serde_json::Value = serde_json::from_str(stdout(&json)).expect("JSON");
    assert_eq!(records[0]["source"], path);
    harmless(&run(["--codes", &format!("{path}x"), "1"]).stderr);
}

#[test]
fn pipe_device_and_folder_are_refused() {
    let folder = Folder::new("kinds");
    assert_refused(&folder.0, 0, "is not a file");
    assert_refused(&folder.0.join("missing.toml"), 0, "cannot be read");
    assert_refused(Path::new("/dev/zero"), 0, "is not a file");
    let fifo = folder.0.join("fifo");
    mkfifoat(CWD, &fifo, Mode::from_raw_mode(0o600)).expect("a FIFO can be made");
    assert_refused(&fifo, 0, "is not a file");
    // As a shell's <(…) names it.
    let pipe = output(imcode(["--codes", "/dev/fd/0", "1"]).stdin(Stdio::piped()));
    assert_eq!(pipe.status.code(), Some(2));
    assert!(text(&pipe.stderr).contains("is not a file"), "{pipe:?}");
}

#[test]
fn file_over_64_mib_is_refused_unread() {
    let folder = Folder::new("large");
    let path = folder.0.join("large.toml");
    let file = File::create(&path).and_then(|file| file.set_len(1 << 30));
    file.expect("a sparse file can be made");
    assert_refused(&path, 0, "larger than 64 MiB");
}

#[test]
fn invalid_utf8_is_refused_with_its_line() {
    let folder = Folder::new("bytes");
    let latin = [CATEGORY.as_bytes(), b"[[code]]\nnote = \"caf\xe9\"\n"].concat();
    assert_refused(&folder.file("latin1.toml", latin), 6, "not UTF-8");
    let utf16: Vec<u8> = "[[code]]".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_refused(
        &folder.file("utf16.toml", [b"\xff\xfe".to_vec(), utf16].concat()),
        1,
        "not UTF-8",
    );
}

#[test]
fn byte_order_mark_and_crlf_are_accepted() {
    let folder = Folder::new("ends");
    let text = "\u{feff}".to_owned() + &(CATEGORY.to_owned() + &code(1, "")).replace('\n', "\r\n");
    let path = folder.file("windows.toml", text.clone());
    let found = run([OsStr::new("--codes"), path.as_os_str(), OsStr::new("1")]);
    assert_eq!(stdout(&found), "1\t-\tshop\tno\tCase 1\ta\n");
    assert_refused(&folder.file("faulty.toml", text + "x = 1\r\n"), 12, "unknown field `x`");
}

#[test]
fn number_out_of_range_is_refused() {
    let folder = Folder::new("numbers");
    for number in
        ["2147483648", "-2147483649", "1e5", "0.5", "inf", "nan", "1979-05-27", "0x80000000"]
    {
        let text =
            CATEGORY.to_owned() + &code(1, "").replace("code = 1", &format!("code = {number}"));
        assert_refused(&folder.file("t.toml", text), 6, "`code` must be a whole number");
    }
    let text = CATEGORY.to_owned() + &code(1, &format!("related = [{}]", "9".repeat(5000)));
    assert_refused(&folder.file("t.toml", text), 11, "");
}

#[test]
fn duplicate_key_is_refused() {
    let folder = Folder::new("twice");
    let text = CATEGORY.to_owned() + &code(1, "retry = \"yes\"");
    assert_refused(&folder.file("t.toml", text), 11, "duplicate key");
    let text = CATEGORY.to_owned() + "[synonyms]\na = [\"b\"]\na = [\"c\"]\n";
    assert_refused(&folder.file("t.toml", text), 7, "duplicate key");
}

#[test]
fn deep_nesting_is_refused() {
    let folder = Folder::new("deep");
    let (n, deep) =
        (200_000, |open: &str, close: &str| open.repeat(200_000) + "1" + &close.repeat(200_000));
    for text in [
        format!("x = {}\n", deep("[", "]")),
        format!("x = {}\n", deep("{a=", "}")),
        format!("{}x = 1\n", "a.".repeat(n)),
        format!("[{}x]\n", "a.".repeat(n)),
        "[".repeat(n),
        "[[a]]\n[a.b]\n[[a.b.c]]\n".repeat(1000),
    ] {
        assert_refused(&folder.file("t.toml", text), 1, "");
    }
}

#[test]
fn quotation_from_a_file_is_short() {
    let folder = Folder::new("long");
    let long = "k".repeat(10 << 20);
    assert_refused(&folder.file("t.toml", format!("{long} = 1\n")), 1, "unknown key `kkk");
    assert_refused(&folder.file("t.toml", format!("[[code]]\n{long} = 1\n")), 1, "has no `code`");
    let text = CATEGORY.to_owned() + &code(1, "").replace("shop", &long);
    assert_refused(&folder.file("t.toml", text), 7, "at most 128 are allowed");
}

/// Thousands of whatever is compared with each other: were every pair looked at, it would take minutes.
#[test]
fn faults_are_found_in_linear_time() {
    const MANY: i32 = 10_000;
    let folder = Folder::new("many");
    let codes = |more: &dyn Fn(i32) -> String| {
        (1..=MANY).fold(CATEGORY.to_owned(), |text, number| text + &code(number, &more(number)))
    };
    let name = "A".repeat(100);
    let alike = codes(&|number| format!("name = \"{name}{}\"", number % 2));
    assert_faulty(&folder.file("t.toml", alike), 19, "already belongs to");
    let missing = codes(&|number| {
        let related: Vec<String> =
            (0..10).map(|more| (1_000_000 + number + more).to_string()).collect();
        format!("related = [{}]", related.join(", "))
    });
    assert_faulty(&folder.file("t.toml", missing), 5, "which is unknown");
    assert_faulty(
        &folder.file("t.toml", CATEGORY.to_owned() + &code(5, "").repeat(10_000)),
        12,
        "in line 5",
    );
    let overlaps =
        codes(&|number| if number == 1 { "through = 200000".to_owned() } else { String::new() });
    assert_faulty(&folder.file("t.toml", overlaps), 12, "overlaps");
    let twice = "[[category]]\nid = \"c\"\nlayer = \"app\"\ntitle = \"T\"\n".repeat(20_000);
    assert_faulty(&folder.file("t.toml", twice), 5, "defined twice");
}

/// The parser's recovery from errors would take gigabytes.
#[test]
fn garbage_is_refused_in_bounded_memory() {
    let folder = Folder::new("garbage");
    let path = folder.file("t.toml", "\u{1}\n".repeat(8 << 20));
    assert_faulty(&path, 1, "not TOML");
}

/// A sound table of many entries and categories: no command hangs on it.
#[test]
fn many_entries_and_categories_are_fast() {
    let folder = Folder::new("sound");
    let table = |categories: i32, codes: i32| {
        let mut text = (0..categories).fold(String::new(), |text, number| {
            text + &format!("[[category]]\nid = \"c{number}\"\nlayer = \"app\"\ntitle = \"T\"\n")
        });
        for number in 1..=codes {
            let block = code(number, &format!("name = \"SHOP_{number}\""));
            text += &block.replace("shop", &format!("c{}", number % categories));
        }
        folder.file(&format!("{codes}.toml"), text).to_string_lossy().into_owned()
    };
    let table_path = table(5_000, 8_000);
    for command in [
        &["777"][..],
        &["shop_777"],
        &["list", "777", "--layer", "app"],
        &["list", "--category", "c777"],
    ] {
        let found = run([&["--codes", &table_path], command].concat());
        assert!(stdout(&found).contains("Case 777\t"), "{command:?}");
    }
    let listed = |command: &str| stdout(&run(["--codes", &table_path, command])).lines().count();
    assert_eq!(listed("list"), 8_000 + Catalog::builtin().entries().len());
    assert_eq!(listed("categories"), 5_000 + Catalog::builtin().categories().count());
    for unknown in ["SHOP_NONE", "888888888"] {
        assert_eq!(run(["--codes", &table_path, unknown]).status.code(), Some(1));
    }
    // Words and patterns are prepared in seconds, without optimization in many.
    let table_path = table(500, 1_000);
    let log = folder.file("app.log", "code=777\n");
    let log = log.to_str().expect("UTF-8");
    for command in [&["search", "code 777"][..], &["annotate", log], &["stats", log]] {
        let found = run([&["--codes", &table_path], command].concat());
        assert!(stdout(&found).contains("Case 777"), "{command:?}");
    }
}
