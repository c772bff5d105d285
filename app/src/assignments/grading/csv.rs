//! A gradebook as a file for spreadsheets: of each unit the result, and for assignments how it stands.

use chrono_tz::Tz;
use domain::{
    assignments::gradebook::{Cell, GradeLine, Gradebook},
    authoring::UnitKind,
};

use crate::cohorts::csv::table;

/// The lines in the order given. A unit's columns name its module: several modules have a unit of the same title. Times are campus time.
pub fn gradebook(book: &Gradebook, lines: &[&GradeLine], campus: Tz) -> String {
    let mut heads = ["Student", "E-mail", "Enrollment", "Mean in percent"].map(str::to_owned).to_vec();
    for unit in &book.units {
        let title = format!("{}: {}", unit.module_title, unit.title);
        heads.extend([format!("{title}: percent"), format!("{title}: passed")]);
        if unit.kind == UnitKind::Assignment {
            heads.extend([format!("{title}: state"), format!("{title}: handed in (campus time)")]);
        }
    }
    let mut rows = vec![heads];
    let percent = |percent: f64| format!("{percent:.1}");
    for line in lines {
        let mut cells =
            vec![line.name.clone(), line.email.clone(), line.state.label().to_owned(), line.mean().map(percent).unwrap_or_default()];
        for (cell, unit) in line.cells.iter().zip(&book.units) {
            let passed = cell.passed().map(|passed| if passed { "yes" } else { "no" });
            cells.extend([cell.percent().map(percent).unwrap_or_default(), passed.unwrap_or_default().to_owned()]);
            if unit.kind == UnitKind::Assignment {
                cells.extend(work(cell, campus));
            }
        }
        rows.push(cells);
    }
    table(rows)
}

fn work(cell: &Cell, campus: Tz) -> [String; 2] {
    match cell {
        Cell::Work(entry) => {
            [entry.state.label().to_owned(), entry.handed_in_at.with_timezone(&campus).format("%Y-%m-%d %H:%M").to_string()]
        }
        Cell::Nothing { overdue: true } => ["Past due".to_owned(), String::new()],
        _ => ["Nothing handed in".to_owned(), String::new()],
    }
}
