//! `cargo bench --profile release --bench annotate`: the speed of `imcode annotate`, as it is
//! released, on a log of 512 MiB in which 1% of the lines carry a code, against `rg -n` and `cat`,
//! run in pairs; and its peak memory. `rg` searches for what is equivalent on this log, and for
//! less, which it searches faster: keys in ASCII in any case, and the one key `code`.
//!
//! `IMCODE_BENCH_MIB` sets another size, `IMCODE_BENCH_PAIRS` another number of pairs.

#![allow(clippy::print_stdout, reason = "a benchmark reports")]
#![allow(clippy::many_single_char_names, reason = "numbers of a made-up log mean nothing")]

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, BufRead as _, BufReader, BufWriter, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const PROGRAM: &str = env!("CARGO_BIN_EXE_imcode");

fn main() -> io::Result<()> {
    let mib = setting("IMCODE_BENCH_MIB", 512);
    let pairs = setting("IMCODE_BENCH_PAIRS", 8);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let log = folder.join(format!("annotate-{mib}-3.log"));
    if !log.exists() {
        println!("writing {} ({mib} MiB)", log.display());
        let unfinished = log.with_extension("part");
        write_log(&unfinished, mib << 20)?;
        fs::rename(unfinished, &log)?;
    }
    io::copy(&mut File::open(&log)?, &mut io::sink())?;

    if Command::new("rg").arg("--version").output().is_ok() {
        compare_with_rg(&log, folder, pairs)?;
    } else {
        println!("rg is not installed: the comparison with it is left out");
    }
    let annotate = || through_pipe(Command::new(PROGRAM).arg("annotate").arg(&log));
    report("annotate | cat, cat | cat", pairs, annotate, || {
        through_pipe(Command::new("cat").arg(&log))
    })?;
    memory(&log, mib)
}

fn setting(name: &str, default: usize) -> usize {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(default)
}

/// The same lines first, then the time.
fn compare_with_rg(log: &Path, folder: &Path, pairs: usize) -> io::Result<()> {
    let pattern = pattern();
    let (ours, theirs) = (folder.join("imcode.out"), folder.join("rg.out"));
    let annotate = || to_file(Command::new(PROGRAM).args(["annotate", "--only"]).arg(log), &ours);
    let rg = || to_file(Command::new("rg").args(["-n", &pattern]).arg(log), &theirs);
    annotate()?;
    rg()?;
    let lines = same_lines(&ours, &theirs)?;
    println!("annotate --only and rg -n find the same {lines} lines");
    report("annotate --only, rg -n", pairs, annotate, rg)?;
    for (name, pattern) in fewer_patterns() {
        let rg = || to_file(Command::new("rg").args(["-n", &pattern]).arg(log), &theirs);
        report(&format!("annotate --only, rg -n for {name}"), pairs, annotate, rg)?;
    }
    Ok(())
}

/// The keys that the log of this benchmark has, and any code.
fn pattern() -> String {
    format!(r"(?:error code|ErrorCode|code|错误码)\W{{1,4}}(?:{})\b", codes())
}

