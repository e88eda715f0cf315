//! Reading logs: files, whole lines of them, the codes in these.

mod chunks;
mod encoding;
pub(crate) mod log;
pub(crate) mod sources;

use imcode::{Catalog, Finder};

use crate::args::{Find, Product};

/// The finder that the options ask for.
pub(crate) fn finder<'c>(catalog: &'c Catalog, find: &Find) -> Finder<'c> {
    let finder = Finder::new(catalog).product(match find.product {
        Product::Auto => imcode::Product::Auto,
        Product::Assume => imcode::Product::Assume,
        Product::Require => imcode::Product::Require,
    });
    if find.loose { finder.loose() } else { finder }
}
