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
