//! The JSON record of an entry: a struct of its own, so that the inside can change and scripts
//! that read it go on working.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use crate::codes::code::{Basis, Code, Retry};
use crate::codes::set::Entry;
use crate::codes::text::Lang;

/// One entry as JSON. Every key is always there: `null` if there is no text or number, `[]` if
/// there is no item. Integers are integers.
///
/// `Record<'static>` reads such a record back; keys it does not know are ignored, as those that
/// `imcode search` or `imcode annotate` add.
///
/// ```
/// use imcode::{Catalog, Record, Retry};
///
/// let catalog = Catalog::builtin();
/// let entry = catalog.code(70001).next().expect("a known code");
/// let json = serde_json::to_string(&Record::new(entry, Some(entry.code())))?;
///
/// let record: Record<'static> = serde_json::from_str(&json)?;
/// assert_eq!(record.asked, Some(70001.into()));
/// assert_eq!(record.retry, Retry::Login);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Record<'c> {
    /// The code, or the first code of a range.
    pub code: Code,
    /// The last code of a range.
    pub through: Option<Code>,
    /// The official constant.
    pub name: Option<Cow<'c, str>>,
    /// Other spellings of the constant.
    pub aliases: Vec<Cow<'c, str>>,
    /// The part of the product that answers: `sdk`, `server`, `web`, `v3`, `push`, `capi`, or a
    /// layer of a user's set.
    pub layer: Cow<'c, str>,
    /// The identifier of the category, for example `server.account`.
    pub category: Cow<'c, str>,
    /// What happened.
    pub summary: Cow<'c, str>,
    /// Limits, conditions and usual causes.
    pub detail: Option<Cow<'c, str>>,
    /// What to do now.
    pub action: Cow<'c, str>,
    /// `yes`, `wait`, `login`, `no` or `unknown`.
    pub retry: Retry,
    /// Codes of the same event seen elsewhere, or of its cause.
    pub related: Cow<'c, [Code]>,
    /// A remark, for example on the history of the number.
    pub note: Option<Cow<'c, str>>,
    /// The number that was asked for, if one was.
    pub asked: Option<Code>,
    /// What the entry was reached by: `code`, `name` or `words`; none in a list.
    pub by: Option<Cow<'c, str>>,
    /// `builtin`, or the path of the code file that it comes from.
    pub source: Cow<'c, str>,
    /// `page`, `docs`, `header`, `sdk`, `name` or `report`; `own` for a user's codes.
    pub basis: Basis,
    /// The texts in Chinese.
    pub zh: Option<RecordText<'c>>,
    /// The version of the SDK that the code came with.
    pub since: Option<Cow<'c, str>>,
    /// The last version of the SDK that has the code.
    pub until: Option<Cow<'c, str>>,
}

/// The texts of a [`Record`] in one language; see [`Text`](crate::Text).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RecordText<'c> {
    /// What happened.
    pub summary: Cow<'c, str>,
    /// Limits, conditions and usual causes.
    pub detail: Option<Cow<'c, str>>,
    /// What to do now.
    pub action: Cow<'c, str>,
    /// A remark, for example on the history of the number.
    pub note: Option<Cow<'c, str>>,
}

impl<'c> Record<'c> {
    /// The record of `entry`, reached by the number `asked`.
    pub fn new(entry: Entry<'c>, asked: Option<Code>) -> Self {
        let zh = entry.own_text(Lang::Zh).map(|text| RecordText {
            summary: text.summary.into(),
            detail: text.detail.map(Cow::from),
            action: text.action.into(),
            note: text.note.map(Cow::from),
        });
        Self {
            code: entry.code(),
            through: entry.through(),
            name: entry.name().map(Cow::from),
            aliases: entry.aliases().map(Cow::from).collect(),
            layer: entry.category().layer().into(),
            category: entry.category().id().into(),
            summary: entry.summary().into(),
            detail: entry.detail().map(Cow::from),
            action: entry.action().into(),
            retry: entry.retry(),
            related: entry.related().into(),
            note: entry.note().map(Cow::from),
            asked,
            by: asked.map(|_| "code".into()),
            source: entry.source().into(),
            basis: entry.basis(),
            zh,
            since: entry.since().map(Cow::from),
            until: entry.until().map(Cow::from),
        }
    }
}

impl Serialize for Entry<'_> {
    /// As its [`Record`], with `asked` null.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Record::new(*self, None).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Retry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let word = Cow::<str>::deserialize(deserializer)?;
        word.parse().map_err(|unknown| D::Error::custom(format!("`{word}` {unknown}")))
    }
}
