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

/// From this width on there is room for the layer, with which most categories begin anyway.
const WITH_LAYER: u16 = 60;

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
        let has_layer = page.width >= WITH_LAYER;
        let rows = self.0.iter().map(|row| {
            let mut cells = vec![Cell::new(row.category)];
            cells.extend(has_layer.then(|| Cell::new(row.layer)));
            cells.extend([Cell::new(row.codes.to_string()), Cell::new(row.title_in)]);
            cells
        });
        let mut head = vec![messages::head_category()];
        head.extend(has_layer.then(messages::head_layer));
        head.extend([messages::head_codes(), messages::head_title()]);
        let narrow = head.len() - 1;
        columns::table(out, head, rows, narrow, page.width)
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
