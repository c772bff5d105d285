//! Answering an offer from the mail: the secret in its address is enough, on a phone that is not signed in. Looking changes nothing, so a
//! mail program that opens every link answers for nobody.

use axum::{
    extract::{Path, State as Shared},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    Conflict, Error,
    policy::store::token_hash,
    residencies::{
        ReleasedSession,
        seats::{Answer, BookingState, Reason},
        store::{self, OpenOffer},
    },
};
use leptos::prelude::*;

use super::{act, given_up, in_the_way};
use crate::{
    AppError, Page, Site,
    forms::Typed,
    page::Width,
    residencies::{frame::place, itinerary::day_and_hours},
    visit::Visit,
    when,
};

/// `GET /seat-offers/{token}`
pub async fn offer_page(visit: Visit, Path(token): Path<String>) -> Result<Page, AppError> {
    let (offer, session) = known(&visit.site, &token).await?;
    Ok(show(&visit, token, offer, session, Vec::new()))
}

async fn known(site: &Site, token: &str) -> Result<(OpenOffer, ReleasedSession), AppError> {
    let offer = store::open_offer(&site.db, &token_hash(token)).await?.ok_or(AppError::NotFound)?;
    let session = store::released_session(&site.db, offer.session_id).await?;
    Ok((offer, session))
}

fn show(visit: &Visit, token: String, offer: OpenOffer, session: ReleasedSession, blocking: Vec<(ReleasedSession, Reason)>) -> Page {
    let declines = visit.asked("answer").as_deref() == Some("no");
    let is_open =
        offer.state == BookingState::Offered && session.canceled_at.is_none() && offer.offered_until.is_some_and(|until| visit.now < until);
    let base = format!("/seat-offers/{token}");
    let page = Page::new(visit, format!("A seat in {}", session.title), move || {
        let rest = if !is_open {
            view! { <p class="notice" data-kind="info"><span>{how_it_stands(&offer)}</span></p> }.into_any()
        } else if blocking.is_empty() {
            answers(&base, &offer, declines).into_any()
        } else {
            in_the_way(&format!("{base}/acceptance"), offer.campus, &blocking, None).into_any()
        };
        view! {
            <header class="page-head">
                <p class="eyebrow">"A seat for you"</p>
                <h1>{session.title.clone()}</h1>
                <p class="lede">{day_and_hours(session.times(), offer.campus)}" campus time"</p>
                <p class="meta"><span>{place(&session)}</span></p>
            </header>
            {rest}
            <p><a href=format!("/residencies/{}/sessions/{}", offer.position, session.id)>"The session on your itinerary"</a></p>
        }
    });
    page.width(Width::Narrow)
}

/// In words to whom the offer was made.
fn how_it_stands(offer: &OpenOffer) -> &'static str {
    match offer.state {
        BookingState::Booked => "The seat is yours. If you cannot come after all, give it up on the page of the session.",
        BookingState::Declined => "You have declined it, and it goes to the next on the waiting list.",
        BookingState::Withdrawn => "You have given this seat up.",
        _ => "The offer has ended: the seat went to the next on the waiting list. You can join the list again on the page of the session.",
    }
}

/// Both answers; the one that the link in the mail was about comes first.
fn answers(base: &str, offer: &OpenOffer, declines: bool) -> impl IntoView + use<> {
    let until = offer.offered_until.map(|until| when::long(until, offer.campus)).unwrap_or_default();
    let form = |path: &str, label: &'static str, first: bool| {
        view! {
            <form method="post" action=format!("{base}/{path}")>
                <p class="form-actions"><button class="button" data-kind=first.then_some("primary")>{label}</button></p>
            </form>
        }
    };
    let (take, decline) = (form("acceptance", "Take the seat", !declines), form("refusal", "Decline the seat", declines));
    view! {
        <p>"It is kept for you until "{until}" campus time. After that it goes to the next on the waiting list."</p>
        {if declines { (decline, take).into_any() } else { (take, decline).into_any() }}
    }
}

/// `POST /seat-offers/{token}/acceptance`
pub async fn take_offer(Shared(site): Shared<Site>, visit: Visit, Path(token): Path<String>, form: Typed) -> Result<Response, AppError> {
    let (offer, session) = known(&site, &token).await?;
    let instead_of = given_up(&form)?;
    let (asked, now, booking, actor) = (site.clone(), visit.now, offer.id, offer.person_id);
    let taken = site.db.write(move |tx| Box::pin(async move { store::accept(tx, act(&asked, now, actor), booking, &instead_of).await }));
    match taken.await {
        Ok(Answer::Stands(_)) => Ok(back(&token)),
        Ok(Answer::InTheWay(blocking)) => Ok(show(&visit, token, offer, session, blocking).status(StatusCode::CONFLICT).into_response()),
        // It was declined, or has ended: the page says so.
        Err(Error::Conflict(Conflict::Closed) | Error::NotFound) => {
            let (offer, session) = known(&site, &token).await?;
            let over = OpenOffer { offered_until: None, ..offer };
            Ok(show(&visit, token, over, session, Vec::new()).status(StatusCode::CONFLICT).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /seat-offers/{token}/refusal`
pub async fn refuse_offer(Shared(site): Shared<Site>, visit: Visit, Path(token): Path<String>) -> Result<Response, AppError> {
    let (offer, _) = known(&site, &token).await?;
    let (asked, now) = (site.clone(), visit.now);
    let refused = site.db.write(move |tx| Box::pin(async move { store::decline(tx, act(&asked, now, offer.person_id), offer.id).await }));
    refused.await?;
    Ok(back(&token))
}

fn back(token: &str) -> Response {
    Redirect::to(&format!("/seat-offers/{token}")).into_response()
}
