//! One person, for administrators.

use axum::extract::Path;
use chrono_tz::Tz;
use domain::{
    accounts::{
        Power,
        store::{self, Known},
    },
    cohorts::store::{RunProgram, programs_run_by},
    ids::PersonId,
};
use leptos::prelude::*;

use crate::{AppError, Page, visit::Administrator, when};

/// `GET /people/{id}`.
pub async fn person(administrator: Administrator, Path(id): Path<PersonId>) -> Result<Page, AppError> {
    let known = store::known(&administrator.site.db, id).await?;
    let programs = programs_run_by(&administrator.site.db, id).await?;
    let zone = administrator.session.person.time_zone;
    let itself = administrator.session.person.id == id;
    let notice = super::notice(&administrator, NOTICES);
    Ok(Page::new(&administrator, known.name.clone(), move || {
        view! {
            {notice}
            <nav class="breadcrumbs" aria-label="Where you are"><ol><li><a href="/people">"People"</a></li><li>{known.name.clone()}</li></ol></nav>
            <header class="page-head"><h1>{known.name.clone()}</h1><p class="meta">{known.email.clone()}</p></header>
            {facts(&known, zone)}
            {powers(&known)}
            {runs(&known, &programs)}
            {access(&known, itself)}
        }
    }))
}

/// What was just done.
const NOTICES: &[(&str, &str)] = &[
    ("invited", "The invitation is on its way."),
    ("granted", "The power is given. They are signed out everywhere and find it when they sign in again."),
    ("revoked", "The power is taken. They are signed out everywhere."),
    ("deactivated", "They are signed out everywhere and can no longer sign in. Everything they did is kept."),
    ("reactivated", "They can sign in again."),
    ("factor", "The second factor is off. They set up a new one when they sign in."),
];

fn facts(known: &Known, zone: Tz) -> impl IntoView + use<> {
    let or_none = |text: &str| if text.is_empty() { "None".to_owned() } else { text.to_owned() };
    let rows = [
        ("Credentials", or_none(&known.credentials)),
        ("Specialty", or_none(&known.specialty)),
        ("NPI", or_none(known.npi.as_deref().unwrap_or_default())),
        ("Time zone", known.time_zone.clone()),
        ("Account since", when::long(known.created_at, zone)),
        ("Last seen", known.seen_at.map_or_else(|| "Not signed in anywhere".to_owned(), |at| when::long(at, zone))),
        ("Second factor", if known.has_second_factor { "On" } else { "Off" }.to_owned()),
    ];
    let rows = rows.map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> });
    view! { <section class="block"><h2>"Profile"</h2><dl class="facts">{rows.collect_view()}</dl></section> }
}

fn powers(known: &Known) -> impl IntoView + use<> {
    let row = |power: Power, holds: bool, name: &'static str, about: &'static str| {
        let (path, verb, kind) = if holds { ("revocations", "Take away", Some("danger")) } else { ("grants", "Give", None) };
        let action = format!("/people/{}/{path}", known.id);
        let label = format!("{verb}: {name}");
        view! {
            <li>
                <div><p><b>{name}</b></p><p class="meta"><span>{about}</span></p></div>
                <form class="inline" method="post" action=action>
                    <input type="hidden" name="power" value=power.as_str()/>
                    <button class="button" data-kind=kind aria-label=label>{verb}</button>
                </form>
            </li>
        }
    };
    view! {
        <section class="block">
            <h2>"Powers"</h2>
            <p>"Giving or taking one signs the person out everywhere and is written to the audit log."</p>
            <ul class="sessions">
                {row(Power::Staff, known.staff, "Staff", "Runs programs and cohorts")}
                {row(Power::Administrator, known.administrator, "Administrator", "Gives powers and reads the audit log")}
            </ul>
        </section>
    }
}

/// The programs they run; without the power of staff none of that is in force.
fn runs(known: &Known, programs: &[RunProgram]) -> impl IntoView + use<> {
    let links = programs.iter().map(|program| {
        view! { <li><a href=format!("/programs/{}/staff", program.slug)>{program.title.clone()}</a></li> }
    });
    let about = match (known.administrator, known.staff, programs.is_empty()) {
        (true, _, _) => "As an administrator they run every program.",
        (_, true, true) => "They run no program yet. Whoever runs one can add them on its page of staff.",
        (_, true, false) => "They run these programs, and see all of their cohorts:",
        (_, false, true) => "They run no program.",
        (_, false, false) => "They were added to these programs, which is in force only with the power of staff:",
    };
    view! { <section class="block"><h2>"Programs"</h2><p>{about}</p><ul class="plain-list">{links.collect_view()}</ul></section> }
}

fn access(known: &Known, itself: bool) -> impl IntoView + use<> {
    let button = |path: &'static str, label: &'static str, kind: Option<&'static str>| {
        let action = format!("/people/{}/{path}", known.id);
        view! { <form class="inline" method="post" action=action><button class="button" data-kind=kind>{label}</button></form> }
    };
    let active = known.deactivated_at.is_none();
    let invitation = (active && !known.accepted).then(|| button("invitation", "Send the invitation again", None));
    let factor =
        (known.has_second_factor && !itself).then(|| button("second-factor-removal", "Turn the second factor off", Some("danger")));
    let shut = if active {
        button("deactivation", "Deactivate the account", Some("danger"))
    } else {
        button("reactivation", "Reactivate the account", None)
    };
    let about = match (active, known.accepted) {
        (false, _) => "The account is deactivated: nobody can sign in with it.",
        (true, false) => "The invitation waits to be accepted.",
        (true, true) => "The account is in use.",
    };
    view! {
        <section class="block"><h2>"Access"</h2><p>{about}</p><div class="form-actions">{invitation}{factor}{shut}</div></section>
    }
}
