//! Saving a run of a simulator that stands in a unit.

use axum::{
    extract::{Path, State as Shared},
    response::{IntoResponse, Redirect, Response as Reply},
};
use domain::{
    Error,
    authoring::{Simulation, UnitKind},
    learning::{
        runs::Worked,
        store::{self, NewRun, UnitView},
    },
    simulators::{
        Refused,
        worksheet::{self, Entries},
    },
};

use super::lesson::any_open_unit;
use crate::{
    AppError, Site,
    forms::Typed,
    learning::pages::{run_refused, unit_address},
    simulators::{How, Standing, anchor, simulations, worked},
    visit::Student,
};

/// `POST /learn/{module}/{unit}/runs`: works the sums again and keeps them; back to the simulator, with what was typed.
pub async fn save_run(
    Shared(site): Shared<Site>,
    student: Student,
    Path((module, unit)): Path<(String, String)>,
    form: Typed,
) -> Result<Reply, AppError> {
    let unit = any_open_unit(&site, &student, (&module, &unit)).await?;
    let (place, simulation) = simulator_of(&unit, form.get("simulator"))?;
    let worksheet = worksheet::find(&simulation.simulator).ok_or(AppError::NotFound)?;
    let pairs: Vec<(String, String)> = form.pairs().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let entries = Entries::read(worksheet, &pairs);
    let kept = match worked(move || Worked::of(&entries)).await? {
        Ok(worked) => keep(&site, &student, &unit, (simulation.shows.clone(), worked)).await?,
        Err(refused) => Err(refused),
    };
    match kept {
        Ok(run) => {
            let page = unit_address(&unit.module_slug, &unit.slug);
            Ok(Redirect::to(&format!("{page}?saved={run}#{}", anchor(place))).into_response())
        }
        Err(refused) => {
            let inputs = Standing { place, pairs, how: How::Refused(refused) };
            Ok(run_refused(&site, student, unit, inputs).await?.into_response())
        }
    }
}

/// The simulator that a form names by its place in the unit and its name.
fn simulator_of<'u>(unit: &'u UnitView, named: &str) -> Result<(usize, &'u Simulation), AppError> {
    let (place, name) = named.split_once(':').ok_or(AppError::NotFound)?;
    let place: usize = place.parse().map_err(|_| AppError::NotFound)?;
    // A newer version of the module may have another one there.
    simulations(unit).find(|(at, simulation)| *at == place && simulation.simulator == name).ok_or_else(|| {
        AppError::Conflict(
            "This unit has changed since the page was made. Reload the page, enter your inputs and save the run again.".into(),
        )
    })
}

async fn keep(
    site: &Site,
    student: &Student,
    unit: &UnitView,
    (title, worked): (String, Worked),
) -> Result<Result<domain::ids::RunId, Refused>, AppError> {
    let is_simulation = unit.kind == UnitKind::Simulation && unit.completed_at.is_none();
    let new = NewRun {
        enrollment: student.place.enrollment,
        module: unit.module,
        unit: unit.slug.clone(),
        unit_id: unit.id,
        title,
        worked,
        completes: is_simulation.then(|| unit.whereabouts(&student.session.person, &student.place)),
    };
    let now = student.now;
    match site.db.write(move |tx| Box::pin(async move { store::save_run(tx, now, &new).await })).await {
        Err(Error::Invalid(errors)) => Ok(Err(Refused::new("", errors.into_iter().next().map_or_else(String::new, |error| error.message)))),
        done => Ok(Ok(done?)),
    }
}
