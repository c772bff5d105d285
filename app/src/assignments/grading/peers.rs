//! What one says of the others in one's team, in confidence.

use axum::{
    extract::{Path, State as Shared},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    Conflict, Error, FieldError,
    assignments::{
        Assignment,
        gradebook::GradedUnit,
        store::peers::{self as store, NewRating, Peers},
    },
    ids::{EnrollmentId, PeerRatingId},
};
use leptos::prelude::*;

use super::own::own;
use crate::{
    AppError, Page, Site,
    cohorts::notice,
    forms::{Choice, Filled, TextArea, Typed, choices_of_many, error_summary, text_area_of_many, with_summary},
    learning::unit_address,
    visit::Student,
};

const NOTICES: &[(&str, &str)] = &[("rated", "Kept. You can change it until the grade is released.")];

/// What the numbers say.
const POINTS: [(u32, &str); 5] = [
    (5, "5: far more than an equal part"),
    (4, "4: more than an equal part"),
    (3, "3: an equal part"),
    (2, "2: less than an equal part"),
    (1, "1: hardly any part"),
];

async fn load(site: &Site, student: &Student, names: (&str, &str)) -> Result<(GradedUnit, Assignment, Peers), AppError> {
    let (unit, _) = own(site, &student.place, student.now, names).await?;
    let assignment = Assignment { module: unit.module, unit: unit.slug.clone() };
    let peers = store::peers(&site.db, student.place.enrollment, &assignment).await?;
    Ok((unit, assignment, peers))
}

/// `GET /learn/{module}/{unit}/peers`
pub async fn peers(Shared(site): Shared<Site>, student: Student, Path((module, unit)): Path<(String, String)>) -> Result<Page, AppError> {
    let (unit, _, peers) = load(&site, &student, (&module, &unit)).await?;
    let said = peers
        .said
        .iter()
        .flat_map(|one| [(format!("points-{}", one.rated), one.points.to_string()), (format!("words-{}", one.rated), one.words.clone())]);
    let form = Filled { typed: Typed::from_address(said.collect()), errors: Vec::new() };
    Ok(page(student, unit, peers, form))
}

/// `POST /learn/{module}/{unit}/peers`
pub async fn rate(
    Shared(site): Shared<Site>,
    student: Student,
    Path((module, unit)): Path<(String, String)>,
    form: Typed,
) -> Result<Response, AppError> {
    let (unit, assignment, peers) = load(&site, &student, (&module, &unit)).await?;
    let ratings: Vec<NewRating> = peers.others.iter().filter_map(|(other, _)| rating(&form, *other)).collect();
    let (now, rater) = (student.now, student.place.enrollment);
    match site.db.write(move |tx| Box::pin(async move { store::rate(tx, now, rater, &assignment, &ratings).await })).await {
        Ok(()) => Ok(Redirect::to(&format!("{}/peers?done=rated", unit_address(&unit.module_slug, &unit.slug))).into_response()),
        Err(Error::Invalid(errors)) => Ok(page(student, unit, peers, form.with(errors)).into_response()),
        Err(Error::Conflict(Conflict::Closed)) => {
            let words = "The grade was released meanwhile, so nothing can be changed here any more.";
            Ok(page(student, unit, peers, form.with(vec![FieldError { field: "points", message: words.into() }])).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

/// What was sent of one member, if a number was chosen.
fn rating(form: &Typed, rated: EnrollmentId) -> Option<NewRating> {
    Some(NewRating {
        id: form.get(&format!("id-{rated}")).parse().unwrap_or_else(|_| PeerRatingId::new()),
        rated,
        points: form.get(&format!("points-{rated}")).parse().ok()?,
        words: form.trimmed(&format!("words-{rated}")),
    })
}

fn page(student: Student, unit: GradedUnit, peers: Peers, form: Filled) -> Page {
    let visit = student.visit().clone();
    let title = with_summary(&form, &format!("Your team: {}", unit.title));
    let filled = form.clone();
    filled.on(Page::new(&visit, title, move || body(&student, &unit, &peers, &form)))
}

fn body(student: &Student, unit: &GradedUnit, peers: &Peers, form: &Filled) -> impl IntoView + use<> {
    let address = unit_address(&unit.module_slug, &unit.slug);
    let fields = peers.others.iter().map(|other| one(other, form)).collect_view();
    let fields = match peers.closed {
        true => view! { <p class="notice" data-kind="info">"The grade is released, so what you said stands as it is."</p> }.into_any(),
        false => view! {
            <form class="form" id="points" method="post" action=format!("{address}/peers")>
                {fields}
                <p class="form-actions"><button class="button" data-kind="primary">"Keep what I say"</button></p>
            </form>
        }
        .into_any(),
    };
    view! {
        {error_summary(form)}
        <header class="page-head">
            <nav class="breadcrumbs" aria-label="Where you are">
                <ol><li><a href="/today">"Today"</a></li><li><a href=address.clone()>{unit.title.clone()}</a></li><li>"Your team"</li></ol>
            </nav>
            <h1>"Who did how much"</h1>
            <p class="lede">"Say how much each of the others took part in the work on “"{unit.title.clone()}"”. Nobody in your team reads this, and you do not rate yourself."</p>
            <p class="hint">"Whoever grades sees one number for each member, made of what at least three say, and words without the name of who wrote them."</p>
        </header>
        {notice(student, NOTICES)}
        {fields}
    }
}

/// The fields on one member.
fn one((member, name): &(EnrollmentId, String), form: &Filled) -> impl IntoView + use<> {
    let points = format!("points-{member}");
    let error = form.error("points").filter(|_| form.typed.get(&points).is_empty()).map(|_| format!("Choose a number for {name}."));
    let options = POINTS.map(|(points, label)| Choice { value: points.to_string(), label: label.to_owned() }).to_vec();
    let area =
        TextArea { name: "words", label: "In words, if you like", hint: "Without your name, for whoever grades.", rows: 2, limit: 2_000 };
    let words = format!("words-{member}");
    let text = form.typed.get(&words).to_owned();
    view! {
        <section class="peer">
            <input type="hidden" name=format!("id-{member}") value=PeerRatingId::new().to_string()/>
            {choices_of_many(points.clone(), form.typed.get(&points), error, (name.clone(), options))}
            {text_area_of_many(words, &text, form.error("words"), area)}
        </section>
    }
}
