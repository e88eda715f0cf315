//! Where the program writes: results to one buffered standard output, everything else to standard
//! error; and the exit status that follows. Used by `main`.

use std::io::{self, BufWriter, IsTerminal as _, StdoutLock, Write};
use std::process::ExitCode;

use anstream::{AutoStream, ColorChoice};
use anyhow::Result;

use crate::args::{self, Color, Format};

/// What came of the work; the worst of several counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Outcome {
    /// All that was asked for was found: exit status 0.
    Found,
    /// Something asked for is not known, or a table has a fault: exit status 1.
    Unknown,
    /// Something asked for could not be understood: exit status 2.
    Refused,
}

const FAILURE: u8 = 2;
/// Enough for one write of the whole list.
const BUFFER: usize = 1 << 16;
const DEFAULT_WIDTH: u16 = 80;

/// Standard output and how results are to look there.
pub(crate) struct Output {
    stdout: BufWriter<AutoStream<StdoutLock<'static>>>,
    pub(crate) format: Format,
    /// Whether what we say ourselves may have colour where bytes go out as they came.
    pub(crate) color: bool,
    /// The reader has seen enough, as `head` does: what is written from then on is nobody's.
    pub(crate) abandoned: bool,
}

impl Output {
    pub(crate) fn new(options: &args::Output) -> Self {
        let stdout = io::stdout();
        let format = format(options);
        let choice = match options.color {
            // Only cards and tables have colour; the other formats go out as they are.
            _ if format != Format::Table => ColorChoice::AlwaysAnsi,
            Color::Auto => AutoStream::choice(&stdout),
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        };
        Self::to(AutoStream::new(stdout.lock(), choice), format, false)
    }

    /// An output that changes no byte, for a log that passes through.
    pub(crate) fn exact(options: &args::Output) -> Self {
        let color = match options.color {
            Color::Auto => AutoStream::choice(&io::stdout()) != ColorChoice::Never,
            Color::Always => true,
            Color::Never => false,
        };
        Self::to(AutoStream::always_ansi(io::stdout().lock()), format(options), color)
    }

    fn to(stdout: AutoStream<StdoutLock<'static>>, format: Format, color: bool) -> Self {
        let stdout = BufWriter::with_capacity(BUFFER, stdout);
        Self { stdout, format, color, abandoned: false }
    }

    pub(crate) fn is_terminal(&self) -> bool {
        self.stdout.get_ref().as_inner().is_terminal()
    }

    /// The columns there are for a card or a table.
    pub(crate) fn width() -> u16 {
        let columns = || std::env::var("COLUMNS").ok()?.parse().ok();
        let size = terminal_size::terminal_size_of(io::stdout());
        size.map(|(width, _)| width.0)
            .or_else(columns)
            .filter(|&width| width > 0)
            .unwrap_or(DEFAULT_WIDTH)
    }

    /// Writes what is still buffered. An output dropped without it may have lost results.
    pub(crate) fn finish(mut self) -> Result<()> {
        self.flush()?;
        Ok(())
    }

    /// What came of a write. A reader that is gone is no failure of ours, and the exit status does
    /// not depend on whether it went before or after the last write.
    fn told<T>(&mut self, written: io::Result<T>, unread: T) -> io::Result<T> {
        written.or_else(|error| {
            self.abandoned |= is_closed_pipe(&error);
            if self.abandoned { Ok(unread) } else { Err(named(&error)) }
        })
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.stdout.write(bytes);
        self.told(written, bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let written = self.stdout.flush();
        self.told(written, ())
    }
}

/// A line on standard error. There is nowhere left to report that it could not be written.
pub(crate) fn remark(text: &str) {
    let _ = writeln!(io::stderr().lock(), "imcode: {text}");
}

/// Text from outside, with everything escaped that could drive a terminal.
pub(crate) fn printable(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut printable, char| {
        match char {
            '"' | '\'' | '\\' => printable.push(char),
            other => printable.extend(other.escape_debug()),
        }
        printable
    })
}

/// A line of a log with its control characters escaped, except tabs; what is no UTF-8 is replaced.
pub(crate) fn escape_controls(bytes: &[u8]) -> String {
    let mut escaped = String::with_capacity(bytes.len());
    for char in String::from_utf8_lossy(bytes).chars() {
        match char {
            '\t' => escaped.push(char),
            char if char.is_control() => escaped.extend(char.escape_default()),
            char => escaped.push(char),
        }
    }
    escaped
}

/// Prints what clap answers in place of arguments: help, the version, or what is wrong with them.
pub(crate) fn refusal(refusal: &clap::Error) -> ExitCode {
    let text = refusal.render().to_string();
    if refusal.use_stderr() {
        // An argument is quoted in it, and may hold anything.
        let lines: Vec<String> = text.lines().map(printable).collect();
        let _ = writeln!(io::stderr().lock(), "{}", lines.join("\n"));
        return ExitCode::from(FAILURE);
    }
    let mut stdout = io::stdout().lock();
    let written = stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush());
    exit_code(match written {
        Err(error) if !is_closed_pipe(&error) => Err(named(&error).into()),
        _ => Ok(Outcome::Found),
    })
}

/// The exit status, and the message where the work failed.
pub(crate) fn exit_code(outcome: Result<Outcome>) -> ExitCode {
    match outcome {
        Ok(outcome) => ExitCode::from(outcome as u8),
        Err(error) => {
            remark(&format!("{error:#}"));
            ExitCode::from(FAILURE)
        }
    }
}

fn format(options: &args::Output) -> Format {
    match options.format {
        Some(format) => format,
        None if options.json => Format::Json,
        None if io::stdout().is_terminal() => Format::Table,
        None => Format::Plain,
    }
}

fn is_closed_pipe(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::BrokenPipe
}

/// An error that says where it happened; its kind stays.
fn named(error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("standard output: {error}"))
}
