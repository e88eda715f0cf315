//! Categories as results, in every format.

use std::collections::HashMap;
use std::io::{self, Write};

use imcode::Catalog;
use serde::Serialize;

use crate::language;
use crate::output::columns::{self, Cell};
use crate::output::json::CategoryRecord;
use crate::output::stdout::Page;
use crate::output::{Report, messages, tsv};

pub(crate) struct Categories<'c>(Vec<CategoryRecord<'c>>);

impl<'c> Categories<'c> {
    pub(crate) fn new(catalog: &'c Catalog) -> Self {
        let mut codes: HashMap<&str, usize> = HashMap::new();
        for entry in catalog.entries() {
            *codes.entry(entry.category().id()).or_default() += 1;
        }
        let record = |category: imcode::Category<'c>| CategoryRecord {
            category: category.id(),
            layer: category.layer(),
            title: category.title(),
            title_in: category.title_in(language::current()),
            codes: codes.get(category.id()).copied().unwrap_or_default(),
        };
        Self(catalog.categories().map(record).collect())
    }
}

impl Report for Categories<'_> {
    fn table(&self, out: &mut impl Write, page: Page) -> io::Result<()> {
        let rows = self.0.iter().map(|row| {
            let cells = [row.category, row.layer, &row.codes.to_string(), row.title_in];
            cells.map(|text| Cell::new(text.to_owned())).into()
        });
        let head = [
            messages::head_category(),
            messages::head_layer(),
            messages::head_codes(),
            messages::head_title(),
        ];
        columns::table(out, head.into(), rows, 0, page.width)
    }

    /// Category, layer, title, number of codes.
    fn tsv(&self, out: &mut impl Write) -> io::Result<()> {
        self.0.iter().try_for_each(|row| {
            tsv::row(out, &[row.category, row.layer, row.title_in, &row.codes.to_string()])
        })
    }

    fn records(&self) -> impl Iterator<Item = impl Serialize> {
        self.0.iter()
    }
}
