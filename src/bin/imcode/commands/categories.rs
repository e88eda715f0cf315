//! `imcode categories`: the categories and how many codes each has.

use anyhow::Result;
use imcode::Catalog;

use crate::output;
use crate::output::categories::Categories;
use crate::output::stdout::{Outcome, Output};

pub(crate) fn run(catalog: &Catalog, out: &mut Output) -> Result<Outcome> {
    output::write(out, &Categories::new(catalog))?;
    Ok(Outcome::Found)
}
