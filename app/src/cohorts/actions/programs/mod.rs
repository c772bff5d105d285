//! Creating and changing programs, and creating cohorts from them.

mod cohort;
mod program;

pub use cohort::create_cohort;
pub use program::{change_program, create_program};

/// A name in addresses made from a name: `Cohort 13 (fall)` is `cohort-13-fall`.
fn slug_of(title: &str) -> String {
    let plain: String =
        title.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { ' ' }).collect();
    let slug = plain.split_whitespace().collect::<Vec<_>>().join("-");
    let short: String = slug.chars().take(60).collect();
    short.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use domain::cohorts::is_slug;

    use super::slug_of;

    #[test]
    fn a_name_in_addresses_is_made_from_a_name() {
        assert_eq!(slug_of(" Cohort 13 (fall) "), "cohort-13-fall");
        assert_eq!(slug_of("MMM: Doctors & leaders"), "mmm-doctors-leaders");
        assert_eq!(slug_of("Ärzte"), "rzte");
        assert_eq!(slug_of("日本"), "");
        assert!(is_slug(&slug_of(&"long name ".repeat(20))));
    }
}
