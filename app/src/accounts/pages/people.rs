//! The people of the school, for administrators; and inviting somebody, for staff as well.

use domain::accounts::store::{self, Listed, Order, PAGE};
use leptos::prelude::*;

use crate::{
    AppError, Page,
    error::encoded,
    forms::{self, Choice, Field, Filled},
    page::Width,
    visit::{Administrator, Staff, Visit},
    when,
};

/// What the address asks of the list.
#[derive(Clone)]
struct Asked {
    words: String,
    order: Order,
    page: i64,
}

impl Asked {
    fn of(visit: &Visit) -> Self {
        let order = visit.asked("sort").and_then(|word| word.parse().ok()).unwrap_or(Order::Name);
        let page = visit.asked("page").and_then(|number| number.parse().ok()).unwrap_or(1);
        Self { words: visit.asked("search").unwrap_or_default(), order, page: i64::clamp(page, 1, 100_000) }
    }

    fn address(&self, order: Order, page: i64) -> String {
        format!("/people?search={}&sort={order}&page={page}", encoded(&self.words))
    }
}

/// `GET /people`.
pub async fn people(administrator: Administrator) -> Result<Page, AppError> {
    let asked = Asked::of(&administrator);
    let (found, count) = store::people(&administrator.site.db, &asked.words, asked.order, asked.page).await?;
    let zone = administrator.session.person.time_zone;
    let page = Page::new(&administrator, "People", move || {
        let none = found.is_empty();
        let rows = found.into_iter().map(|person| row(person, zone)).collect_view();
        view! {
            <header class="page-head"><h1>"People"</h1><p class="lede">{count}" found. Powers are given and taken on each person's page."</p></header>
            {search(&asked)}
            {if none { empty().into_any() } else { table(&asked, rows).into_any() }}
            {pages(&asked, count)}
        }
    });
    Ok(page.width(Width::Wide))
}

fn search(asked: &Asked) -> impl IntoView + use<> {
    view! {
        <form class="filters" method="get" action="/people" role="search">
            <div class="field">
                <label for="search">"Name or address"</label>
                <input id="search" name="search" type="search" value=asked.words.clone() autocomplete="off"/>
            </div>
            <input type="hidden" name="sort" value=asked.order.as_str()/>
            <p class="form-actions"><button class="button">"Search"</button><a class="button" data-kind="primary" href="/people/new">"Invite somebody"</a></p>
        </form>
    }
}

fn empty() -> impl IntoView {
    view! { <p class="empty"><span>"Nobody has these letters in the name or the address."</span><a class="button" href="/people">"Show everybody"</a></p> }
}

fn table(asked: &Asked, rows: impl IntoView) -> impl IntoView {
    view! {
        <div class="table-wrap" role="region" aria-label="People" tabindex="0">
            <table class="table" data-dense="">
                <thead>
                    <tr>
                        {heading(asked, "Name", Order::Name, Order::NameDown)}
                        {heading(asked, "E-mail", Order::Email, Order::EmailDown)}
                        <th scope="col">"Powers"</th>
                        <th scope="col">"Account"</th>
                        {heading(asked, "Since", Order::Since, Order::SinceDown)}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn heading(asked: &Asked, label: &'static str, up: Order, down: Order) -> impl IntoView + use<> {
    let sorted = if asked.order == up { Some("ascending") } else { (asked.order == down).then_some("descending") };
    let next = if asked.order == up { down } else { up };
    let kind = (up == Order::Since).then_some("num");
    view! { <th scope="col" class=kind aria-sort=sorted><a href=asked.address(next, 1)>{label}</a></th> }
}

fn row(person: Listed, zone: chrono_tz::Tz) -> impl IntoView {
    let powers = [(person.administrator, "Administrator"), (person.staff, "Staff")];
    let powers = powers.into_iter().filter(|(holds, _)| *holds).map(|(_, name)| name).collect::<Vec<_>>().join(", ");
    let (state, word) = match (person.active, person.accepted) {
        (false, _) => ("locked", "Deactivated"),
        (true, false) => ("waiting", "Invited"),
        (true, true) => ("done", "Active"),
    };
    view! {
        <tr>
            <th scope="row"><a href=format!("/people/{}", person.id)>{person.name}</a></th>
            <td>{person.email}</td>
            <td>{powers}</td>
            <td><span class="state" data-state=state>{word}</span></td>
            <td class="num">{when::day(person.created_at.with_timezone(&zone).date_naive())}</td>
        </tr>
    }
}

/// Links to the page before and after.
fn pages(asked: &Asked, count: i64) -> impl IntoView + use<> {
    let last = (count + PAGE - 1) / PAGE;
    let link = |page: i64, label: &'static str| view! { <li><a href=asked.address(asked.order, page)>{label}</a></li> };
    let before = (asked.page > 1).then(|| link(asked.page - 1, "Before"));
    let after = (asked.page < last).then(|| link(asked.page + 1, "After"));
    (last > 1).then(|| {
        view! {
            <nav class="pages" aria-label="Pages of the list">
                <ul>{before}<li><span>{format!("Page {} of {last}", asked.page)}</span></li>{after}</ul>
            </nav>
        }
    })
}

/// `GET /people/new`.
pub async fn new_person(staff: Staff) -> Page {
    new_person_page(&staff, Filled::default())
}

/// The page that invites somebody. Powers can be given by administrators only.
pub fn new_person_page(visit: &Visit, form: Filled) -> Page {
    let (filled, gives_powers) = (form.clone(), visit.rights().administrator);
    let notice = super::notice(visit, &[("invited", "The invitation is on its way.")]);
    let page = Page::new(visit, forms::with_summary(&form, "Invite somebody"), move || {
        view! {
            {notice}
            <header class="page-head">
                <h1>"Invite somebody"</h1>
                <p class="lede">"A link comes to them by mail. It works once, for 14 days, and lets them choose a password."</p>
            </header>
            <form class="form" method="post" action="/people" novalidate=true>
                {forms::error_summary(&form)}
                {forms::field(&form, Field::text("name", "Name"))}
                {forms::field(&form, Field::text("email", "E-mail").kind("email"))}
                {gives_powers.then(|| forms::choices(&form, "power", "Powers", powers()))}
                <p class="form-actions"><button class="button" data-kind="primary">"Send the invitation"</button></p>
            </form>
        }
    });
    filled.on(page.width(Width::Narrow))
}

fn powers() -> Vec<Choice> {
    let choice = |value: &str, label: &str| Choice { value: value.to_owned(), label: label.to_owned() };
    vec![
        choice("", "None: a student or a member of the faculty"),
        choice("staff", "Staff: runs programs and cohorts"),
        choice("administrator", "Administrator: also gives powers and reads the audit log"),
    ]
}
