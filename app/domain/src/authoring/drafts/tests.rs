//! What a change of the outline makes of a real module, and of a faulty one.

use super::*;
use crate::{
    Error,
    authoring::{UnitKind, package::tests::sample},
};

fn files() -> Files {
    sample().into_iter().collect()
}

fn with(files: &Files, edits: &Edits) -> Files {
    let mut files = files.clone();
    files.retain(|path, _| !edits.removed.contains(path));
    files.extend(edits.written.clone());
    files
}

fn changed(files: &Files, change: &Change) -> (Files, String) {
    let edits = apply(files, change).unwrap();
    (with(files, &edits), edits.file)
}

fn order(files: &Files) -> Vec<String> {
    outline(files, &[]).units.into_iter().map(|unit| unit.file).collect()
}

fn is_sound(files: &Files) {
    let faults = check(files.clone(), "demo-module").err().unwrap_or_default();
    assert!(faults.is_empty(), "{faults:?}");
}

#[test]
fn simulators_stand_in_every_kind_of_unit_but_a_quiz() {
    for kind in UnitKind::ALL {
        let (files, file) = changed(&files(), &Change::Add { kind, title: "New".into() });
        assert_eq!(holds_simulators(text_of(&files, &file).unwrap()), kind != UnitKind::Quiz, "{kind:?}");
    }
    assert!(!holds_simulators(text_of(&files(), "module.md").unwrap()) && !holds_simulators(""));
}

#[test]
fn each_kind_of_unit_begins_without_fault() {
    for kind in UnitKind::ALL {
        let (files, file) = changed(&files(), &Change::Add { kind, title: "What  is\nvalue?".into() });
        assert_eq!((file.as_str(), order(&files).last().map(String::as_str)), ("what-is-value.md", Some("what-is-value.md")));
        assert_eq!(
            outline(&files, &[]).units.last().map(|unit| (unit.kind, unit.title.clone())),
            Some((Some(kind), "What is value?".into()))
        );
        is_sound(&files);
        let (files, again) = changed(&files, &Change::Add { kind, title: "What is value".into() });
        assert_eq!(again, "what-is-value-2.md", "the second of its name has a name of its own");
        is_sound(&files);
    }
    assert!(apply(&files(), &Change::Add { kind: UnitKind::Quiz, title: " ".into() }).is_err());
}

#[test]
fn units_go_up_down_and_to_a_place_and_not_beyond_the_ends() {
    let before = order(&files());
    let first = before[0].clone();
    let (down, _) = changed(&files(), &Change::Shift { file: first.clone(), by: 1 });
    assert_eq!(order(&down)[..2], [before[1].clone(), first.clone()]);
    let (up, _) = changed(&down, &Change::Shift { file: first.clone(), by: -1 });
    assert_eq!(up, files(), "there and back is the same to the byte");
    let (same, _) = changed(&files(), &Change::Shift { file: first.clone(), by: -1 });
    assert_eq!(order(&same), before);
    let (last, _) = changed(&files(), &Change::Move { file: first.clone(), to: 99 });
    assert_eq!(order(&last).last(), Some(&first));
    assert!(apply(&files(), &Change::Shift { file: "elsewhere.md".into(), by: 1 }).is_err());
}

#[test]
fn a_copy_has_names_of_its_own_and_a_removed_unit_comes_back() {
    for file in order(&files()) {
        let (twice, copy) = changed(&files(), &Change::Duplicate { file: file.clone() });
        let place = order(&twice).iter().position(|have| *have == file).unwrap();
        assert_eq!(order(&twice)[place + 1], copy);
        is_sound(&twice);
        let (again, _) = changed(&twice, &Change::Duplicate { file: file.clone() });
        is_sound(&again);
    }
    let (added, file) = changed(&files(), &Change::Add { kind: UnitKind::Lesson, title: "One more".into() });
    let (without, _) = changed(&added, &Change::Remove { file: file.clone() });
    assert_eq!(without, files());
    let (back, _) = changed(&without, &Change::PutBack { file: file.clone(), content: added[&file].clone() });
    assert_eq!(back, added);
}

#[test]
fn a_unit_gets_another_title_and_keeps_its_address() {
    let file = order(&files())[0].clone();
    let (files, _) = changed(&files(), &Change::Rename { file: file.clone(), title: "Why it costs".into() });
    assert_eq!(outline(&files, &[]).unit(&file).map(|unit| unit.title.as_str()), Some("Why it costs"));
    is_sound(&files);
}

