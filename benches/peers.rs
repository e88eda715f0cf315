//! imcode beside an empty program and beside programs that answer such questions elsewhere: time,
//! peak memory and size, in one table. Run by hand: `cargo bench --bench peers`.
//!
//! Everything runs in turn, round after round, so that a busy moment of the machine meets all alike;
//! the table shows medians. Peers that are not installed are named and left out.

#![allow(clippy::print_stdout, missing_docs, reason = "it reports to whoever runs it")]

mod programs;

use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use programs::Result;

const ROUNDS: usize = 301;
/// What takes longer than this runs in one of so many rounds, after the others: it drives them from
/// the caches of the processor.
const HEAVY: Duration = Duration::from_millis(8);
const HEAVY_ROUNDS: usize = 10;
/// Tells the peak memory of what it runs, in KiB, on the last line of standard error.
const GNU_TIME: &str = "/usr/bin/time";

/// A command, with standard output in a pipe.
struct Run {
    /// As the table shows it.
    label: String,
    program: PathBuf,
    arguments: Vec<OsString>,
    times: Vec<Duration>,
}

impl Run {
    fn new<A: AsRef<OsStr>>(label: &str, program: &Path, arguments: &[A]) -> Self {
        Self {
            label: label.to_owned(),
            program: program.to_owned(),
            arguments: arguments.iter().map(|argument| argument.as_ref().to_owned()).collect(),
            times: Vec::new(),
        }
    }

    fn works(&self) -> bool {
        let mut command = Command::new(&self.program);
        let output = command.args(&self.arguments).stdin(Stdio::null()).output();
        output.is_ok_and(|output| output.status.success())
    }

    /// As it was the first time.
    fn is_heavy(&mut self) -> Result<bool> {
        if self.times.is_empty() {
            self.time()?;
        }
        Ok(self.times[0] > HEAVY)
    }

    fn time(&mut self) -> Result<()> {
        let mut command = Command::new(&self.program);
        command.args(&self.arguments).stdin(Stdio::null()).stderr(Stdio::null());
        let start = Instant::now();
        command.output()?;
        self.times.push(start.elapsed());
        Ok(())
    }

    fn median(&mut self) -> Duration {
        self.times.sort_unstable();
        self.times[self.times.len() / 2]
    }

    /// In KiB, where it can be told.
    fn peak_memory(&self) -> Option<u64> {
        let mut command = Command::new(GNU_TIME);
        command.args(["-f", "%M"]).arg(&self.program).args(&self.arguments).stdin(Stdio::null());
        let output = command.output().ok()?;
        String::from_utf8_lossy(&output.stderr).lines().last()?.parse().ok()
    }
}

fn main() -> Result<()> {
    let (imcode, empty) = (programs::imcode()?, programs::empty()?);
    let mut runs = vec![Run::new::<&str>("an empty Rust program", &empty, &[])];
    runs.extend(own("imcode", &imcode)?);
    let shipped = shipped();
    match &shipped {
        Ok(program) => runs.extend(own("shipped imcode", program)?),
        Err(error) => println!("left out, the shipped program: {error}"),
    }
    for build in std::env::args().skip(1).filter(|argument| !argument.starts_with('-')) {
        runs.push(Run::new(&format!("{build} 70001"), Path::new(&build), &["70001"]));
    }
    runs.extend(peers(&imcode)?);
    let (mut runs, left_out): (Vec<Run>, Vec<Run>) = runs.into_iter().partition(Run::works);
    for round in 0..ROUNDS {
        let (mut light, mut heavy) = (Vec::new(), Vec::new());
        for run in &mut runs {
            let group = if run.is_heavy()? { &mut heavy } else { &mut light };
            group.push(run);
        }
        // There and back again, so that what runs before another does so as often after it.
        if round % 2 == 1 {
            light.reverse();
        }
        for run in light {
            run.time()?;
        }
        if round % HEAVY_ROUNDS == 0 {
            for run in heavy {
                run.time()?;
            }
        }
    }
    report(&mut runs);
    for run in left_out {
        println!("left out, not installed or without an answer: {}", run.label);
    }
    let sizes = [
        ("imcode", Some(imcode)),
        ("the empty program", Some(empty)),
        ("shipped imcode", shipped.ok()),
    ];
    for (name, path) in sizes.into_iter().filter_map(|(name, path)| Some((name, path?))) {
        println!("size of {name}: {:.2} MB", fs::metadata(path)?.len() as f64 / 1e6);
    }
    Ok(())
}

