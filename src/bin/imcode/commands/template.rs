//! `imcode template`: a code file to start from, without faults.

use std::io::Write as _;

use anyhow::Result;

use crate::output::stdout::{Outcome, Output};

pub(crate) fn run(out: &mut Output) -> Result<Outcome> {
    out.write_all(include_bytes!("../schema/template.toml"))?;
    Ok(Outcome::Found)
}
