//! Which column is what: guessed from its name, and chosen on the screen.

use std::str::FromStr;

use sha2::{Digest, Sha256};

use crate::{Error, FieldError, Result};

crate::words! {
    /// What stands in a column.
    pub enum Column {
        /// Nothing that is taken.
        Nothing = "nothing",
        /// The whole name.
        Name = "name",
        /// The first part of the name.
        GivenName = "given_name",
        /// The last part of the name.
        FamilyName = "family_name",
        /// The address, by which a person is known.
        Email = "email",
        /// "MD, MPH".
        Credentials = "credentials",
        /// The medical specialty.
        Specialty = "specialty",
        /// The National Provider Identifier.
        Npi = "npi",
    }
}

impl Column {
    /// As people say it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Nothing => "Leave it out",
            Self::Name => "Name",
            Self::GivenName => "First name",
            Self::FamilyName => "Last name",
            Self::Email => "E-mail",
            Self::Credentials => "Credentials",
            Self::Specialty => "Specialty",
            Self::Npi => "NPI",
        }
    }

    /// By words in the name of a column, in the order in which they are looked for: "First name" is no whole name.
    fn guessed(name: &str) -> Self {
        let name: String = name.to_lowercase().chars().filter(|letter| letter.is_alphanumeric()).collect();
        let words: [(&[&str], Self); 7] = [
            (&["mail"], Self::Email),
            (&["npi", "provideridentifier"], Self::Npi),
            (&["firstname", "givenname", "forename"], Self::GivenName),
            (&["lastname", "familyname", "surname"], Self::FamilyName),
            (&["credential", "degree", "suffix"], Self::Credentials),
            (&["special"], Self::Specialty),
            (&["name", "student", "physician", "participant"], Self::Name),
        ];
        match name.as_str() {
            "first" | "given" => Self::GivenName,
            "last" | "family" => Self::FamilyName,
            name => {
                words.iter().find(|(words, _)| words.iter().any(|word| name.contains(word))).map_or(Self::Nothing, |(_, column)| *column)
            }
        }
    }
}

/// What each column of a file is, in their order.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Mapping(pub Vec<Column>);

impl Mapping {
    /// What the names of the columns say; of two that say the same, the first.
    pub fn guess(header: &[String]) -> Self {
        let mut taken = Vec::new();
        let columns = header.iter().map(|name| match Column::guessed(name) {
            column if taken.contains(&column) => Column::Nothing,
            column => {
                taken.push(column);
                column
            }
        });
        let mut columns: Vec<_> = columns.collect();
        if columns.contains(&Column::Name) {
            columns.iter_mut().filter(|column| [Column::GivenName, Column::FamilyName].contains(column)).for_each(|c| *c = Column::Nothing);
        }
        Self(columns)
    }

    /// What was chosen, column by column.
    ///
    /// # Errors
    /// [`Error::Invalid`] for `columns` if a word is none, or if rows read so would not say who somebody is.
    pub fn chosen<'w>(words: impl Iterator<Item = &'w str>, columns: usize) -> Result<Self> {
        let chosen: Vec<Column> = words.filter_map(|word| Column::from_str(word).ok()).collect();
        let mapping = Self(chosen);
        let mut errors = Vec::new();
        let mut wrong = |message: &str| errors.push(FieldError { field: "columns", message: message.to_owned() });
        if mapping.0.len() != columns {
            wrong("Choose something for each column.");
        }
        for column in Column::ALL.into_iter().filter(|column| *column != Column::Nothing) {
            if mapping.0.iter().filter(|one| **one == column).count() > 1 {
                wrong(&format!("Only one column can be: {}.", column.label()));
            }
        }
        if !mapping.has(Column::Email) {
            wrong("Choose the column of the e-mail address: people are known by it.");
        }
        let named = mapping.has(Column::Name) || (mapping.has(Column::GivenName) && mapping.has(Column::FamilyName));
        if !named {
            wrong("Choose the column of the name, or those of first and last name.");
        }
        if errors.is_empty() { Ok(mapping) } else { Err(Error::Invalid(errors)) }
    }

    /// Whether rows read so say who somebody is.
    pub fn is_enough(&self) -> bool {
        Self::chosen(self.0.iter().map(|column| column.as_str()), self.0.len()).is_ok()
    }

    /// Whether a column is that.
    pub fn has(&self, column: Column) -> bool {
        self.0.contains(&column)
    }

    /// What a row has in that column; nothing if there is none.
    pub fn cell<'c>(&self, cells: &'c [String], column: Column) -> &'c str {
        let place = self.0.iter().position(|one| *one == column);
        place.and_then(|place| cells.get(place)).map_or("", String::as_str)
    }
}

/// A header as its mapping is remembered by.
pub(in crate::cohorts) fn header_hash(header: &[String]) -> String {
    let folded: Vec<String> = header.iter().map(|name| name.trim().to_lowercase()).collect();
    hex::encode(Sha256::digest(folded.join("\u{1f}").as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use Column::{Credentials, Email, FamilyName, GivenName, Name, Nothing, Npi, Specialty};

    fn guess(header: &[&str]) -> Vec<Column> {
        Mapping::guess(&header.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>()).0
    }

    #[test]
    fn columns_are_known_by_their_names() {
        assert_eq!(guess(&["Student", "E-Mail Address", "Degrees", "Specialty", "NPI #"]), [Name, Email, Credentials, Specialty, Npi]);
        assert_eq!(
            guess(&["Last Name", "FIRST NAME", "email", "Alternate email", "Shoe size"]),
            [FamilyName, GivenName, Email, Nothing, Nothing]
        );
        assert_eq!(guess(&["First", "Last", "Full name", "mail"]), [Nothing, Nothing, Name, Email]);
    }

    #[test]
    fn what_was_chosen_must_say_who_somebody_is() {
        let said = |words: &[&str]| Mapping::chosen(words.iter().copied(), words.len()).map_err(|error| error.to_string());
        assert!(said(&["name", "email"]).is_ok() && said(&["given_name", "nothing", "family_name", "email", "nothing"]).is_ok());
        assert!(said(&["name", "npi"]).unwrap_err().contains("e-mail address"));
        assert!(said(&["given_name", "email"]).unwrap_err().contains("first and last name"));
        assert!(said(&["name", "email", "email"]).unwrap_err().contains("Only one column can be: E-mail"));
        assert!(said(&["name", "email", "nonsense"]).unwrap_err().contains("each column"));
    }

    #[test]
    fn a_header_is_recognized_without_regard_to_case() {
        let of = |names: [&str; 2]| header_hash(&names.map(str::to_owned));
        assert_eq!(of(["Name", "E-mail"]), of(["NAME", " e-mail "]));
        assert_ne!(of(["Name", "E-mail"]), of(["E-mail", "Name"]));
    }
}
