//! A package against a draft, file by file.

use super::*;
use crate::authoring::package::{tests::sample, write_zip};

fn sample_files() -> Files {
    sample().into_iter().collect()
}

fn zip(files: &Files) -> Vec<u8> {
    write_zip(files).unwrap()
}

fn brought(files: &Files, have: &Files) -> Bringing {
    bring(&zip(files), "demo-module", have, &BTreeSet::new()).unwrap()
}

fn of(come: &Bringing, becomes: Becomes) -> Vec<&str> {
    come.files.iter().filter(|file| file.becomes == becomes).map(|file| file.path.as_str()).collect()
}

fn sentence(result: Result<impl std::fmt::Debug>) -> String {
    match result {
        Err(Error::Invalid(errors)) => errors.into_iter().map(|error| format!("{}: {}", error.field, error.message)).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_same_package_changes_nothing() {
    let come = brought(&sample_files(), &sample_files());
    assert_eq!((come.edits, come.missing), (Edits::default(), 0));
    assert!(come.files.iter().all(|file| file.becomes == Becomes::Same && file.reasons.is_empty()));
}

#[test]
fn each_file_is_told_by_what_becomes_of_it() {
    let mut files = sample_files();
    files.remove("media/plane.txt");
    files.insert("01-lesson.md".into(), b"\xEF\xBB\xBF---\r\nunit: value\r\n---\r\n".to_vec());
    files.insert("04 More.md".into(), b"More".to_vec());
    files.insert("notes/a.md".into(), b"More".to_vec());
    files.insert("latin.md".into(), b"caf\xE9\n".to_vec());
    files.insert("figures/no.png".into(), b"no picture".to_vec());
    files.insert("figures/bad.svg".into(), b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>1</script></svg>".to_vec());
    files.insert("05-new.md".into(), b"New\n".to_vec());
    let come = brought(&files, &sample_files());
    assert_eq!(of(&come, Becomes::Refused), ["04 More.md", "figures/bad.svg", "figures/no.png", "latin.md", "notes/a.md"]);
    assert!(come.files.iter().filter(|file| file.becomes == Becomes::Refused).all(|file| !file.reasons.is_empty()));
    assert_eq!((of(&come, Becomes::Changed), of(&come, Becomes::Added)), (vec!["01-lesson.md"], vec!["05-new.md"]));
    assert_eq!((of(&come, Becomes::Removed), come.edits.removed.clone()), (vec!["media/plane.txt"], vec!["media/plane.txt".to_owned()]));
    let lesson = come.edits.written.iter().find(|(path, _)| path == "01-lesson.md").unwrap();
    assert_eq!(lesson.1, b"---\nunit: value\n---\n");
    assert!(come.missing > 0);
}

#[test]
fn a_file_that_is_refused_leaves_the_one_that_stands() {
    let mut files = sample_files();
    files.insert("03-case.md".into(), b"caf\xE9\n".to_vec());
    let come = brought(&files, &sample_files());
    assert_eq!((of(&come, Becomes::Refused), come.edits.clone()), (vec!["03-case.md"], Edits::default()));
}

#[test]
fn a_pointer_is_taken_only_where_the_module_has_its_file() {
    let mut files = sample_files();
    let pointer = Pointer { sha256: "ab".repeat(32), kind: crate::authoring::media::MediaKind::Mp4, size: 2_000_000 };
    files.insert("media/round.mp4".into(), pointer.text().into_bytes());
    assert_eq!(of(&brought(&files, &sample_files()), Becomes::Refused), ["media/round.mp4"]);
    let known = BTreeSet::from([pointer.sha256]);
    let come = bring(&zip(&files), "demo-module", &sample_files(), &known).unwrap();
    assert_eq!(of(&come, Becomes::Added), ["media/round.mp4"]);
}

#[test]
fn a_package_takes_the_name_of_the_module_it_goes_into() {
    let come = bring(&zip(&sample_files()), "a-copy", &Files::new(), &BTreeSet::new()).unwrap();
    let module = come.files.iter().find(|file| file.path == "module.md").unwrap();
    assert!(module.reasons[0].contains("`module: a-copy`"), "{module:?}");
    assert_eq!(come.missing, 0);
    let back: Files = come.edits.written.into_iter().collect();
    assert_eq!(brought(&back, &sample_files()).edits, Edits::default());
}

#[test]
fn a_new_module_has_the_name_of_its_package_or_another() {
    let zip = zip(&sample_files());
    assert_eq!(bring_new(&zip, "").unwrap().0, "demo-module");
    assert_eq!(bring_new(&zip, "a-copy").unwrap().0, "a-copy");
    assert!(sentence(bring_new(&zip, "Not a name")).starts_with("package-slug: Write lower-case"));
    assert!(sentence(bring_new(&zip, "new")).starts_with("package-slug: This name belongs"));
}

#[test]
fn what_is_no_package_is_refused_with_a_sentence() {
    for (bytes, words) in [
        (Vec::new(), "no zip file that can be read"),
        (b"PK\x03\x04 cut".to_vec(), "no zip file that can be read"),
        (zip(&Files::new()), "no module.md"),
        (zip(&Files::from([("lesson.md".into(), b"x".to_vec())])), "no module.md"),
        (zip(&Files::from([("module.md".into(), b"caf\xE9".to_vec())])), "module.md:1: this is not UTF-8"),
    ] {
        let said = sentence(bring(&bytes, "demo-module", &Files::new(), &BTreeSet::new()));
        assert!(said.starts_with("package: ") && said.contains(words), "{said}");
    }
}

#[test]
fn a_long_text_is_taken_and_told() {
    let mut files = sample_files();
    let long = [files["01-lesson.md"].clone(), vec![b'a'; LONGEST_TEXT]].concat();
    files.insert("01-lesson.md".into(), long);
    let come = brought(&files, &sample_files());
    let lesson = come.files.iter().find(|file| file.path == "01-lesson.md").unwrap();
    assert!(lesson.becomes == Becomes::Changed && lesson.reasons[0].contains("80000 bytes"), "{lesson:?}");
}
