//! What mixing anew comes to, before anything is kept.

use axum::{
    extract::{Path, State as Shared},
    http::StatusCode,
};
use domain::{
    cohorts::{Scope, store as cohorts},
    residencies::{
        store,
        teams::{Mixing, Student, mark, mix as mixed, mixing},
    },
};
use leptos::prelude::*;

use super::{
    forms::{Forms, chance},
    page::{self, head},
    table::{Mixed, facts, table},
};
use crate::{
    AppError, Page, Site,
    cohorts::as_staff,
    forms::{Filled, Typed},
    page::Width,
    visit::{Staff, Visit},
};

/// How to mix, as it was asked for.
#[derive(Clone)]
pub struct Asked {
    /// `teams` or `size`.
    pub by: String,
    /// Teams, or students in a team.
    pub number: String,
    /// Where chance begins.
    pub seed: u64,
}

impl Asked {
    /// What it comes to with these students.
    pub fn mixing(&self, students: &[Student]) -> Result<Mixing, domain::FieldError> {
        mixing((&self.by, &self.number), self.seed, students.len())
    }

    /// The form it came from, with what is wrong.
    pub fn again(self, wrong: domain::FieldError) -> Forms {
        let mixing = Filled { typed: Typed::of([("by", &self.by), ("number", &self.number)]), errors: vec![wrong] };
        Forms { mixing, ..Forms::default() }
    }
}

/// `GET /cohorts/{cohort}/teams/mix`
pub async fn mix(Shared(site): Shared<Site>, staff: Staff, Path(cohort): Path<String>) -> Result<Page, AppError> {
    let scope = cohorts::scope(&site.db, as_staff(&staff), &cohort, None).await?;
    let text = |name| staff.asked(name).unwrap_or_default();
    let seed = text("seed").parse().unwrap_or_else(|_| chance());
    show(&staff, scope, Asked { by: text("by"), number: text("number"), seed }, false).await
}

/// The page. `stale` says that something else was looked at before, and was not kept.
pub async fn show(visit: &Visit, scope: Scope, asked: Asked, stale: bool) -> Result<Page, AppError> {
    let db = &visit.site.db;
    let students = store::students(db, scope.cohort().id).await?;
    let mixing = match asked.mixing(&students) {
        Ok(mixing) => mixing,
        Err(wrong) => return page::show(visit, scope, asked.again(wrong)).await,
    };
    let standing = store::teams(db, scope.cohort().id).await?;
    let names = store::team_names(db, scope.cohort().id, mixing.teams).await?;
    let teams = mixed(&students, mixing);
    let seen = mark(&teams);
    let page = Page::new(visit, "Mix anew", move || {
        let (now, anew) = (Mixed::standing(&standing), Mixed { names, teams });
        let now = (!standing.is_empty()).then_some(now);
        view! {
            {stale.then(changed)}
            {head(&scope, &[("Teams", "/teams")], "Mix anew")}
            {keep(&scope, &asked, seen, now.is_some())}
            {facts(&students, &anew, now.as_ref())}
            {table(&students, &anew)}
        }
    });
    let status = if stale { StatusCode::CONFLICT } else { StatusCode::OK };
    Ok(page.status(status).width(Width::Wide))
}

fn changed() -> impl IntoView {
    view! {
        <p class="notice" data-kind="attention" role="alert">
            "Students changed while you looked at it. Nothing was kept: look at the teams below, and keep them if they are right."
        </p>
    }
}

fn keep(scope: &Scope, asked: &Asked, seen: String, replaces: bool) -> impl IntoView + use<> {
    let base = format!("/cohorts/{}/teams", scope.cohort().slug);
    let Asked { by, number, seed } = asked.clone();
    let another = format!("{base}/mix?by={by}&number={}&seed={}", number.trim(), seed.wrapping_add(1));
    let words = if replaces {
        "Nothing is kept yet. Kept, they take the place of the teams there are; teams keep their names."
    } else {
        "Nothing is kept yet."
    };
    view! {
        <form class="form" method="post" action=base.clone()>
            <input type="hidden" name="by" value=by/>
            <input type="hidden" name="number" value=number/>
            <input type="hidden" name="seed" value=seed.to_string()/>
            <input type="hidden" name="seen" value=seen/>
            <p>{words}</p>
            <p class="form-actions">
                <button class="button" data-kind="primary">"Keep these teams"</button>
                <a class="button" href=another>"Show another mix"</a>
                <a href=base.clone()>"Cancel"</a>
            </p>
        </form>
    }
}
