//! The encoding of a log. Text in UTF-8 passes as it is; other text is decoded if that is asked for,
//! or else refused where its first bytes show that nothing in it would be found.

use std::io::{self, Cursor, ErrorKind, Read};

use encoding_rs::{Decoder, Encoding as Charset, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use crate::args::Encoding;

/// Packed files by their first bytes, and what unpacks them.
const PACKED: [(&[u8], &str); 3] =
    [(b"\x1f\x8b\x08", "gzip"), (b"\x28\xb5\x2f\xfd", "zstd"), (b"\xfd7zXZ\0", "xz")];
const UTF_16_MARKS: [&[u8]; 2] = [b"\xff\xfe", b"\xfe\xff"];
/// Bytes that are read at a time.
const BUFFER: usize = 1 << 16;

/// What a source turns out to be.
pub(crate) enum Opened {
    /// Its text; and the encoding that it seems to be in, if that was not asked for.
    Text(Box<dyn Read>, Option<&'static str>),
    /// Packed by this program.
    Packed(&'static str),
    /// In UTF-16, which was not asked for.
    Utf16,
}

/// Looks at the first bytes of a source, and decodes it if that is wanted.
pub(crate) fn open(
    mut source: impl Read + 'static,
    wanted: Option<Encoding>,
) -> io::Result<Opened> {
    let start = start(&mut source)?;
    if let Some((_, program)) = PACKED.iter().find(|(magic, _)| start.starts_with(magic)) {
        return Ok(Opened::Packed(program));
    }
    if wanted.is_none() && UTF_16_MARKS.iter().any(|mark| start.starts_with(mark)) {
        return Ok(Opened::Utf16);
    }
    let seems = guess(&start).filter(|_| matches!(wanted, None | Some(Encoding::Auto)));
    let charset = match wanted {
        Some(Encoding::Auto) => seems.unwrap_or(UTF_8),
        None | Some(Encoding::Utf8) => UTF_8,
        Some(Encoding::Utf16le) => UTF_16LE,
        Some(Encoding::Utf16be) => UTF_16BE,
        Some(Encoding::Gb18030) => GB18030,
    };
    let bytes = Cursor::new(start).chain(source);
    if charset == UTF_8 {
        return Ok(Opened::Text(Box::new(bytes), seems.map(Charset::name)));
    }
    let decoder = charset.new_decoder();
    let buffer = vec![0; BUFFER];
    let text = Decoded { bytes, decoder, buffer, text: String::new(), given: 0, ended: false };
    Ok(Opened::Text(Box::new(text), None))
}

/// The first bytes of a source: as many as come at once, and as many as it takes to recognize it.
fn start(source: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut start = vec![0; BUFFER];
    let mut filled = 0;
    let marks = || PACKED.iter().map(|(magic, _)| *magic).chain(UTF_16_MARKS);
    let may_become =
        |start: &[u8]| marks().any(|mark| mark.len() > start.len() && mark.starts_with(start));
    while may_become(&start[..filled]) {
        match source.read(&mut start[filled..]) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    start.truncate(filled);
    Ok(start)
}

/// The encoding of a text that is hardly UTF-8: by its mark, by zeros in every other byte, or as its
/// whole lines are no UTF-8 but GB18030.
fn guess(text: &[u8]) -> Option<&'static Charset> {
    let zeros = |from| text.iter().skip(from).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    if UTF_16_MARKS.iter().any(|mark| text.starts_with(mark))
        || odd > (text.len() / 4 + 1).max(8 * even)
    {
        return Some(UTF_16LE);
    }
    if even > (text.len() / 4 + 1).max(8 * odd) {
        return Some(UTF_16BE);
    }
    let whole = memchr::memrchr(b'\n', text).map_or(text, |end| &text[..end]);
    let is_gb18030 = std::str::from_utf8(whole).is_err()
        && GB18030.decode_without_bom_handling_and_without_replacement(whole).is_some();
    is_gb18030.then_some(GB18030)
}

/// Text that is decoded as it is read; what is malformed becomes U+FFFD. A byte order mark wins.
struct Decoded<R> {
    bytes: R,
    decoder: Decoder,
    buffer: Vec<u8>,
    text: String,
    /// How much of the text was given away.
    given: usize,
    ended: bool,
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.given == self.text.len() && !self.ended {
            let count = self.bytes.read(&mut self.buffer)?;
            self.ended = count == 0;
            self.text.clear();
            self.given = 0;
            self.text.reserve(self.decoder.max_utf8_buffer_length(count).unwrap_or(0));
            let bytes = &self.buffer[..count];
            let _ = self.decoder.decode_to_string(bytes, &mut self.text, self.ended);
        }
        let count = (&self.text.as_bytes()[self.given..]).read(out)?;
        self.given += count;
        Ok(count)
    }
}
