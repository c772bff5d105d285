//! Attendance as a file for spreadsheets: a row for each student and session.

use chrono_tz::Tz;
use domain::residencies::{presence::rules, store::presence::Grid};

use crate::cohorts::csv::table;

/// All there is to say, by student and session. Times are campus time.
pub fn attendance(grid: &Grid, campus: Tz) -> String {
    let heads = [
        "Student",
        "Session",
        "Kind",
        "From (campus time)",
        "Length",
        "Expected",
        "State",
        "Minutes",
        "Minutes that count",
        "Hours",
        "Corrected",
    ];
    let mut rows = vec![heads.map(str::to_owned).to_vec()];
    let yes = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
    for (student, name) in &grid.students {
        for session in &grid.sessions {
            let Some(cell) = grid.cells.get(&(*student, session.id)).filter(|cell| cell.expected || cell.state.is_some()) else { continue };
            rows.push(vec![
                name.clone(),
                session.title.clone(),
                session.kind.label().to_owned(),
                session.starts_at.with_timezone(&campus).format("%Y-%m-%d %H:%M").to_string(),
                (session.ends_at - session.starts_at).num_minutes().to_string(),
                yes(cell.expected),
                cell.state.map_or("Not marked", |state| state.label()).to_owned(),
                cell.present.to_string(),
                cell.minutes.to_string(),
                rules::hours(cell.minutes),
                yes(cell.corrected),
            ]);
        }
    }
    table(rows)
}
