//! The competencies a program is built on, by the codes that stand in content packages.

/// Codes and names, in their order. A school may write codes of its own, which have no name here.
pub const COMPETENCIES: [(&str, &str); 10] = [
    ("PL-1", "health economics and stewardship"),
    ("PL-2", "value and payment"),
    ("PL-3", "leading change"),
    ("PL-4", "risk, quality and safety"),
    ("PL-5", "digital health and innovation"),
    ("PL-6", "operations and access"),
    ("PL-7", "finance and strategy"),
    ("PL-8", "communication, influence and negotiation"),
    ("PL-9", "self-leadership and professional well-being"),
    ("PL-10", "ethics, law and policy"),
];

/// A code with its name behind it, where it has one.
pub fn competency(code: &str) -> String {
    match COMPETENCIES.iter().find(|(known, _)| *known == code) {
        Some((_, name)) => format!("{code} {name}"),
        None => code.to_owned(),
    }
}

/// Several of them in words; their names have commas.
pub fn competencies(codes: &[String]) -> String {
    codes.iter().map(|code| competency(code)).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_name_behind_it_and_one_of_the_schools_own_stands_alone() {
        assert_eq!(
            competencies(&["PL-4".into(), "X-1".into(), "PL-10".into()]),
            "PL-4 risk, quality and safety; X-1; PL-10 ethics, law and policy"
        );
        assert_eq!(competencies(&[]), "");
    }
}
