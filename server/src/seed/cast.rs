//! Everybody in the demo, the tests and the browser tests: one cast, so that a name means the same person everywhere. All invented.

/// Where mail to the cast would go: nowhere (RFC 2606).
const HOST: &str = "demo.attending.example";

/// A person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member {
    /// As they want to be called.
    pub name: &'static str,
    /// What they hold.
    pub credentials: &'static str,
    /// Their field; empty for who is no physician.
    pub specialty: &'static str,
    /// IANA name.
    pub time_zone: &'static str,
}

const fn member(name: &'static str, credentials: &'static str, specialty: &'static str, time_zone: &'static str) -> Member {
    Member { name, credentials, specialty, time_zone }
}

const EAST: &str = "America/New_York";
const CENTRAL: &str = "America/Chicago";
const MOUNTAIN: &str = "America/Denver";
const ARIZONA: &str = "America/Phoenix";
const WEST: &str = "America/Los_Angeles";
const ALASKA: &str = "America/Anchorage";
const HAWAII: &str = "Pacific/Honolulu";
const BERLIN: &str = "Europe/Berlin";

/// Studies in the cohort, on time; signs in as `student@…`.
pub const AMARA: Member = member("Amara Okafor", "MD", "Internal medicine", WEST);
/// Teaches health economics in the cohort; signs in as `faculty@…`.
pub const INES: Member = member("Ines Ferreira", "MD, PhD", "Health economics", EAST);
/// Who teach at its residencies beside her: negotiation and simulation, speaking, finance, and how payers think.
pub const RESIDENCY_FACULTY: [Member; 4] = [
    member("Victor Osei", "MD, MBA, FACS", "General surgery", EAST),
    member("Claire Whitmore", "MFA", "", EAST),
    member("Helena Sato", "PhD", "", CENTRAL),
    member("Luis Romero", "MD, MPH", "Family medicine", MOUNTAIN),
];
/// Runs the program; signs in as `staff@…`.
pub const RUTH: Member = member("Ruth Lindqvist", "MPH", "", EAST);
/// Administrator; signs in as `admin@…`.
pub const OMAR: Member = member("Omar Haddad", "", "", CENTRAL);
/// Teaches the other cohort.
pub const PAUL: Member = member("Paul Adler", "DO, MBA", "Emergency medicine", CENTRAL);
/// Studies in the other cohort.
pub const RAVI: Member = member("Ravi Menon", "MD", "Nephrology", EAST);

/// Who studies in the cohort beside Amara. What each of them does is told in `studying`.
pub const CLASSMATES: [Member; 31] = [
    member("Nils Berglund", "DO", "Anesthesiology", CENTRAL),
    member("Rosa Castellanos", "MD", "Emergency medicine", WEST),
    member("Anil Deshmukh", "MD, FACC", "Cardiology", EAST),
    member("Margarethe Eisenhower-Feldmann", "MD", "Obstetrics and gynecology", BERLIN),
    member("Layla Farouk", "MD, FAAP", "Pediatrics", CENTRAL),
    member("Oliver Grant", "MD", "Orthopedic surgery", MOUNTAIN),
    member("Sami Haddad", "MD", "Radiology", EAST),
    member("Keala Kahananui", "MD", "Family medicine", HAWAII),
    member("Grace Adeyemi", "MD, MPH", "Preventive medicine", EAST),
    member("Thomas Brennan", "DO", "Hospital medicine", EAST),
    member("Mei-Ling Chao", "MD, PhD", "Pathology", WEST),
    member("Diego Villarreal", "MD", "Gastroenterology", CENTRAL),
    member("Hannah Kowalski", "MD", "Psychiatry", EAST),
    member("Jamal Whitfield", "MD, FACS", "General surgery", EAST),
    member("Priya Raghunathan", "MD", "Endocrinology", WEST),
    member("Erik Sorensen", "DO", "Physical medicine and rehabilitation", CENTRAL),
    member("Fatima Al-Rashid", "MD", "Infectious disease", EAST),
    member("Benjamin Katz", "MD", "Neurology", EAST),
    member("Sofia Marchetti", "MD", "Dermatology", EAST),
    member("Daniel Nakamura", "MD", "Urology", WEST),
    member("Chloe Dubois", "MD", "Palliative medicine", MOUNTAIN),
    member("Marcus Tillman", "DO", "Family medicine", ARIZONA),
    member("Yuki Tanaka", "MD", "Neonatology", WEST),
    member("Aisha Mohammed", "MD", "Pulmonary and critical care", CENTRAL),
    member("Peter Vance", "MD", "Ophthalmology", EAST),
    member("Lucia Ortega", "MD", "Rheumatology", ARIZONA),
    member("Samuel Adjei", "MD", "Hematology and oncology", EAST),
    member("Kirsten Halvorsen", "MD", "Family medicine", ALASKA),
    member("George Papadakis", "MD", "Vascular surgery", EAST),
    member("Naomi Feldstein", "MD", "Geriatrics", EAST),
    member("Wei Zhang", "MD", "Allergy and immunology", WEST),
];

