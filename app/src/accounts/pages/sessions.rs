//! Where one is signed in.

use chrono_tz::Tz;
use domain::{
    accounts::store::{self, SignedIn},
    ids::SessionId,
};
use leptos::prelude::*;

use super::account::account;
use crate::{AppError, Page, visit::Member, when};

/// `GET /account/sessions`.
pub async fn sessions(member: Member) -> Result<Page, AppError> {
    let person = &member.session.person;
    let found = store::sessions_of(&member.site.db, person.id, member.now).await?;
    let (here, zone) = (member.session.id, person.time_zone);
    let title = "Where you are signed in";
    let lede = "Every browser that is signed in as you. A device you do not know: sign it out and change your password.";
    Ok(account(&member, title.to_owned(), (title, "/account/sessions"), lede, move || {
        let others = found.iter().any(|session| session.id != here);
        let rows = found.into_iter().map(|session| row(session, here, zone)).collect_view();
        view! {
            <ul class="sessions">{rows}</ul>
            {others.then(|| view! {
                <form class="form" method="post" action="/account/sessions/others/end">
                    <p class="form-actions"><button class="button">"Sign out everywhere else"</button></p>
                </form>
            })}
        }
    }))
}

fn row(session: SignedIn, here: SessionId, zone: Tz) -> AnyView {
    let from = (!session.address.is_empty()).then(|| view! { <span>{session.address}</span> });
    if session.id == here {
        return view! {
            <li><div><p><b>{session.device}</b></p><p class="meta"><span>"This device"</span>{from}<span>"Now"</span></p></div></li>
        }
        .into_any();
    }
    let action = format!("/account/sessions/{}/end", session.id);
    let label = format!("Sign out there: {}", session.device);
    view! {
        <li>
            <div>
                <p><b>{session.device}</b></p>
                <p class="meta">{from}<span>"Last used "<time datetime=session.seen_at.to_rfc3339()>{when::long(session.seen_at, zone)}</time></span></p>
            </div>
            <form class="inline" method="post" action=action><button class="button" data-kind="danger" aria-label=label>"Sign out there"</button></form>
        </li>
    }
    .into_any()
}
