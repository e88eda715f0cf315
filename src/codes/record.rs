//! The JSON record of an entry: a struct of its own, so that the inside can change and scripts
//! that read it go on working.

use serde::{Serialize, Serializer};

use crate::codes::set::{Code, Entry, Retry};

/// One entry as JSON. Every key is always there: `null` where there is no text or number, `[]`
/// where there is no item. Integers are integers.
///
/// ```
/// let catalog = imcode::Catalog::builtin();
/// let entry = catalog.code(70001).next().expect("in the table");
/// let record = imcode::Record::new(entry, Some(entry.code()));
/// let json = serde_json::to_value(&record).expect("a record is JSON");
/// assert_eq!(json["retry"], "login");
/// assert_eq!(json["asked"], 70001);
/// ```
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct Record<'t> {
    /// The code, or the first code of a range.
    pub code: Code,
    /// The last code of a range.
    pub through: Option<Code>,
    /// The official constant.
    pub name: Option<&'t str>,
    /// Other spellings of the constant.
    pub aliases: Vec<&'t str>,
    /// The part of the product that answers: `sdk`, `server`, `v3`, or a layer of a user's table.
    pub layer: &'t str,
    /// The identifier of the category, for example `server.account`.
    pub category: &'t str,
    /// What happened.
    pub summary: &'t str,
    /// Limits, conditions and usual causes.
    pub detail: Option<&'t str>,
    /// What to do now.
    pub action: &'t str,
    /// `yes`, `wait`, `login`, `no` or `unknown`.
    pub retry: Retry,
    /// Codes of the same event seen elsewhere, or of its cause.
    pub related: &'t [Code],
    /// A remark, for example on the history of the number.
    pub note: Option<&'t str>,
    /// The number that was asked for, where one was.
    pub asked: Option<Code>,
    /// What the entry was reached by: `code`, `name` or `words`; none in a list.
    pub by: Option<&'static str>,
    /// `builtin`, or the path of the table it stands in.
    pub source: &'t str,
}

impl<'t> Record<'t> {
    /// The record of `entry`, reached by the number `asked`.
    ///
    /// ```
    /// let catalog = imcode::Catalog::builtin();
    /// let entry = catalog.code(120500).next().expect("in the webhook's range");
    /// let record = imcode::Record::new(entry, Some(120500.into()));
    /// assert_eq!(record.asked, Some(120500.into()));
    /// ```
    #[must_use]
    pub fn new(entry: Entry<'t>, asked: Option<Code>) -> Self {
        Self {
            code: entry.code(),
            through: entry.through(),
            name: entry.name(),
            aliases: entry.aliases().collect(),
            layer: entry.category().layer(),
            category: entry.category().id(),
            summary: entry.summary(),
            detail: entry.detail(),
            action: entry.action(),
            retry: entry.retry(),
            related: entry.related(),
            note: entry.note(),
            asked,
            by: None,
            source: entry.source(),
        }
    }
}

impl Serialize for Entry<'_> {
    /// As its [`Record`], with `asked` null.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Record::new(*self, None).serialize(serializer)
    }
}

impl Serialize for Code {
    /// As an integer.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i32(self.get())
    }
}

impl Serialize for Retry {
    /// As its word.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
