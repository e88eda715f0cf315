//! README.md and README.zh-CN.md are in step, their numbers are those of the table, and the commands
//! in their `sh` blocks work. `tests/sessions.rs` runs their `console` blocks.
#![cfg(all(unix, feature = "cli"))]

use std::collections::BTreeMap;
use std::env;
use std::path::Path;
use std::process::{Command, Stdio};

use imcode::Catalog;

const ENGLISH: &str = include_str!("../README.md");
const CHINESE: &str = include_str!("../README.zh-CN.md");
const MAX_LINES: usize = 220;

/// The lines of all blocks that are fenced as `language`.
fn fenced<'r>(readme: &'r str, language: &str) -> Vec<&'r str> {
    let open = format!("\n```{language}\n");
    let blocks = readme.split(open.as_str()).skip(1);
    blocks.flat_map(|rest| rest.split("\n```").next().unwrap_or_default().lines()).collect()
}

/// A line of code without its comment.
fn code(line: &str) -> &str {
    let end = [line.find("  #"), line.find(" // ")].into_iter().flatten().min();
    line[..end.unwrap_or(line.len())].trim_end()
}

#[test]
fn readmes_have_the_same_sections_and_commands() {
    let sections = |readme: &str| readme.lines().filter(|line| line.starts_with("## ")).count();
    assert_eq!(sections(ENGLISH), sections(CHINESE));
    assert!(sections(ENGLISH) > 5);

    let typed = |readme| -> Vec<&str> {
        fenced(readme, "console").into_iter().filter(|line| line.starts_with("$ ")).collect()
    };
    assert_eq!(typed(ENGLISH), typed(CHINESE));
    assert!(typed(ENGLISH).len() > 5);

    for language in ["sh", "rust"] {
        let lines = |readme| fenced(readme, language).into_iter().map(code).collect::<Vec<_>>();
        assert_eq!(lines(ENGLISH), lines(CHINESE), "{language}");
        assert!(!lines(ENGLISH).is_empty(), "{language}");
    }
}

#[test]
fn readmes_are_short() {
    for readme in [ENGLISH, CHINESE] {
        assert!(readme.lines().count() <= MAX_LINES, "{} lines", readme.lines().count());
    }
}

/// To run it, and to test it: `.ci/run` takes the command from here.
#[test]
fn readmes_name_the_commands_of_a_checkout() {
    for readme in [ENGLISH, CHINESE] {
        assert!(readme.contains("`cargo run -- 70001`"));
        assert!(fenced(readme, "sh").into_iter().any(|line| code(line) == "cargo test"));
    }
}

/// By its name, it would be a stranger's: nothing has been published.
#[test]
fn install_lines_fetch_no_package_by_name() {
    let installers =
        ["cargo install", "npm install", "npx", "pip install", "apt install", "brew install"];
    for line in [ENGLISH, CHINESE].iter().flat_map(|readme| readme.lines()) {
        let installs = installers.iter().any(|installer| line.contains(installer));
        let is_local =
            ["--path .", "--offline", "--no-index"].iter().any(|flag| line.contains(flag));
        assert!(!installs || is_local, "{line}");
    }
}

/// The number of all codes, and of those of each layer.
#[test]
fn readmes_count_the_codes() {
    let catalog = Catalog::builtin();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for entry in catalog.entries() {
        *counts.entry(entry.category().layer()).or_default() += 1;
    }
    for readme in [ENGLISH, CHINESE] {
        let sources = readme.rsplit("\n## ").next().expect("it has sections");
        let numbers: Vec<&str> = sources.split(|char: char| !char.is_ascii_digit()).collect();
        for count in counts.values().copied().chain([counts.values().sum()]) {
            assert!(numbers.contains(&count.to_string().as_str()), "{count} is not in: {sources}");
        }
    }
}

/// Those that begin with `imcode`; the one with `jq` only if it is installed.
#[test]
fn commands_of_sh_blocks_succeed() {
    let program = Path::new(env!("CARGO_BIN_EXE_imcode")).parent().expect("it is in a folder");
    let path = env::var_os("PATH").unwrap_or_default();
    let path = [program.to_owned()].into_iter().chain(env::split_paths(&path));
    let path = env::join_paths(path).expect("no folder has a colon in its name");
    let shell = |script: &str| {
        let mut command = Command::new("sh");
        command.args(["-c", script]).env("PATH", &path).stdin(Stdio::null());
        command.output().expect("there is a shell")
    };
    let has_jq = shell("command -v jq").status.success();
    let mut run = 0;
    for line in fenced(ENGLISH, "sh").into_iter().filter(|line| line.starts_with("imcode ")) {
        if line.contains("jq") && !has_jq {
            #[expect(clippy::print_stdout, reason = "the harness shows it with --nocapture")]
            {
                println!("left out, jq is not installed: {line}");
            }
            continue;
        }
        let output = shell(line);
        assert!(output.status.success() && !output.stdout.is_empty(), "{line}: {output:?}");
        run += 1;
    }
    assert!(run >= 5, "{run} commands");
}
