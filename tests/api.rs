//! The public surface of the library, listed in `tests/api.txt`: a change of it is seen in review, for
//! it decides the next version's number.
//!
//! The listing is read from the source with `syn`. Rustdoc's JSON would know more, but needs an unstable
//! option whose format changes from one compiler to the next. What the source cannot tell, the automatic
//! traits, is asserted below.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{env, fs};

use quote::ToTokens;
use syn::{Attribute, File, ImplItem, Item, ItemImpl, Type, UseTree, Visibility};

const REFRESH: &str = "IMCODE_REFRESH=1 cargo test --test api";

#[test]
fn the_public_surface_is_the_one_that_was_reviewed() {
    let listed = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/api.txt");
    let now = surface();
    if env::var_os("IMCODE_REFRESH").is_some() {
        fs::write(&listed, &now).expect("the listing can be written");
    }
    let before = fs::read_to_string(&listed).unwrap_or_default();
    let (before, now): (BTreeSet<&str>, BTreeSet<&str>) =
        (before.lines().collect(), now.lines().collect());
    let gone: Vec<_> = before.difference(&now).collect();
    let new: Vec<_> = now.difference(&before).collect();
    assert!(
        gone.is_empty() && new.is_empty(),
        "gone: {gone:#?}\nnew: {new:#?}\nWhat is gone or changed breaks users of the crate. After the \
         review write it down: {REFRESH}"
    );
}

#[test]
fn every_public_item_has_an_example() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs");
    let library = parse(&root);
    let exported = exports(&library);
    let mut without = Vec::new();
    for item in modules(&root, &library).iter().flat_map(|file| &file.items) {
        match item {
            Item::Struct(item) if exported.contains_key(&item.ident.to_string()) => {
                without.extend(lacks_example(&item.attrs, &item.ident));
            }
            Item::Enum(item) if exported.contains_key(&item.ident.to_string()) => {
                without.extend(lacks_example(&item.attrs, &item.ident));
            }
            Item::Impl(item) if exported.contains_key(&self_name(item)) => {
                without.extend(item.items.iter().filter_map(|item| match item {
                    ImplItem::Fn(item) if is_public(&item.vis) => {
                        lacks_example(&item.attrs, &item.sig.ident)
                    }
                    ImplItem::Const(item) if is_public(&item.vis) => {
                        lacks_example(&item.attrs, &item.ident)
                    }
                    _ => None,
                }));
            }
            _ => {}
        }
    }
    assert_eq!(without, Vec::<String>::new());
}

fn lacks_example(attributes: &[Attribute], name: &syn::Ident) -> Option<String> {
    let docs = attributes.iter().filter(|attribute| attribute.path().is_ident("doc"));
    let docs: String = docs.map(|line| line.to_token_stream().to_string()).collect();
    (!docs.contains("```")).then(|| name.to_string())
}

/// Services keep a catalog for all their threads.
#[test]
fn a_catalog_is_shared_between_threads() {
    fn shared<T: Send + Sync + 'static>() {}
    shared::<imcode::Catalog>();
    shared::<imcode::Entry<'static>>();
    shared::<imcode::Table>();
    #[cfg(feature = "search")]
    shared::<imcode::Search<'static>>();
    #[cfg(feature = "scan")]
    shared::<imcode::Finder<'static>>();
    #[cfg(feature = "tables")]
    shared::<imcode::TableError>();
}

/// One line for each public item, sorted.
fn surface() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs");
    let library = parse(&root);
    let exported = exports(&library);
    let mut lines = BTreeSet::new();
    for item in modules(&root, &library).iter().flat_map(|file| &file.items) {
        list(item, &exported, &mut lines);
    }
    lines.into_iter().map(|line| line + "\n").collect()
}

fn parse(path: &Path) -> File {
    let text = fs::read_to_string(path).expect("a module of the library");
    syn::parse_file(&text).expect("it compiles")
}

/// All modules of the library, found from the file that declares them.
fn modules(path: &Path, file: &File) -> Vec<File> {
    let folder = match path.file_name() {
        Some(name) if name == "lib.rs" => path.parent().map(Path::to_owned).unwrap_or_default(),
        _ => path.with_extension(""),
    };
    let declared = file.items.iter().filter_map(|item| match item {
        Item::Mod(module) if module.content.is_none() => Some(module.ident.to_string()),
        _ => None,
    });
    let paths: Vec<PathBuf> = declared.map(|name| folder.join(name + ".rs")).collect();
    let mut all = Vec::new();
    for path in paths {
        let file = parse(&path);
        all.extend(modules(&path, &file));
        all.push(file);
    }
    all
}

