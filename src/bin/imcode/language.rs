//! The language of this run: for people, never for JSON.

use std::sync::OnceLock;

use imcode::Lang;

static LANGUAGE: OnceLock<Lang> = OnceLock::new();

/// Sets the language, once, before anything is written.
pub(crate) fn set(lang: Lang) {
    let _ = LANGUAGE.set(lang);
}

pub(crate) fn current() -> Lang {
    LANGUAGE.get().copied().unwrap_or(Lang::En)
}
