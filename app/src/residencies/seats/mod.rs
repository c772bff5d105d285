//! Booking seats, giving them up, and answering an offer from a mail.

mod actions;
mod offer;
mod teaching;

pub(super) use actions::{book_seat, give_up_seat};
pub(super) use offer::{offer_page, refuse_offer, take_offer};
pub(super) use teaching::taught_residency;

use chrono_tz::Tz;
use domain::{
    ids::{BookingId, ResidencySessionId},
    residencies::{
        ReleasedSession,
        seats::{Act, Reason},
    },
};
use leptos::prelude::*;

use super::itinerary::day_and_hours;
use crate::{AppError, Site, forms::Typed};

/// Seats elsewhere are in the way: which, why, and the one form that changes over. `id` is that of a new booking; an offer has its own.
pub(super) fn in_the_way(action: &str, campus: Tz, blocking: &[(ReleasedSession, Reason)], id: Option<BookingId>) -> impl IntoView + use<> {
    let entries = blocking
        .iter()
        .map(|(session, reason)| {
            let why = match reason {
                Reason::SameContent => "has the same content",
                Reason::Overlap => "is at the same time",
            };
            view! { <li><b>{session.title.clone()}</b>", "{day_and_hours(session.times(), campus)}", "{why}</li> }
        })
        .collect_view();
    let given_up =
        blocking.iter().map(|(session, _)| view! { <input type="hidden" name="instead_of" value=session.id.to_string()/> }).collect_view();
    let label = match blocking {
        [(only, _)] => format!("Give up “{}” and take this seat", only.title),
        _ => format!("Give up these {} seats and take this one", blocking.len()),
    };
    view! {
        <section class="block" aria-labelledby="in-the-way">
            <p class="notice" data-kind="attention" role="alert"><span>"Nothing was changed yet: you have a seat that is in the way."</span></p>
            <h2 id="in-the-way">"Change over?"</h2>
            <ul class="aims">{entries}</ul>
            <p class="hint">"Both happen at once: you give up the one only if you get the other."</p>
            <form method="post" action=action.to_owned()>
                {id.map(|id| view! { <input type="hidden" name="id" value=id.to_string()/> })}
                {given_up}
                <p class="form-actions"><button class="button" data-kind="primary">{label}</button></p>
            </form>
        </section>
    }
}

/// The most seats one form gives up for another: more sessions than that are not at one time.
const MOST_GIVEN_UP: usize = 8;

/// The sessions that a form gives up.
fn given_up(form: &Typed) -> Result<Vec<ResidencySessionId>, AppError> {
    form.all("instead_of").take(MOST_GIVEN_UP).map(|id| id.parse().map_err(|_| lost())).collect()
}

fn lost() -> AppError {
    AppError::Malformed("The form did not arrive whole. Go back, reload the page and send it again; nothing was changed.".into())
}

/// Who acts, when, and where people reach the site.
fn act(site: &Site, now: chrono::DateTime<chrono::Utc>, actor: domain::ids::PersonId) -> Act<'_> {
    Act { now, actor: Some(actor), base_url: &site.settings.base_url }
}
