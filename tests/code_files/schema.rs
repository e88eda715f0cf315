//! The JSON Schemas that the program prints, held against code files, output, and the rules that
//! the program itself applies. They are written by hand: serde knows types, and the rules are in
//! `src/codes/toml/check.rs`.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::process::{Command, Stdio};

use imcode::{Catalog, Code, CodeSet, Retry};
use jsonschema::Validator;
use serde_json::{Map, Value, json};
use toml::de::{DeTable, DeValue};

fn run(arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_imcode"));
    let command = command.args(arguments).stdin(Stdio::null()).env_remove("IMCODE_CODES");
    let output = command.output().expect("the program starts");
    assert!(output.status.code().is_some_and(|code| code < 2), "{arguments:?} {output:?}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn schema(arguments: &[&str]) -> Value {
    let schema: Value = serde_json::from_str(&run(arguments)).expect("JSON");
    assert!(jsonschema::meta::is_valid(&schema), "{arguments:?} is no schema");
    schema
}

fn validator(schema: &Value) -> Validator {
    jsonschema::validator_for(schema).expect("a schema")
}

/// A table as JSON, as editors see it.
fn to_json(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => json!(text),
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
            .map_or_else(|_| json!(1e300), |number| json!(number)),
        DeValue::Float(number) => json!(number.as_str().parse::<f64>().unwrap_or_default()),
        DeValue::Boolean(is) => json!(is),
        DeValue::Datetime(date) => json!({ "date": date.to_string() }),
        DeValue::Array(items) => items.iter().map(|item| to_json(item.get_ref())).collect(),
        DeValue::Table(table) => table_to_json(table),
    }
}

fn table_to_json(table: &DeTable<'_>) -> Value {
    let pair = |(key, value): (&toml::Spanned<_>, &toml::Spanned<DeValue<'_>>)| {
        let key: &std::borrow::Cow<'_, str> = key.get_ref();
        (key.to_string(), to_json(value.get_ref()))
    };
    Value::Object(table.iter().map(pair).collect::<Map<_, _>>())
}

fn parsed(text: &str) -> Value {
    table_to_json(DeTable::parse(text).expect("TOML").get_ref())
}

/// The schema and the program say the same of a table.
#[track_caller]
fn assert_agreed(validator: &Validator, text: &str, sound: bool) {
    let read = CodeSet::parse("t.toml", text, &Catalog::builtin());
    assert_eq!(read.is_ok(), sound, "the program, of\n{text}\n{read:?}");
    let errors: Vec<String> =
        validator.iter_errors(&parsed(text)).map(|error| error.to_string()).collect();
    assert_eq!(errors.is_empty(), sound, "the schema, of\n{text}\n{errors:?}");
}

fn category(field: &str, value: &str) -> String {
    let field = |name: &str, usual: &str| {
        format!("{name} = {}\n", if name == field { value } else { usual })
    };
    format!(
        "[[category]]\n{}{}{}",
        field("id", "\"x\""),
        field("layer", "\"app\""),
        field("title", "\"X\"")
    )
}

fn code(field: &str, value: &str) -> String {
    let mut text = category("", "") + "[[code]]\n";
    let usual = [
        ("code", "1"),
        ("category", "\"x\""),
        ("summary", "\"s\""),
        ("action", "\"a\""),
        ("retry", "\"no\""),
    ];
    for (name, usual) in usual {
        let value = if name == field { value } else { usual };
        writeln!(text, "{name} = {value}").expect("a string takes all");
    }
    if usual.iter().all(|(name, _)| *name != field) {
        writeln!(text, "{field} = {value}").expect("a string takes all");
    }
    text
}

