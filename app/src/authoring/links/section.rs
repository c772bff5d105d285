//! The links of a draft on the page of its review: the one that was just made, those there are, and the form for another.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::authoring::{
    drafts::links::{LinkState, MOST_LINKS},
    store::drafts::Link,
};
use leptos::prelude::*;

use crate::{
    cohorts::count,
    forms::{Field, Filled, address_made, field},
    when,
};

/// The address that was just made, this once.
pub fn made(module: &str, address: &str) -> impl IntoView + use<> {
    let words =
        "Copy it now and send it: it is shown only this once. Whoever has it can read this draft for seven days, without an account.";
    let way = view! { <a class="button" href=format!("/studio/{module}/review#links")>"I have copied it"</a> };
    address_made("The link", words, "Address of the draft", address.to_owned(), way)
}

/// What a link is good for, those there are, and the form for another.
pub fn links(module: &str, all: &[Link], (now, zone): (DateTime<Utc>, Tz), form: &Filled) -> impl IntoView + use<> {
    let rows = all.iter().map(|link| row(module, link, (now, zone))).collect_view();
    let list = (!all.is_empty()).then(|| view! { <ul class="outline">{rows}</ul> });
    let hint = "A name, so that you know it again in this list. Whoever opens the link does not see it.";
    view! {
        <section class="block" id="links" aria-labelledby="links-title">
            <h2 id="links-title">"For somebody without an account"</h2>
            <p class="hint">"A link lets whoever has it read this draft for seven days: as it stands, with its questions and what is right, but without comments. Nothing can be changed or handed in. It ends when you revoke it, and with the draft. "{format!("{MOST_LINKS} can work at a time.")}</p>
            {list}
            <form class="form" method="post" action=format!("/studio/{module}/links")>
                {field(form, Field::text("for_whom", "Whom it is for (optional)").hint(hint))}
                <p class="form-actions"><button class="button">"Make a link"</button></p>
            </form>
        </section>
    }
}

fn row(module: &str, link: &Link, (now, zone): (DateTime<Utc>, Tz)) -> impl IntoView + use<> {
    let state = link.state(now);
    let (shape, word) = match state {
        LinkState::Works => ("open", format!("Works until {}", when::long(link.ends_at, zone))),
        LinkState::Over => ("locked", "Its week is over".to_owned()),
        LinkState::Revoked => ("locked", "Revoked".to_owned()),
    };
    let opened = match link.opened_at {
        Some(at) => format!("Opened {}, last {}", count(link.opened, "time"), when::long(at, zone)),
        None => "Not opened yet".to_owned(),
    };
    let name = if link.note.is_empty() { "Link without a name".to_owned() } else { link.note.clone() };
    let revocation = (state == LinkState::Works).then(|| {
        view! {
            <form class="inline" method="post" action=format!("/studio/{module}/links/{}/revocation", link.id)>
                <button class="button" data-kind="danger" data-size="small">"Revoke"<span class="visually-hidden">": "{name.clone()}", made "{when::long(link.made_at, zone)}</span></button>
            </form>
        }
    });
    view! {
        <li>
            <div class="outline-unit">
                <p class="outline-title">{name.clone()}</p>
                <p class="meta">
                    <span class="state" data-state=shape>{word}</span>
                    <span>{link.made_by.clone()}", "{when::long(link.made_at, zone)}</span>
                    <span>{opened}</span>
                </p>
            </div>
            {revocation}
        </li>
    }
}
