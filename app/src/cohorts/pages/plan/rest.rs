//! What a plan has only once: its end, the usual times, the hours, and what is asked for completion.

use leptos::prelude::*;

use super::{PlanForm, cell};
use crate::forms;

pub(super) fn rest(form: &PlanForm) -> impl IntoView + use<> {
    let rest = &form.draft.rest;
    view! {
        <section class="block plan-part" aria-labelledby="usual">
            <h2 id="usual">"End and usual times"</h2>
            <div class="field-row">
                {cell(form.single("end", "Rule of the last day", &rest.end).hint("Empty: the last day of all that is in the plan."))}
                {cell(form.single("opens-at", "Modules open at", &rest.opens_at).kind("time").hint("Campus time, unless a rule says at."))}
                {cell(form.single("due-at", "Things are due at", &rest.due_at).kind("time").hint("Campus time, unless a rule says at."))}
            </div>
        </section>
        <section class="block plan-part" aria-labelledby="completion">
            <h2 id="completion">"Hours and completion"</h2>
            <div class="field-row">
                {cell(form.single("hours", "Hours of study a week", &rest.hours).kind("number").hint("What students are told to expect."))}
                {cell(form.single("units-percent", "Units, in percent", &rest.units_percent).kind("number").hint("How many must be completed."))}
                {cell(form.single("residencies-asked", "Residencies", &rest.residencies_asked).kind("number").hint("How many must be attended. Empty: all."))}
            </div>
            <div class="field">
                <label for="more">"What else is asked for (optional)"</label>
                <p class="hint">"In words: a project, a talk."</p>
                {forms::bare_text_area("more".into(), "What else is asked for", 3, 2000, forms::content(&rest.more))}
            </div>
        </section>
    }
}
