//! The core of the library, which is what remains without features: data and look-ups, no dependency,
//! no input or output. So it fits where there is no operating system, such as
//! `wasm32-unknown-unknown`. That every combination of features compiles is a step of `.ci/run`.

use std::path::Path;
use std::process::Command;
use std::{env, fs};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The modules that no feature turns on or off.
fn core_modules() -> Vec<String> {
    let library = fs::read_to_string(Path::new(ROOT).join("src/lib.rs")).expect("it is there");
    let (mut modules, mut is_optional) = (Vec::new(), false);
    for line in library.lines() {
        if let Some(name) = line.strip_prefix("mod ").and_then(|name| name.strip_suffix(';'))
            && !is_optional
        {
            modules.push(name.to_owned());
        }
        is_optional = line.starts_with("#[cfg(feature");
    }
    modules
}

#[test]
fn the_core_asks_nothing_of_an_operating_system() {
    let modules = core_modules();
    assert!(modules.iter().any(|module| module == "catalog"), "{modules:?}");
    for module in modules.iter().chain([&"lib".to_owned()]) {
        let path = Path::new(ROOT).join("src").join(format!("{module}.rs"));
        let text = fs::read_to_string(path).expect("it is there");
        for part in ["fs", "io", "env", "process", "net", "os", "thread", "time", "path"] {
            let named =
                [format!("std::{part}"), format!("use std::{{{part}"), format!(", {part}}}")];
            for name in named {
                assert!(!text.contains(&name), "{module} names {name}");
            }
        }
    }
}

#[test]
fn the_core_stands_upon_no_crate() {
    assert_eq!(crates(&[]), ["imcode"]);
    let with_search = crates(&["--features", "search"]);
    for unwanted in ["clap", "toml", "comfy-table", "anstream", "anstyle", "anyhow", "serde_json"] {
        assert!(with_search.iter().all(|name| name != unwanted), "{with_search:?}");
    }
}

/// What is compiled into the library with `features` alone.
fn crates(features: &[&str]) -> Vec<String> {
    let cargo = env::var_os("CARGO").expect("cargo runs the tests");
    let output = Command::new(cargo)
        .args(["tree", "--locked", "--edges", "normal", "--prefix", "none", "--format", "{lib}"])
        .arg("--no-default-features")
        .args(features)
        .current_dir(ROOT)
        .output()
        .expect("cargo starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8").lines().map(str::to_owned).collect()
}
