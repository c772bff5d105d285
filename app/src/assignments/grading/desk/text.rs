//! The text that was handed in, paragraph by paragraph, with what is said of each.

use domain::assignments::{grading::paragraphs, store::grading::Comment};
use leptos::prelude::*;

use super::{Desk, by_paragraph, comment_id};
use crate::{
    forms::{Filled, content, named_text_area},
    visit::Faculty,
};

/// The text, each paragraph with its comments and room for another.
pub(super) fn text(faculty: &Faculty, desk: &Desk, form: &Filled) -> impl IntoView + use<> {
    let said = by_paragraph(desk);
    let all = paragraphs(&desk.graded.work.hand_in.text);
    let words = desk.graded.work.hand_in.text.split_whitespace().count();
    let some = !all.is_empty();
    let paragraphs = all.into_iter().enumerate().map(|(place, words)| {
        let number = place + 1;
        let said = said.get(&(number as i64)).map(Vec::as_slice).unwrap_or_default();
        let comments = said.iter().map(|one| comment(one, faculty)).collect_view();
        view! {
            <div class="work-paragraph" id=format!("paragraph-{number}") data-said=(!said.is_empty()).then_some("")>
                <p class="written-text">{words.to_owned()}</p>
                {comments}
                {desk.is_graded_here().then(|| another(number, form))}
            </div>
        }
    });
    let paragraphs = paragraphs.collect_view();
    some.then(|| {
        view! {
            <section aria-labelledby="text">
                <h2 id="text">"Text"</h2>
                <p class="meta"><span>{words}" words"</span></p>
                {paragraphs}
            </section>
        }
    })
}

fn comment(one: &Comment, faculty: &Faculty) -> impl IntoView + use<> {
    let own = one.author == faculty.session.person.id;
    let remove = own.then(|| {
        view! { <button class="button" data-kind="quiet" name="then" value=format!("remove {}", one.id)>"Take back"</button> }
    });
    view! {
        <div class="work-comment" id=format!("comment-{}", one.id)>
            <p class="meta"><span>{one.author_name.clone()}</span></p>
            <p class="said">{one.words.clone()}</p>
            {remove}
        </div>
    }
}

/// Room for another comment; open while something stands in it.
fn another(number: usize, form: &Filled) -> impl IntoView + use<> {
    let name = format!("comment-{number}");
    let typed = form.typed.get(&name).to_owned();
    let open = !typed.trim().is_empty();
    view! {
        <details class="disclosure work-say" open=open>
            <summary>"Comment"<span class="visually-hidden">" on paragraph "{number}</span></summary>
            <input type="hidden" name=format!("comment-id-{number}") value=comment_id(form, number)/>
            {named_text_area(name.clone(), name, "Comment on this paragraph", 3, 4_000, content(&typed))}
            <p class="form-actions"><button class="button" name="then" value=format!("comment {number}")>"Add comment"</button></p>
        </details>
    }
}
