//! Runs the program on a pseudo-terminal.

use std::fs::File;
use std::io::Read as _;
use std::process::{Command, ExitStatus, Stdio};

use rustix::fs::{Mode, OFlags};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};

/// What the terminal showed of both streams, and how the program ended.
pub(crate) struct Screen {
    pub(crate) text: String,
    pub(crate) status: ExitStatus,
}

/// Runs the program on a terminal of `columns`. Its environment is `variables`.
pub(crate) fn run(columns: u16, arguments: &[&str], variables: &[(&str, &str)]) -> Screen {
    let terminal = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("there are terminals");
    grantpt(&terminal).expect("it is ours");
    unlockpt(&terminal).expect("it is ours");
    let name = ptsname(&terminal, Vec::new()).expect("it has a name");
    let program = rustix::fs::open(name, OFlags::RDWR | OFlags::NOCTTY, Mode::empty());
    let program = program.expect("the other end opens");
    let size = Winsize { ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 };
    tcsetwinsize(&program, size).expect("it is a terminal");

    let mut child = {
        let mut command = Command::new(env!("CARGO_BIN_EXE_imcode"));
        command.args(arguments).env_clear().envs(variables.iter().copied()).stdin(Stdio::null());
        command.stdout(program.try_clone().expect("it can be shared")).stderr(program);
        // With the command, our copy of the program's end closes: else there is no end of the text.
        command.spawn().expect("the program starts")
    };
    let text = read(File::from(terminal));
    Screen { text, status: child.wait().expect("the program ends") }
}

fn read(mut terminal: File) -> String {
    let (mut text, mut part) = (Vec::new(), [0; 4096]);
    // At the end, Linux reports an error and others an end of file.
    while let Ok(count @ 1..) = terminal.read(&mut part) {
        text.extend_from_slice(&part[..count]);
    }
    String::from_utf8(text).expect("UTF-8").replace("\r\n", "\n")
}
