//! A row read by the mapping of its columns.

use super::{Column, Mapping, RawRow};
use crate::{
    Error,
    accounts::rules::{self, TypedProfile},
};

/// A student as a row describes them. What the file does not say is absent, and changes nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// As it is written in the file.
    pub email: String,
    /// Their name.
    pub name: String,
    /// "MD, MPH".
    pub credentials: Option<String>,
    /// Their specialty.
    pub specialty: Option<String>,
    /// Ten digits that hold.
    pub npi: Option<String>,
}

/// The address of a row as it is compared; nothing if there is none that could be one.
pub fn folded_email(mapping: &Mapping, row: &RawRow) -> Option<String> {
    rules::email(mapping.cell(&row.cells, Column::Email)).ok().map(|address| rules::fold_email(&address))
}

/// What a row says, or everything that is wrong with it.
///
/// # Errors
/// Sentences for the person who made the file.
pub fn entry(mapping: &Mapping, row: &RawRow) -> Result<Entry, Vec<String>> {
    let cell = |column| mapping.cell(&row.cells, column);
    let mut faults = Vec::new();
    if row.cells.iter().skip(mapping.0.len()).any(|cell| !cell.is_empty()) {
        let (cells, columns) = (row.cells.len(), mapping.0.len());
        faults.push(format!(
            "The row has {cells} cells, but the first line names {columns} columns. Put a cell with a comma into quotation marks."
        ));
    }
    let whole = match cell(Column::Name) {
        "" => format!("{} {}", cell(Column::GivenName), cell(Column::FamilyName)),
        name => name.to_owned(),
    };
    let (credentials, specialty, npi) = (cell(Column::Credentials), cell(Column::Specialty), cell(Column::Npi));
    let email = noted(rules::email(cell(Column::Email)), &mut faults);
    let profile = noted(TypedProfile { name: &whole, credentials, specialty, time_zone: "UTC", npi }.parse(), &mut faults);
    match (email, profile) {
        (Some(email), Some(profile)) if faults.is_empty() => {
            let said = |text: String| (!text.is_empty()).then_some(text);
            let (credentials, specialty) = (said(profile.credentials), said(profile.specialty));
            Ok(Entry { email, name: profile.name, credentials, specialty, npi: profile.npi })
        }
        _ => Err(faults),
    }
}

fn noted<T>(parsed: crate::Result<T>, faults: &mut Vec<String>) -> Option<T> {
    match parsed {
        Ok(value) => return Some(value),
        Err(Error::Invalid(errors)) => faults.extend(errors.into_iter().map(|error| error.message)),
        Err(other) => faults.push(other.to_string()),
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mapping() -> Mapping {
        Mapping(vec![Column::GivenName, Column::FamilyName, Column::Email, Column::Npi, Column::Credentials])
    }

    fn row(cells: &[&str]) -> RawRow {
        RawRow { line: 7, cells: cells.iter().map(|cell| (*cell).to_owned()).collect() }
    }

    #[test]
    fn what_the_file_does_not_say_is_absent() {
        let read = entry(&mapping(), &row(&["Amara", " Okafor", "Amara@X.example", "", "MD,  MPH"])).unwrap();
        assert_eq!((read.name.as_str(), read.email.as_str()), ("Amara Okafor", "Amara@X.example"));
        assert_eq!((read.credentials.as_deref(), read.specialty, read.npi), (Some("MD, MPH"), None, None));
        assert!(entry(&mapping(), &row(&["Amara", "Okafor", "a@x.example"])).is_ok(), "short rows end in empty cells");
        assert_eq!(folded_email(&mapping(), &row(&["", "", " A@X.Example "])).as_deref(), Some("a@x.example"));
    }

    #[test]
    fn everything_wrong_with_a_row_is_said_at_once() {
        let faults = entry(&mapping(), &row(&["", "", "a@x", "1234567890", "MD", "Cardiology"])).unwrap_err();
        let all = faults.join(" ");
        for words in ["6 cells", "not an e-mail address", "Enter a name", "does not fit"] {
            assert!(all.contains(words), "{words} is missing in {all}");
        }
        assert_eq!(folded_email(&mapping(), &row(&["", "", "a@x"])), None);
    }
}
