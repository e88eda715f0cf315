//! The set of all numbers that have an entry.

use crate::codes::catalog::Catalog;
use crate::codes::code::Code;
use crate::codes::set::CodeSet;

/// The numbers of a catalog.
#[derive(Debug)]
pub(super) struct Known {
    /// The single codes from 0 to [`LOW`](Self::LOW).
    low: Bits,
    /// The digits of all codes between -`LOW` and `LOW`.
    unsigned: Bits,
    /// All other single codes, sorted.
    others: Vec<i32>,
    ranges: Vec<(i32, i32)>,
}

impl Known {
    /// Above the built-in codes.
    const LOW: i32 = 1 << 17;

    pub(super) fn new(catalog: &Catalog) -> Self {
        let mut known = Self {
            low: Bits::new(Self::LOW),
            unsigned: Bits::new(Self::LOW),
            others: Vec::new(),
            ranges: Vec::new(),
        };
        for entry in catalog.sets().flat_map(CodeSet::entries) {
            let code = entry.code().get();
            let last = entry.through().map_or(code, Code::get);
            for value in code.max(1 - Self::LOW)..=last.min(Self::LOW - 1) {
                known.unsigned.set(value.unsigned_abs());
            }
            match entry.through() {
                Some(_) => known.ranges.push((code, last)),
                None if (0..Self::LOW).contains(&code) => known.low.set(code.unsigned_abs()),
                None => known.others.push(code),
            }
        }
        known.others.sort_unstable();
        known
    }

    /// Whether a code of these digits is known, with a minus sign or without one.
    pub(super) fn has_digits(&self, digits: u64) -> bool {
        if let Ok(low @ 1..Self::LOW) = i32::try_from(digits) {
            return self.unsigned.get(low.unsigned_abs());
        }
        let has = |value: i64| i32::try_from(value).is_ok_and(|value| self.has(value));
        i64::try_from(digits).is_ok_and(|value| has(value) || has(-value))
    }

    /// Whether a code is known. 0 is none: it reports success.
    pub(super) fn has(&self, code: i32) -> bool {
        let single = match code {
            0..Self::LOW => self.low.get(code.unsigned_abs()),
            _ => self.others.binary_search(&code).is_ok(),
        };
        code != 0
            && (single || self.ranges.iter().any(|&(first, last)| (first..=last).contains(&code)))
    }
}

/// A set of small numbers.
#[derive(Debug)]
struct Bits(Vec<u64>);

impl Bits {
    fn new(size: i32) -> Self {
        Self(vec![0; size.unsigned_abs() as usize / 64])
    }

    fn set(&mut self, value: u32) {
        self.0[value as usize / 64] |= 1 << (value % 64);
    }

    fn get(&self, value: u32) -> bool {
        self.0[value as usize / 64] >> (value % 64) & 1 == 1
    }
}