#[test]
fn codes_toml_and_the_template_fit_the_schema() {
    let validator = validator(&schema(&["schema"]));
    // Its date is the build script's alone.
    let (builtin, updated): (Vec<&str>, Vec<&str>) =
        include_str!("../../codes.toml").lines().partition(|line| !line.starts_with("updated = "));
    assert_eq!(updated.len(), 1);
    for text in [&builtin.join("\n"), &run(&["template"]), ""] {
        let errors: Vec<String> =
            validator.iter_errors(&parsed(text)).map(|error| error.to_string()).collect();
        assert_eq!(errors, Vec::<String>::new());
    }
}

#[test]
fn schema_has_the_fields_that_the_program_knows() {
    let schema = schema(&["schema"]);
    let keys = |value: &Value| -> Vec<String> {
        value.as_object().expect("an object").keys().cloned().collect()
    };
    assert_eq!(keys(&schema["properties"]), ["category", "code", "layer", "synonyms"]);
    for block in ["layer", "category", "code"] {
        let error = CodeSet::parse("t", &format!("[[{block}]]\nx = 1\n"), &Catalog::builtin());
        let error = error.expect_err("no such field").to_string();
        let (_, fields) = error.split_once("the fields are ").expect("it names them");
        let mut known: Vec<&str> = fields.lines().next().unwrap_or_default().split(", ").collect();
        known.sort_unstable();
        let missing = error.lines().find(|line| line.contains(" has no ")).expect("it has none");
        let definition = &schema["definitions"][block];
        let mut fields = keys(&definition["properties"]);
        fields.sort_unstable();
        assert_eq!(fields, known);
        for required in definition["required"].as_array().expect("a list") {
            let field = format!("`{}`", required.as_str().expect("text"));
            assert!(missing.contains(&field), "{field} {error}");
        }
        assert_eq!(
            missing.matches(", ").count() + 1,
            definition["required"].as_array().map_or(0, Vec::len)
        );
    }
    assert_eq!(
        schema["definitions"]["code"]["properties"]["retry"]["enum"],
        json!(Retry::ALL.map(Retry::as_str))
    );
}

/// At each limit that the schema states, and one beyond.
#[test]
fn limits_of_the_schema_are_those_of_the_program() {
    let schema = schema(&["schema"]);
    let validator = validator(&schema);
    let limit = |pointer: &str, key: &str| {
        let limit = schema["definitions"].pointer(pointer).and_then(|place| place[key].as_u64());
        usize::try_from(limit.expect(pointer)).expect("a small number")
    };
    let text = |letter: &str, length: usize| format!("\"{}\"", letter.repeat(length));
    let list = |item: &dyn Fn(usize) -> String, length: usize| {
        format!("[{}]", (0..length).map(item).collect::<Vec<_>>().join(", "))
    };
    for (over, sound) in [(0, true), (1, false)] {
        let [word, name, long] =
            ["/word", "/name", "/text"].map(|place| limit(place, "maxLength") + over);
        for field in ["id", "layer"] {
            let table = category(field, &text("x", word));
            assert_agreed(&validator, &table, sound);
        }
        let title = limit("/category/properties/title", "maxLength") + over;
        assert_agreed(&validator, &category("title", &text("签", title)), sound);
        let summary = limit("/code/properties/summary", "maxLength") + over;
        assert_agreed(&validator, &code("summary", &text("签", summary)), sound);
        assert_agreed(&validator, &code("name", &text("A", name)), sound);
        for field in ["detail", "action", "note"] {
            assert_agreed(&validator, &code(field, &text("签", long)), sound);
        }
        for field in ["aliases", "former_names"] {
            let items = limit(&format!("/code/properties/{field}"), "maxItems") + over;
            assert_agreed(
                &validator,
                &code(field, &list(&|item| format!("\"A{item}\""), items)),
                sound,
            );
            assert_agreed(&validator, &code(field, &format!("[{}]", text("A", name))), sound);
        }
        let items = limit("/code/properties/keywords", "maxItems") + over;
        assert_agreed(
            &validator,
            &code("keywords", &list(&|item| format!("\"k {item}\""), items)),
            sound,
        );
        assert_agreed(&validator, &code("keywords", &format!("[{}]", text("签", long))), sound);
        // Those that are related must exist, each once: the built-in table has enough.
        let catalog = Catalog::builtin();
        let mut codes: Vec<Code> = catalog.entries().iter().map(|entry| entry.code()).collect();
        codes.dedup();
        let items = limit("/code/properties/related", "maxItems") + over;
        let related = list(&|item| codes[item].to_string(), items);
        assert_agreed(&validator, &code("related", &related), sound);
    }
    let items = schema["properties"]["synonyms"]["additionalProperties"]["maxItems"]
        .as_u64()
        .expect("a number");
    let items = usize::try_from(items).expect("a small number");
    for (over, sound) in [(0, true), (1, false)] {
        let said = list(&|item| format!("\"w{item}\""), items + over);
        assert_agreed(&validator, &format!("[synonyms]\nt = {said}\n"), sound);
    }
}