/// These miss lines that `annotate` finds.
fn fewer_patterns() -> [(&'static str, String); 2] {
    let codes = codes();
    [
        ("keys in ASCII", format!(r#"(?i)(?:code|errid|ret)["' ]*[:=] *(?:{codes})"#)),
        ("one key", format!(r"(?:error code|ErrorCode|code)\W{{1,4}}(?:{codes})\b")),
    ]
}

fn codes() -> String {
    let catalog = imcode::Catalog::builtin();
    let codes = catalog.entries().into_iter().map(|entry| entry.code().to_string());
    codes.collect::<Vec<_>>().join("|")
}

fn same_lines(ours: &Path, theirs: &Path) -> io::Result<usize> {
    let lines = |path: &Path| Ok::<_, io::Error>(BufReader::new(File::open(path)?).lines());
    let mut ours =
        lines(ours)?.filter(|line| !line.as_ref().is_ok_and(|line| line.starts_with("    = ")));
    let mut count = 0;
    for line in lines(theirs)? {
        let line = line?;
        let mine = ours.next().transpose()?;
        assert_eq!(mine.as_deref(), Some(line.as_str()), "line {count} of the answers");
        count += 1;
    }
    assert!(ours.next().is_none(), "rg -n finds {count} lines, annotate finds more");
    Ok(count)
}

fn to_file(command: &mut Command, path: &Path) -> io::Result<Duration> {
    let start = Instant::now();
    let status = command.stdout(File::create(path)?).status()?;
    assert!(status.success(), "{command:?}");
    Ok(start.elapsed())
}

fn through_pipe(command: &mut Command) -> io::Result<Duration> {
    let start = Instant::now();
    let mut writer = command.stdout(Stdio::piped()).spawn()?;
    let pipe = writer.stdout.take().expect("piped");
    let status = Command::new("cat").stdin(pipe).stdout(Stdio::null()).status()?;
    assert!(writer.wait()?.success() && status.success(), "{command:?}");
    Ok(start.elapsed())
}

/// Runs both in turn, each as often before the other as after it, and prints the medians of their times and of the ratio of each pair.
fn report(
    name: &str,
    pairs: usize,
    first: impl Fn() -> io::Result<Duration>,
    second: impl Fn() -> io::Result<Duration>,
) -> io::Result<()> {
    let mut times = Vec::new();
    for pair in 0..pairs {
        let (ours, theirs) = if pair % 2 == 0 {
            (first()?, second()?)
        } else {
            let theirs = second()?;
            (first()?, theirs)
        };
        times.push((ours.as_secs_f64(), theirs.as_secs_f64()));
    }
    let median = |of: &dyn Fn(&(f64, f64)) -> f64| {
        let mut values: Vec<f64> = times.iter().map(of).collect();
        values.sort_by(f64::total_cmp);
        f64::midpoint(values[(values.len() - 1) / 2], values[values.len() / 2])
    };
    println!(
        "{name}: {:.3} s, {:.3} s; speed {:.2} times (medians of {pairs} pairs)",
        median(&|pair| pair.0),
        median(&|pair| pair.1),
        median(&|pair| pair.1 / pair.0)
    );
    Ok(())
}

/// The peak of the memory in use, as the kernel keeps it, on the log and on one line of as many
/// bytes without an end.
fn memory(log: &Path, mib: usize) -> io::Result<()> {
    let from_file = peak(Command::new(PROGRAM).args(["annotate", "--only"]).arg(log), 0)?;
    let one_line = peak(Command::new(PROGRAM).args(["annotate", "-"]), 2 * mib)?;
    match (from_file, one_line) {
        (Some(from_file), Some(one_line)) => println!(
            "peak memory: {from_file} KiB on the log, {one_line} KiB on one line of {} MiB",
            2 * mib
        ),
        _ => println!("peak memory: not known on this system"),
    }
    Ok(())
}

/// Feeds so many MiB without a line break, and reads the peak while the program still waits.
fn peak(command: &mut Command, mib: usize) -> io::Result<Option<u64>> {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let mut input = child.stdin.take().expect("piped");
    let mut output = child.stdout.take().expect("piped");
    let status = PathBuf::from(format!("/proc/{}/status", child.id()));
    let feeder = std::thread::spawn(move || {
        let words = "an endless line ".repeat(1 << 10);
        let block = format!("{words}with code: 6206 in it ").repeat(1 << 6);
        let mut left = mib << 20;
        while left > 0 && input.write_all(block.as_bytes()).is_ok() {
            left = left.saturating_sub(block.len());
        }
    });
    let mut peak = None;
    let mut buffer = vec![0; 1 << 20];
    // The program is still there while its output is not at its end.
    while output.read(&mut buffer)? > 0 {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let now = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
        peak = peak.max(now);
    }
    feeder.join().expect("the feeder ends");
    child.wait()?;
    Ok(peak)
}

/// A log as an app server and an SDK write it, the same each time.
fn write_log(path: &Path, size: usize) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 20, File::create(path)?);
    let mut random = Random(0x1234_5678_9ABC_DEF1);
    let (mut written, mut line) = (0, String::new());
    let mut clock = 1_714_521_600_000_u64;
    while written < size {
        clock += random.below(40);
        line.clear();
        log_line(&mut line, &mut random, clock);
        out.write_all(line.as_bytes())?;
        written += line.len();
    }
    out.flush()
}

/// One in a hundred with a code.
fn log_line(line: &mut String, random: &mut Random, clock: u64) {
    let (seconds, millis) = (clock / 1000, clock % 1000);
    let time = format!(
        "2024-05-{:02} {:02}:{:02}:{:02}.{millis:03}",
        1 + seconds / 86400 % 28,
        seconds / 3600 % 24,
        seconds / 60 % 60,
        seconds % 60
    );
    let mut n = |below: u64| random.below(below);
    let (a, b, c, d) = (n(100_000), n(30_000), n(1000), n(4_000_000_000));
    let code = CODES[usize::try_from(n(CODES.len() as u64)).unwrap_or(0)];
    let kind = if n(100) == 0 { 100 + n(4) } else { n(12) };
    let written = match kind {
        100 => writeln!(
            line,
            "TIM: {time}/E/{b}-{a} /IMSDK -BaseManager.0 /Login failed, code:{code}|msg:see the table"
        ),
        101 => writeln!(
            line,
            r#"{time} WARN  [exec-{c}] c.a.im.RestClient - sendmsg answered {{"ActionStatus":"FAIL","ErrorCode":{code},"ErrorInfo":"rejected"}}"#
        ),
        102 => writeln!(
            line,
            "TIM: {time}/W/{b}-{a} /Network -transport.cpp.{c} OnError /recv error code: {code}, errmsg: packet"
        ),
        103 => writeln!(line, "{time} ERROR [worker-{c}] c.a.im.Sender - 发送失败，错误码：{code}"),
        0 => writeln!(
            line,
            "{time} INFO  [http-nio-8080-exec-{c}] c.a.api.Access - GET /api/v1/messages?user={a} 200 {c}ms {b} bytes"
        ),
        1 => writeln!(
            line,
            "TIM: {time}/I/{b}-{a} /Network -channel.cpp.{c} OnSendStatus /send packet status|channel id:2|seq:{d}|cmd:im_open_status.stat|size:{b}|sent:0"
        ),
        2 => writeln!(
            line,
            "{time} DEBUG [worker-{c}] c.a.chat.Session - heartbeat user=u{a} rtt={c}ms queue={} peer=10.0.{}.{}:8001",
            c % 20,
            c % 255,
            c % 250
        ),
        3 => writeln!(
            line,
            "TIM: {time}/I/{b}-{a} /Msg -conversation_task.cpp.{c} Decode /msg sync|decode|code:0|desc:|isFinish:false|buf:{d:x}{d:x}"
        ),
        4 => writeln!(
            line,
            "10.2.{}.{} - - [01/May/2024:10:00:00 +0800] \"POST /v4/openim/sendmsg HTTP/1.1\" 200 {b} \"-\" \"okhttp/4.9\" {c}",
            c % 255,
            c % 250
        ),
        5 => writeln!(
            line,
            "{time} INFO  [pool-3-thread-{c}] c.a.store.Writer - batch of {b} rows stored in {c} ms, {a} waiting"
        ),
        6 => writeln!(
            line,
            "{time} INFO  [sched-1] c.a.jobs.Cleaner - removed {b} sessions older than {c} h, next run at 03:00"
        ),
        7 => writeln!(
            line,
            r#"{time} DEBUG [exec-{c}] c.a.push.Gateway - queued {{"to":"u{a}","seq":{d},"ttl":{b},"topic":"chat"}}"#
        ),
        8 => writeln!(
            line,
            "{time} WARN  [pool-1-thread-{c}] c.z.hikari.Pool - connection is slow, retry {} after {c} ms",
            c % 5
        ),
        9 => writeln!(
            line,
            "05-01 10:00:00.{millis:03} {b} {a} I ViewRoot: relayout returned {c}x{b} surface={d:x} frame={a}"
        ),
        10 => writeln!(
            line,
            "{time} TRACE [exec-{c}] c.a.auth.Tokens - token of u{a} valid for {b} s, node 10.1.{}.7",
            c % 255
        ),
        _ => writeln!(
            line,
            "{time} INFO  [kafka-{c}] c.a.bus.Consumer - partition {} offset {d} lag {b}",
            c % 48
        ),
    };
    written.expect("a string takes all");
}

const CODES: [i32; 10] = [6206, 70001, 9519, 10025, 60008, 10015, 6012, 30001, 20009, -10001];

/// Numbers that look random and are the same each time.
struct Random(u64);

impl Random {
    fn below(&mut self, below: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % below
    }
}
