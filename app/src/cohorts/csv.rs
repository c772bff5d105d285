//! A roster as a file for spreadsheets.

use axum::response::Response;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::{
    cohorts::Extension,
    reports::{Line, Roster, RosterModule},
};

use crate::attachment::attachment;

/// Without it some spreadsheets take UTF-8 for something older.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A table being written.
pub(crate) struct Table(String);

impl Default for Table {
    /// With its mark and no row.
    fn default() -> Self {
        Self(BYTE_ORDER_MARK.to_owned())
    }
}

impl Table {
    /// Adds a row.
    pub(crate) fn row<S: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = S>) {
        for (place, cell) in cells.into_iter().enumerate() {
            if place > 0 {
                self.0.push(',');
            }
            self.cell(cell.as_ref());
        }
        self.0.push_str("\r\n");
    }

    /// All rows.
    pub(crate) fn finish(self) -> String {
        self.0
    }

    /// Quoted where needed. What a spreadsheet would run as a formula begins with an apostrophe, which makes it a text there: names
    /// are typed by people, and the file is opened by staff.
    fn cell(&mut self, text: &str) {
        let runs = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}']);
        let text = if runs { format!("'{text}") } else { text.to_owned() };
        if text.contains([',', ';', '"', '\n', '\r', '\'']) {
            self.0.push('"');
            self.0.push_str(&text.replace('"', "\"\""));
            self.0.push('"');
        } else {
            self.0.push_str(&text);
        }
    }
}

/// The roster's text. Times are campus time.
pub fn roster(roster: &Roster, lines: &[&Line], campus: Tz) -> String {
    let mut table = Table::default();
    let mut heads = ["Name", "Credentials", "Specialty", "E-mail", "Enrollment", "Standing", "Reason", "Last activity (campus time)"]
        .map(str::to_owned)
        .to_vec();
    if roster.expected_minutes.is_some() {
        heads.extend(["Hours of units finished in the last two weeks", "Hours expected"].map(str::to_owned));
    }
    for RosterModule { module, units } in &roster.modules {
        let title = &module.title;
        heads.extend([
            format!("{title}: units completed of {units}"),
            format!("{title}: units past due"),
            format!("{title}: extended until"),
            format!("{title}: best quiz result in percent"),
        ]);
    }
    table.row(heads);
    for line in lines {
        table.row(cells(line, roster.expected_minutes, campus));
    }
    table.0
}

fn cells(line: &Line, expected_minutes: Option<i64>, campus: Tz) -> Vec<String> {
    let student = &line.student;
    let seen = |at: DateTime<Utc>| at.with_timezone(&campus).format("%Y-%m-%d %H:%M").to_string();
    let mut cells = vec![
        student.name.clone(),
        student.credentials.clone(),
        student.specialty.clone(),
        student.email.clone(),
        student.state.label().to_owned(),
        line.standing.label(),
        line.reason.clone(),
        line.last_at.map(seen).unwrap_or_default(),
    ];
    let hours = |minutes: i64| format!("{:.1}", minutes as f64 / 60.0);
    cells.extend(expected_minutes.into_iter().flat_map(|expected| [hours(line.minutes), hours(expected)]));
    for progress in &line.progress {
        let extended = progress.extended_until.map(seen).unwrap_or_default();
        let best = progress.best_percent.map(|percent| format!("{percent:.1}"));
        cells.extend([progress.completed.to_string(), progress.overdue.to_string(), extended, best.unwrap_or_default()]);
    }
    cells
}

/// Extensions as text, in the order given. Times are campus time.
pub fn extensions(all: &[Extension], campus: Tz) -> String {
    let at = |at: DateTime<Utc>| at.with_timezone(&campus).format("%Y-%m-%d %H:%M").to_string();
    let mut table = Table::default();
    let heads = ["Student", "Module", "Unit", "Due for all", "State", "Until", "Promised", "Reason", "Asked", "Answered", "By", "Answer"];
    table.row(heads);
    for one in all {
        table.row([
            one.student.clone(),
            one.module_title.clone(),
            one.unit_title.clone(),
            at(one.base_due_at),
            one.state.label().to_owned(),
            at(one.due_at),
            one.basis().promise(),
            one.reason.clone(),
            at(one.requested_at),
            one.answered_at.map(at).unwrap_or_default(),
            one.answered_by.clone().unwrap_or_default(),
            one.answer.clone(),
        ]);
    }
    table.0
}

/// Rows as text, the first of them with the heads of the columns.
pub fn table(rows: Vec<Vec<String>>) -> String {
    let mut table = Table(BYTE_ORDER_MARK.to_owned());
    for row in rows {
        table.row(row);
    }
    table.0
}

/// The text as a file to be saved under a name, which must be plain ASCII.
pub fn download(name: &str, text: String) -> Response {
    attachment("text/csv; charset=utf-8", name, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(cells: &[&str]) -> String {
        let mut table = Table(String::new());
        table.row(cells);
        table.0
    }

    #[test]
    fn what_a_spreadsheet_would_run_becomes_text() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\u{ff1d}1+1", "=HYPERLINK(\"http://a.example\",\"b\")"] {
            let row = written(&[formula]);
            assert!(row.starts_with("\"'"), "{formula:?} became {row:?}");
        }
        assert_eq!(written(&["Amara Okafor", "85.0", "a-b", "x=1"]), "Amara Okafor,85.0,a-b,x=1\r\n");
    }

    #[test]
    fn quotes_commas_and_line_ends_stay_in_their_cell() {
        assert_eq!(written(&["a,b", "c\"d", "e\nf", ""]), "\"a,b\",\"c\"\"d\",\"e\nf\",\r\n");
    }

    #[test]
    fn a_spreadsheet_is_told_that_it_is_utf_8() {
        assert!(
            roster(
                &Roster { modules: Vec::new(), residencies: Vec::new(), expected_minutes: None, lines: Vec::new() },
                &[],
                chrono_tz::UTC
            )
            .starts_with("\u{feff}Name,Credentials,")
        );
    }
}
