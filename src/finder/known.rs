//! The set of all numbers that have an entry.

use super::number;
use crate::codes::catalog::Catalog;
use crate::codes::code::Code;
use crate::codes::set::CodeSet;

/// Whose log it is.
///
/// ```
/// use imcode::{Catalog, Finder, Product};
///
/// let catalog = Catalog::builtin();
/// let found = |product| Finder::new(&catalog).product(product).find(b"Redis: errcode=6012").len();
/// assert_eq!([Product::Auto, Product::Assume, Product::Require].map(found), [0, 1, 0]);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Product {
    /// Nobody knows: what names this product or another one decides, or else the wording.
    #[default]
    Auto,
    /// Of this product: every key of a code counts, whatever else is named.
    Assume,
    /// Of several products: a number counts only if this one is named in its record.
    Require,
}

/// The numbers of a catalog.
#[derive(Debug)]
pub(super) struct Known<'c> {
    pub(super) catalog: &'c Catalog,
    pub(super) product: Product,
    /// The signs of the codes that have these digits, by their value: a table makes the prefilter twice
    /// as fast.
    digits: Vec<u8>,
}

/// Above the digits of the built-in codes.
const LOW: i32 = 1 << 17;

impl<'c> Known<'c> {
    pub(super) fn new(catalog: &'c Catalog) -> Self {
        let mut digits = vec![0; LOW.unsigned_abs() as usize];
        for entry in catalog.sets().flat_map(CodeSet::entries) {
            let code = entry.code().get();
            let last = entry.through().map_or(code, Code::get);
            for value in code.max(1 - LOW)..=last.min(LOW - 1) {
                digits[value.unsigned_abs() as usize] |= sign(value);
            }
        }
        // It reports success.
        digits[0] = 0;
        Self { catalog, product: Product::Auto, digits }
    }

    /// Whether a code of these digits is known, with a minus sign or without one.
    pub(super) fn has_digits(&self, digits: u64) -> bool {
        let low = usize::try_from(digits).ok().and_then(|digits| self.digits.get(digits));
        let has = |value: i64| i32::try_from(value).is_ok_and(|value| self.has(value));
        match low {
            Some(&signs) => signs != 0,
            None => i64::try_from(digits).is_ok_and(|value| has(value) || has(-value)),
        }
    }

    /// Whether a text begins with a known code in hexadecimal.
    pub(super) fn has_hexadecimal(&self, text: &[u8]) -> bool {
        number::hexadecimal(text).is_some_and(|(value, _)| self.has(value))
    }

    /// Whether a code is known.
    pub(super) fn has(&self, code: i32) -> bool {
        match self.digits.get(code.unsigned_abs() as usize) {
            Some(signs) => signs & sign(code) != 0,
            None => self.catalog.sets().any(|set| set.find(code).next().is_some()),
        }
    }
}

/// The bit of the sign of a code.
fn sign(code: i32) -> u8 {
    if code < 0 { 2 } else { 1 }
}
