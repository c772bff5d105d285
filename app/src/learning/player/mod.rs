//! The player: what keeps every answer as it is given. The questions themselves are a plain form, rendered by the server; the player
//! listens to it, keeps what is typed on this device, sends it, and says what is saved where.

mod clock;
mod dom;
mod outbox;
mod sending;
mod work;

use leptos::{ev, prelude::*};

pub use outbox::Entry;
pub use work::{Answer, SaveState, Wire, Work};

use sending::Sender;

/// Surrounds a form whose answers are to be saved as they are given. Without scripts the form works as it stands.
#[island]
pub fn Player(
    /// What is being answered, and how far it is.
    work: Work,
    /// The form.
    children: Children,
) -> impl IntoView {
    let state = RwSignal::new(SaveState::Resting);
    let answered = RwSignal::new(work.answered);
    let left = RwSignal::new(work.seconds_left());
    let awake = RwSignal::new(false);
    let sender = Sender::new(work.clone(), state, answered);
    Effect::new({
        let sender = sender.clone();
        move |_| {
            sender.wake();
            clock::count_down(sender.clone(), left);
            awake.set(true);
        }
    });
    let (typing, moving, submitting) = (sender.clone(), sender.clone(), sender.clone());
    let again = sender;
    view! {
        <div
            class="player"
            on:input=move |event: ev::Event| typing.changed(&event)
            on:click=move |event: ev::MouseEvent| moving.moved(&event)
            on:submit=move |event: ev::SubmitEvent| submitting.submitted(&event)
        >
            {children()}
            <div class="quiz-bar">
                {work.closes.is_some().then(|| view! { <span class="time-left" data-state=move || (left.get() < 120).then_some("soon")>{move || clock::words(left.get())}" "<small>"left"</small></span> })}
                {(work.total > 1).then(|| view! { <span class="answered">{move || answered.get()}" of "{work.total}" answered"</span> })}
                <p class="save-state" data-state=move || state.get().word() role="status">{move || state.get().sentence()}</p>
                {move || state.get().signed_out().then(|| view! { <a href="/sign-in?next=/today" target="_blank">"Sign in in another tab"</a> })}
                {move || state.get().is_kept().then(|| { let again = again.clone(); view! { <button class="button" type="button" on:click=move |_| again.send_soon(0)>"Try now"</button> } })}
                <button class="button" form=work.form.clone() name="do" value="save" hidden=move || awake.get()>"Save"</button>
                <button class="button" data-kind="primary" form=work.form name="do" value="submit">{work.finish}</button>
            </div>
        </div>
    }
}
