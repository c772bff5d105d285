//! What a student has to make up for, as the page of today says it.

use domain::{
    Result,
    db::Db,
    ids::EnrollmentId,
    residencies::{
        presence::{MakeUp, MakeUpState, MakeUpWay},
        store::presence::make_ups_of,
    },
};
use leptos::prelude::*;

use crate::when;

/// The reflections a student has to write, by session.
///
/// # Errors
/// Those of the database.
pub(crate) async fn make_ups_to_write(db: &Db, enrollment: EnrollmentId) -> Result<Vec<MakeUp>> {
    let mut all = make_ups_of(db, enrollment).await?;
    all.retain(|one| one.state == MakeUpState::Approved && one.way == MakeUpWay::Recording);
    Ok(all)
}

/// One of them as what is next, where nothing is to be studied.
pub(crate) fn make_up_next(one: &MakeUp) -> impl IntoView + use<> {
    let address = address(one);
    view! {
        <section class="next-up" aria-labelledby="next">
            <p class="eyebrow">"Next: make-up for a session you missed, "{one.way.label().to_lowercase()}</p>
            <h2 id="next"><a href=address.clone()>{one.session_title.clone()}</a></h2>
            <dl class="gauges"><div><dt>"Due on campus"</dt><dd>{until(one)}</dd></div></dl>
            <div class="form-actions"><a class="button" data-kind="primary" data-size="large" href=address>"Continue"</a></div>
        </section>
    }
}

/// One of them among what is due.
pub(crate) fn make_up_line(one: &MakeUp) -> impl IntoView + use<> {
    view! {
        <li>
            <a href=address(one)>{one.session_title.clone()}</a>
            <p class="meta"><span>"Make-up: "{one.way.label().to_lowercase()}</span></p>
            <p class="due">{until(one)}</p>
        </li>
    }
}

fn address(one: &MakeUp) -> String {
    format!("/attendance/make-ups/{}", one.id)
}

fn until(one: &MakeUp) -> impl IntoView + use<> {
    view! { "End of "<time datetime=one.due_on.to_string()>{when::day(one.due_on)}</time> }
}
