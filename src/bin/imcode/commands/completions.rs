//! `imcode completions`: the scripts of `completions/`, which `tests/completions` makes and holds
//! current.

use std::io::Write as _;

use anyhow::Result;

use crate::args::Shell;
use crate::output::stdout::{Outcome, Output};

macro_rules! script {
    ($name:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/completions/", $name))
    };
}

pub(crate) fn run(shell: Shell, out: &mut Output) -> Result<Outcome> {
    let script = match shell {
        Shell::Bash => script!("imcode.bash"),
        Shell::Elvish => script!("imcode.elv"),
        Shell::Fish => script!("imcode.fish"),
        Shell::Nushell => script!("imcode.nu"),
        Shell::PowerShell => script!("_imcode.ps1"),
        Shell::Zsh => script!("_imcode"),
    };
    out.write_all(script.as_bytes())?;
    Ok(Outcome::Found)
}
