//! The encoding of a log. Text in UTF-8 passes as it is; other text is decoded if that is asked for,
//! or else noticed: by its first bytes, or where it stops being ASCII.

use std::io::{self, ErrorKind, Read};

use encoding_rs::{
    Decoder, DecoderResult, Encoding as Charset, GB18030, UTF_8, UTF_16BE, UTF_16LE,
};
use memchr::memchr;

use crate::args::Encoding;

/// Packed files by their first bytes, and what unpacks them.
const PACKED: [(&[u8], &str); 3] =
    [(b"\x1f\x8b\x08", "gzip"), (b"\x28\xb5\x2f\xfd", "zstd"), (b"\xfd7zXZ\0", "xz")];
const UTF_16_MARKS: [&[u8]; 2] = [b"\xff\xfe", b"\xfe\xff"];
/// Bytes that are read at a time, and the most that an encoding is decided by.
const BUFFER: usize = 1 << 16;
/// Bytes that UTF-16 without a mark is recognized by, if there are as many.
const ENOUGH: usize = 512;

/// What a source turns out to be.
pub(crate) enum Opened {
    Text(Box<dyn Read>),
    /// Packed by this program.
    Packed(&'static str),
    /// In UTF-16, which was not asked for.
    Utf16,
}

/// Looks at the first bytes of a source, and decodes it if that is wanted. If nothing is, `notice`
/// gets the name of the encoding that it seems to be in.
pub(crate) fn open(
    source: impl Read + 'static,
    wanted: Option<Encoding>,
    notice: impl Fn(&'static str) + 'static,
) -> io::Result<Opened> {
    let notice = wanted.is_none().then(|| Box::new(notice) as Box<dyn Fn(&'static str)>);
    let reading = match wanted {
        None | Some(Encoding::Auto) => Reading::Undecided(notice),
        Some(Encoding::Utf8) => Reading::Plain,
        Some(Encoding::Utf16le) => Reading::Decoded(UTF_16LE.new_decoder()),
        Some(Encoding::Utf16be) => Reading::Decoded(UTF_16BE.new_decoder()),
        Some(Encoding::Gb18030) => Reading::Decoded(GB18030.new_decoder()),
    };
    let is_undecided = matches!(reading, Reading::Undecided(_));
    let (held, decoded) = (Vec::new(), Vec::new());
    let mut opened = Text { source, held, ended: false, reading, decoded, given: 0 };
    let marks = || PACKED.iter().map(|(magic, _)| *magic).chain(UTF_16_MARKS);
    let is_open = |start: &[u8]| {
        let may_be_utf_16 = start.len() < 2 || start.len() < ENOUGH && start.contains(&0);
        marks().any(|mark| mark.len() > start.len() && mark.starts_with(start))
            || is_undecided && may_be_utf_16
    };
    while !opened.ended && is_open(&opened.held) {
        opened.read_more()?;
    }
    let start = &opened.held;
    if let Some((_, program)) = PACKED.iter().find(|(magic, _)| start.starts_with(magic)) {
        return Ok(Opened::Packed(program));
    }
    if wanted.is_none() && UTF_16_MARKS.iter().any(|mark| start.starts_with(mark)) {
        return Ok(Opened::Utf16);
    }
    if is_undecided && let Some(charset) = utf_16(start) {
        opened.reading = opened.reading.decided(charset);
    }
    Ok(Opened::Text(Box::new(opened)))
}

/// UTF-16, by its mark or by zeros in every other byte.
fn utf_16(text: &[u8]) -> Option<&'static Charset> {
    let zeros = |from| text.iter().skip(from).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let many = |these: usize, others: usize| these > (text.len() / 4).max(8 * others);
    if UTF_16_MARKS.iter().any(|mark| text.starts_with(mark)) || many(odd, even) {
        return Some(UTF_16LE);
    }
    many(even, odd).then_some(UTF_16BE)
}

/// The encoding of a line, without the ASCII before it. None if it is neither or may be both: some
/// short words of GB18030 are letters of the West or East of Europe in UTF-8.
fn guess(line: &[u8]) -> Option<&'static Charset> {
    let decode = |charset: &'static Charset| {
        let mut text = String::with_capacity(3 * line.len() + 16);
        let mut decoder = charset.new_decoder_without_bom_handling();
        let (result, _) = decoder.decode_to_string_without_replacement(line, &mut text, false);
        (result == DecoderResult::InputEmpty).then_some(text)
    };
    match (decode(UTF_8), decode(GB18030)) {
        (Some(text), other) if other.is_none() || text.chars().any(|char| char >= '\u{800}') => {
            Some(UTF_8)
        }
        (None, Some(_)) => Some(GB18030),
        _ => None,
    }
}

enum Reading {
    /// As it is.
    Plain,
    /// What is malformed becomes U+FFFD. A byte order mark wins.
    Decoded(Decoder),
    /// ASCII so far. Decodes the rest, or only says what it seems to be in.
    Undecided(Option<Box<dyn Fn(&'static str)>>),
}

impl Reading {
    fn decided(&self, charset: &'static Charset) -> Self {
        match self {
            Self::Undecided(None) if charset != UTF_8 => Self::Decoded(charset.new_decoder()),
            Self::Undecided(Some(notice)) if charset != UTF_8 => {
                notice(charset.name());
                Self::Plain
            }
            _ => Self::Plain,
        }
    }
}

/// A source, in UTF-8 as far as that is wanted.
struct Text<R> {
    source: R,
    /// What was read but not yet understood.
    held: Vec<u8>,
    ended: bool,
    reading: Reading,
    /// What was understood.
    decoded: Vec<u8>,
    /// How much of it was given away.
    given: usize,
}

impl<R: Read> Read for Text<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.given == self.decoded.len() {
            if self.held.is_empty() && self.ended {
                return Ok(0);
            }
            self.given = 0;
            self.decoded.clear();
            match &self.reading {
                Reading::Decoded(_) => self.decode()?,
                Reading::Undecided(_) if !self.held.is_empty() => self.decide(),
                Reading::Plain if !self.held.is_empty() => self.decoded.append(&mut self.held),
                // The usual case, without a copy.
                reading => {
                    let count = self.source.read(out)?;
                    self.ended = count == 0;
                    let read = &out[..count];
                    let plain = if matches!(reading, Reading::Plain) { count } else { ascii(read) };
                    self.held.extend_from_slice(&read[plain..]);
                    if plain > 0 {
                        return Ok(plain);
                    }
                }
            }
        }
        let count = (&self.decoded[self.given..]).read(out)?;
        self.given += count;
        Ok(count)
    }
}

impl<R: Read> Text<R> {
    fn read_more(&mut self) -> io::Result<()> {
        let held = self.held.len();
        self.held.resize(held + BUFFER, 0);
        let read = loop {
            match self.source.read(&mut self.held[held..]) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                read => break read,
            }
        };
        self.held.truncate(held + *read.as_ref().unwrap_or(&0));
        self.ended = read? == 0;
        Ok(())
    }

