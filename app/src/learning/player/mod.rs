//! The player: what keeps every answer as it is given. The questions themselves are a plain form, rendered by the server; the player
//! listens to it, keeps what is typed on this device, sends it, and says what is saved where.

mod clock;
mod dom;
mod outbox;
mod posting;
mod sending;
mod work;

use leptos::{ev, prelude::*};

pub use outbox::Entry;
pub use work::{AS_IT_IS, Answer, SaveState, Wire, Work};

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
            {bar(&work, &again, Shown { state, answered, left, awake })}
        </div>
    }
}

/// What the bar shows of the work.
#[derive(Clone, Copy)]
struct Shown {
    state: RwSignal<SaveState>,
    answered: RwSignal<usize>,
    left: RwSignal<i64>,
    awake: RwSignal<bool>,
}

/// The bar at the foot: time, count, what is saved where, and the buttons.
fn bar(work: &Work, sender: &Sender, shown: Shown) -> impl IntoView + use<> {
    let Shown { state, answered, left, awake } = shown;
    let total = work.total;
    let time = work.closes.is_some().then(|| {
        let urgent = move || (left.get() < 120).then_some("soon");
        view! { <span class="time-left" data-state=urgent hidden=move || !awake.get()>{move || clock::words(left.get())}" "<small>"left"</small></span> }
    });
    let count = (total > 1).then(|| view! { <span class="answered">{move || answered.get()}" of "{total}" answered"</span> });
    let sign_in =
        move || state.get().signed_out().then(|| view! { <a href="/sign-in?next=/today" target="_blank">"Sign in in another tab"</a> });
    let sender = sender.clone();
    let again = move || {
        let sender = sender.clone();
        let now = move |_| sender.send_soon(0);
        state.get().is_kept().then(|| view! { <button class="button" type="button" on:click=now>"Try now"</button> })
    };
    view! {
        <div class="quiz-bar">
            {time}
            {count}
            <p class="save-state" data-state=move || state.get().word() role="status">{move || state.get().sentence()}</p>
            {sign_in}
            {again}
            <button class="button" form=work.form.clone() name="do" value="save" hidden=move || awake.get()>"Save"</button>
            <button class="button" data-kind="primary" form=work.form.clone() name="do" value="submit">{work.finish.clone()}</button>
        </div>
    }
}
