//! The starter modules, which travel inside the program: the demo needs no checkout.

use std::collections::BTreeMap;

use domain::authoring::package::{self, Package};
use rust_embed::RustEmbed;

use crate::Failure;

#[derive(RustEmbed)]
#[folder = "curriculum"]
struct Embedded;

/// The module the demo cohort studies.
pub const HEALTH_ECONOMICS: &str = "health-economics";

/// The files of a starter module, by their path in its folder.
pub fn files(module: &str) -> BTreeMap<String, Vec<u8>> {
    let prefix = format!("{module}/");
    let read = |path: &str| Embedded::get(path).map(|file| file.data.into_owned());
    Embedded::iter().filter_map(|path| Some((path.strip_prefix(&prefix)?.to_owned(), read(&path)?))).collect()
}

/// A starter module as a package.
///
/// # Errors
/// If its files have a fault: a defect of the build.
pub fn package(module: &str) -> Result<Package, Failure> {
    read(files(module))
}

/// The same module under another name, with another title: for crowds that study many.
///
/// # Errors
/// As [`package`].
pub fn copy(module: &str, name: &str, title: &str) -> Result<Package, Failure> {
    let mut files = files(module);
    if let Some(head) = files.get_mut("module.md") {
        let text = String::from_utf8_lossy(head);
        let renamed = |line: &str| match line.split_once(": ").map(|(key, _)| key) {
            Some("module") => format!("module: {name}\n"),
            Some("title") => format!("title: {title}\n"),
            _ => format!("{line}\n"),
        };
        *head = text.lines().map(renamed).collect::<String>().into_bytes();
    }
    read(files)
}

fn read(files: BTreeMap<String, Vec<u8>>) -> Result<Package, Failure> {
    package::read(files.into_iter().collect()).map_err(|faults| {
        let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
        Failure::Work(format!("A starter module in this program has faults: {}", lines.join("; ")))
    })
}
