//! Faults of code files and errors of the system in the language of this run.

use imcode::{CodeFileError, Lang};

use super::colon;
use crate::language;
use crate::output::escape;

/// Errors of the system that are met every day.
const OF_THE_SYSTEM: [(&str, &str); 5] = [
    ("No such file or directory", "没有这个文件或目录"),
    ("Permission denied", "没有权限"),
    ("Is a directory", "是目录"),
    ("Not a directory", "不是目录"),
    ("No space left on device", "磁盘满了"),
];

/// Each fault of a code file, behind its path and line.
pub(crate) fn faults(error: &CodeFileError) -> Vec<String> {
    let faults = error.diagnostics.iter().map(|fault| {
        let path = escape::text(&error.path);
        let text = system(fault.message_in(language::current()));
        match fault.line {
            Some(line) => format!("{path}:{line}: {text}"),
            None => path + &colon() + &text,
        }
    });
    faults.collect()
}

/// An error of the system; in Chinese, without the number that Rust adds.
pub(crate) fn system(error: &(impl ToString + ?Sized)) -> String {
    let text = error.to_string();
    let known = OF_THE_SYSTEM.iter().find(|(english, _)| text.contains(english));
    match known.filter(|_| language::current() == Lang::Zh) {
        Some((english, chinese)) => {
            let text = text.replacen(english, chinese, 1);
            match text.split_once(" (os error ") {
                Some((before, behind)) => {
                    before.to_owned() + behind.split_once(')').unwrap_or_default().1
                }
                None => text,
            }
        }
        None => text,
    }
}