/// Builds the program that packages hold, and gives its path.
fn shipped() -> Result<PathBuf> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join(".ci/release");
    let output = Command::new("python3").arg(script).arg("--program").output()?;
    if !output.status.success() {
        return Err(String::from_utf8(output.stderr)?.trim().into());
    }
    Ok(PathBuf::from(String::from_utf8(output.stdout)?.trim()))
}

fn own(name: &str, imcode: &Path) -> Result<Vec<Run>> {
    let log = Path::new(env!("CARGO_TARGET_TMPDIR")).join("app.log");
    let line = "2026-01-02 03:04:05.678 E/imsdk: login failed, code=70001, desc=expired";
    let lines = |at: usize| if at.is_multiple_of(10) { line } else { "I/app: opened in 12 ms" };
    fs::write(&log, (0..1000).map(lines).collect::<Vec<_>>().join("\n"))?;
    let mut runs: Vec<Run> = [
        "70001",
        "70001 --json",
        "70001 --format table",
        "search usersig expired",
        "list",
        "list --json",
    ]
    .into_iter()
    .map(|line| {
        let arguments: Vec<&str> = line.split(' ').collect();
        Run::new(&format!("{name} {line}"), imcode, &arguments)
    })
    .collect();
    let arguments = [OsStr::new("annotate"), log.as_os_str()];
    runs.push(Run::new(&format!("{name} annotate, 1000 lines"), imcode, &arguments));
    Ok(runs)
}

/// What people use for such questions; `grep` and `jq` answer from a file that holds all of imcode.
fn peers(imcode: &Path) -> Result<Vec<Run>> {
    let held = |name: &str, arguments: &[&str]| -> Result<OsString> {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::write(&path, Command::new(imcode).args(arguments).output()?.stdout)?;
        Ok(path.into())
    };
    let (lines, json) =
        (held("list.txt", &["list"])?, held("list.jsonl", &["list", "--format", "jsonl"])?);
    let sysroot = programs::rustc().args(["--print", "sysroot"]).output()?;
    let rustc = Path::new(String::from_utf8(sysroot.stdout)?.trim()).join("bin/rustc");
    let (grep, jq) =
        (["-A1".into(), "^70001".into(), lines], ["select(.code==70001)".into(), json]);
    Ok(vec![
        Run::new("errno 2", Path::new("errno"), &["2"]),
        Run::new("perror 2", Path::new("perror"), &["2"]),
        Run::new("grep -A1 ^70001 list.txt", Path::new("grep"), &grep),
        Run::new("jq 'select(.code==70001)' list.jsonl", Path::new("jq"), &jq),
        Run::new("rustc --explain E0308", &rustc, &["--explain", "E0308"]),
        Run::new("tldr tar", Path::new("tldr"), &["tar"]),
    ])
}

fn report(runs: &mut [Run]) {
    println!("| command | median | of empty | peak memory |\n|---|---|---|---|");
    let empty = runs[0].median().as_secs_f64();
    let is_told = programs::is_installed("time");
    for run in runs {
        let median = run.median().as_secs_f64();
        let memory = if is_told { run.peak_memory() } else { None };
        let memory = memory.map_or("not told".into(), |kib| format!("{:.1} MB", kib as f64 / 1e3));
        println!("| `{}` | {:.2} ms | {:.2} | {memory} |", run.label, median * 1e3, median / empty);
    }
    if !is_told {
        println!("\npeak memory is told by {GNU_TIME}, which is not installed");
    }
}