/// The names that the library exports, and the features that each needs.
fn exports(library: &File) -> BTreeMap<String, String> {
    fn names(tree: &UseTree, feature: &str, into: &mut BTreeMap<String, String>) {
        match tree {
            UseTree::Path(path) => names(&path.tree, feature, into),
            UseTree::Group(group) => group.items.iter().for_each(|tree| names(tree, feature, into)),
            UseTree::Name(name) => {
                into.insert(name.ident.to_string(), feature.to_owned());
            }
            UseTree::Rename(_) | UseTree::Glob(_) => panic!("list what is exported by its name"),
        }
    }
    let mut exported = BTreeMap::new();
    for item in &library.items {
        match item {
            Item::Use(item) if is_public(&item.vis) => {
                names(&item.tree, &marks(&item.attrs), &mut exported);
            }
            Item::Use(_) | Item::Mod(_) => {
                let hidden = !matches!(item, Item::Mod(module) if is_public(&module.vis));
                assert!(hidden, "a public module is not listed");
            }
            Item::Struct(item) if !is_public(&item.vis) => {}
            _ => panic!("the library's root holds modules and exports alone"),
        }
    }
    exported
}

fn list(item: &Item, exported: &BTreeMap<String, String>, lines: &mut BTreeSet<String>) {
    match item {
        Item::Struct(item) if exported.contains_key(&item.ident.to_string()) => {
            let name = format!("{}{}", item.ident, tokens(&item.generics));
            let feature = &exported[&item.ident.to_string()];
            lines.insert(format!("{feature}{}struct {name}", marks(&item.attrs)));
            derives(&item.attrs, &name, lines);
            for (at, field) in item.fields.iter().enumerate() {
                if is_public(&field.vis) {
                    let field_name =
                        field.ident.as_ref().map_or(at.to_string(), ToString::to_string);
                    lines.insert(format!("{name}::{field_name}: {}", tokens(&field.ty)));
                }
            }
        }
        Item::Enum(item) if exported.contains_key(&item.ident.to_string()) => {
            let name = format!("{}{}", item.ident, tokens(&item.generics));
            let feature = &exported[&item.ident.to_string()];
            lines.insert(format!("{feature}{}enum {name}", marks(&item.attrs)));
            derives(&item.attrs, &name, lines);
            for variant in &item.variants {
                let fields = tokens(&variant.fields);
                lines.insert(format!("{name}::{}{fields}", variant.ident));
            }
        }
        Item::Impl(item) if exported.contains_key(&self_name(item)) => implementation(item, lines),
        Item::Fn(_) | Item::Trait(_) | Item::Type(_) | Item::Const(_) | Item::Macro(_) => {
            let name = match item {
                Item::Fn(item) => item.sig.ident.to_string(),
                Item::Trait(item) => item.ident.to_string(),
                Item::Type(item) => item.ident.to_string(),
                Item::Const(item) => item.ident.to_string(),
                _ => return,
            };
            assert!(!exported.contains_key(&name), "say how to list {name}");
        }
        _ => {}
    }
}

fn implementation(item: &ItemImpl, lines: &mut BTreeSet<String>) {
    let name = tokens(&item.self_ty);
    if let Some((_, of, _)) = &item.trait_ {
        let associated = item.items.iter().filter_map(|item| match item {
            ImplItem::Type(item) => Some(format!(" {{ {} = {} }}", item.ident, tokens(&item.ty))),
            _ => None,
        });
        lines.insert(format!("impl {} for {name}{}", tokens(of), associated.collect::<String>()));
        return;
    }
    for item in &item.items {
        match item {
            ImplItem::Fn(item) if is_public(&item.vis) => {
                lines.insert(format!("{}{name}::{}", marks(&item.attrs), tokens(&item.sig)));
            }
            ImplItem::Const(item) if is_public(&item.vis) => {
                lines.insert(format!("{name}::const {}: {}", item.ident, tokens(&item.ty)));
            }
            _ => {}
        }
    }
}

fn self_name(item: &ItemImpl) -> String {
    match &*item.self_ty {
        Type::Path(path) => {
            path.path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default()
        }
        _ => String::new(),
    }
}

fn derives(attributes: &[Attribute], name: &str, lines: &mut BTreeSet<String>) {
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("derive")) {
        let _ = attribute.parse_nested_meta(|derived| {
            lines.insert(format!("impl {} for {name}", tokens(&derived.path)));
            Ok(())
        });
    }
}

/// Attributes that users of an item notice.
fn marks(attributes: &[Attribute]) -> String {
    let noticed = ["non_exhaustive", "cfg", "deprecated"];
    let noticed = attributes
        .iter()
        .filter(|attribute| noticed.iter().any(|name| attribute.path().is_ident(name)));
    noticed.map(|attribute| tokens(attribute) + " ").collect()
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// Source as one line, spaced as people write it.
fn tokens(of: &impl ToTokens) -> String {
    let mut text = of.to_token_stream().to_string();
    for (loose, tight) in [
        (" :: ", "::"),
        (" < ", "<"),
        ("< ", "<"),
        (" >", ">"),
        ("& ", "&"),
        (" ,", ","),
        (" (", "("),
        ("( ", "("),
        (" )", ")"),
        (" ;", ";"),
        (" :", ":"),
        ("# ", "#"),
        (" [", "["),
        ("->", " -> "),
        ("  ", " "),
    ] {
        text = text.replace(loose, tight);
    }
    text
}
