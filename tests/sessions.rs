//! The sessions of `tests/cmd/` and of README.md, run as they stand there.

#[test]
fn sessions_show_what_the_program_prints() {
    trycmd::TestCases::new().case("tests/cmd/*.trycmd");
}
