//! Packages as zip files: what is written is read again, and what could do harm is refused with a sentence.

use std::{
    collections::BTreeMap,
    io::{Cursor, Write},
};

use domain::authoring::package::{self, Fault};
use proptest::prelude::*;
use zip::{ZipWriter, write::SimpleFileOptions};

use super::{module, packed::zipped};

fn refused(bytes: &[u8]) -> String {
    package::read_zip(bytes).map(|files| files.len()).unwrap_err().iter().map(Fault::to_string).collect()
}

fn one(name: &str, content: &[u8]) -> Vec<u8> {
    zipped(&[(name.to_owned(), content.to_vec())])
}

#[test]
fn a_package_comes_out_of_a_zip_file_as_it_went_in_and_the_file_is_always_the_same() {
    let package = module();
    let zip = package::write_zip(&package.files).unwrap();
    let again = package::read(package::read_zip(&zip).unwrap()).unwrap();
    assert_eq!((again.digest, &again.files), (package.digest, &package.files));
    assert_eq!(package::write_zip(&again.files).unwrap(), zip);
}

#[test]
fn a_package_may_stand_in_a_folder_with_what_a_mac_adds() {
    let files = ["rounds/module.md", "rounds/01-lesson.md", "__MACOSX/rounds/._module.md", "rounds/.DS_Store"];
    let zip = zipped(&files.map(|path| (path.to_owned(), b"x".to_vec())));
    let read: Vec<String> = package::read_zip(&zip).unwrap().into_iter().map(|(path, _)| path).collect();
    assert_eq!(read, ["module.md", "01-lesson.md"]);
}

#[test]
fn names_that_lead_elsewhere_are_refused() {
    for name in ["../module.md", "a/../../b.md", "/etc/passwd", "C:\\a.md", "a\\b.md", "./a.md", "a//b.md"] {
        let said = refused(&one(name, b"x"));
        assert!(said.contains("leads out"), "{name}: {said}");
    }
}

#[test]
fn links_passwords_and_rare_ways_of_packing_are_refused() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.add_symlink("module.md", "/etc/passwd", SimpleFileOptions::default()).unwrap();
    assert!(refused(&writer.finish().unwrap().into_inner()).contains("link"));
    // Bits of the local and the central header that say so.
    let changed = |offset: usize, byte: u8| {
        let mut zip = one("a.md", b"words");
        let central = zip.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
        zip[central + offset] = byte;
        zip
    };
    assert!(refused(&changed(8, 1)).contains("password"), "{}", refused(&changed(8, 1)));
    assert!(refused(&changed(10, 12)).contains("rare way"), "{}", refused(&changed(10, 12)));
    assert!(refused(b"PK").contains("no zip file"));
}

#[test]
fn bombs_are_refused_with_little_memory() {
    let repeated = |name: &str, size: usize| {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file(name, SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated)).unwrap();
        writer.write_all(&vec![b'a'; size]).unwrap();
        writer.finish().unwrap().into_inner()
    };
    assert!(refused(&repeated("a.md", 200_000_000)).contains("multiple"));
    // One that lies about its size: the true one is found while it is unpacked.
    let mut lying = repeated("a.md", 6_000_000);
    let central = lying.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    lying[central + 24..central + 28].copy_from_slice(&900_u32.to_le_bytes());
    assert!(refused(&lying).contains("broken"), "{}", refused(&lying));
    assert!(refused(&repeated("a.md", 5_000_001)).contains("multiple"));
    assert!(refused(&one("a.md", &vec![b'a'; 5_000_001])).contains("multiple"));
    let many: Vec<(String, Vec<u8>)> = (0..3_000).map(|number| (format!("{number}.md"), Vec::new())).collect();
    assert!(refused(&zipped(&many)).contains("more than the 2000"));
    assert!(refused(&vec![0; package::LARGEST_ZIP + 1]).contains("more than"));
}

/// Every file of a zip names the same bytes: as many times as there are names, for the price of one.
#[test]
fn files_that_lie_upon_each_other_are_refused() {
    let zip = zipped(&[("a.md".to_owned(), vec![b'a'; 100]), ("b.md".to_owned(), vec![b'a'; 100])]);
    let centrals: Vec<usize> = (0..zip.len() - 4).filter(|at| &zip[*at..*at + 4] == b"PK\x01\x02").collect();
    let mut zip = zip;
    zip.copy_within(centrals[0] + 42..centrals[0] + 46, centrals[1] + 42);
    assert!(package::read_zip(&zip).is_err());
}

proptest! {
    #[test]
    fn files_come_out_of_a_zip_file_as_they_went_in(
        files in prop::collection::btree_map("(figures/)?[a-z0-9][a-z0-9.]{0,8}[a-z0-9]", prop::collection::vec(any::<u8>(), 0..200), 1..8)
    ) {
        // A file beside them all keeps them from being taken for one folder.
        let mut files: BTreeMap<String, Vec<u8>> = files;
        files.insert("module.md".to_owned(), Vec::new());
        let zip = package::write_zip(&files).unwrap();
        let read: BTreeMap<String, Vec<u8>> = package::read_zip(&zip).unwrap().into_iter().collect();
        prop_assert_eq!(read, files);
    }

    #[test]
    fn any_bytes_are_read_or_refused(at in 0_usize..400, byte in any::<u8>()) {
        let mut zip = package::write_zip(&module().files).unwrap();
        let length = zip.len();
        zip[length - 1 - at.min(length - 1)] = byte;
        let _ = package::read_zip(&zip);
    }
}
