# `just` lists the recipes; `just ready` is what CI runs.

default:
    @just --list

# Everything that must hold before a change goes in
ready:
    .ci/run

# The tests alone
test:
    cargo test

# Refresh generated files: completions, man page, sessions, pictures
refresh:
    IMCODE_REFRESH=1 cargo test
    TRYCMD=overwrite cargo test --test sessions

# Times and sizes beside other tools
bench:
    cargo bench --bench peers

# The packages of a release, in target/dist, installed and used
release:
    .ci/release
    .ci/try-packages
