//! The shape and the rules of a TOML table. The build script checks `codes.toml` with it, the
//! program a user's tables: parsing and checking are one step, and every fault is found at once.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeInteger, DeTable, DeValue};

use crate::codes::set::{
    Category, CategoryRow, Code, NameRow, Retry, Row, Span, SynonymRow, Table, UnknownRetry,
};
use crate::codes::toml::diagnostic::{Faults, TableError, quoted};

/// The largest text of a table that is read, in bytes.
pub(crate) const MAX_BYTES: usize = 128 << 20;
pub(crate) const TOO_LARGE: &str = "is larger than 128 MiB; split it";
/// What the parser needs memory for, whatever the size of the text, and how many of each there may
/// be: up to 300 bytes for a mark of structure, which may be an error, 1200 for one that begins a
/// table within a line, 100 for a blank or a quote. A hundred thousand entries as long as the
/// vendor's have 4, 0.4 and 11 million.
const MAX_MARKS: [(&[u8], usize); 3] =
    [(b"\n\r=[],", 5 << 20), (b".{", 1 << 20), (b" \t\"'", 16 << 20)];
const TOO_DENSE: &str = "holds too much for one table, or is none; split it";
const MAX_SUMMARY: usize = 72;
const MAX_TEXT: usize = 1000;
const MAX_WORD: usize = 128;
const MAX_ITEMS: usize = 64;
/// A code is looked for in every layer of a table.
const MAX_LAYERS: usize = 16;
/// A search looks in every text for every term.
const MAX_TERMS: usize = 1000;

const CODE_FIELDS: &str = "code, through, category, name, aliases, former_names, summary, detail, \
                           action, retry, related, keywords, note";

/// Reads a table. `below` are the tables it lies upon: their categories and codes may be named.
pub(crate) fn read(source: &str, text: &str, below: &[&Table]) -> Result<Table, TableError> {
    if text.len() > MAX_BYTES {
        return Err(TableError::unread(source, TOO_LARGE));
    }
    if is_too_dense(text.as_bytes()) {
        return Err(TableError::unread(source, TOO_DENSE));
    }
    let mut reader = Reader::new(text, below);
    let (document, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let at = error.span().map_or(0, |span| span.start);
        // The parser quotes what it met: a control character must not reach the terminal.
        reader.fault(at, format!("not TOML: {}", quoted(error.message())));
    }
    reader.damaged = !errors.is_empty();
    reader.document(document.get_ref());
    drop(document);
    reader.finish(source)
}

/// Whether a text would take more memory than its size lets expect.
fn is_too_dense(text: &[u8]) -> bool {
    MAX_MARKS.iter().any(|(marks, most)| {
        // In pieces whose counts fit a byte, many bytes are looked at at a time.
        let count =
            |piece: &[u8]| -> u8 { piece.iter().map(|byte| u8::from(marks.contains(byte))).sum() };
        text.chunks(255).map(|piece| usize::from(count(piece))).sum::<usize>() > *most
    })
}

/// A code as it was read, before rows are sorted.
struct Draft {
    row: Row,
    at: usize,
}

struct Reader<'t> {
    input: &'t str,
    below: &'t [&'t Table],
    /// The text is not TOML throughout: what is missing may only be unread.
    damaged: bool,
    /// A category was read without its identifier: one that is unknown may be this one.
    lost_category: bool,
    /// A code was not kept: one that is missing may be this one.
    lost_code: bool,
    faults: Faults,
    text: String,
    numbers: Vec<Code>,
    categories: Vec<CategoryRow>,
    category_ids: HashMap<String, u16>,
    category_ids_below: HashMap<&'t str, Category<'t>>,
    layers: HashSet<String>,
    drafts: Vec<Draft>,
    synonyms: Vec<SynonymRow>,
}

