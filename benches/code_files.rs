//! What a code file costs: reading and checking it and answering from it, against what the
//! toml crate alone needs to parse the same text.
//!
//! `cargo bench --bench code_files` prints a line for each size. Both are timed in turns, so that what
//! else the machine does meets both; the medians of the pairs are compared.
#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::fmt::Write as _;
use std::hint::black_box;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, io};

use imcode::{Catalog, Code, CodeSet};
use toml::de::DeTable;

/// At the largest size, no more than this much of the parser's own time.
const LIMIT: f64 = 1.3;
const FIRST: i32 = 1_000_000;

fn main() -> io::Result<ExitCode> {
    println!("entries  MiB    parse       load+answer  ratio   whole process, file and all");
    let mut last = 0.0;
    for (entries, pairs) in [(1_000, 201), (10_000, 51), (100_000, 15)] {
        let text = table(entries);
        let code = Code::new(FIRST + entries / 2);
        let (parse, load, ratio) = in_pairs(
            pairs,
            || drop(black_box(DeTable::parse(black_box(&text)).expect("it is TOML"))),
            || {
                let mut catalog = Catalog::builtin();
                catalog.add(CodeSet::parse("bench", black_box(&text), &catalog).expect("sound"));
                assert!(catalog.code(code).next().is_some());
                assert!(catalog.name(&format!("ERR_SHOP_CASE_{}", entries / 2)).is_some());
                black_box(catalog);
            },
        );
        let process = process(&text, code)?;
        println!(
            "{entries:7}  {:5.1}  {:>10}  {:>11}  {ratio:5.2}   {}",
            text.len() as f64 / f64::from(1 << 20),
            shown(parse),
            shown(load),
            shown(process),
        );
        last = ratio;
    }
    let fast = last <= LIMIT;
    println!("{} of {LIMIT}", if fast { "within the limit" } else { "over the limit" });
    Ok(if fast { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The medians of two actions that are timed in turns, and of their ratios.
fn in_pairs(pairs: usize, one: impl Fn(), other: impl Fn()) -> (Duration, Duration, f64) {
    let (mut ones, mut others, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for turn in 0..=pairs {
        let (first, second) = if turn % 2 == 0 {
            let first = timed(&one);
            (first, timed(&other))
        } else {
            let second = timed(&other);
            (timed(&one), second)
        };
        // The first turn warms up.
        if turn > 0 {
            ones.push(first);
            others.push(second);
            ratios.push(second.as_secs_f64() / first.as_secs_f64());
        }
    }
    ratios.sort_by(f64::total_cmp);
    (median(ones), median(others), ratios[pairs / 2])
}

fn timed(action: impl Fn()) -> Duration {
    let start = Instant::now();
    action();
    start.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

/// The median time of the program from start to end, with the codes in a file.
fn process(text: &str, code: Code) -> io::Result<Duration> {
    let path = env::temp_dir().join(format!("imcode-bench-{}.toml", std::process::id()));
    fs::write(&path, text)?;
    let mut times = Vec::new();
    for _ in 0..7 {
        let start = Instant::now();
        let status = Command::new(env!("CARGO_BIN_EXE_imcode"))
            .arg("--codes")
            .arg(&path)
            .arg(code.to_string())
            .stdout(Stdio::null())
            .status()?;
        assert!(status.success());
        times.push(start.elapsed());
    }
    fs::remove_file(path)?;
    Ok(median(times))
}

fn shown(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1e3)
}

/// A code file like one that a large shop would write, of some 400 bytes an entry.
fn table(entries: i32) -> String {
    let mut text = String::new();
    for category in 0..20 {
        let block = format!(
            "[[category]]\nid = \"shop.part-{category}\"\nlayer = \"shop\"\ntitle = \"Part {category}\"\n\n"
        );
        text.push_str(&block);
    }
    for entry in 0..entries {
        let code = FIRST + entry;
        let block = format!(
            "[[code]]\ncode = {code}\ncategory = \"shop.part-{}\"\nname = \"ERR_SHOP_CASE_{entry}\"\n\
             summary = \"Case {entry} of the shop has been refused by the seller\"\n\
             detail = \"Sellers refuse a case within 24 hours, or later with a reason that stands in field {entry}.\"\n\
             action = \"Show the reason to the customer, and open the case again once the seller agrees.\"\n\
             retry = \"no\"\nrelated = [{}]\nkeywords = [\"seller said no\", \"refused\", \"卖家拒绝\"]\n\n",
            entry % 20,
            FIRST + (entry ^ 1),
        );
        text.push_str(&block);
    }
    writeln!(text, "# The end.").expect("a string takes all");
    text
}
