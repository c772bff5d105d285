//! One's own places: how one stands in each cohort, since when, and whom to ask.

use axum::extract::State as Shared;
use domain::cohorts::{
    EnrollmentState, OwnPlace, StaffMember,
    store::{cohort_staff, own_places},
};
use leptos::prelude::*;

use crate::{
    AppError, Page, Site,
    page::Width,
    visit::{Member, Visit},
    when,
};

/// `GET /places`
pub async fn own_places_page(Shared(site): Shared<Site>, member: Member) -> Result<Page, AppError> {
    let places = read(&site, member.session.person.id).await?;
    Ok(page(&member, places))
}

/// What stands at `/today` for somebody who studies nowhere at the moment: how they stand, instead of nothing at all. For those who
/// never had a place and are here for something else, it is not there.
pub async fn not_studying(visit: &Visit) -> Result<Page, AppError> {
    let session = visit.session.as_ref().ok_or(AppError::NotFound)?;
    let places = read(&visit.site, session.person.id).await?;
    if places.is_empty() && !visit.has_nowhere_else() {
        return Err(AppError::NotFound);
    }
    Ok(page(visit, places))
}

/// A place, and who runs its program.
type Asked = (OwnPlace, Vec<StaffMember>);

async fn read(site: &Site, person: domain::ids::PersonId) -> Result<Vec<Asked>, AppError> {
    let mut asked = Vec::new();
    for place in own_places(&site.db, person).await? {
        let staff = cohort_staff(&site.db, place.cohort_id).await?;
        asked.push((place, staff));
    }
    Ok(asked)
}

fn page(visit: &Visit, places: Vec<Asked>) -> Page {
    let own = visit.session.as_ref().map_or(chrono_tz::UTC, |session| session.person.time_zone);
    let title = if places.len() == 1 { "Your place" } else { "Your places" };
    Page::new(visit, title, move || {
        let none = places.is_empty().then(|| {
            view! { <p class="empty">"You have no place in a cohort. Once program staff invite you to one, it stands here and you can accept it."</p> }
        });
        view! {
            <header class="page-head"><h1>{title}</h1></header>
            {none}
            {places.iter().map(|place| section(place, own)).collect_view()}
        }
    })
    .width(Width::Narrow)
}

fn section((place, staff): &Asked, own: chrono_tz::Tz) -> impl IntoView + use<> {
    let since = when::long(place.since, place.time_zone);
    let theirs = when::own(place.since, place.time_zone, own).map(|own| view! { <span class="own-zone">" ("{own}" for you)"</span> });
    let accept = (place.state == EnrollmentState::Invited).then(|| {
        let action = format!("/places/{}/acceptance", place.enrollment);
        let label = format!("Accept the place in {}", place.cohort);
        view! { <form class="form-actions" method="post" action=action><button class="button" data-kind="primary">{label}</button></form> }
    });
    let open = (place.state == EnrollmentState::Enrolled).then(|| view! { <p><a href="/today">"Go to Today"</a></p> });
    view! {
        <section class="block" id=format!("place-{}", place.enrollment)>
            <h2>{place.cohort.clone()}</h2>
            <p class="meta"><span>{place.program.clone()}</span><span>{when::days(place.starts_on, place.ends_on)}</span></p>
            <p><b>{place.state.label()}</b>" since "<time datetime=place.since.to_rfc3339()>{since}" campus time"</time>{theirs}"."</p>
            <p>{meaning(place.state)}</p>
            {accept}
            {open}
            {whom_to_ask(staff)}
        </section>
    }
}

/// What it means for the one who stands so.
fn meaning(state: EnrollmentState) -> &'static str {
    match state {
        EnrollmentState::Invited => "You are invited. Once you accept, the modules, dates and residencies of this cohort are yours.",
        EnrollmentState::Enrolled => "You study in this cohort.",
        EnrollmentState::OnLeave => {
            "You are away for a time and keep your place. The learning pages open again when you return; everything you did is kept."
        }
        EnrollmentState::Deferred => "You stopped here to go on with a later cohort. Everything you did is kept and counts there.",
        EnrollmentState::Withdrawn => {
            "You gave this place up, or it was taken back. The learning pages are closed; everything you did is kept."
        }
        EnrollmentState::Graduated => "You have finished the program. Everything you did is kept.",
    }
}

fn whom_to_ask(staff: &[StaffMember]) -> impl IntoView + use<> {
    if staff.is_empty() {
        return view! { <p>"Questions about it are answered by the staff of the program."</p> }.into_any();
    }
    let people = staff.iter().map(|one| {
        let mail = format!("mailto:{}", one.email);
        view! { <li>{one.name.clone()}", "<a href=mail>{one.email.clone()}</a></li> }
    });
    view! { <p>"Questions about it are answered by:"</p><ul class="plain-list">{people.collect_view()}</ul> }.into_any()
}
