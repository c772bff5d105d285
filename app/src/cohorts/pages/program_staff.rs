//! Who runs a program.

use axum::extract::{Path, State as Shared};
use domain::cohorts::{
    StaffMember,
    store::{self, RunProgram},
};
use leptos::prelude::*;

use super::words::breadcrumbs;
use crate::{
    AppError, Page, Site,
    cohorts::as_staff,
    forms::{self, Field, Filled},
    visit::{Staff, Visit},
    when,
};

/// `GET /programs/{program}/staff`
pub async fn staff_of_program(Shared(site): Shared<Site>, staff: Staff, Path(program): Path<String>) -> Result<Page, AppError> {
    let program = store::run_program(&site.db, as_staff(&staff), &program).await?;
    staff_page(&staff, program, Filled::default()).await
}

/// The list and the form, with what was typed.
pub async fn staff_page(visit: &Visit, program: RunProgram, form: Filled) -> Result<Page, AppError> {
    let members = store::program_staff(&visit.site.db, program.id).await?;
    let (filled, inside) = (form.clone(), visit.clone());
    let page = Page::new(visit, forms::with_summary(&form, "Staff of the program"), move || {
        let why =
            if inside.rights().administrator { "You see this as an administrator." } else { "You see this because you run this program." };
        let way = vec![("Programs".into(), "/programs".into()), (program.title.clone(), format!("/programs/{}", program.slug))];
        view! {
            <header class="page-head">
                {breadcrumbs(way, "Staff".into())}
                <h1>"Staff of the program"</h1>
                <p class="lede">"Who runs "{program.title.clone()}" sees all of its cohorts. Administrators see them anyway."</p>
            </header>
            {list(&inside, &program, members)}
            {add(&program, &filled)}
            <p class="aside-note no-print">{why}</p>
        }
    });
    Ok(form.on(page))
}

fn list(visit: &Visit, program: &RunProgram, members: Vec<StaffMember>) -> impl IntoView + use<> {
    if members.is_empty() {
        let words =
            "Nobody runs this program but the administrators. Whoever is added below stands here, and finds its cohorts under Cohorts.";
        return view! { <p class="empty">{words}</p> }.into_any();
    }
    let rows = members.into_iter().map(|member| row(visit, program, member)).collect_view();
    view! { <ul class="sessions">{rows}</ul> }.into_any()
}

fn row(visit: &Visit, program: &RunProgram, member: StaffMember) -> impl IntoView + use<> {
    let session = visit.session.as_ref();
    let zone = session.map_or(chrono_tz::UTC, |session| session.person.time_zone);
    let own = session.is_some_and(|session| session.person.id == member.person);
    let action = format!("/programs/{}/staff/{}/removal", program.slug, member.person);
    let label = format!("Remove {}", member.name);
    let since = when::day(member.added_at.with_timezone(&zone).date_naive());
    view! {
        <li>
            <div>
                <p><b>{member.name}</b>{own.then_some(" (you)")}</p>
                <p class="meta"><span>{member.email}</span><span>"since "{since}</span></p>
            </div>
            <form class="inline" method="post" action=action><button class="button" data-kind="danger" aria-label=label>"Remove"</button></form>
        </li>
    }
}

fn add(program: &RunProgram, form: &Filled) -> impl IntoView + use<> {
    let email =
        Field::text("email", "E-mail").kind("email").hint("Of somebody with the power of staff, which administrators give under People.");
    view! {
        <form class="form" method="post" action=format!("/programs/{}/staff", program.slug) novalidate=true>
            <h2>"Add somebody"</h2>
            {forms::error_summary(form)}
            {forms::field(form, email)}
            <p class="form-actions"><button class="button" data-kind="primary">"Add"</button></p>
        </form>
    }
}
