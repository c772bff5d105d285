//! Everything that is wrong with a schedule, and what was decided about it.

use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use domain::residencies::schedule::{Severity, Warning};
use leptos::prelude::*;

use super::loaded::{Board, anchor};
use crate::{
    AppError, Page,
    cohorts::notice,
    forms::{Filled, Typed, summary, with_summary},
    visit::Staff,
    when,
};

/// `GET /cohorts/{cohort}/residencies/{number}/warnings`
pub async fn warnings(staff: Staff, Path((cohort, number)): Path<(String, String)>) -> Result<Page, AppError> {
    let board = Board::load(&staff, &cohort, &number).await?;
    Ok(page(&staff, board, Typed::default().with(Vec::new())))
}

/// The list again, after what was wrong with a decision.
pub(super) fn warnings_again(staff: &Staff, board: Board, form: Filled) -> Response {
    page(staff, board, form).status(StatusCode::UNPROCESSABLE_ENTITY).into_response()
}

fn page(staff: &Staff, board: Board, form: Filled) -> Page {
    const NOTICES: [(&str, &str); 2] = [("passed", "Passed over. It stands again if its cause changes."), ("stands", "It stands again.")];
    let notice = notice(staff, &NOTICES);
    let title = with_summary(&form, "Warnings");
    Page::new(staff, title, move || {
        let errors = form.errors.iter().map(|error| (format!("#{}", anchor(form.typed.get("warning"))), error.message.clone())).collect();
        view! {
            {notice}
            {board.of.head("/warnings", "Warnings".into())}
            {summary(errors)}
            {body(&board, &form)}
        }
    })
}

fn body(board: &Board, form: &Filled) -> impl IntoView + use<> {
    if board.warnings.is_empty() {
        return view! { <p class="empty">"Nothing is wrong with this schedule."</p> }.into_any();
    }
    let group = |severity: Severity, title: &'static str, words: &'static str| {
        let some: Vec<&Warning> = board.warnings.iter().filter(|one| one.severity == severity).collect();
        let any = !some.is_empty();
        let entries = some.into_iter().map(|one| entry(board, one, form)).collect_view();
        let id = severity.as_str();
        any.then(|| {
            view! {
                <section class="block" aria-labelledby=id>
                    <h2 id=id>{title}</h2>
                    <p>{words}</p>
                    <ul class="board-decisions">{entries}</ul>
                </section>
            }
        })
    };
    view! {
        {group(Severity::Block, "To be solved", "Nothing is released while one of these stands. They cannot be passed over.")}
        {group(Severity::Warn, "Worth a look", "These do not keep a release back. Pass one over with a reason if it is meant so.")}
        {group(Severity::Ignored, "Passed over", "With the reason that was given. Each stands again by itself if its cause changes.")}
    }
    .into_any()
}

fn entry(board: &Board, warning: &Warning, form: &Filled) -> impl IntoView + use<> {
    let base = board.of.address();
    let named = |id: &domain::ids::ResidencySessionId| board.schedule.session(*id).map(|one| (one.id, one.title.clone()));
    let links = warning
        .sessions
        .iter()
        .filter_map(named)
        .map(|(id, title)| view! { <li><a href=format!("{base}/sessions/{id}/placement")>"Place "{title}</a></li> })
        .collect_view();
    view! {
        <li data-severity=warning.severity.as_str()>
            <p>{warning.words.clone()}</p>
            <ul class="board-links">{links}</ul>
            {decision(board, warning, form)}
        </li>
    }
}

fn decision(board: &Board, warning: &Warning, form: &Filled) -> impl IntoView + use<> {
    let action = format!("{}/warnings", board.of.address());
    let key = view! { <input type="hidden" name="warning" value=warning.key.clone()/> };
    let own = form.typed.get("warning") == warning.key;
    let typed = if own { form.typed.get("reason").to_owned() } else { String::new() };
    let faulty = own && !form.errors.is_empty();
    let wrong = form.errors.first().filter(|_| own).map(|error| view! { <p class="field-error">{error.message.clone()}</p> });
    match (warning.severity, &warning.decision) {
        (Severity::Block, _) => ().into_any(),
        (_, Some(decided)) => {
            let by = decided.by.clone().unwrap_or_else(|| "The program".into());
            let campus = board.of.scope.cohort().time_zone;
            view! {
                <p class="quiet">"“"{decided.reason.clone()}"” "{by}", "{when::long(decided.at, campus)}</p>
                <form class="inline" method="post" action=action>{key}<button class="button" name="do" value="stand">"Let it stand again"</button></form>
            }
            .into_any()
        }
        _ => {
            let id = anchor(&warning.key);
            view! {
                <details class="board-pass" open=faulty>
                    <summary>"Pass it over"<span class="visually-hidden">": "{warning.words.clone()}</span></summary>
                    <form class="form board-decision" method="post" action=action>
                        {key}
                        <div class="field" data-invalid=faulty.then_some("")>
                            <label for=id.clone()>"Why it can stay so"</label>
                            {wrong}
                            <input id=id name="reason" type="text" value=typed autocomplete="off"/>
                        </div>
                        <button class="button">"Pass over"</button>
                    </form>
                </details>
            }
            .into_any()
        }
    }
}
