//! The programs that the benches run: imcode as it is released, and an empty one of the same
//! profile, the least that a Rust program costs. Used by `instructions` and `peers`.

use std::env;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

pub(crate) type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// As `[profile.release]` of Cargo.toml says.
const PROFILE: [&str; 10] = [
    "-C",
    "opt-level=3",
    "-C",
    "lto=fat",
    "-C",
    "codegen-units=1",
    "-C",
    "panic=abort",
    "-C",
    "strip=symbols",
];

/// Builds imcode as `cargo build --release` does, and gives its path: a bench's own build of it
/// unwinds where the released one aborts.
pub(crate) fn imcode() -> Result<PathBuf> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["build", "--release", "--quiet", "--bin", "imcode", "--message-format", "json"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stderr(Stdio::inherit())
        .output()?;
    if !output.status.success() {
        return Err("cargo build --release failed".into());
    }
    let messages = std::str::from_utf8(&output.stdout)?.lines();
    let executable = messages
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .find_map(|message| message["executable"].as_str().map(PathBuf::from));
    Ok(executable.ok_or("cargo build --release named no executable")?)
}

/// Builds a program that does nothing.
pub(crate) fn empty() -> Result<PathBuf> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    fs::create_dir_all(folder)?;
    let (source, program) = (folder.join("empty.rs"), folder.join("empty"));
    fs::write(&source, "fn main() {}\n")?;
    let mut rustc = rustc();
    rustc.args(PROFILE).args(["--edition", "2024", "-o"]).arg(&program).arg(&source);
    if !rustc.status()?.success() {
        return Err("rustc could not build the empty program".into());
    }
    Ok(program)
}

pub(crate) fn rustc() -> Command {
    Command::new(env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()))
}

/// Whether a program of this name can be started.
pub(crate) fn is_installed(name: &str) -> bool {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).any(|folder| folder.join(name).is_file())
}