impl<'t> Reader<'t> {
    fn new(input: &'t str, below: &'t [&'t Table]) -> Self {
        Self {
            input,
            below,
            damaged: false,
            lost_category: false,
            lost_code: false,
            faults: Faults::default(),
            text: String::new(),
            numbers: Vec::new(),
            categories: Vec::new(),
            category_ids: HashMap::new(),
            category_ids_below: below
                .iter()
                .flat_map(|table| table.categories())
                .map(|category| (category.id(), category))
                .collect(),
            layers: HashSet::new(),
            drafts: Vec::new(),
            synonyms: Vec::new(),
        }
    }

    fn fault(&mut self, at: usize, cause: impl Into<String>) {
        self.faults.add(at, cause);
    }

    fn missing(&mut self, at: usize, block: &str, field: &str) {
        if !self.damaged {
            self.fault(at, format!("{block} has no `{field}`; add it"));
        }
    }

    fn document(&mut self, document: &DeTable<'_>) {
        // Categories first: codes name them, wherever they stand in the file.
        for (key, value) in document {
            match key.get_ref().as_ref() {
                "category" => self.blocks(value, "category", Self::category),
                "code" => {}
                "synonyms" => self.synonyms(value),
                other => self.fault(
                    key.span().start,
                    format!(
                        "unknown key `{}`; a table holds [[category]] and [[code]] blocks and [synonyms]",
                        quoted(other)
                    ),
                ),
            }
        }
        if let Some(value) = document.get("code") {
            self.blocks(value, "code", Self::code);
        }
    }

    fn blocks(
        &mut self,
        value: &Spanned<DeValue<'_>>,
        name: &str,
        read: fn(&mut Self, &DeTable<'_>, usize),
    ) {
        let Some(blocks) = value.get_ref().as_array() else {
            return self.fault(
                value.span().start,
                format!("`{name}` is not a list; write [[{name}]] above each block"),
            );
        };
        for block in blocks {
            match block.get_ref().as_table() {
                Some(table) => read(self, table, block.span().start),
                None => self.fault(
                    block.span().start,
                    format!("not a block; write [[{name}]] above each block"),
                ),
            }
        }
    }

    fn category(&mut self, block: &DeTable<'_>, at: usize) {
        let (mut id, mut layer, mut title) = (None, None, None);
        for (key, value) in block {
            match key.get_ref().as_ref() {
                "id" => id = Some(self.word(value, "id")),
                "layer" => layer = Some(self.word(value, "layer")),
                "title" => title = Some(self.line(value, "title", MAX_SUMMARY)),
                other => self.unknown_field(key.span(), other, "category", "id, layer, title"),
            }
        }
        for (field, missing) in
            [("id", id.is_none()), ("layer", layer.is_none()), ("title", title.is_none())]
        {
            if missing {
                self.missing(at, "[[category]]", field);
            }
        }
        let Some(Some(id)) = id else {
            self.lost_category = true;
            return;
        };
        if let Some(category) = self.category_ids_below.get(id) {
            let source = quoted(category.source());
            let cause = format!("category `{id}` stands in {source} already; leave this block out");
            return self.fault(at, cause);
        }
        if self.category_ids.contains_key(id) {
            return self.fault(at, format!("category `{id}` is defined twice; leave one out"));
        }
        // A category with a fault is kept, so that its codes are not faulty too.
        self.add_category(at, id, layer.flatten().unwrap_or(id), title.flatten().unwrap_or(id));
    }

    fn add_category(&mut self, at: usize, id: &str, layer: &str, title: &str) -> Option<u16> {
        let Ok(index) = u16::try_from(self.categories.len()) else {
            self.fault(at, "more than 65536 categories; use fewer");
            self.lost_category = true;
            return None;
        };
        if !self.layers.contains(layer) {
            if self.layers.len() == MAX_LAYERS {
                self.fault(at, format!("more than {MAX_LAYERS} layers; use fewer"));
                self.lost_category = true;
                return None;
            }
            self.layers.insert(layer.to_owned());
        }
        let row =
            CategoryRow { id: self.push(id), layer: self.push(layer), title: self.push(title) };
        self.categories.push(row);
        self.category_ids.insert(id.to_owned(), index);
        Some(index)
    }

    fn synonyms(&mut self, value: &Spanned<DeValue<'_>>) {
        let Some(table) = value.get_ref().as_table() else {
            return self
                .fault(value.span().start, "`synonyms` is not a block; write [synonyms] above it");
        };
        if table.len() > MAX_TERMS {
            let cause = format!("`synonyms` has over {MAX_TERMS} terms; keep the best");
            return self.fault(value.span().start, cause);
        }
        for (term, words) in table {
            let words = self.list(words, "synonyms", Self::pushed_line);
            let term = term.get_ref().as_ref();
            if term.trim().is_empty() || term.chars().any(drives_terminal) {
                self.fault(value.span().start, "`synonyms` has a term that is no word");
            }
            let term = self.push(term);
            self.synonyms.push(SynonymRow { term, words });
        }
    }

    fn code(&mut self, block: &DeTable<'_>, at: usize) {
        let mut row = Row {
            code: 0,
            through: 0,
            category: 0,
            retry: Retry::Unknown,
            name: Span::default(),
            aliases: Span::default(),
            former_names: Span::default(),
            summary: Span::default(),
            detail: Span::default(),
            action: Span::default(),
            note: Span::default(),
            keywords: Span::default(),
            related: Span::default(),
        };
        let (mut code, mut through, mut category) = (None, None, None);
        let (mut summary, mut action, mut retry) = (false, false, false);
        for (key, value) in block {
            match key.get_ref().as_ref() {
                "code" => code = Some(self.number(value, "code")),
                "through" => through = Some((self.number(value, "through"), value.span().start)),
                "category" => category = Some(self.category_index(value)),
                "name" => row.name = self.name(value, "name"),
                "aliases" => row.aliases = self.list(value, "aliases", Self::name),
                "former_names" => row.former_names = self.list(value, "former_names", Self::name),
                "summary" => {
                    summary = true;
                    row.summary = self.summary(value);
                }
                "detail" => row.detail = self.pushed_line(value, "detail"),
                "action" => {
                    action = true;
                    row.action = self.pushed_line(value, "action");
                }
                "retry" => {
                    retry = true;
                    row.retry = self.retry(value);
                }
                "related" => row.related = self.related(value),
                "keywords" => row.keywords = self.list(value, "keywords", Self::pushed_line),
                "note" => row.note = self.pushed_line(value, "note"),
                other => self.unknown_field(key.span(), other, "code", CODE_FIELDS),
            }
        }
        for (field, present) in [
            ("code", code.is_some()),
            ("category", category.is_some()),
            ("summary", summary),
            ("action", action),
            ("retry", retry),
        ] {
            if !present {
                self.missing(at, "[[code]]", field);
            }
        }
        let (Some(Some(code)), Some(Some(category))) = (code, category) else {
            self.lost_code = true;
            return;
        };
        row.code = code;
        row.through = code;
        row.category = category;
        if code == 0 {
            self.fault(at, "0 stands for success, not for an error; leave this block out");
        }
        if let Some((Some(last), place)) = through {
            row.through = last;
            if last <= code {
                self.fault(place, format!("`through` {last} is not above `code` {code}"));
                row.through = code;
            }
        }
        self.drafts.push(Draft { row, at });
    }

    fn unknown_field(&mut self, at: Range<usize>, name: &str, block: &str, known: &str) {
        // What is left of a broken line may look like a key without a name.
        if self.damaged && name.is_empty() {
            return;
        }
        let cause =
            format!("unknown field `{}` in [[{block}]]; the fields are {known}", quoted(name));
        self.fault(at.start, cause);
    }

    fn category_index(&mut self, value: &Spanned<DeValue<'_>>) -> Option<u16> {
        let id = self.word(value, "category")?;
        if let Some(&index) = self.category_ids.get(id) {
            return Some(index);
        }
        if let Some(category) = self.category_ids_below.get(id).copied() {
            return self.add_category(value.span().start, id, category.layer(), category.title());
        }
        if !self.damaged && !self.lost_category {
            self.fault(
                value.span().start,
                format!(
                    "unknown category `{id}`; add a [[category]] block with this id, or correct it"
                ),
            );
        }
        None
    }

    fn retry(&mut self, value: &Spanned<DeValue<'_>>) -> Retry {
        let word = value.get_ref().as_str().unwrap_or_default();
        word.parse().unwrap_or_else(|unknown: UnknownRetry| {
            self.fault(value.span().start, format!("`retry` {unknown}"));
            Retry::Unknown
        })
    }

    fn number(&mut self, value: &Spanned<DeValue<'_>>, field: &str) -> Option<i32> {
        let number = value.get_ref().as_integer().and_then(to_i32);
        if number.is_none() {
            self.fault(
                value.span().start,
                format!("`{field}` must be a whole number from {} to {}", i32::MIN, i32::MAX),
            );
        }
        number
    }

    fn related(&mut self, value: &Spanned<DeValue<'_>>) -> Span {
        let start = self.numbers.len();
        self.items(value, "related", |reader, item| {
            if let Some(code) = reader.number(item, "related") {
                reader.numbers.push(Code::new(code));
            }
        });
        self.numbers[start..].sort_unstable();
        if self.numbers[start..].windows(2).any(|pair| pair[0] == pair[1]) {
            self.fault(value.span().start, "`related` names a code twice");
        }
        Span { start: offset(start), len: offset(self.numbers.len() - start) }
    }

    fn list(
        &mut self,
        value: &Spanned<DeValue<'_>>,
        field: &str,
        read: fn(&mut Self, &Spanned<DeValue<'_>>, &str) -> Span,
    ) -> Span {
        let start = self.text.len();
        self.items(value, field, |reader, item| {
            if !read(reader, item, field).is_empty() {
                reader.text.push('\n');
            }
        });
        if self.text.len() > start {
            self.text.pop();
        }
        Span { start: offset(start), len: offset(self.text.len() - start) }
    }

    fn items(
        &mut self,
        value: &Spanned<DeValue<'_>>,
        field: &str,
        mut read: impl FnMut(&mut Self, &Spanned<DeValue<'_>>),
    ) {
        let at = value.span().start;
        match value.get_ref().as_array() {
            None => self.fault(at, format!("`{field}` must be a list: [\"…\", \"…\"]")),
            Some(items) if items.len() > MAX_ITEMS => {
                self.fault(at, format!("`{field}` has over {MAX_ITEMS} items; keep the best"));
            }
            Some(items) => {
                for item in items {
                    read(self, item);
                }
            }
        }
    }

    fn summary(&mut self, value: &Spanned<DeValue<'_>>) -> Span {
        let Some(summary) = self.line(value, "summary", MAX_SUMMARY) else {
            return Span::default();
        };
        if summary.ends_with(['.', '。']) {
            self.fault(value.span().start, "`summary` ends with a full stop; leave it out");
        }
        self.push(summary)
    }

    fn pushed_line(&mut self, value: &Spanned<DeValue<'_>>, field: &str) -> Span {
        self.line(value, field, MAX_TEXT).map(|line| self.push(line)).unwrap_or_default()
    }

    fn name(&mut self, value: &Spanned<DeValue<'_>>, field: &str) -> Span {
        let Some(name) = self.line(value, field, MAX_WORD) else { return Span::default() };
        let letter = |byte: u8| byte.is_ascii_alphabetic() || byte == b'_';
        if !name.bytes().all(|byte| letter(byte) || byte.is_ascii_digit())
            || !letter(name.as_bytes()[0])
        {
            let cause = format!("`{field}` must be a constant's name: letters, digits and `_`");
            self.fault(value.span().start, cause);
            return Span::default();
        }
        self.push(name)
    }

    /// An identifier of a category or a layer.
    fn word<'v>(&mut self, value: &'v Spanned<DeValue<'_>>, field: &str) -> Option<&'v str> {
        let word = self.line(value, field, MAX_WORD)?;
        let part =
            |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"._-".contains(&byte);
        if word.bytes().all(part) {
            return Some(word);
        }
        let cause = format!("`{field}` must be of small letters, digits, `.`, `_` and `-`");
        self.fault(value.span().start, cause);
        None
    }

    /// Text of one line that is safe to print.
    fn line<'v>(
        &mut self,
        value: &'v Spanned<DeValue<'_>>,
        field: &str,
        most: usize,
    ) -> Option<&'v str> {
        let at = value.span().start;
        let Some(text) = value.get_ref().as_str() else {
            self.fault(at, format!("`{field}` must be text: \"…\""));
            return None;
        };
        if is_plain(text) && text.len() <= most {
            return Some(text);
        }
        if text.trim().is_empty() {
            self.fault(at, format!("`{field}` is empty"));
            return None;
        }
        if let Some(odd) = text.chars().find(|&char| drives_terminal(char)) {
            let cause =
                format!("`{field}` has the control character U+{:04X}; take it out", odd as u32);
            self.fault(at, cause);
            return None;
        }
        if text.trim() != text {
            self.fault(at, format!("`{field}` begins or ends with a space; take it out"));
        }
        let length = if text.len() <= most { 0 } else { text.chars().count() };
        if length > most {
            self.fault(
                at,
                format!("`{field}` has {length} characters; at most {most} are allowed"),
            );
            return None;
        }
        Some(text)
    }

    fn push(&mut self, text: &str) -> Span {
        let start = self.text.len();
        self.text.push_str(text);
        Span { start: offset(start), len: offset(text.len()) }
    }

    fn finish(mut self, source: &str) -> Result<Table, TableError> {
        let layers = self.layer_ranks();
        self.drafts.sort_by_key(|draft| (layers[usize::from(draft.row.category)], draft.row.code));
        let layer_ends = self.layer_ends(&layers);
        let (rows, places) = self.drafts.iter().map(|draft| (draft.row, draft.at)).unzip();
        self.drafts = Vec::new();
        let places: Vec<usize> = places;
        let mut table = Table {
            source: source.to_owned().into(),
            text: std::mem::take(&mut self.text).into(),
            numbers: std::mem::take(&mut self.numbers).into(),
            categories: std::mem::take(&mut self.categories).into(),
            rows: Vec::into(rows),
            layer_ends: layer_ends.into(),
            names: (&[]).into(),
            synonyms: std::mem::take(&mut self.synonyms).into(),
        };
        self.check_overlaps(&table, &places);
        if !self.damaged && !self.lost_code {
            self.check_related(&table, &places);
        }
        table.names = self.sorted_names(&table, &places).into();
        if self.faults.is_empty() {
            Ok(table)
        } else {
            Err(self.faults.into_error(source, self.input))
        }
    }

    /// The place of each category's layer among the layers.
    fn layer_ranks(&self) -> Vec<usize> {
        let mut seen: HashMap<&str, usize> = HashMap::new();
        let layer = |row: &CategoryRow| {
            let start = row.layer.start as usize;
            &self.text[start..start + row.layer.len as usize]
        };
        self.categories
            .iter()
            .map(|row| {
                let next = seen.len();
                *seen.entry(layer(row)).or_insert(next)
            })
            .collect()
    }

    fn layer_ends(&self, layers: &[usize]) -> Vec<u32> {
        let layer = |draft: &Draft| layers[usize::from(draft.row.category)];
        let ends = self.drafts.chunk_by(|a, b| layer(a) == layer(b)).scan(0, |end, rows| {
            *end += rows.len();
            Some(offset(*end))
        });
        ends.collect()
    }

    fn check_overlaps(&mut self, table: &Table, places: &[usize]) {
        let mut start = 0;
        for &end in table.layer_ends.iter() {
            let mut last = start;
            for at in start + 1..end as usize {
                let (before, row) = (&table.rows[last], &table.rows[at]);
                if row.code <= before.through {
                    self.faults.add_conflict(places[at], taken(table, before, row), places[last]);
                }
                if row.through > before.through {
                    last = at;
                }
            }
            start = end as usize;
        }
    }

    fn check_related(&mut self, table: &Table, places: &[usize]) {
        let below = self.below;
        for (entry, &at) in table.entries().zip(places) {
            for &code in entry.related() {
                if code == entry.code() {
                    self.fault(at, format!("`related` of {code} names the code itself"));
                    continue;
                }
                let mut here = table.find(code.get()).peekable();
                if here.peek().is_none() {
                    if below.iter().all(|table| table.find(code.get()).next().is_none()) {
                        self.fault(
                            at,
                            format!(
                                "`related` of {} names {code}, which no table holds",
                                entry.code()
                            ),
                        );
                    }
                } else if !here.any(|other| other.related().contains(&entry.code())) {
                    let cause = format!(
                        "`related` of {} names {code}, but {code} does not name {0}; add it there",
                        entry.code()
                    );
                    self.fault(at, cause);
                }
            }
        }
    }

    fn sorted_names(&mut self, table: &Table, places: &[usize]) -> Vec<NameRow> {
        let mut names = Vec::new();
        for (index, row) in table.rows.iter().enumerate() {
            for list in [row.name, row.aliases] {
                let mut start = list.start;
                for name in table.str(list).split('\n').filter(|name| !name.is_empty()) {
                    names.push(NameRow {
                        name: Span { start, len: offset(name.len()) },
                        row: offset(index),
                    });
                    start += offset(name.len()) + 1;
                }
            }
        }
        let capitals = table.text.to_ascii_uppercase();
        let key = |name: Span| &capitals[name.start as usize..][..name.len as usize];
        names.sort_unstable_by(|a, b| key(a.name).cmp(key(b.name)).then(a.row.cmp(&b.row)));
        for pair in names.windows(2) {
            let name = table.str(pair[1].name);
            if table.str(pair[0].name).eq_ignore_ascii_case(name) {
                let (first, second) = (pair[0].row as usize, pair[1].row as usize);
                let other = table.rows[first].code;
                self.fault(
                    places[second],
                    format!(
                        "the name {name} belongs to {other} already; a name stands for one code"
                    ),
                );
            }
        }
        names
    }
}

fn taken(table: &Table, before: &Row, row: &Row) -> String {
    let layer = table.str(table.categories[usize::from(row.category)].layer);
    if row.code == before.code && row.through == before.through {
        format!("{} is taken in layer `{layer}`; it stands", row.code)
    } else {
        format!(
            "{}-{} overlaps {}-{} of layer `{layer}`",
            row.code, row.through, before.code, before.through
        )
    }
}

/// Whether a text is one that [`Reader::line`] has nothing to say of: most are, and it is seen
/// many bytes at a time.
fn is_plain(text: &str) -> bool {
    let printable = text.bytes().fold(true, |all, byte| all & (b' '..=b'~').contains(&byte));
    printable && !text.is_empty() && !text.starts_with(' ') && !text.ends_with(' ')
}

/// Control characters, line separators and marks that turn the direction of text.
fn drives_terminal(char: char) -> bool {
    char.is_control()
        || matches!(char, '\u{2028}' | '\u{2029}' | '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn to_i32(integer: &DeInteger<'_>) -> Option<i32> {
    i32::from_str_radix(integer.as_str(), integer.radix()).ok()
}

/// An offset into a table's text, which is shorter than [`MAX_BYTES`].
fn offset(at: usize) -> u32 {
    u32::try_from(at).expect("a table is smaller than 4 GiB")
}
