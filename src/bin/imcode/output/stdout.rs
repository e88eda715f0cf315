//! Standard output, buffered, and the exit status.

use std::io::{self, BufWriter, IsTerminal as _, StdoutLock, Write};
use std::process::ExitCode;

use anstream::{AutoStream, ColorChoice};
use anyhow::{Result, bail};
use terminal_size::{Height, Width, terminal_size_of};

use crate::args::{Color, Format};
use crate::options::Options;
use crate::output::escape::Screen;
use crate::output::messages;

/// The outcome of a command; its number is the exit status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Outcome {
    /// Everything was found.
    Found,
    /// Something is unknown, or a code file has a fault.
    Unknown,
    /// Something was refused, or could not be read or written.
    Refused,
}

/// Enough for one write of the whole list.
const BUFFER: usize = 1 << 16;
const DEFAULT_WIDTH: u16 = 80;

pub(crate) struct Output {
    stdout: BufWriter<AutoStream<StdoutLock<'static>>>,
    /// None is for people: what suits the result.
    pub(crate) format: Option<Format>,
    /// The fields of results; those that the format has if there are none.
    pub(crate) fields: Vec<String>,
    /// Whether cards have both languages.
    pub(crate) both_languages: bool,
    /// What cards and tables have to fit.
    pub(crate) width: u16,
    /// Whether explanations in a log have color.
    pub(crate) color: bool,
    /// What becomes of a log on a terminal.
    screen: Option<Screen>,
    /// The reader closed the pipe, as `head` does; further output is discarded.
    pub(crate) abandoned: bool,
}

impl Output {
    /// An output for results, or an exact one, which changes no byte: for a log that is copied.
    pub(crate) fn new(options: &Options, exact: bool) -> Self {
        let format = format(options);
        // These formats have no color and go out as they are.
        let plain = !exact && matches!(format, Some(Format::Tsv | Format::Json | Format::Jsonl));
        let color = if plain { ColorChoice::Never } else { AutoStream::choice(&io::stdout()) };
        let choice = if plain || exact { ColorChoice::AlwaysAnsi } else { color };
        let stdout = AutoStream::new(io::stdout().lock(), choice);
        Self {
            stdout: BufWriter::with_capacity(BUFFER, stdout),
            format,
            fields: options.fields.clone(),
            both_languages: false,
            width: page_width(),
            color: color != ColorChoice::Never,
            screen: io::stdout().is_terminal().then(|| Screen::new(color != ColorChoice::Never)),
            abandoned: false,
        }
    }

    /// Shows both languages on cards; if they are `asked` for, not only preferred, that is the
    /// format unless another one was chosen. JSON has both.
    pub(crate) fn show_both_languages(&mut self, asked: bool) -> Result<()> {
        let has_cards = self.fields.is_empty() && matches!(self.format, None | Some(Format::Card));
        if asked && has_cards {
            self.format = Some(Format::Card);
        } else if asked && !matches!(self.format, Some(Format::Json | Format::Jsonl)) {
            bail!(messages::both_languages_need_cards());
        }
        self.both_languages = has_cards;
        Ok(())
    }

    pub(crate) fn is_terminal(&self) -> bool {
        self.stdout.get_ref().as_inner().is_terminal()
    }

    /// Copies a piece of a log: every byte, but nothing that drives a terminal.
    pub(crate) fn copy(&mut self, bytes: &[u8]) -> io::Result<()> {
        match &mut self.screen {
            Some(screen) => {
                let text = screen.piece(bytes);
                self.write_all(text.as_bytes())
            }
            None => self.write_all(bytes),
        }
    }

    /// Goes on with the color of a copied text, behind another one.
    pub(crate) fn resume_copy(&mut self) -> io::Result<()> {
        let color = self.screen.as_ref().map(|screen| screen.color().to_owned());
        self.write_all(color.unwrap_or_default().as_bytes())
    }

    /// Ends a copied text, and resets the color that it left open on a terminal.
    pub(crate) fn end_copy(&mut self) -> io::Result<()> {
        let end = self.screen.as_mut().map(Screen::end).unwrap_or_default();
        self.write_all(end.as_bytes())
    }

    /// Writes what is still buffered. Dropping an output instead loses the error.
    pub(crate) fn finish(mut self) -> Result<()> {
        self.flush()?;
        Ok(())
    }

    /// Treats a closed pipe as success, whether it closed before or after the last write.
    fn accept<T>(&mut self, written: io::Result<T>, discarded: T) -> io::Result<T> {
        written.or_else(|error| {
            self.abandoned |= is_closed_pipe(&error);
            if self.abandoned { Ok(discarded) } else { Err(named(&error)) }
        })
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.stdout.write(bytes);
        self.accept(written, bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let written = self.stdout.flush();
        self.accept(written, ())
    }
}

/// The width of the terminal, or what `COLUMNS` says in a pipe.
fn page_width() -> u16 {
    let columns = || std::env::var("COLUMNS").ok()?.parse().ok().filter(|&width| width > 0);
    width(terminal_size_of(io::stdout())).or_else(columns).unwrap_or(DEFAULT_WIDTH)
}

/// The width of a terminal that has one.
pub(crate) fn width(size: Option<(Width, Height)>) -> Option<u16> {
    size.map(|(width, _)| width.0).filter(|&width| width > 0)
}

/// Writes a text that is not a result, such as the help.
pub(crate) fn write_text(text: &str) -> ExitCode {
    let mut stdout = AutoStream::auto(io::stdout().lock());
    let written = stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush());
    exit_code(match written {
        Err(error) if !is_closed_pipe(&error) => Err(named(&error).into()),
        _ => Ok(Outcome::Found),
    })
}

/// The exit status; reports the error of a command that failed.
pub(crate) fn exit_code(outcome: Result<Outcome>) -> ExitCode {
    let outcome = outcome.unwrap_or_else(|error| {
        messages::error(format_args!("{error:#}"));
        Outcome::Refused
    });
    ExitCode::from(outcome as u8)
}

fn format(options: &Options) -> Option<Format> {
    let for_people = options.color == Color::Always || io::stdout().is_terminal();
    options.format.or((!for_people).then_some(Format::Tsv))
}

fn is_closed_pipe(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::BrokenPipe
}

/// An error that says where it happened; its kind stays.
fn named(error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), messages::standard_output(&messages::system(error)))
}
