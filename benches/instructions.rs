//! How many instructions look-up, search and list take beyond those of an empty program, held by
//! the ceilings of `instructions.tsv`. Run by `.ci/run`.
//!
//! `cargo bench --bench instructions` fails where a count is more than 3 % above its ceiling;
//! `cargo bench --bench instructions -- --refresh` writes today's counts as the ceilings.
//! The start of the program and the loader are in both counts, so that the difference is nearly the
//! same on every machine; valgrind counts, so that the load of the machine does not matter.

#![allow(clippy::print_stdout, missing_docs, reason = "it reports to whoever runs it")]

mod programs;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

use programs::Result;

/// What is run, with standard output in a pipe.
const RUNS: [&[&str]; 4] = [
    &["70001"],
    &["search", "usersig", "expired"],
    &["search", "usersig", "expired", "--json"],
    &["list"],
];
const CEILINGS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/instructions.tsv");
const REFRESH: &str = "cargo bench --bench instructions -- --refresh";
/// How far above its ceiling a count may be, in percent.
const TOLERANCE: u64 = 3;
/// The same where another compiler built the programs than the one that the ceilings name.
const OTHER_COMPILER: u64 = 15;

fn main() -> ExitCode {
    if !programs::is_installed("valgrind") {
        println!("left out: valgrind is not installed");
        return ExitCode::SUCCESS;
    }
    let refresh = std::env::args().any(|argument| argument == "--refresh");
    let outcome = count().and_then(|counts| if refresh { write(&counts) } else { check(&counts) });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// The instructions of each run beyond those of the empty program.
fn count() -> Result<Vec<(String, u64)>> {
    let imcode = programs::imcode()?;
    let floor = instructions(&programs::empty()?, &[])?;
    println!("an empty program takes {floor} instructions; beyond these:");
    let count = |run: &[&str]| {
        let count = instructions(&imcode, run)?.saturating_sub(floor);
        Ok((format!("imcode {}", run.join(" ")), count))
    };
    RUNS.into_iter().map(count).collect()
}

fn instructions(program: &Path, arguments: &[&str]) -> Result<u64> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(program)
        .args(arguments)
        // What the environment holds, the program and the loader read.
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .stdin(Stdio::null())
        .output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    let count = said.lines().find_map(|line| line.split_once("Collected :")?.1.trim().parse().ok());
    match count {
        Some(count) if output.status.success() => Ok(count),
        _ => Err(format!("valgrind could not count {}: {said}", program.display()).into()),
    }
}

fn check(counts: &[(String, u64)]) -> Result<()> {
    let held = fs::read_to_string(CEILINGS).map_err(|error| format!("{CEILINGS}: {error}"))?;
    let ceilings: BTreeMap<&str, &str> =
        held.lines().filter_map(|line| line.split_once('\t')).collect();
    let (compiler, of_ceilings) = (compiler()?, ceilings.get("compiler").copied());
    let tolerance = if of_ceilings == Some(&compiler) { TOLERANCE } else { OTHER_COMPILER };
    if tolerance != TOLERANCE {
        let of_ceilings = of_ceilings.unwrap_or("no compiler");
        println!("built by {compiler}, the ceilings by {of_ceilings}: held by {tolerance} %");
    }
    let mut above = 0;
    for (run, count) in counts {
        let ceiling: u64 = ceilings
            .get(&run[..])
            .and_then(|ceiling| ceiling.parse().ok())
            .ok_or_else(|| format!("{CEILINGS} has no ceiling for `{run}`; {REFRESH}"))?;
        let change = 100.0 * (*count as f64 / ceiling as f64 - 1.0);
        println!("{run}: {count}, ceiling {ceiling} ({change:+.1} %)");
        above += u32::from(count * 100 > ceiling * (100 + tolerance));
    }
    if above > 0 {
        return Err(format!(
            "{above} of {} take more than {tolerance} % above the ceiling; where that is worth it: \
             {REFRESH}",
            counts.len()
        )
        .into());
    }
    Ok(())
}

fn write(counts: &[(String, u64)]) -> Result<()> {
    let mut text = format!("# Instructions beyond an empty program's: {REFRESH}\n");
    writeln!(text, "compiler\t{}", compiler()?)?;
    for (run, count) in counts {
        writeln!(text, "{run}\t{count}")?;
    }
    fs::write(CEILINGS, &text)?;
    print!("{text}");
    Ok(())
}

fn compiler() -> Result<String> {
    let output = programs::rustc().arg("-V").output()?;
    let version = String::from_utf8(output.stdout)?;
    // The day and the commit are in brackets.
    Ok(version.split(" (").next().unwrap_or(&version).trim().to_owned())
}
