//! Faults of code files as results, in every format.

use std::io::{self, Write};

use imcode::CodeFileError;
use serde::Serialize;

use crate::output::Report;
use crate::output::json::FaultRecord;
use crate::output::stdout::Page;

pub(crate) struct Faults(pub(crate) Vec<CodeFileError>);

impl Report for Faults {
    fn table(&self, out: &mut impl Write, _: Page) -> io::Result<()> {
        self.tsv(out)
    }

    /// A line `file:line: cause` for each.
    fn tsv(&self, out: &mut impl Write) -> io::Result<()> {
        self.0.iter().try_for_each(|error| writeln!(out, "{error}"))
    }

    fn records(&self) -> impl Iterator<Item = impl Serialize> {
        self.0.iter().flat_map(FaultRecord::all)
    }
}
