//! One reading of what people type or paste: codes, a message, words to search for, or a success.
//!
//! Arguments, standard input and `imcode search` all come through [`read`], which is pure: text is
//! folded and cut into records, each record has figures, each figure a mark, and [`reader`] decides.

mod clock;
mod figure;
mod fold;
mod header;
mod mark;
mod reader;
mod record;
mod table;
mod words;

use imcode::{Catalog, Code};

pub(crate) use figure::Fault;
pub(crate) use fold::says_something;
pub(crate) use reader::query;

/// What a text asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Request {
    /// Codes, ranges and names, and nothing else but what asks about them.
    Codes(Vec<Item>),
    /// The codes that a message is about; none if it is a line of a log without one.
    Message(Vec<Item>),
    /// Words to search for, without the known numbers between them; and what is asked for if they
    /// find nothing.
    Words(String, Vec<Item>),
    /// A message of another product, with no code of this one.
    Another,
    /// A call succeeded, as this number says.
    Success(i64),
}

/// One thing that is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Item {
    Code(i64),
    Range(i64, i64),
    Name(String),
    /// Begins like a number but is not one.
    Refused(String, Fault),
}

/// A record of a text and what it asks for.
#[derive(Clone, Debug)]
pub(crate) struct Reading<'t> {
    pub(crate) text: &'t str,
    pub(crate) request: Request,
    /// Numbers that nothing marks as codes, and that are not among the items.
    pub(crate) unmarked: Vec<i64>,
    /// Whether it is a message that names another product.
    pub(crate) names_another: bool,
    /// The number that it begins with.
    leading: Option<i64>,
}

/// What `text` asks for, record by record.
pub(crate) fn read<'t>(catalog: &Catalog, text: &'t str) -> Vec<Reading<'t>> {
    if let Some(rows) = table::rows(text) {
        let read = |(row, cell)| Reading { text: row, ..reader::read(catalog, cell, false) };
        return rows.into_iter().map(read).collect();
    }
    let records = record::records(text);
    let is_alone = records.len() == 1;
    let mut readings: Vec<Reading<'t>> =
        records.into_iter().map(|record| reader::read(catalog, record, is_alone)).collect();
    // In a list, each line is about the number that it begins with.
    if !is_alone && readings.iter().all(|reading| reading.leading.is_some()) {
        for reading in &mut readings {
            if let (Request::Words(..), Some(code)) = (&reading.request, reading.leading) {
                reading.request = Request::Codes(vec![Item::Code(code)]);
                reading.unmarked.clear();
            }
        }
    }
    readings
}

/// Numbers of everyday speech: those below 1000, years, and 2000 to 3999, which the Web SDK uses too.
/// Only a key, or a word of this product, makes codes of them unless they are the whole text.
pub(crate) fn is_everyday(number: i64) -> bool {
    (-999..1000).contains(&number) || (1900..4000).contains(&number)
}

/// The number that a program meant which printed a negative code as unsigned 32-bit.
pub(crate) fn as_signed(number: i64) -> Option<i64> {
    let code = Code::from(u32::try_from(number).ok()?).get();
    (code < 0).then_some(code.into())
}

/// Whether the catalog has an entry for `number`, written as signed or unsigned.
pub(crate) fn is_known(catalog: &Catalog, number: i64) -> bool {
    let has = |number| i32::try_from(number).is_ok_and(|code| catalog.code(code).next().is_some());
    has(number) || as_signed(number).is_some_and(has)
}
