//! Somebody else saved `module.md` meanwhile: what stands there now, beside what was typed.

use domain::authoring::{drafts::stated, store::drafts::Stands};
use leptos::prelude::*;

use super::{answers::Answer, page::Form};
use crate::when;

/// What somebody else saved.
#[derive(Clone, Debug)]
pub(super) struct Other {
    by: String,
    at: chrono::DateTime<chrono::Utc>,
    /// Where it differs: of what, what stands, and what was typed.
    differs: Vec<(String, String, String)>,
}

impl Other {
    /// What stands, compared with the form.
    pub fn of(stands: &Stands, form: &Form) -> Self {
        let text = stands.text();
        let (on, all) = stated(&text);
        let day = ("Day".to_owned(), on.unwrap_or_default().to_owned(), form.on.clone());
        let authors = all.iter().zip(&form.answers).map(|(stated, answer)| {
            let stands = Answer::standing(stated);
            (answer.author.clone(), said(&stands), said(answer))
        });
        let differs = [day].into_iter().chain(authors).filter(|(_, stands, typed)| stands != typed).collect();
        Self { by: stands.changed_by.clone(), at: stands.changed_at, differs }
    }
}

/// An answer in a line.
fn said(answer: &Answer) -> String {
    match (answer.says.as_str(), answer.read(None)) {
        ("", _) => String::new(),
        ("companies", Ok(statement)) if !answer.how.trim().is_empty() => format!("{}. Mitigated: {}", statement.says, answer.how.trim()),
        (_, Ok(statement)) => statement.says.to_string(),
        ("exempt", Err(_)) => format!("exempt, {}", answer.why),
        (_, Err(_)) => answer.companies.clone(),
    }
}

/// Says that it was not saved and why, and where the two differ.
pub(super) fn notice_of(other: &Other, zone: chrono_tz::Tz) -> impl IntoView + use<> {
    let shown = |words: &str| if words.is_empty() { "Nothing".to_owned() } else { words.to_owned() };
    let lines = other.differs.iter().map(|(what, stands, typed)| {
        view! { <tr><th scope="row">{what.clone()}</th><td>{shown(stands)}</td><td>{shown(typed)}</td></tr> }
    });
    let lines = lines.collect_view();
    let table = (!other.differs.is_empty()).then(|| {
        view! {
            <div class="table-wrap" role="region" aria-label="What differs" tabindex="0">
                <table class="table" data-dense="">
                    <thead><tr><th scope="col">"Of"</th><th scope="col">"Stands now"</th><th scope="col">"Yours, typed"</th></tr></thead>
                    <tbody>{lines}</tbody>
                </table>
            </div>
        }
    });
    view! {
        <section class="notice" data-kind="error" role="alert">
            <div>
                <h2>"Somebody else changed module.md meanwhile"</h2>
                <p>{other.by.clone()}" saved it on "{when::long(other.at, zone)}", after you opened this form. Yours is not saved yet, and nothing you typed is lost: it stands below. Save again to put your statements in place of what stands; the rest of the file stays as it is now."</p>
                {table}
            </div>
        </section>
    }
}
