//! An error code, whether the call that failed with it may be repeated, and what its entry rests on.

use std::fmt;
use std::num::{ParseIntError, TryFromIntError};
use std::str::FromStr;

use crate::codes::text::Lang;

/// An error code, as the SDK and the server print it: a signed 32-bit number.
///
/// `FromStr` reads decimal and hexadecimal numbers with or without a sign. Hexadecimal digits
/// without a sign are the 32 bits of the code, as debuggers and crash reports print them; so is a
/// `u32`. A decimal number or an `i64` beyond an `i32` is refused.
///
/// ```
/// use imcode::Code;
///
/// assert_eq!("-10001".parse(), Ok(Code::new(-10001)));
/// assert_eq!("0x11171".parse(), Ok(Code::new(70001)));
/// assert_eq!("0xFFFFD8EF".parse(), Ok(Code::new(-10001)));
/// assert!("4294957295".parse::<Code>().is_err(), "more than 32 bits with a sign hold");
///
/// assert_eq!(Code::try_from(70001_i64)?.get(), 70001);
/// assert!(Code::try_from(4_294_957_295_i64).is_err());
/// assert_eq!(Code::from(4_294_957_295_u32).get(), -10001);
/// # Ok::<(), std::num::TryFromIntError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(all(library, feature = "serde"), derive(serde::Serialize, serde::Deserialize))]
pub struct Code(pub(super) i32);

impl Code {
    /// The code with this number.
    pub const fn new(number: i32) -> Self {
        Self(number)
    }

    /// The number of this code.
    pub const fn get(self) -> i32 {
        self.0
    }
}

impl From<i32> for Code {
    fn from(number: i32) -> Self {
        Self(number)
    }
}

impl TryFrom<i64> for Code {
    type Error = TryFromIntError;

    fn try_from(number: i64) -> Result<Self, TryFromIntError> {
        number.try_into().map(Self)
    }
}

impl From<u32> for Code {
    /// The code with these bits: a program that holds a negative code as unsigned has a large number.
    fn from(bits: u32) -> Self {
        Self(bits.cast_signed())
    }
}

impl From<Code> for i32 {
    fn from(code: Code) -> Self {
        code.0
    }
}

impl FromStr for Code {
    type Err = ParseIntError;

    fn from_str(number: &str) -> Result<Self, ParseIntError> {
        match number.split_once(['x', 'X']) {
            Some(("0", digits)) if !digits.starts_with('+') => {
                u32::from_str_radix(digits, 16).map(u32::cast_signed)
            }
            Some((sign @ ("-0" | "+0"), digits)) => {
                i32::from_str_radix(&format!("{}{digits}", &sign[..1]), 16)
            }
            _ => number.parse(),
        }
        .map(Self)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Whether the call that failed may be repeated.
///
/// `Display` and `FromStr` use the words of code files and JSON: `yes`, `wait`, `login`, `no`,
/// `unknown`.
///
/// ```
/// use imcode::{Lang, Retry};
///
/// assert_eq!("login".parse(), Ok(Retry::Login));
/// assert_eq!(Retry::Wait.advice(), "a rate or quota limit; repeat only slower");
/// assert_eq!(Retry::Login.advice_in(Lang::Zh), "换新的 UserSig 登录后再试");
/// assert!(Retry::Yes.is_transient() && Retry::Wait.is_transient());
/// assert!(!Retry::Login.is_transient() && !Retry::No.is_transient());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(all(library, feature = "serde"), derive(serde::Serialize))]
#[cfg_attr(all(library, feature = "serde"), serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum Retry {
    /// Transient: the same call may be repeated with growing delays.
    Yes,
    /// A rate or quota limit: repeat only slower.
    Wait,
    /// Get a fresh UserSig, log in, then repeat.
    Login,
    /// Keeps failing until the action is taken.
    No,
    /// Documented causes differ, or none is documented: decide by the action.
    Unknown,
}

impl Retry {
    /// Every value, in the order in which messages name them.
    pub const ALL: [Self; 5] = [Self::Yes, Self::Wait, Self::Login, Self::No, Self::Unknown];

