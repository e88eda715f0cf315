//! Categories as results.

use std::borrow::Cow;
use std::collections::HashMap;

use imcode::{Catalog, Category};
use serde::Serialize;

use crate::args::CATEGORY_FIELDS;
use crate::language;
use crate::output::Report;
use crate::output::columns::Cell;

/// From this width on there is room for the layer, with which most categories begin anyway.
const WITH_LAYER: u16 = 60;

/// A category.
#[derive(Serialize)]
pub(crate) struct Row<'c> {
    /// Its identifier, for example `server.account`.
    category: &'c str,
    /// The part of the product that answers.
    layer: &'c str,
    /// Its title in English.
    title: &'c str,
    #[serde(skip)]
    title_in_language: &'c str,
    /// How many entries it has.
    codes: usize,
}

pub(crate) fn rows<'c>(catalog: &'c Catalog) -> Vec<Row<'c>> {
    let mut codes: HashMap<&str, usize> = HashMap::new();
    for entry in catalog.entries() {
        *codes.entry(entry.category().id()).or_default() += 1;
    }
    let row = |category: Category<'c>| Row {
        category: category.id(),
        layer: category.layer(),
        title: category.title(),
        title_in_language: category.title_in(language::current()),
        codes: codes.get(category.id()).copied().unwrap_or_default(),
    };
    catalog.categories().map(row).collect()
}

impl<'c> Report for Vec<Row<'c>> {
    type Row = Row<'c>;

    const TSV: &'static [&'static str] = &CATEGORY_FIELDS;

    fn rows(&self) -> &[Row<'c>] {
        self
    }

    fn columns(&self, width: u16) -> Vec<&'static str> {
        let mut columns = vec!["category"];
        columns.extend((width >= WITH_LAYER).then_some("layer"));
        columns.extend(["codes", "title"]);
        columns
    }

    fn text<'r>(&self, row: &'r Row<'c>, field: &str) -> Cow<'r, str> {
        match field {
            "category" => row.category.into(),
            "layer" => row.layer.into(),
            "title" => row.title_in_language.into(),
            _ => row.codes.to_string().into(),
        }
    }

    fn cell<'r>(&self, row: &'r Row<'c>, field: &str) -> Cell<'r> {
        let text = self.text(row, field);
        if field == "codes" { Cell::number(text) } else { Cell::new(text) }
    }
}
