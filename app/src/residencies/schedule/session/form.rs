//! The form of a session.

use domain::residencies::SessionKind;
use leptos::prelude::*;

use super::super::loaded::Board;
use crate::forms::{Choice, Field, Filled, TextArea, checks, field, select, text_area};

pub(super) fn form(board: &Board, form: &Filled, (action, button): (String, &'static str)) -> impl IntoView + use<> {
    let hidden = |name: &'static str| view! { <input type="hidden" name=name value=form.typed.get(name).to_owned()/> };
    view! {
        <form class="form" method="post" action=action>
            {hidden("id")}
            {hidden("seen")}
            {field(form, Field::text("title", "Name"))}
            {select(form, "kind", "Kind", "", kinds())}
            {field(form, Field::text("minutes", "Minutes").kind("number").hint("How long it takes, 5 to 720."))}
            {text_area(form, TextArea { name: "summary", label: "What it is about and what to prepare", hint: "May be empty.", rows: 4, limit: 4000 })}
            {people(board, form)}
            {content(board, form)}
            {order(board, form)}
            <p class="form-actions"><button class="button" data-kind="primary">{button}</button></p>
        </form>
    }
}

fn kinds() -> Vec<Choice> {
    SessionKind::ALL.map(|kind| choice(kind.as_str(), kind.label())).to_vec()
}

fn choice(value: impl Into<String>, label: impl Into<String>) -> Choice {
    Choice { value: value.into(), label: label.into() }
}

fn people(board: &Board, form: &Filled) -> impl IntoView + use<> {
    let teams = board.schedule.teams.iter().map(|team| choice(team.id.to_string(), format!("{} ({})", team.name, team.members)));
    let all = std::iter::once(choice("everybody", format!("Everybody ({})", board.schedule.students)));
    let faculty = board.schedule.faculty.iter().map(|one| choice(one.id.to_string(), one.name.clone())).collect();
    view! {
        {checks(form, "teams", "For whom", "", all.chain(teams).collect())}
        {field(form, Field::text("seats", "Seats").kind("number").hint("Only if people book it. Nothing: nobody needs to."))}
        {checks(form, "faculty", "Who holds it", "", faculty)}
        {checks(form, "confirmed", "Confirmation", "", vec![choice("yes", "Everybody who holds it has said yes")])}
    }
}

fn content(board: &Board, form: &Filled) -> impl IntoView + use<> {
    let none = |label: &str| std::iter::once(choice("", label));
    let modules = board.modules();
    let names = modules.clone();
    let units = board.schedule.dues.iter().map(move |due| {
        let module = names.iter().find(|(id, _)| *id == due.module_id).map_or("", |(_, title)| title);
        choice(format!("{}/{}", due.module_id, due.unit), format!("{module}: {}", due.title))
    });
    let modules = modules.into_iter().map(|(id, title)| choice(id.to_string(), title));
    view! {
        {select(form, "module", "Module", "", none("No module").chain(modules).collect())}
        {select(form, "prework", "To be done before, or held in it", "A unit of a module. A live session is held: whoever is marked present has done it.", none("Nothing").chain(units).collect())}
        {checks(form, "creditable", "Credit", "", vec![choice("yes", "Its minutes count as education")])}
        {field(form, Field::text("features", "What the room must have").hint("Words with commas between them, such as projector, movable tables."))}
    }
}

fn order(board: &Board, form: &Filled) -> impl IntoView + use<> {
    let own = form.typed.get("id").to_owned();
    let others = || board.schedule.sessions.iter().filter(|one| one.id.to_string() != own);
    let repeats = std::iter::once(choice("", "Nothing")).chain(others().map(|one| choice(one.id.to_string(), one.title.clone()))).collect();
    let after = others().map(|one| choice(one.id.to_string(), one.title.clone())).collect();
    view! {
        <details class="disclosure">
            <summary>"Order, repeats and preferred hours"</summary>
            {select(form, "repeat_of", "Repeats", "The session whose content it has, if it is offered more than once.", repeats)}
            {checks(form, "after", "Comes after", "", after)}
            {field(form, Field::text("prefer_from", "Best from").hint("A time of day such as 09:00; may be empty."))}
            {field(form, Field::text("prefer", "Best until").hint("A time of day; may be empty."))}
            {checks(form, "locked", "Arranging", "", vec![choice("yes", "Leave it where it is")])}
        </details>
    }
}
