//! Which numbers have an entry, answered at once.

use crate::codes::catalog::Catalog;
use crate::codes::set::{Code, Table};

#[derive(Debug)]
pub(super) struct Known {
    /// Single codes from 0 on, as far as they fit.
    low: Bits,
    /// The digits of any code, as far as they fit.
    unsigned: Bits,
    others: Vec<i32>,
    ranges: Vec<(i32, i32)>,
}

impl Known {
    /// The codes of all products known to us are smaller.
    const LOW: i32 = 1 << 17;

    pub(super) fn new(catalog: &Catalog) -> Self {
        let mut known = Self {
            low: Bits::new(Self::LOW),
            unsigned: Bits::new(Self::LOW),
            others: Vec::new(),
            ranges: Vec::new(),
        };
        for entry in catalog.tables().flat_map(Table::entries) {
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

    /// Whether a number of these digits is known, with a minus sign or without one.
    pub(super) fn has_digits(&self, value: i32) -> bool {
        match value {
            0..Self::LOW => value != 0 && self.unsigned.get(value.unsigned_abs()),
            _ => self.has(value) || self.has(-value),
        }
    }

    /// 0 says that nothing went wrong.
    pub(super) fn has(&self, value: i32) -> bool {
        let single = match value {
            0..Self::LOW => self.low.get(value.unsigned_abs()),
            _ => self.others.binary_search(&value).is_ok(),
        };
        value != 0
            && (single || self.ranges.iter().any(|&(first, last)| (first..=last).contains(&value)))
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
