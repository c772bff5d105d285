//! Asking colleagues to read a draft.

use super::*;

/// The form in which an author asks for a review.
pub(super) fn asking(shown: &Shown, form: &Filled) -> impl IntoView + use<> {
    // Nobody asks themselves: they read it as they write.
    let asked = |person: PersonId| person == shown.me || shown.reviewers.iter().any(|(one, _)| one.person == person);
    let error = form.error("person").map(|error| view! { <p class="field-error" id="person-error">{error}</p> });
    let rows = shown.possible.iter().filter(|one| !asked(one.person)).enumerate().map(|(place, one)| {
        // The summary links to the field's name: the first box bears it.
        let id = if place == 0 { "person".to_owned() } else { format!("person-{place}") };
        let checked = form.typed.all("person").any(|chosen| chosen == one.person.to_string());
        view! {
            <div class="choice">
                <input id=id.clone() name="person" r#type="checkbox" value=one.person.to_string() checked=checked/>
                <label for=id>{one.name.clone()}</label>
            </div>
        }
    });
    let rows = rows.collect_view();
    let area = TextArea {
        name: "note",
        label: "Note to them",
        hint: "What they should look at, and until when. It is in the mail, and on their page.",
        rows: 3,
        limit: domain::authoring::drafts::review::LONGEST_WORDS,
    };
    view! {
        <section class="block" aria-labelledby="ask">
            <h2 id="ask">"Ask for a review"</h2>
            <form class="form" method="post" action=review_address(shown.page.slug())>
                <fieldset class="field" data-invalid=form.error("person").is_some().then_some("")>
                    <legend>"Who is to read it"</legend>
                    <p class="hint">"They can read this draft and nothing else of the studio, comment and suggest; they cannot change it."</p>
                    {error}
                    <div class="many-choices">{rows}</div>
                </fieldset>
                {text_area(form, area)}
                <p class="form-actions"><button class="button" data-kind="primary">"Ask them"</button></p>
            </form>
        </section>
    }
}
