//! What waits to be graded, for the start page of faculty.

use chrono::{DateTime, Utc};
use domain::{
    Result,
    assignments::{
        gradebook::{GradeLine, waiting as waiting_at},
        store,
    },
    authoring::UnitKind,
    cohorts::{
        Reader,
        store::{Taught, scope},
    },
    db::Db,
};
use leptos::prelude::*;

/// An assignment of which something waits.
#[derive(Clone, Debug)]
pub(crate) struct Waiting {
    cohort: String,
    address: String,
    title: String,
    number: usize,
}

/// What waits in the modules that somebody teaches.
///
/// # Errors
/// Those of the database.
pub(crate) async fn waiting(db: &Db, reader: Reader, taught: &[Taught], now: DateTime<Utc>) -> Result<Vec<Waiting>> {
    let mut all = Vec::new();
    for one in taught {
        let scope = scope(db, reader, &one.cohort.slug, None).await?;
        let book = store::gradebook(db, &scope, now).await?;
        let lines: Vec<&GradeLine> = book.lines.iter().collect();
        for (place, unit) in book.units.iter().enumerate().filter(|(_, unit)| unit.kind == UnitKind::Assignment) {
            let Some((number, _)) = waiting_at(&lines, place) else { continue };
            let address = format!("/teaching/{}/{}/assignments/{}?show=to-grade", one.cohort.slug, unit.module_slug, unit.slug);
            all.push(Waiting { cohort: one.cohort.title.clone(), address, title: unit.title.clone(), number });
        }
    }
    Ok(all)
}

/// The section of the page; nothing where nothing waits.
pub(crate) fn waiting_lines(all: &[Waiting]) -> impl IntoView + use<> {
    let lines = all.iter().map(|one| {
        view! { <li><a href=one.address.clone()>{one.title.clone()}</a>" "<span class="hint">{one.cohort.clone()}", "{one.number}" to grade"</span></li> }
    });
    let lines = lines.collect_view();
    (!all.is_empty()).then(|| view! { <section class="block" aria-labelledby="to-grade"><h2 id="to-grade">"To grade"</h2><ul class="extension-list">{lines}</ul></section> })
}