    /// Its word in code files and in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Wait => "wait",
            Self::Login => "login",
            Self::No => "no",
            Self::Unknown => "unknown",
        }
    }

    /// What it asks of the caller, in a few words of English.
    pub const fn advice(self) -> &'static str {
        self.advice_in(Lang::En)
    }

    /// What it asks of the caller, in a few words of a language.
    pub const fn advice_in(self, lang: Lang) -> &'static str {
        let [english, chinese] = match self {
            Self::Yes => [
                "transient; repeat the same call with growing delays",
                "暂时性故障，退避重试（间隔逐次拉长）",
            ],
            Self::Wait => [
                "a rate or quota limit; repeat only slower",
                "频率或额度超限，放慢或等额度恢复后再试",
            ],
            Self::Login => {
                ["get a fresh UserSig, log in, then repeat", "换新的 UserSig 登录后再试"]
            }
            Self::No => [
                "the same call fails again: do what the action says",
                "原样重试还会失败，按「处理」来做",
            ],
            Self::Unknown => [
                "documented causes differ, or none is documented; decide by the action",
                "原因不止一种，或官方没说清，按「处理」判断",
            ],
        };
        match lang {
            Lang::En => english,
            Lang::Zh => chinese,
        }
    }

    /// True if time alone may cure it, so that a program may repeat the call by itself:
    /// [`Yes`](Self::Yes) with growing delays, [`Wait`](Self::Wait) at a lower rate.
    pub const fn is_transient(self) -> bool {
        matches!(self, Self::Yes | Self::Wait)
    }
}

impl fmt::Display for Retry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Retry {
    type Err = UnknownRetry;

    fn from_str(word: &str) -> Result<Self, UnknownRetry> {
        Self::ALL.into_iter().find(|retry| retry.as_str() == word).ok_or(UnknownRetry)
    }
}

/// Not a word that [`Retry::as_str`] returns.
///
/// ```
/// let refused = "never".parse::<imcode::Retry>().expect_err("no such word");
/// assert_eq!(refused.to_string(), "must be one of yes, wait, login, no, unknown");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownRetry;

impl fmt::Display for UnknownRetry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "must be one of {}", Retry::ALL.map(Retry::as_str).join(", "))
    }
}

impl std::error::Error for UnknownRetry {}

/// What an entry rests on.
///
/// ```
/// use imcode::{Basis, Catalog};
///
/// let catalog = Catalog::builtin();
/// let entry = catalog.code(70001).next().expect("a known code");
/// assert_eq!(entry.basis(), Basis::Page);
/// assert_eq!(entry.basis().as_str(), "page");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(all(library, feature = "serde"), derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(all(library, feature = "serde"), serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum Basis {
    /// The vendor's page of error codes.
    Page,
    /// Another page of the vendor's documentation.
    Docs,
    /// A comment in a header of the SDK.
    Header,
    /// A message in the code of the SDK.
    Sdk,
    /// The name of the constant alone.
    Name,
    /// Public reports.
    Report,
    /// A code file of the user's.
    Own,
}

impl Basis {
    /// Every value; the last one is that of codes which are not built in.
    pub const ALL: [Self; 7] =
        [Self::Page, Self::Docs, Self::Header, Self::Sdk, Self::Name, Self::Report, Self::Own];

    /// Its word in code files and in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Docs => "docs",
            Self::Header => "header",
            Self::Sdk => "sdk",
            Self::Name => "name",
            Self::Report => "report",
            Self::Own => "own",
        }
    }
}

impl fmt::Display for Basis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::Code;

    #[test]
    fn code_reads_signs_and_hexadecimal_digits() {
        for (text, number) in [
            ("70001", 70001),
            ("+70001", 70001),
            ("-10001", -10001),
            ("0x11171", 70001),
            ("0X11171", 70001),
            ("+0x11171", 70001),
            ("-0x2711", -10001),
            ("0xffffd8ef", -10001),
            ("-0x80000000", i32::MIN),
        ] {
            assert_eq!(text.parse(), Ok(Code(number)), "{text}");
        }
        for text in
            ["", "-", "0x", "-0x", "0x-1", "0x+1", "--1", "0x1FFFFFFFF", "+0xFFFFD8EF", "1e5", "１"]
        {
            assert!(text.parse::<Code>().is_err(), "{text}");
        }
    }
}