    fn decode(&mut self) -> io::Result<()> {
        if self.held.is_empty() {
            self.read_more()?;
        }
        if let Reading::Decoded(decoder) = &mut self.reading {
            let size = decoder.max_utf8_buffer_length(self.held.len()).unwrap_or_default();
            let mut text = String::with_capacity(size);
            let _ = decoder.decode_to_string(&self.held, &mut text, self.ended);
            self.decoded = text.into_bytes();
            self.held.clear();
        }
        Ok(())
    }

    /// Passes ASCII and lines that say nothing; the first other line decides, once it is whole.
    fn decide(&mut self) {
        let plain = ascii(&self.held);
        let newline = memchr(b'\n', &self.held);
        if plain > 0 {
            self.decoded.extend(self.held.drain(..plain));
        } else if newline.is_some() || self.ended || self.held.len() >= BUFFER {
            let line = newline.unwrap_or(self.held.len());
            match guess(&self.held[..line]) {
                Some(charset) => self.reading = self.reading.decided(charset),
                None => self.decoded.extend(self.held.drain(..line)),
            }
        } else if self.read_more().is_err() {
            // What was read before goes first; the source fails again.
            self.reading = Reading::Plain;
        }
    }
}

/// How many bytes are ASCII, from the first on.
fn ascii(bytes: &[u8]) -> usize {
    if bytes.is_ascii() {
        return bytes.len();
    }
    bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(bytes.len())
}
