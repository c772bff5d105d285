//! Somebody else changed the program meanwhile: what they left there, beside what was typed.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::ProgramForm;
use crate::cohorts::plan::{Draft, spoken};

/// Says that it was not saved and why, and where the two differ.
pub(super) fn notice(form: &ProgramForm) -> impl IntoView + use<> {
    let lines = differences(form)
        .into_iter()
        .map(|(field, now, typed)| {
            view! {
                <tr>
                    <th scope="row"><a href=format!("#{field}")>{spoken(&field)}</a></th>
                    <td>{said(now)}</td>
                    <td>{said(typed)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section class="notice" data-kind="error" role="alert">
            <div>
                <h2>"Somebody else changed this program meanwhile"</h2>
                <p>"Yours was not saved, and nothing you typed is lost: it stands in the form below. Save again to put it in place of theirs, or take over what differs first."</p>
                <div class="table-wrap" role="region" aria-label="What differs" tabindex="0">
                    <table class="table" data-dense="">
                        <thead><tr><th scope="col">"Field"</th><th scope="col">"Theirs, saved"</th><th scope="col">"Yours, typed"</th></tr></thead>
                        <tbody>{lines}</tbody>
                    </table>
                </div>
            </div>
        </section>
    }
}

fn said(value: String) -> AnyView {
    if value.is_empty() { view! { <span class="quiet">"Nothing"</span> }.into_any() } else { value.into_any() }
}

/// Fields in which what is stored and what was typed differ: the field, the one and the other.
fn differences(form: &ProgramForm) -> Vec<(String, String, String)> {
    let all = |title: &str, summary: &str, draft: &Draft| {
        let names = [("title".to_owned(), title.to_owned()), ("summary".to_owned(), summary.to_owned())];
        names.into_iter().chain(draft.fields()).map(|(name, value)| (name, value.trim().to_owned())).collect::<Vec<_>>()
    };
    let now = all(&form.program.title, &form.program.summary, &Draft::of(&form.program.plan.0));
    let typed = all(&form.title, &form.summary, &form.draft);
    let (old, new): (BTreeMap<_, _>, BTreeMap<_, _>) = (now.iter().cloned().collect(), typed.iter().cloned().collect());
    let mut told = std::collections::BTreeSet::new();
    let names = typed.iter().chain(&now).map(|(name, _)| name.clone()).filter(|name| told.insert(name.clone()));
    let value = |map: &BTreeMap<String, String>, name: &str| map.get(name).cloned().unwrap_or_default();
    names
        .map(|name| (value(&old, &name), value(&new, &name), name))
        .filter(|(old, new, _)| old != new)
        .map(|(old, new, name)| (name, old, new))
        .collect()
}
