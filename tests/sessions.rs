//! Sessions at a prompt: every `tests/cmd/*.trycmd`, and every example of README.md and README.zh-CN.md.
//!
//! `TRYCMD=overwrite cargo test --test sessions` refreshes them.

#[test]
fn sessions_are_as_written() {
    trycmd::TestCases::new().env("COLUMNS", "80").case("tests/cmd/*.trycmd").case("README.md");
}

#[test]
fn chinese_sessions_are_as_written() {
    trycmd::TestCases::new().env("COLUMNS", "80").env("IMCODE_LANG", "zh").case("README.zh-CN.md");
}
