//! The starter curriculum, which everybody sees first.

use std::path::Path;

use super::{
    super::{Package, read, read_folder},
    shown,
};

/// The starter module, which has no fault.
pub(in crate::authoring) fn starter() -> Package {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../server/curriculum/health-economics");
    let files = read_folder(&folder).unwrap_or_else(|faults| panic!("{}", shown(&faults)));
    read(files).unwrap_or_else(|faults| panic!("\n{}", shown(&faults)))
}

#[test]
fn the_starter_module_has_no_fault() {
    let package = starter();
    let edition = package.edition(1).unwrap();
    let questions: usize = edition.units.iter().map(|unit| unit.questions.len()).sum();
    assert!(questions >= 30, "{questions} questions");
}
