//! The language of this run: for people, never for JSON. `--lang`, else `IMCODE_LANG`, else on a
//! terminal the locale, else English.

use std::env;
use std::io::{self, IsTerminal as _};
use std::sync::atomic::{AtomicBool, Ordering};

use clap::ValueEnum as _;
use imcode::Lang;

use crate::args::Language;

static IS_CHINESE: AtomicBool = AtomicBool::new(false);

const VARIABLE: &str = "IMCODE_LANG";
/// The variables of the locale, the first that is set wins.
const LOCALE: [&str; 3] = ["LC_ALL", "LC_MESSAGES", "LANG"];

/// Chooses the language of this run; `both` is a card in English and one in Chinese.
pub(crate) fn choose(option: Option<Language>) -> Language {
    let variable = || Language::from_str(&env::var(VARIABLE).ok()?, true).ok();
    let chosen = match option.or_else(variable) {
        None if io::stdout().is_terminal() => of_locale(),
        Some(Language::Auto) => of_locale(),
        chosen => chosen.unwrap_or(Language::En),
    };
    set(if chosen == Language::Zh { Lang::Zh } else { Lang::En });
    chosen
}

/// What `IMCODE_LANG` says, if that is no language.
pub(crate) fn unknown() -> Option<String> {
    let value = env::var(VARIABLE).ok().filter(|value| !value.is_empty())?;
    Language::from_str(&value, true).is_err().then_some(value)
}

/// Does something in another language than that of the run.
pub(crate) fn within<T>(lang: Lang, act: impl FnOnce() -> T) -> T {
    let before = current();
    set(lang);
    let done = act();
    set(before);
    done
}

fn set(lang: Lang) {
    IS_CHINESE.store(lang == Lang::Zh, Ordering::Relaxed);
}

/// The language of messages, labels and texts.
pub(crate) fn current() -> Lang {
    if IS_CHINESE.load(Ordering::Relaxed) { Lang::Zh } else { Lang::En }
}

fn of_locale() -> Language {
    let locale = LOCALE.iter().find_map(|name| env::var(name).ok().filter(|text| !text.is_empty()));
    match locale {
        Some(locale) if locale.starts_with("zh") => Language::Zh,
        _ => Language::En,
    }
}