#[test]
fn schema_and_program_accept_the_same_files() {
    let validator = validator(&schema(&["schema"]));
    for retry in Retry::ALL {
        assert_agreed(&validator, &code("retry", &format!("\"{retry}\"")), true);
    }
    for (field, value) in [
        ("code", "-1"),
        ("code", "2147483647"),
        ("code", "-2147483648"),
        ("code", "0x11171"),
        ("through", "9"),
        ("name", "\"_a1\""),
        ("summary", "\"签名 expired!\""),
        ("summary", "'C:\\x'"),
        ("detail", "\"A. B.\""),
        ("related", "[]"),
        ("related", "[-10001, 70001]"),
        ("keywords", "[]"),
        ("category", "\"server.account\""),
        ("since", "\"7.0\""),
        ("zh", "{ keywords = [\"票据\"] }"),
        ("zh", "{ summary = \"已过期\", action = \"重新登录。\" }"),
    ] {
        assert_agreed(&validator, &code(field, value), true);
    }
    let odd = [
        "",
        " ",
        " x",
        "x ",
        "x\\ty",
        "\\u001B[0m",
        "x\\u007Fy",
        "x\\u0085y",
        "x\\u202Ey",
        "x\\u2028y",
        "x\\ny",
        "x\\u2069y",
        "x\\u200Fy",
        "\\u3000x",
    ];
    for field in ["summary", "detail", "action", "note"] {
        for odd in odd {
            assert_agreed(&validator, &code(field, &format!("\"{odd}\"")), false);
            assert_agreed(&validator, &code("keywords", &format!("[\"{odd}\"]")), false);
        }
        for wrong in ["1", "true", "[]", "{}", "1979-05-27"] {
            assert_agreed(&validator, &code(field, wrong), false);
        }
    }
    for (field, value) in [
        ("code", "0"),
        ("code", "1.5"),
        ("code", "\"1\""),
        ("code", "2147483648"),
        ("code", "-2147483649"),
        ("code", "99999999999999999999999"),
        ("through", "\"9\""),
        ("category", "\"X\""),
        ("category", "\"x y\""),
        ("name", "\"1A\""),
        ("name", "\"A B\""),
        ("name", "\"A-B\""),
        ("aliases", "\"A\""),
        ("aliases", "[1]"),
        ("summary", "\"Over.\""),
        ("summary", "\"结束。\""),
        ("retry", "\"never\""),
        ("retry", "\"Yes\""),
        ("retry", "1"),
        ("related", "[70001, 70001]"),
        ("related", "[\"70001\"]"),
        ("related", "70001"),
        ("sumary", "\"s\""),
        ("basis", "\"own\""),
        ("since", "7.0"),
        ("zh", "\"已过期\""),
        ("zh", "{ summary = \"已过期\" }"),
        ("zh", "{ summary = \"已过期。\", action = \"重新登录。\" }"),
        ("zh", "{ note = \"注\" }"),
        ("zh", "{ x = 1 }"),
    ] {
        assert_agreed(&validator, &code(field, value), false);
    }
    for wrong in ["id", "layer", "title"] {
        assert_agreed(&validator, &category(wrong, "\"\""), false);
        assert_agreed(&validator, &category(wrong, "1"), false);
    }
}

