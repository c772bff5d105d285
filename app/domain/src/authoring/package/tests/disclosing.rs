//! What authors disclose, as `module.md` has it.

use super::{read, sample, shown, with};
use crate::authoring::disclosures::{Disclosures, Says};

const MITIGATED: &str =
    "mitigated:\n- Ben Example, PhD: the content was reviewed by somebody without relationships (Cleo Example, MD, 2026-11-01)\n";

fn disclosed(files: Vec<(String, Vec<u8>)>) -> Option<Disclosures> {
    read(files).unwrap_or_else(|faults| panic!("{}", shown(&faults))).edition(1).unwrap().module.disclosures
}

#[test]
fn statements_are_read_with_their_day() {
    let found = disclosed(sample()).unwrap();
    assert_eq!(found.on.to_string(), "2026-11-01");
    assert_eq!(found.of("Ada Example, MD"), Some(&Says::Nothing));
    let Some(Says::Relationships(all)) = found.of("Ben Example, PhD") else { panic!("{found:?}") };
    assert_eq!(all.iter().map(|one| one.company.as_str()).collect::<Vec<_>>(), ["Acme Devices", "Bolt Imaging"]);
    let exempt = disclosed(with("module.md", "MD: none", "MD: exempt, there is no clinical content")).unwrap();
    assert_eq!(exempt.of("Ada Example, MD"), Some(&Says::Exempt("there is no clinical content".into())));
}

#[test]
fn a_package_without_statements_or_without_one_of_them_has_no_fault() {
    let text = String::from_utf8(sample()[0].1.clone()).unwrap();
    let (from, to) = (text.find("disclosed:").unwrap(), text.find("---\n\nAn introduction").unwrap());
    assert_eq!(disclosed(with("module.md", &text[from..to], "")), None);
    let one = disclosed(with("module.md", "- Ada Example, MD: none\n", "")).unwrap();
    assert_eq!((one.of("Ada Example, MD"), one.statements.len()), (None, 1));
}

#[test]
fn how_relationships_were_mitigated_is_kept_with_them() {
    let found = disclosed(sample()).unwrap();
    let said = found.mitigation_of("Ben Example, PhD").unwrap();
    assert_eq!((said.by.as_str(), said.on.to_string()), ("Cleo Example, MD", "2026-11-01".to_owned()));
    assert!(found.are_all_mitigated() && found.mitigation_of("Ada Example, MD").is_none());
    let without = disclosed(with("module.md", MITIGATED, "")).unwrap();
    assert!(!without.are_all_mitigated() && without.of("Ben Example, PhD") == found.of("Ben Example, PhD"));
    let kept = serde_json::to_string(&without).unwrap();
    assert!(
        !kept.contains("mitigation") && serde_json::from_str::<Disclosures>(&kept).unwrap() == without,
        "as versions of before have it"
    );
}

#[test]
fn every_fault_of_a_mitigation_says_what_to_do() {
    let line = "- Ben Example, PhD: the content was reviewed by somebody without relationships (Cleo Example, MD, 2026-11-01)\n";
    for (to, words) in [
        ("- Ben Example, PhD: reviewed\n", "does not say how, who says so and when"),
        ("- Ben Example, PhD: reviewed (Cleo Example)\n", "does not say how, who says so and when"),
        ("- Ben Example, PhD: reviewed (Cleo Example, MD, soon)\n", "`soon` is no day"),
        ("- Ben Example, PhD: reviewed (BEN  Example, 2026-11-01)\n", "`Ben Example, PhD` has relationships, and does not say"),
        ("- Cleo Example: reviewed (Ada Example, 2026-11-01)\n", "is of nobody among `authors`"),
        ("- Ada Example, MD: reviewed (Cleo Example, 2026-11-01)\n", "has no relationships under `disclosures`"),
    ] {
        let said = read(with("module.md", line, to)).err().map(|faults| shown(&faults)).unwrap_or_default();
        assert!(said.starts_with("module.md:22: ") && said.contains(words) && said.lines().count() == 1, "{to}: {said}");
    }
    let twice = read(with("module.md", line, &line.repeat(2))).err().map(|faults| shown(&faults)).unwrap_or_default();
    assert!(twice.starts_with("module.md:23: ") && twice.contains("keep one"), "{twice}");
    let text = String::from_utf8(sample()[0].1.clone()).unwrap();
    let stated = &text[text.find("disclosed:").unwrap()..text.find("mitigated:").unwrap()];
    let alone = read(with("module.md", stated, "")).err().map(|faults| shown(&faults)).unwrap_or_default();
    assert!(alone.contains("`mitigated` is of relationships that authors disclose"), "{alone}");
}

#[test]
fn every_fault_of_a_statement_has_its_line_and_says_what_to_do() {
    for (from, to, line, words) in [
        ("disclosed: 2026-11-01\n", "", 17, "add a line `disclosed: YYYY-MM-DD`"),
        ("disclosed: 2026-11-01", "disclosed: 1.11.2026", 17, "is no day: write YYYY-MM-DD"),
        ("disclosed: 2026-11-01", "disclosed: 2026-02-30", 17, "is no day: write YYYY-MM-DD"),
        ("- Ada Example, MD: none", "- Ada Example: none", 19, "is of nobody among `authors`"),
        ("- Ada Example, MD: none", "- none", 19, "is of nobody among `authors`"),
        ("- Ada Example, MD: none", "- Ada Example, MD: nothing", 19, "is no statement"),
        ("- Ada Example, MD: none", "- Ada Example, MD: exempt", 19, "says why"),
        ("- Ada Example, MD: none", "- Ben Example, PhD: none", 20, "has a statement already"),
        ("until 2025-03", "until 2024-10", 20, "ended more than 24 months before"),
        ("until 2025-03", "until spring", 20, "names no month"),
    ] {
        let said = read(with("module.md", from, to)).err().map(|faults| shown(&faults)).unwrap_or_default();
        assert!(said.starts_with(&format!("module.md:{line}: ")) && said.contains(words) && said.lines().count() == 1, "{to}: {said}");
    }
    let text = String::from_utf8(sample()[0].1.clone()).unwrap();
    let list = &text[text.find("disclosures:").unwrap()..text.find("---\n\nAn introduction").unwrap()];
    let said = read(with("module.md", list, "")).err().map(|faults| shown(&faults)).unwrap_or_default();
    assert!(said.starts_with("module.md:17: `disclosed` is the day of statements"), "{said}");
}
