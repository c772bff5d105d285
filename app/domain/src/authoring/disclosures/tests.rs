//! What can be said, as it is written and read.

use proptest::prelude::*;

use super::*;

fn relationship(company: &str, nature: &str, until: Option<&str>) -> Relationship {
    Relationship { company: company.into(), nature: nature.into(), until: until.map(|day| day.parse().unwrap()) }
}

#[test]
fn a_statement_is_none_companies_or_an_exemption_with_its_reason() {
    let acme = relationship("Acme Devices", "consultant", Some("2025-03-01"));
    let msd = relationship("Merck (MSD)", "speaker, paid (twice)", None);
    for (text, says) in [
        ("none", Says::Nothing),
        ("None", Says::Nothing),
        ("exempt, the module has no  clinical content", Says::Exempt("the module has no clinical content".into())),
        ("exempt: all products are generic", Says::Exempt("all products are generic".into())),
        ("Acme Devices (consultant, until 2025-03)", Says::Relationships(vec![acme.clone()])),
        ("Acme Devices (consultant,until 2025-03) ; Merck (MSD) (speaker, paid (twice))", Says::Relationships(vec![acme, msd])),
        ("exempt Corp (owner)", Says::Relationships(vec![relationship("exempt Corp", "owner", None)])),
    ] {
        assert_eq!(Says::read(text), Ok(says), "{text}");
    }
}

#[test]
fn what_is_no_statement_is_told_with_what_to_write() {
    let long = format!("Acme ({})", "x".repeat(LONGEST_STATEMENT));
    for (text, words) in [
        ("", "is no statement"),
        ("nothing", "is no statement"),
        ("Acme", "is no statement"),
        ("(consultant)", "does not name a company"),
        ("Acme consultant)", "is no statement"),
        ("Acme (consultant) and more", "does not name a company"),
        ("Acme (consultant);", "does not name a company"),
        ("Acme ()", "does not say what the author is"),
        ("Acme (until 2025-03)", "does not say what the author is"),
        ("Acme (, until 2025-03)", "does not say what the author is"),
        ("Acme (consultant, until 2025-13)", "names no month"),
        ("Acme (consultant, until 25-3)", "names no month"),
        ("Acme (consultant, until March 2025)", "names no month"),
        ("exempt", "says why"),
        ("exempt, .", "says why"),
        (&long, "at most 1000 characters"),
    ] {
        let said = Says::read(text).unwrap_err();
        assert!(said.contains(words), "{text}: {said}");
    }
}

#[test]
fn a_line_belongs_to_the_author_with_the_longest_name_that_fits() {
    let authors = ["The project", "The project: economics", "Jane Doe, MD"];
    assert_eq!(reading::split("The project: economics: none", &authors), Some(("The project: economics", "none")));
    assert_eq!(reading::split("The project: none", &authors), Some(("The project", "none")));
    assert_eq!(reading::split("Jane Doe: none", &authors), None);
    assert_eq!(reading::split("Jane Doe, MD", &authors), None);
}

#[test]
fn a_relationship_counts_for_two_years_after_its_month() {
    let on = "2026-11-30".parse().unwrap();
    for (until, over) in [(None, false), (Some("2024-11-01"), false), (Some("2024-10-01"), true), (Some("2030-01-01"), false)] {
        assert_eq!(relationship("Acme", "consultant", until).is_over_before(on), over, "{until:?}");
    }
}

#[test]
fn a_mitigation_says_how_who_says_so_and_when() {
    let said = Mitigation::read("the shares  were sold (all of them) (Ines Ferreira, MD, 2026-11-02)").unwrap();
    assert_eq!((said.how.as_str(), said.by.as_str()), ("the shares were sold (all of them)", "Ines Ferreira, MD"));
    assert_eq!(Mitigation::read(&said.to_string()), Ok(said));
    let long = format!("{} (Ines, 2026-11-02)", "x".repeat(LONGEST_STATEMENT));
    for (text, words) in [
        ("", "does not say how"),
        ("(Ines, 2026-11-02)", "does not say how"),
        ("sold (, 2026-11-02)", "does not say how"),
        ("sold (2026-11-02)", "does not say how"),
        ("sold (Ines, 2026-02-30)", "is no day"),
        ("sold (Ines, 2026-1-2)", "is no day"),
        (&long, "at most 1000 characters"),
    ] {
        let wrong = Mitigation::read(text).unwrap_err();
        assert!(wrong.contains(words), "{text}: {wrong}");
    }
}

#[test]
fn whoever_has_relationships_is_known_with_and_without_credentials() {
    let statement = |author: &str, says: &str| Statement { author: author.into(), says: Says::read(says).unwrap(), mitigation: None };
    let all = [statement("Ada Example, MD", "none"), statement("Ben Example, PhD", "Acme (chair)")];
    for (name, found) in [("Ben Example", true), ("ben  example, MPH", true), ("Ada Example", false), ("Ben", false), ("", false)] {
        assert_eq!(concerned(&all, name).is_some(), found, "{name}");
    }
}

proptest! {
    #[test]
    fn what_is_read_is_written_and_read_again_as_the_same(text in "[A-Ca-c;(), 0-9é-]{0,60}|[A-C ]{1,9}\\([a-c ,]{1,9}(, until 20[0-9]{2}-[01][0-9])?\\)") {
        if let Ok(says) = Says::read(&text) {
            prop_assert_eq!(Says::read(&says.to_string()), Ok(says));
        }
    }

    #[test]
    fn any_text_is_read_or_refused(text in ".{0,80}") {
        if let Ok(says) = Says::read(&text) {
            prop_assert_eq!(Says::read(&says.to_string()), Ok(says));
        }
    }
}