#[test]
fn schema_and_program_accept_the_same_shapes() {
    let validator = validator(&schema(&["schema"]));
    let layer = "[[layer]]\nid = \"app\"\ntitle = \"App\"\n";
    assert_agreed(&validator, &format!("{layer}legacy = true\nzh.title = \"应用\""), true);
    for wrong in ["legacy = 1", "constant_prefix = \"A-\"", "zh.x = 1", "x = 1"] {
        assert_agreed(&validator, &format!("{layer}{wrong}"), false);
    }
    for shape in [
        "[[layer]]",
        "layer = 1",
        "code = 3",
        "code = [1]",
        "[code]\ncode = 1",
        "[[codes]]",
        "x = 1",
        "synonyms = 1",
        "[synonyms]\na = 1",
        "[synonyms]\n\" \" = []",
        "[synonyms]\na = [\"\"]",
        "[[code]]",
        "[[category]]",
    ] {
        assert_agreed(&validator, shape, false);
    }
}

#[test]
fn output_fits_the_record_schema() {
    let schema = schema(&["schema", "--record"]);
    let validator = validator(&schema);
    let log = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/logs/login.log");
    let faulty = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    for command in [
        &["list"][..],
        &["70001", "-10001", "120500", "ERR_SDK_NOT_INITIALIZED"],
        &["search", "signature expired"],
        &["search", "签名过期"],
        &["the login failed with code=70001"],
        &["categories"],
        &["stats", log],
        &["annotate", log],
        &["check", faulty],
    ] {
        let output = run(&[command, &["--format", "jsonl"]].concat());
        assert!(!output.is_empty(), "{command:?}");
        for line in output.lines() {
            assert_valid(&validator, &schema, &serde_json::from_str(line).expect("JSON"));
        }
        if command[0] != "annotate" {
            let array = run(&[command, &["--json"]].concat());
            let array: Value = serde_json::from_str(&array).expect("JSON");
            assert!(array.is_array());
            assert_valid(&validator, &schema, &array);
        }
    }
}

/// The value fits, and has no key that the schema does not name.
#[track_caller]
fn assert_valid(validator: &Validator, schema: &Value, value: &Value) {
    let errors: Vec<String> = validator.iter_errors(value).map(|error| error.to_string()).collect();
    assert_eq!(errors, Vec::<String>::new(), "{value:#}");
    let records = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
    for key in records.iter().filter_map(Value::as_object).flat_map(Map::keys) {
        let known = ["entry", "category", "fault"]
            .iter()
            .any(|kind| !schema["definitions"][kind]["properties"][key].is_null());
        assert!(known, "{key} of {value:#}");
    }
}

#[test]
fn record_schema_requires_every_key_and_its_type() {
    let schema = schema(&["schema", "--record"]);
    let validator = validator(&schema);
    let entry = &schema["definitions"]["entry"];
    let records: Value = serde_json::from_str(&run(&["70001", "--json"])).expect("JSON");
    let record = records[0].as_object().expect("an object");
    let required = entry["required"].as_array().expect("a list");
    let required: BTreeSet<&str> = required.iter().filter_map(Value::as_str).collect();
    assert_eq!(required, record.keys().map(String::as_str).collect());
    for key in record.keys() {
        let mut less = record.clone();
        less.remove(key);
        assert!(!validator.is_valid(&Value::Object(less)), "without {key}");
        let mut wrong = record.clone();
        wrong.insert(key.clone(), json!({ "no": "value" }));
        assert!(!validator.is_valid(&Value::Object(wrong)), "another {key}");
    }
    assert_eq!(entry["properties"]["retry"]["enum"], json!(Retry::ALL.map(Retry::as_str)));
}
