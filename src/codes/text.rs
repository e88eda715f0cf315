//! What an entry says, per language.

use std::fmt;

/// A language that entries are written in. `Display` writes its code.
///
/// ```
/// use imcode::Lang;
///
/// assert_eq!(Lang::default(), Lang::En);
/// assert_eq!(Lang::En.as_str(), "en");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Lang {
    /// English, which every entry has.
    #[default]
    En,
    /// Simplified Chinese; English if an entry has none.
    Zh,
}

impl Lang {
    /// Every language, English first.
    pub const ALL: [Self; 2] = [Self::En, Self::Zh];

    /// Its ISO 639-1 code.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Zh => "zh",
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The texts of an entry in one language.
///
/// ```
/// use imcode::{Catalog, Lang};
///
/// let catalog = Catalog::builtin();
/// let entry = catalog.code(70001).next().expect("a known code");
/// let text = entry.text_in(Lang::En);
/// assert_eq!(text.summary, "UserSig has expired");
/// assert!(text.action.starts_with("Generate a new UserSig"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Text<'c> {
    /// What happened, in one line of at most 72 characters; 36 in Chinese.
    pub summary: &'c str,
    /// Limits, conditions and usual causes.
    pub detail: Option<&'c str>,
    /// What to do now.
    pub action: &'c str,
    /// A remark, for example on the history of the number.
    pub note: Option<&'c str>,
}
