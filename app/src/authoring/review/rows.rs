//! What the studio says of drafts that somebody is asked to read.

use domain::authoring::{drafts::DraftState, store::drafts::review::Asked};
use leptos::prelude::*;

use super::review_address;
use crate::{authoring::pages::state, when};

/// A section with the drafts that somebody is asked to read; nothing where there are none.
pub fn asked(all: &[Asked], zone: chrono_tz::Tz) -> Option<impl IntoView + use<>> {
    let rows = all.iter().map(|one| row(one, zone)).collect_view();
    (!all.is_empty()).then(|| {
        view! {
            <section class="block" aria-labelledby="asked">
                <h2 id="asked">"You are asked to read"</h2>
                <ul class="outline">{rows}</ul>
            </section>
        }
    })
}

fn row(one: &Asked, zone: chrono_tz::Tz) -> impl IntoView + use<> {
    let yours = match one.said {
        _ if one.state == DraftState::Approved => "",
        None => "Waits for you",
        Some(revision) if revision == one.revision => "You have said what you think of it",
        Some(_) => "Changed since you read it",
    };
    let title = one.title.clone();
    view! {
        <li>
            <div class="outline-unit">
                <p class="outline-title"><a href=review_address(&one.slug)>{title}</a></p>
                <p class="meta">{state(one.state)}<span>{yours}</span><span>{one.asked_by.clone()}" asked you on "{when::day(one.asked_at.with_timezone(&zone).date_naive())}</span></p>
            </div>
        </li>
    }
}
