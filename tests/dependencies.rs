//! What imcode stands upon: each dependency is used, explained, free, and content with the compiler
//! that Cargo.toml promises.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use serde_json::Value;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Licences that ask no more of who uses imcode than imcode's own do.
const FREE: [&str; 8] = [
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "MIT",
    "Unicode-3.0",
    "Zlib",
];

/// What cargo knows of imcode and of all that it is built and tested with, on this system.
fn metadata() -> Value {
    let cargo = env::var_os("CARGO").expect("cargo runs the tests");
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--locked", "--filter-platform", &host()])
        .current_dir(ROOT)
        .output()
        .expect("cargo starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn host() -> String {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc).arg("-vV").output().expect("rustc starts");
    let version = String::from_utf8(output.stdout).expect("UTF-8");
    version.lines().find_map(|line| line.strip_prefix("host: ")).expect("it names it").to_owned()
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().expect("a list")
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_default()
}

fn own(metadata: &Value) -> &Value {
    let own = |package: &&Value| text(package, "name") == env!("CARGO_PKG_NAME");
    list(metadata, "packages").iter().find(own).expect("imcode is a package")
}

/// All code of a folder, that of folders in it too.
fn code(folder: &Path) -> String {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).into_iter().flatten().flatten().map(|item| item.path()).collect();
    paths.sort();
    let code = |path: &PathBuf| match path.extension() {
        _ if path.is_dir() => self::code(path),
        Some(end) if end == "rs" => fs::read_to_string(path).expect("UTF-8"),
        _ => String::new(),
    };
    paths.iter().map(code).collect()
}

#[test]
fn every_dependency_is_used() {
    let metadata = metadata();
    for dependency in list(own(&metadata), "dependencies") {
        let folders: &[&str] =
            if text(dependency, "kind") == "dev" { &["src", "tests", "benches"] } else { &["src"] };
        let code: String = folders.iter().map(|name| code(&Path::new(ROOT).join(name))).collect();
        let name = text(dependency, "name").replace('-', "_");
        let used = [format!("{name}::"), format!("use {name};")];
        assert!(used.iter().any(|used| code.contains(used)), "{name} is not used; leave it out");
    }
}

#[test]
fn every_optional_dependency_belongs_to_a_feature() {
    let metadata = metadata();
    let own = own(&metadata);
    let features: BTreeSet<&str> = own["features"]
        .as_object()
        .expect("features")
        .values()
        .flat_map(|turned_on| turned_on.as_array().expect("a list"))
        .filter_map(Value::as_str)
        .collect();
    for dependency in list(own, "dependencies") {
        let name = text(dependency, "name");
        let needed = dependency["optional"] == true || !dependency["kind"].is_null();
        assert!(needed, "{name} burdens those who want the library alone; make it optional");
        let turned_on = features.contains(&format!("dep:{name}")[..]);
        assert!(dependency["optional"] == false || turned_on, "no feature turns {name} on");
    }
}

#[test]
fn every_licence_is_free() {
    let metadata = metadata();
    for package in used(&metadata) {
        let licence = text(package, "license").replace('/', " OR ");
        let is_free = |licence: &str| FREE.contains(&licence.trim_matches(['(', ')', ' ']));
        // Of alternatives one must be free; of licences that all hold, each.
        let free = licence.split(" AND ").all(|all| all.split(" OR ").any(is_free));
        assert!(free, "{} is under {licence:?}", text(package, "name"));
    }
}

/// Also what runs only in the build script; the tests may ask for a newer compiler.
#[test]
fn no_dependency_asks_for_a_newer_compiler() {
    let metadata = metadata();
    let promised = version(env!("CARGO_PKG_RUST_VERSION"));
    for package in used(&metadata) {
        let asked = text(package, "rust_version");
        assert!(version(asked) <= promised, "{} asks for {asked}", text(package, "name"));
    }
}

/// `1.88` and `1.88.0` are one version; none asked for is the least.
fn version(text: &str) -> [u32; 3] {
    let mut parts = text.split('.').map(|part| part.parse().unwrap_or(0));
    std::array::from_fn(|_| parts.next().unwrap_or(0))
}

/// What the program is built of, through any number of steps; not what only its tests need.
fn used(metadata: &Value) -> Vec<&Value> {
    let nodes = list(&metadata["resolve"], "nodes");
    let mut ids = vec![text(own(metadata), "id")];
    let mut at = 0;
    while let Some(&id) = ids.get(at) {
        let node = nodes.iter().find(|node| text(node, "id") == id).expect("it is resolved");
        for dependency in list(node, "deps") {
            let dev = |kind: &Value| kind["kind"] == "dev";
            let id = text(dependency, "pkg");
            if !list(dependency, "dep_kinds").iter().all(dev) && !ids.contains(&id) {
                ids.push(id);
            }
        }
        at += 1;
    }
    let used = |package: &&Value| ids.contains(&text(package, "id"));
    let used: Vec<&Value> = list(metadata, "packages").iter().filter(used).collect();
    assert_eq!(used.len(), ids.len());
    used
}

/// README's part for developers says why each is there.
#[test]
fn every_dependency_is_explained() {
    let Ok(readme) = fs::read_to_string(Path::new(ROOT).join("README.md")) else { return };
    let metadata = metadata();
    for dependency in list(own(&metadata), "dependencies") {
        let name = text(dependency, "name");
        assert!(
            readme.contains(&format!("`{name}`")),
            "README.md does not say why {name} is there"
        );
    }
}
