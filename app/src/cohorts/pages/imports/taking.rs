//! Taking a file in, and what became of it.

use domain::cohorts::{
    Scope,
    roster::{Totals, asks_first},
    store::{Applied, DryRun, Import, Rejected},
};
use leptos::prelude::*;

use super::one::totals;
use crate::{
    cohorts::pages::words::count,
    forms::{self, Field, Filled},
    when,
};

/// The form that takes a file in, with what that will do, in numbers.
pub(super) fn form(address: &str, run: &DryRun, form: &Filled) -> impl IntoView + use<> {
    let expected = serde_json::to_string(&run.totals).unwrap_or_default();
    let untouched = form.typed.get("expected").is_empty();
    let invite = untouched || form.typed.get("invite") == "1";
    let stale = form.error("expected").map(|message| view! { <p class="field-error" id="expected">{message}</p> });
    let writes = (run.totals.new > 0).then(|| {
        view! {
            <div class="choice">
                <input id="invite" name="invite" type="checkbox" value="1" checked=invite/>
                <label for="invite">"Send invitations by mail: "{count(run.totals.new, "new student")}</label>
            </div>
        }
    });
    view! {
        <form class="form" method="post" action=format!("{address}/application") novalidate=true>
            <h2>"Take it in"</h2>
            <p>{promise(&run.totals)}</p>
            {stale}
            <input type="hidden" name="expected" value=expected/>
            {writes}
            {withdrawing(&run.totals, form)}
            <p class="form-actions"><button class="button" data-kind="primary">"Take the roster in"</button></p>
        </form>
    }
}

/// What taking it in does.
fn promise(totals: &Totals) -> String {
    let refused = match totals.refused {
        0 => String::new(),
        1 => " One row is refused and left out.".to_owned(),
        many => format!(" {many} rows are refused and left out."),
    };
    if totals.new + totals.changed == 0 {
        return format!("Nobody is new and nobody changes.{refused}");
    }
    let (new, changed) = (count(totals.new, "student"), count(totals.changed, "student"));
    format!("{new} will be invited and {changed} changed, all at once or not at all.{refused}")
}

/// Who is not in the file stays, unless somebody says otherwise; where they are many, in numbers.
fn withdrawing(totals: &Totals, form: &Filled) -> impl IntoView + use<> {
    if totals.leaving == 0 {
        return ().into_any();
    }
    let checked = form.typed.get("withdraw") == "1";
    let label = format!("Withdraw who is not in the file: {} of {}", totals.leaving, count(totals.members, "student"));
    let asked = Field::text("leaving", "If so many are to be withdrawn, type how many")
        .kind("text")
        .hint("More than one in twenty: this is asked so that half a file does not empty a cohort.");
    view! {
        <div class="choice">
            <input id="withdraw" name="withdraw" type="checkbox" value="1" checked=checked/>
            <label for="withdraw">{label}</label>
        </div>
        {asks_first(totals).then(|| forms::field(form, asked))}
    }
    .into_any()
}

/// What became of a file that was taken in.
pub(super) fn done(scope: &Scope, import: &Import) -> impl IntoView + use<> {
    let Applied { totals: counted, withdrawn, invited, rejected, .. } = &import.summary.0;
    let at = import.applied_at.map(|at| when::long(at, scope.cohort().time_zone)).unwrap_or_default();
    let rows = rejected.iter().map(self::rejected).collect_view();
    let more = counted.refused - rejected.len() as i64;
    view! {
        <p class="notice" data-kind="success" role="status">
            {format!("Taken in {at} campus time. {} sent, {} withdrawn.", count(*invited, "invitation"), count(*withdrawn, "student"))}
        </p>
        {totals(counted)}
        {(!rejected.is_empty()).then(|| view! {
            <section class="block">
                <div class="block-head"><h2>"Rows that were left out"</h2><p>{count(counted.refused, "row")}</p></div>
                <p>"Put them right in the file and upload it again: the others are then unchanged."</p>
                <div class="table-wrap" role="region" aria-label="Rows that were left out" tabindex="0">
                    <table class="table">
                        <thead><tr><th scope="col" class="num">"Line"</th><th scope="col">"Why"</th></tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
                {(more > 0).then(|| view! { <p>"And "{more}" more."</p> })}
            </section>
        })}
        <p class="form-actions"><a class="button" data-kind="primary" href=format!("/cohorts/{}", scope.cohort().slug)>"See the students"</a></p>
    }
}

fn rejected(row: &Rejected) -> impl IntoView + use<> {
    view! { <tr><th scope="row" class="num">{row.line}</th><td>{row.why.join(" ")}</td></tr> }
}
