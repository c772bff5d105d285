//! How sure somebody is of an answer: asked beside it, and told again with the result.

use domain::{
    authoring::QuizSettings,
    ids::QuestionId,
    learning::quiz::{Confidence, typed},
};
use leptos::prelude::*;

/// Three levels to choose from, or to leave open.
pub fn sureness(id: QuestionId, said: Option<Confidence>) -> impl IntoView {
    let name = typed::confidence_field(id);
    let levels = Confidence::ALL.map(|level| {
        let own = format!("{name}-{level}");
        view! {
            <div class="choice">
                <input type="radio" id=own.clone() name=name.clone() value=level.as_str() checked={said == Some(level)}/>
                <label for=own>{level.label()}</label>
            </div>
        }
    });
    view! {
        <fieldset class="sureness">
            <legend>"How sure are you? "<span class="hint">"(optional)"</span></legend>
            <div class="choices" data-inline="">{levels.into_iter().collect_view()}</div>
        </fieldset>
    }
}

/// Told once, above the questions of a quiz that asks it.
pub fn about_sureness(settings: &QuizSettings) -> Option<impl IntoView + use<>> {
    settings.confidence.then(|| {
        view! {
            <p class="hint">
                "You may say how sure you are of each answer. You need not, and it never changes your result. Afterwards you see where you were \
                certain and wrong; faculty see it only added up over many students, to find questions that mislead."
            </p>
        }
    })
}

/// Behind the number of a question that was answered: how sure the student was.
pub fn sure_words(said: Option<Confidence>) -> &'static str {
    match said {
        None => "",
        Some(Confidence::Guess) => ". You guessed",
        Some(Confidence::Fair) => ". You were fairly sure",
        Some(Confidence::Certain) => ". You were certain",
    }
}
