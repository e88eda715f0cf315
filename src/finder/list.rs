//! Lists of words that cost a start of the program nothing. Used by `scan` and `guess`.

/// A list of words: one text, and where each of them ends in it. A slice of strings would hold an
/// address for each, and each address costs every start of the program, which has to relocate it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct List {
    pub(crate) text: &'static str,
    pub(crate) ends: &'static [u16],
}

impl List {
    pub(crate) fn iter(self) -> impl Iterator<Item = &'static str> + Clone {
        let mut start = 0;
        self.ends.iter().map(move |&end| {
            let end = usize::from(end);
            let word = &self.text[start..end];
            start = end;
            word
        })
    }
}

/// Makes a [`List`] of literals.
macro_rules! list {
    ($($word:literal),* $(,)?) => {{
        const ENDS: &[u16] = &$crate::finder::list::ends([$($word.len()),*]);
        $crate::finder::list::List { text: concat!($($word),*), ends: ENDS }
    }};
}
pub(crate) use list;

/// Where words of these lengths end that are written one after the other.
pub(crate) const fn ends<const COUNT: usize>(lengths: [usize; COUNT]) -> [u16; COUNT] {
    let mut ends = [0; COUNT];
    let (mut end, mut at) = (0, 0);
    while at < COUNT {
        end += lengths[at];
        assert!(end <= u16::MAX as usize, "the list is too long");
        #[allow(clippy::cast_possible_truncation, reason = "it was looked at")]
        {
            ends[at] = end as u16;
        }
        at += 1;
    }
    ends
}
