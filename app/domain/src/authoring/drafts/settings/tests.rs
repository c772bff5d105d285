//! What becomes of the first lines of a text, to the byte.

use super::*;

const LESSON: &str = "---\nunit: value\nkind: lesson\ntitle: What is value?\nminutes: 20\ncompetencies: PL-1, PL-2\nobjectives:\n- Define value\n\n- Measure it\n---\n\nA text.\n";
const QUIZ_TEXT: &str = "---\nunit: check\nkind: quiz\ntitle: Check\nminutes: 10\npass: 70\nattempts: 0\n---\n\nWords.\n";

/// As whoever looked at the text just now.
fn wanted(file: &str, text: &str, values: &[(&'static str, &str)]) -> Vec<Wanted> {
    let seen = settings(file, text).unwrap_or_default();
    let seen = |name| seen.iter().find(|(have, _)| *have == name).map(|(_, value)| value.clone()).unwrap_or_default();
    values.iter().map(|(name, value)| Wanted { name, seen: seen(*name), value: (*value).to_owned() }).collect()
}

fn with(text: &str, values: &[(&'static str, &str)]) -> Result<String> {
    with_settings("one.md", text, &wanted("one.md", text, values))
}

fn refused(text: &str, wanted: &[(&'static str, &str)]) -> Vec<FieldError> {
    match with(text, wanted) {
        Err(Error::Invalid(errors)) => errors,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_form_that_nobody_changed_changes_no_byte() {
    for text in [LESSON, QUIZ_TEXT, "---\nunit: a\nkind: quiz\ntitle: A\nshuffle: none\n---\n"] {
        let all = settings("one.md", text).unwrap();
        let all: Vec<_> = all.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(with(text, &all).unwrap(), text);
    }
    let spaced = LESSON.replace("PL-1, PL-2", "PL-2,PL-1");
    assert_eq!(with(&spaced, &[("competencies", "PL-1, PL-2")]).unwrap(), spaced, "the same codes");
}

#[test]
fn lists_are_lines_and_values_stay_in_their_places() {
    let settings = settings("one.md", LESSON).unwrap();
    assert_eq!(settings[2], ("objectives", "Define value\nMeasure it".to_owned()));
    let text = with(LESSON, &[("objectives", "- Define value\r\n\r\n  • Pay   for it "), ("minutes", "25"), ("title", "Value ")]).unwrap();
    assert_eq!(
        text,
        "---\nunit: value\nkind: lesson\ntitle: Value\nminutes: 25\ncompetencies: PL-1, PL-2\nobjectives:\n- Define value\n- Pay for it\n---\n\nA text.\n"
    );
}

#[test]
fn what_is_empty_or_goes_without_saying_is_taken_out() {
    let text = with(LESSON, &[("competencies", "")]).unwrap();
    assert_eq!(text, LESSON.replace("competencies: PL-1, PL-2\n", ""));
    let quiz = with(QUIZ_TEXT, &[("shuffle", "both"), ("draw", "2 of hard"), ("time-limit", "15")]).unwrap();
    assert!(quiz.contains("\nshuffle: both\n") && quiz.contains("\ndraw:\n- 2 of hard\n") && quiz.contains("\ntime-limit: 15\n"), "{quiz}");
    assert_eq!(with(&quiz, &[("shuffle", "none"), ("draw", ""), ("time-limit", "")]).unwrap(), QUIZ_TEXT);
}

#[test]
fn what_cannot_be_read_or_be_empty_is_said_at_its_field_in_words_of_the_form() {
    let errors = refused(QUIZ_TEXT, &[("pass", "101"), ("draw", "2 of hard\nall of them"), ("minutes", "")]);
    let fields: Vec<&str> = errors.iter().map(|error| error.field).collect();
    assert_eq!(fields, ["minutes", "pass", "draw"], "{errors:?}");
    assert!(errors.iter().all(|error| error.message.starts_with("Write ") && !error.message.contains('`')), "{errors:?}");
    assert!(matches!(with(LESSON, &[("objectives", " - ")]), Err(Error::Invalid(errors)) if errors[0].field == "objectives"));
    assert!(matches!(with(LESSON, &[("title", " ")]), Err(Error::Invalid(errors)) if errors[0].field == "title"));
}

#[test]
fn what_is_wrong_already_is_not_in_the_way_of_something_else() {
    let listed = LESSON.replace("competencies: PL-1, PL-2", "competencies:\n- PL-1\n- PL-2").replace("title: What is", "title: What  is");
    assert_eq!(settings("one.md", &listed).unwrap()[3].1, "PL-1, PL-2");
    assert_eq!(with(&listed, &[("minutes", "25")]).unwrap(), listed.replace("minutes: 20", "minutes: 25"), "and spaces stay");
    let codes = with(&listed, &[("competencies", "PL-1, , PL-7")]).unwrap();
    assert!(codes.contains("\ncompetencies: PL-1, PL-7\nobjectives"), "{codes}");
    assert!(with(&listed, &[("title", "What is worth?")]).unwrap().contains("\ntitle: What is worth?\n"));
    let bare = LESSON.replace("minutes: 20", "minutes:");
    assert_eq!(with(&bare, &[("minutes", ""), ("title", "Worth")]).unwrap(), bare.replace("What is value?", "Worth"));
}

#[test]
fn a_form_that_was_refused_shows_what_its_reader_changed_and_the_rest_as_it_stands() {
    let typed = wanted("one.md", LESSON, &[("minutes", "20"), ("title", "Worth"), ("competencies", "PL-2, PL-1")]);
    let theirs = settings("one.md", &LESSON.replace("minutes: 20", "minutes: 35")).unwrap();
    let again = shown_again(Some(&theirs), &typed);
    assert_eq!(again[..2], [("title", "Worth".to_owned()), ("minutes", "35".to_owned())]);
    assert_eq!(again[3].1, "PL-1, PL-2");
    assert_eq!(shown_again(None, &typed)[1], ("title", "Worth".to_owned()), "nothing that was typed is lost");
    assert_eq!((setting("time-limit"), setting("kind")), (Some("time-limit"), None));
}

#[test]
fn a_value_cannot_end_the_front_matter_or_bring_lines_of_its_own() {
    let text = with(LESSON, &[("competencies", "PL-1\n---\nkind: quiz")]);
    assert!(matches!(text, Err(Error::Invalid(ref errors)) if errors[0].field == "competencies"), "{text:?}");
    let text = with(LESSON, &[("objectives", "---\nkind: quiz\n- a")]).unwrap();
    assert_eq!(settings("one.md", &text).unwrap()[2].1, "---\nkind: quiz\na");
    assert_eq!(front::value(&text, "kind"), Some("lesson"));
}

#[test]
fn what_somebody_else_changed_meanwhile_stands_unless_both_changed_it() {
    let seen = wanted("one.md", LESSON, &[("minutes", "20"), ("title", "Worth"), ("objectives", "Define value\r\nMeasure it")]);
    let theirs = LESSON.replace("minutes: 20", "minutes: 35").replace("A text.", "Another text.");
    let both = with_settings("one.md", &theirs, &seen).unwrap();
    assert_eq!(both, theirs.replace("What is value?", "Worth"), "theirs, with what was changed here");
    let met = LESSON.replace("What is value?", "Value of what?");
    let errors = match with_settings("one.md", &met, &seen) {
        Err(Error::Invalid(errors)) => errors,
        other => panic!("{other:?}"),
    };
    assert_eq!(errors.len(), 1);
    assert!(errors[0].field == "title" && errors[0].message.contains("“Value of what?”"), "{errors:?}");
    assert_eq!(
        with_settings("one.md", &LESSON.replace("What is value?", "Worth"), &seen).unwrap(),
        LESSON.replace("What is value?", "Worth")
    );
}

#[test]
fn a_module_has_settings_and_a_text_without_front_matter_has_none() {
    let module = "---\nmodule: m\ntitle: M\nauthors:\n- Ann, MD\nreviewed: 2027-01-02\n---\n\nWords.\n";
    let set = |name, value: &str| with_settings("module.md", module, &wanted("module.md", module, &[(name, value)]));
    assert!(set("authors", "Ann, MD\nBo, MD").unwrap().contains("authors:\n- Ann, MD\n- Bo, MD\nreviewed"));
    assert!(matches!(set("reviewed", "soon"), Err(Error::Invalid(errors)) if errors[0].field == "reviewed"));
    for text in ["Words alone.", "---\nkind: lesson\n", "---\nunit: a\nkind: song\n---\n"] {
        assert!(settings("one.md", text).is_none(), "{text}");
        assert!(matches!(with(text, &[("title", "A")]), Err(Error::Invalid(errors)) if errors[0].field == "text"));
    }
}

#[test]
fn every_setting_says_how_it_is_said() {
    let all = [MODULE, QUIZ, CASE, ASSIGNMENT].concat();
    for name in all.iter().filter(|name| **name != "title") {
        assert_ne!(how(name), how("nothing"), "{name}");
    }
    assert!(refused_module().iter().all(|error| error.field == "competencies"));
}

/// A module serves something.
fn refused_module() -> Vec<FieldError> {
    let module = "---\nmodule: m\ntitle: M\ncompetencies: PL-1\n---\n\nWords.\n";
    match with_settings("module.md", module, &wanted("module.md", module, &[("competencies", "")])) {
        Err(Error::Invalid(errors)) => errors,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_the_reader_of_packages_misses_is_said_in_words_of_the_form() {
    let faults = package::head_faults("one.md", "---\nunit: a\nkind: lesson\ntitle: A\n---\n\nText.\n");
    let said: Vec<_> = faults.iter().map(missing_setting).collect();
    assert_eq!(said, [Some(how("minutes")), Some(how("objectives"))]);
    let unknown = package::head_faults("one.md", "---\nkind: song\n---\n");
    assert!(unknown.iter().filter_map(missing_setting).all(|said| said == how("title") || said == how("minutes")), "{unknown:?}");
}
