//! What a person sets about themselves.

use super::{name, npi, time_zone};
use crate::{Error, FieldError, Result, text::squeezed};

crate::row! {
    /// What a person sets about themselves, as it is kept.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Profile {
        /// As it stands on a certificate.
        pub name: String,
        /// "MD, MPH"; may be empty.
        pub credentials: String,
        /// May be empty.
        pub specialty: String,
        /// IANA name.
        pub time_zone: String,
        /// Ten digits that hold.
        pub npi: Option<String>,
    }
}

/// The same as it was typed.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the fields of `Profile`")]
pub struct TypedProfile<'t> {
    pub name: &'t str,
    pub credentials: &'t str,
    pub specialty: &'t str,
    pub time_zone: &'t str,
    pub npi: &'t str,
}

/// The longest credentials and the longest specialty.
const LONGEST: usize = 100;

impl TypedProfile<'_> {
    /// The profile, or everything that is wrong with it.
    ///
    /// # Errors
    /// [`Error::Invalid`] with an entry for each field.
    pub fn parse(self) -> Result<Profile> {
        let mut errors = Vec::new();
        let profile = Profile {
            name: or_note(name(self.name), &mut errors),
            credentials: or_note(line("credentials", self.credentials), &mut errors),
            specialty: or_note(line("specialty", self.specialty), &mut errors),
            time_zone: or_note(time_zone(self.time_zone), &mut errors),
            npi: or_note(npi(self.npi), &mut errors),
        };
        if errors.is_empty() { Ok(profile) } else { Err(Error::Invalid(errors)) }
    }
}

fn or_note<T: Default>(parsed: Result<T>, errors: &mut Vec<FieldError>) -> T {
    match parsed {
        Err(Error::Invalid(found)) => errors.extend(found),
        Err(other) => errors.push(FieldError { field: "form", message: other.to_string() }),
        Ok(value) => return value,
    }
    T::default()
}

fn line(field: &'static str, typed: &str) -> Result<String> {
    let text = squeezed(typed);
    if text.chars().count() > LONGEST || text.chars().any(char::is_control) {
        return Err(Error::field(field, "Shorten this to 100 characters."));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TYPED: TypedProfile = TypedProfile {
        name: "  Amara   Okafor ",
        credentials: "MD,  FACP",
        specialty: "",
        time_zone: "America/Los_Angeles",
        npi: "1234567893",
    };

    #[test]
    fn a_profile_is_kept_tidied() {
        let profile = TYPED.parse().unwrap();
        assert_eq!((profile.name.as_str(), profile.credentials.as_str(), profile.specialty.as_str()), ("Amara Okafor", "MD, FACP", ""));
        assert_eq!(profile.npi.as_deref(), Some("1234567893"));
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_once() {
        let long = "x".repeat(101);
        let wrong = TypedProfile { name: " ", credentials: &long, specialty: &long, time_zone: "Mars/Olympus", npi: "1" }.parse();
        let Err(Error::Invalid(errors)) = wrong else { panic!("{wrong:?}") };
        assert_eq!(errors.iter().map(|error| error.field).collect::<Vec<_>>(), ["name", "credentials", "specialty", "time_zone", "npi"]);
    }
}
