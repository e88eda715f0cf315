//! `imcode schema`: the JSON Schema of code files, or of the JSON output.

use std::io::Write as _;

use anyhow::Result;

use crate::output::stdout::{Outcome, Output};

pub(crate) fn run(of_record: bool, out: &mut Output) -> Result<Outcome> {
    let schema = if of_record {
        include_str!("../schema/record.schema.json")
    } else {
        include_str!("../schema/codes.schema.json")
    };
    out.write_all(schema.as_bytes())?;
    Ok(Outcome::Found)
}
