//! Sessions at a prompt: every `tests/cmd/*.trycmd` and every example of README.md.
//!
//! `TRYCMD=overwrite cargo test --test sessions` refreshes them.

#[test]
fn sessions_are_as_written() {
    trycmd::TestCases::new().env("COLUMNS", "80").case("tests/cmd/*.trycmd").case("README.md");
}