#[test]
fn a_unit_goes_to_another_module_with_what_it_shows() {
    let new = NewModule { title: "Another module".into(), slug: String::new() };
    let (slug, module) = new_module(&new, "Ines Ferreira, MD").unwrap();
    assert_eq!(slug, "another-module");
    let introduction = skeleton::unit(UnitKind::Lesson, "introduction", "Introduction", "");
    let other: Files = [("module.md".to_owned(), module.into_bytes()), ("introduction.md".to_owned(), introduction.into_bytes())].into();
    assert!(missing(&other, &slug).iter().any(|fault| fault.message.contains("a review that nobody has made yet")));
    assert!(check(other.clone(), &slug).is_ok(), "{:?}", check(other.clone(), &slug).err());
    for file in order(&files()) {
        let (left, come) = hand_over(&files(), &file, &other).unwrap();
        assert!(!with(&files(), &left).contains_key(&file));
        let there = with(&other, &come);
        let faults = check(there.clone(), &slug).err().unwrap_or_default();
        assert!(
            faults.iter().all(|fault| fault.message.contains("no unit of this module")),
            "only links to what stayed behind: {faults:?}"
        );
        assert_eq!(order(&there).len(), 2);
    }
}

#[test]
fn the_outline_of_a_faulty_module_still_shows_all_that_is_there() {
    let mut faulty = files();
    let file = order(&faulty)[0].clone();
    faulty.insert(file.clone(), b"no front matter".to_vec());
    faulty.insert("stray.md".into(), b"---\ntitle: Stray\n---\n".to_vec());
    let faults = check(faulty.clone(), "demo-module").unwrap_err();
    let found = outline(&faulty, &faults);
    let unit = found.unit(&file).unwrap();
    assert_eq!((unit.title.as_str(), unit.kind, unit.faults.is_empty()), (file.as_str(), None, false));
    assert_eq!(found.units.last().map(|unit| (unit.title.as_str(), unit.listed)), Some(("Stray", false)));
    let (listed, _) = changed(&faulty, &Change::Move { file: "stray.md".into(), to: 0 });
    assert_eq!(order(&listed)[0], "stray.md");
    let renamed = check(files(), "health").unwrap_err();
    assert!(renamed[0].to_string().starts_with("module.md:2: `module: demo-module` was `health`"), "{renamed:?}");
    faulty.insert("module.md".into(), b"nothing".to_vec());
    assert_eq!(outline(&faulty, &[]).units.len(), order(&files()).len() + 1);
    assert!(apply(&faulty, &Change::Move { file: "stray.md".into(), to: 0 }).is_err(), "there is nowhere to list it");
}

#[test]
fn what_can_be_shown_is_shown_though_another_unit_is_faulty() {
    let mut faulty = files();
    let units = order(&faulty);
    faulty.insert(units[1].clone(), b"no front matter".to_vec());
    let text = String::from_utf8(faulty[&units[0]].clone()).unwrap();
    let looked = look(&faulty, "demo-module");
    let (unit, shown) = looked.unit(&text).unwrap();
    assert!(!unit.title.is_empty() && !shown.body.is_empty());
    assert_eq!(looked.faults_of(&units[1]).count(), 1);
}

#[test]
fn two_texts_are_put_together_where_they_do_not_meet() {
    let base = "one\ntwo\nthree\nfour\n";
    assert_eq!(merged(base, "One\ntwo\nthree\nfour\n", "one\ntwo\nthree\nfour\nfive\n"), ("One\ntwo\nthree\nfour\nfive\n".into(), true));
    assert_eq!(merged(base, base, "two\n"), ("two\n".into(), true));
    assert_eq!(merged(base, "one\nmine\nthree\nfour\n", "one\ntheirs\nthree\nfour\n"), ("one\ntheirs\nmine\nthree\nfour\n".into(), false));
    assert_eq!(merged(base, "one\nsame\nthree\nfour\n", "one\nsame\nthree\nfour\n"), ("one\nsame\nthree\nfour\n".into(), true));
    assert_eq!(merged("", "mine", "theirs"), ("theirs\nmine".into(), false));
    assert_eq!(merged("a\nb\n", "a\nb\nmine", "a\nB"), ("a\nB\nmine".into(), true));
}

#[test]
fn an_estimate_is_written_into_the_front_matter_and_nothing_else_changes() {
    let text = "---\nunit: team\nminutes: 10\n---\n\nminutes: 10\n";
    assert_eq!(with_minutes(text, "35").unwrap(), "---\nunit: team\nminutes: 35\n---\n\nminutes: 10\n");
    assert_eq!(with_minutes("---\nunit: team\n---\n", "35").unwrap(), "---\nunit: team\nminutes: 35\n---\n");
    for wrong in ["0", "601", "-1", "", "ten"] {
        let Err(Error::Invalid(errors)) = with_minutes(text, wrong) else { panic!("`{wrong}` is taken for minutes") };
        assert_eq!(errors[0].message, "A unit takes 1 to 600 minutes.");
    }
    assert!(with_minutes("no front matter", "35").is_err());
}

#[test]
fn going_on_writing_is_one_text_and_taking_out_is_kept() {
    assert!(is_kept(b"a text", b"a text more", false), "each save with the button is kept");
    assert!(!is_kept(b"a text", b"a text more", true));
    assert!(!is_kept(b"a text", b"a test", true));
    let long = "word ".repeat(20);
    assert!(is_kept(long.as_bytes(), b"", true) && is_kept(long.as_bytes(), b"word another", true));
}
