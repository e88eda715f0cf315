//! How long a query and a look-up take in process: `cargo bench --bench search`.

use divan::{Bencher, black_box};
use imcode::{Catalog, Search};

const QUERIES: [&str; 7] = [
    "usersig expired",
    "expird usr sig",
    "usrsigexp",
    "subway tunnel, phone has no signal",
    "sender is in the blocklist of the recipient so the message does not go out",
    "签名过期",
    "换了台手机登录,原来那台就掉线了",
];

fn main() {
    divan::main();
}

#[divan::bench(args = QUERIES)]
fn query(bencher: Bencher<'_, '_>, query: &str) {
    let catalog = Catalog::builtin();
    let search = Search::new(&catalog);
    bencher.bench(|| search.find(black_box(query)));
}

#[divan::bench]
fn new_search(bencher: Bencher<'_, '_>) {
    let catalog = Catalog::builtin();
    bencher.bench(|| Search::new(black_box(&catalog)));
}

#[divan::bench]
fn code(bencher: Bencher<'_, '_>) {
    let catalog = Catalog::builtin();
    bencher.bench(|| catalog.code(black_box(70001)).next());
}

#[divan::bench]
fn name(bencher: Bencher<'_, '_>) {
    let catalog = Catalog::builtin();
    bencher.bench(|| catalog.name(black_box("err_svr_account_usersig_expired")));
}

/// Indexes a file of 100,000 codes and searches it once: at most 2 s.
#[cfg(feature = "toml")]
#[divan::bench(sample_count = 1, sample_size = 1)]
fn first_query_of_100000_codes(bencher: Bencher<'_, '_>) {
    use std::fmt::Write as _;
    let mut text = String::new();
    for code in 200_000..300_000 {
        writeln!(
            text,
            "[[code]]\ncode = {code}\ncategory = \"server.message\"\nretry = \"no\"\n\
             summary = \"Order {code} of the shop was refused by the warehouse\"\n\
             action = \"Inform the seller; do not send it again today.\"\n\
             keywords = [\"parcel {code}\", \"stock is empty\", \"delivery refused\"]"
        )
        .expect("a string can be written");
    }
    let mut catalog = Catalog::builtin();
    catalog.add(imcode::CodeSet::parse("shop.toml", &text, &catalog).expect("a code file"));
    bencher.bench(|| Search::new(&catalog).find(black_box("parcel refused")));
}