/// Who studies in the other cohort beside Ravi.
pub const ELSEWHERE: [Member; 3] = [
    member("Julia Brandt", "MD", "Internal medicine", EAST),
    member("Andre Baptiste", "DO", "Emergency medicine", EAST),
    member("Helen Stavros", "MD", "Pediatrics", CENTRAL),
];

/// Who studies in a third, small cohort: a team.
pub const TOGETHER: [Member; 4] = [
    member("Leila Aydin", "MD", "Hospital medicine", EAST),
    member("Marta Kowal", "MD", "Oncology", CENTRAL),
    member("Owen Pryce", "DO", "Anesthesiology", EAST),
    member("Tomas Herrera", "MD, MPH", "Family medicine", MOUNTAIN),
];

/// Students of all cohorts together, with Amara and Ravi.
pub fn students() -> usize {
    2 + CLASSMATES.len() + ELSEWHERE.len() + TOGETHER.len()
}

impl Member {
    /// Their address: the leading roles have those one remembers.
    pub fn email(&self) -> String {
        let leading = [(AMARA, "student"), (INES, "faculty"), (RUTH, "staff"), (OMAR, "admin")];
        let local = match leading.iter().find(|(member, _)| member == self) {
            Some((_, role)) => (*role).to_owned(),
            None => self.name.to_lowercase().replace(' ', "."),
        };
        format!("{local}@{HOST}")
    }

    /// A valid NPI for a physician, the same every time and nobody's: those that begin with 1999 are made up from the name.
    pub fn npi(&self) -> Option<String> {
        let physician = self.credentials.contains("MD") || self.credentials.contains("DO");
        let number = self.name.bytes().fold(7_u64, |sum, byte| (sum * 31 + u64::from(byte)) % 100_000);
        physician.then(|| with_check_digit(&format!("1999{number:05}")))
    }
}

/// Nine digits with the check digit that makes them an NPI: ISO Luhn over the number prefixed by 80840, which adds 24.
fn with_check_digit(nine: &str) -> String {
    let sum: u32 = nine
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, byte)| {
            let digit = u32::from(byte - b'0');
            let weighed = if place % 2 == 0 { digit * 2 } else { digit };
            weighed / 10 + weighed % 10
        })
        .sum();
    format!("{nine}{}", (10 - (sum + 24) % 10) % 10)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    fn everybody() -> Vec<Member> {
        [AMARA, INES, RUTH, OMAR, PAUL, RAVI].into_iter().chain(RESIDENCY_FACULTY).chain(CLASSMATES).chain(ELSEWHERE).collect()
    }

    #[test]
    fn nobody_shares_an_address_and_everybody_lives_somewhere() {
        let addresses: HashSet<String> = everybody().iter().map(Member::email).collect();
        assert_eq!(addresses.len(), everybody().len());
        for member in everybody() {
            assert!(member.time_zone.parse::<chrono_tz::Tz>().is_ok(), "{}", member.time_zone);
            assert!(domain::accounts::rules::email(&member.email()).is_ok(), "{}", member.email());
        }
        let zones: HashSet<&str> = everybody().iter().map(|member| member.time_zone).collect();
        assert!(zones.contains(HAWAII) && zones.contains(BERLIN));
    }

    #[test]
    fn the_check_digit_is_that_of_known_numbers() {
        assert_eq!(with_check_digit("123456789"), "1234567893");
        assert_eq!(with_check_digit("155859879"), "1558598797");
    }

    #[test]
    fn physicians_have_a_number_of_their_own() {
        let numbers: Vec<String> = everybody().iter().filter_map(Member::npi).collect();
        assert_eq!(numbers.iter().collect::<HashSet<_>>().len(), numbers.len());
        assert_eq!((AMARA.npi().map(|number| number.len()), OMAR.npi(), RUTH.npi()), (Some(10), None, None));
    }
}
