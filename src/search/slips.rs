//! How many slips of the finger lie between two words: a letter missing, doubled or wrong, or two
//! neighbours swapped. Called by `guess`, and in the program by `near`.

/// The number of slips between `a` and `b`, both ASCII, where it is at most `most`.
pub(crate) fn distance(a: &str, b: &str, most: usize) -> Option<usize> {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len().abs_diff(b.len()) > most || b.len() >= LONGEST {
        return None;
    }
    let mut before = [0; LONGEST];
    let mut above: [usize; LONGEST] = std::array::from_fn(|column| column);
    let mut row = [0; LONGEST];
    for (i, &letter) in a.iter().enumerate() {
        row[0] = i + 1;
        let mut least = row[0];
        for (j, &other) in b.iter().enumerate() {
            let wrong = above[j] + usize::from(letter != other);
            let mut slips = wrong.min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && letter == b[j - 1] && a[i - 1] == other {
                slips = slips.min(before[j - 1] + 1);
            }
            row[j + 1] = slips;
            least = least.min(slips);
        }
        if least > most {
            return None;
        }
        (before, above) = (above, row);
    }
    Some(above[b.len()]).filter(|&slips| slips <= most)
}

/// Words are shorter than this.
const LONGEST: usize = 32;

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn slips_are_counted() {
        for (a, b, slips) in [
            ("expired", "expired", 0),
            ("expird", "expired", 1),
            ("exppired", "expired", 1),
            ("exipred", "expired", 1),
            ("expirec", "expired", 1),
            ("exprid", "expired", 2),
            ("", "ab", 2),
        ] {
            assert_eq!(distance(a, b, 2), Some(slips), "{a} {b}");
            assert_eq!(distance(b, a, 2), Some(slips), "{b} {a}");
        }
        assert_eq!(distance("expired", "exempt", 2), None);
        assert_eq!(distance("abc", "abcdef", 2), None);
    }
}
