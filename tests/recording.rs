//! The picture at the head of README, `.github/imcode.svg`: made from what the program writes on a
//! terminal, and held current.
#![cfg(all(unix, feature = "cli"))]

mod pty;

use std::{env, fs};

use anstyle::{AnsiColor, Color, RgbColor};
use anstyle_svg::{Palette, Term, VGA};
use unicode_width::UnicodeWidthChar as _;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/.github/imcode.svg");
const REFRESH: &str = "IMCODE_REFRESH=1 cargo test --test recording";
const COLUMNS: u16 = 84;
/// A dark card, readable on a light page and on a dark one.
const PAPER: Color = Color::Rgb(RgbColor(0x16, 0x1b, 0x22));
const INK: Color = Color::Rgb(RgbColor(0xe6, 0xed, 0xf3));

/// The folder of the session.
const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/logs");
/// The commands of the session.
const SESSION: [&[&str]; 5] = [
    &["70001"],
    &["6012", "7008", "6206", "7013"],
    &["search", "muted in gruop"],
    &["search", "群里被禁言了"],
    &["annotate", "app.log"],
];

#[test]
fn recording_is_current() {
    let drawn = draw();
    if env::var_os("IMCODE_REFRESH").is_some() {
        fs::write(FILE, drawn).expect("it can be written");
        return;
    }
    let held = fs::read_to_string(FILE).unwrap_or_default();
    assert!(held == drawn, ".github/imcode.svg is stale; refresh it: {REFRESH}");
}

fn draw() -> String {
    env::set_current_dir(FOLDER).expect("it is there");
    let mut text = String::new();
    for arguments in SESSION {
        let screen = pty::run(COLUMNS, arguments, &[("TERM", "xterm-256color")]);
        assert_eq!(screen.status.code(), Some(0), "{arguments:?}: {}", screen.text);
        let typed = arguments.join(" ");
        text +=
            &["\u{1b}[2m$\u{1b}[0m imcode ", &typed, "\n", &wrapped(&screen.text), "\n"].concat();
    }
    let term = Term::new().palette(palette()).bg_color(PAPER).fg_color(INK);
    // As terminals dim: still readable.
    scalable(&term.render_svg(text.trim_end()).replace("opacity: 0.4", "fill-opacity: 0.6"))
}

/// The text with its lines broken where a terminal breaks them.
fn wrapped(text: &str) -> String {
    let (mut wrapped, mut column, mut is_style) = (String::new(), 0, false);
    for char in text.chars() {
        is_style |= char == '\u{1b}';
        let width = if is_style { 0 } else { char.width().unwrap_or(0) };
        if column + width > COLUMNS.into() {
            wrapped.push('\n');
            column = 0;
        }
        wrapped.push(char);
        column = if char == '\n' { 0 } else { column + width };
        is_style &= char != 'm';
    }
    wrapped
}

/// The colors that imcode uses, light enough for the dark card.
fn palette() -> Palette {
    let Palette(mut colors) = VGA;
    for (name, color) in [
        (AnsiColor::Red, RgbColor(0xff, 0x7b, 0x72)),
        (AnsiColor::Green, RgbColor(0x7e, 0xe7, 0x87)),
        (AnsiColor::Yellow, RgbColor(0xe3, 0xb3, 0x41)),
        (AnsiColor::Cyan, RgbColor(0x76, 0xe3, 0xea)),
    ] {
        colors[name as usize] = color;
    }
    Palette(colors)
}

/// A page may show it smaller than it is: that needs a `viewBox` beside width and height.
fn scalable(svg: &str) -> String {
    let size = |name: &str| {
        let (_, rest) = svg.split_once(&format!("{name}=\"")).expect("it has a size");
        rest.split_once("px").expect("in pixels").0.to_owned()
    };
    let view = format!("<svg viewBox=\"0 0 {} {}\" ", size("width"), size("height"));
    svg.replacen("<svg ", &view, 1)
}
