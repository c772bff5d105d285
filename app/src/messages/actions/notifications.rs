//! Choosing how one wants to be told.

use axum::response::{IntoResponse, Redirect, Response};
use domain::{
    FieldError,
    messages::{Choices, Hours, Quiet, Topic, Way, rules::minutes, store},
};

use crate::{AppError, forms::Typed, messages::pages, visit::Member};

/// `POST /account/notifications`
pub async fn save_choices(member: Member, typed: Typed) -> Result<Response, AppError> {
    let choices = match read(&typed) {
        Ok(choices) => choices,
        Err(errors) => return Ok(pages::notifications_page(&member, typed.with(errors)).into_response()),
    };
    let (person, now) = (member.session.person.id, member.now);
    member.site.db.write(move |tx| Box::pin(async move { store::save_choices(tx, person, &choices, now).await })).await?;
    Ok(Redirect::to("/account/notifications?done=notifications").into_response())
}

fn read(typed: &Typed) -> Result<Choices, Vec<FieldError>> {
    let mut errors = Vec::new();
    let mut say = |field: &'static str, message: &str| errors.push(FieldError { field, message: message.to_owned() });
    let mut ways = Vec::new();
    for topic in Topic::ALL {
        match typed.get(topic.as_str()).parse::<Way>() {
            Ok(Way::Never) if !topic.can_be_silenced() => say(topic.as_str(), "What concerns your own place is always told: choose when."),
            Ok(way) => ways.push((topic, way)),
            Err(_) => say(topic.as_str(), "Choose one."),
        }
    }
    let digest_at = minutes(typed.get("digest_at"));
    if digest_at.is_none() {
        say("digest_at", "Write a time such as 07:00.");
    }
    let quiet = match (typed.get("quiet_from").trim(), typed.get("quiet_until").trim()) {
        ("", "") => None,
        (from, until) => match (minutes(from), minutes(until)) {
            (Some(from), Some(until)) if from == until => {
                say("quiet_until", "Choose another time than the one they begin at.");
                None
            }
            (Some(from), Some(until)) => Some(Quiet { from, until }),
            (None, _) => {
                say("quiet_from", "Write a time such as 22:00, or leave both empty.");
                None
            }
            (_, None) => {
                say("quiet_until", "Write a time such as 06:30, or leave both empty.");
                None
            }
        },
    };
    let hours = digest_at.map(|digest_at| Hours { quiet, digest_at });
    hours.filter(|_| errors.is_empty()).map(|hours| Choices { ways, hours }).ok_or(errors)
}
