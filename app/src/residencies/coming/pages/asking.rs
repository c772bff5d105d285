//! Asking who comes: by when, and how long what they need is kept; and taking the question back.

use chrono::{DateTime, Days, Utc};
use domain::{
    cohorts::Residency,
    residencies::{coming::rules::KEPT, store::Round},
};
use leptos::prelude::*;

use crate::{
    forms::{Field, Filled, field},
    residencies::OfStaff,
    when,
};

/// What stands in the form: what is asked, or what most ask for.
pub(super) fn begun(of: &OfStaff, round: Option<&Round>, now: DateTime<Utc>) -> Filled {
    let campus = of.scope.cohort().time_zone;
    let Residency { starts_on, .. } = of.residency;
    let before = |days| starts_on.checked_sub_days(Days::new(days)).unwrap_or(starts_on);
    let tomorrow = now.with_timezone(&campus).date_naive().succ_opt().unwrap_or(starts_on);
    let eve = starts_on.pred_opt().unwrap_or(starts_on);
    let (by, until, kept) = match round {
        Some(round) => (round.answer_by.with_timezone(&campus).date_naive(), round.logistics_until, round.erase_after),
        None => (before(28).max(tomorrow).min(eve), before(10).max(tomorrow), KEPT),
    };
    Filled::with_values([("answer_by", &by.to_string()), ("logistics_until", &until.to_string()), ("erase_after", &kept.to_string())])
}

/// The form. Where nothing is asked it is the one thing to do on the page; later it is folded away. Once the days have come nobody can be
/// asked any more: nothing is offered then that would be refused.
pub(super) fn asking(of: &OfStaff, round: Option<&Round>, form: &Filled, now: DateTime<Utc>) -> AnyView {
    // What was typed stays on the page, whatever is wrong with it.
    let too_late = of.too_late(now).filter(|_| form.errors.is_empty());
    match (round.filter(|round| round.stands()), too_late) {
        (Some(_), None) => {
            let (fields, withdraw, open) = (fields(of, true, form), withdrawal(of), !form.errors.is_empty());
            view! { <details class="block" open=open><summary>"Change the deadlines, or take the question back"</summary>{fields}{withdraw}</details> }
                .into_any()
        }
        (Some(_), Some(_)) if of.is_over(now) => ().into_any(),
        (Some(_), Some(_)) => {
            view! { <details class="block"><summary>"Take the question back"</summary>{withdrawal(of)}</details> }.into_any()
        }
        (None, Some(too_late)) => view! { <p class="empty">{past_asking(of, round, too_late)}</p> }.into_any(),
        (None, None) => {
            let (words, fields) = (not_asked(of, round), fields(of, false, form));
            view! { <section class="block" aria-labelledby="ask"><h2 id="ask">"Ask who comes"</h2><p>{words}</p>{fields}</section> }
                .into_any()
        }
    }
}

/// That nothing is asked, and what asking does.
fn not_asked(of: &OfStaff, round: Option<&Round>) -> String {
    match round.and_then(|round| round.withdrawn_at) {
        Some(at) => format!(
            "The question was taken back on {}. The answers stand above; asking again invites everybody anew.",
            when::long(at, of.scope.cohort().time_zone)
        ),
        None => "Nobody has been asked yet. Everybody who studies in the cohort gets an invitation for their calendar by mail.".to_owned(),
    }
}

/// That nothing is asked, and that it is too late to ask.
fn past_asking(of: &OfStaff, round: Option<&Round>, too_late: &str) -> String {
    match round.and_then(|round| round.withdrawn_at) {
        Some(at) => format!("{too_late}. The question who comes was taken back on {}.", when::long(at, of.scope.cohort().time_zone)),
        None => format!("{too_late}, and nobody was asked who comes."),
    }
}

fn fields(of: &OfStaff, stands: bool, form: &Filled) -> impl IntoView + use<> {
    let by = Field::text("answer_by", "Answer by").kind("date").hint("By 23:59 campus time on that day. Afterwards only staff answer.");
    let until =
        Field::text("logistics_until", "Change travel and needs until").kind("date").hint("The last day on which who comes changes them.");
    let kept = Field::text("erase_after", "Days after the residency until these are erased")
        .kind("number")
        .hint("0 to 90; students see the number.");
    let button = if stands { "Save" } else { "Ask everybody" };
    view! {
        <form class="form" method="post" action=format!("{}/coming/round", of.address())>
            <div class="field-row">{field(form, by)}{field(form, until)}</div>
            {field(form, kept)}
            <p class="form-actions"><button class="button" data-kind="primary">{button}</button></p>
        </form>
    }
}

fn withdrawal(of: &OfStaff) -> impl IntoView + use<> {
    view! {
        <form class="form" method="post" action=format!("{}/coming/withdrawal", of.address())>
            <h2>"Take the question back"</h2>
            <p class="hint">"The residency goes from the calendars of everybody who was invited, with a mail that says so. Answers are kept."</p>
            <p class="form-actions"><button class="button" data-kind="danger">"Take it back and cancel the invitations"</button></p>
        </form>
    }
}
