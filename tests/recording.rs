//! The pictures at the head of README.md and README.zh-CN.md: made from what the program writes on a
//! terminal, and held current.
#![cfg(all(unix, feature = "cli"))]

mod pty;

use std::{env, fs};

use anstyle::{AnsiColor, Color, RgbColor};
use anstyle_svg::{Palette, Term, VGA};
use unicode_width::UnicodeWidthChar as _;

const REFRESH: &str = "IMCODE_REFRESH=1 cargo test --test recording";
const COLUMNS: u16 = 84;
/// A dark card, readable on a light page and on a dark one.
const PAPER: Color = Color::Rgb(RgbColor(0x16, 0x1b, 0x22));
const INK: Color = Color::Rgb(RgbColor(0xe6, 0xed, 0xf3));

/// The folder of the sessions.
const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/logs");

struct Picture {
    file: &'static str,
    locale: &'static str,
    session: &'static [&'static [&'static str]],
}

const PICTURES: [Picture; 2] = [
    Picture {
        file: concat!(env!("CARGO_MANIFEST_DIR"), "/.github/imcode.svg"),
        locale: "en_US.UTF-8",
        session: &[
            &["70001"],
            &["search", "kicked off by another device", "-n", "3"],
            &["annotate", "app.log"],
            &["20007", "--lang", "zh"],
        ],
    },
    Picture {
        file: concat!(env!("CARGO_MANIFEST_DIR"), "/.github/imcode.zh-CN.svg"),
        locale: "zh_CN.UTF-8",
        session: &[&["70001"], &["search", "群里被禁言了", "-n", "3"], &["annotate", "app.log"]],
    },
];

#[test]
fn pictures_are_current() {
    env::set_current_dir(FOLDER).expect("it is there");
    for picture in PICTURES {
        let drawn = draw(&picture);
        if env::var_os("IMCODE_REFRESH").is_some() {
            fs::write(picture.file, drawn).expect("it can be written");
            continue;
        }
        let held = fs::read_to_string(picture.file).unwrap_or_default();
        assert!(held == drawn, "{} is stale; refresh it: {REFRESH}", picture.file);
    }
}

fn draw(picture: &Picture) -> String {
    let variables = [("TERM", "xterm-256color"), ("LC_ALL", picture.locale)];
    let mut text = String::new();
    for arguments in picture.session {
        let screen = pty::run(COLUMNS, arguments, &variables);
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
