//! One answer on its way to the server, and what came of it.

use leptos::web_sys::{self, RequestInit, Response as Reply};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::{
    outbox::Entry,
    work::{Answer, Kept},
};

/// What came of sending one answer.
pub(super) enum Outcome {
    /// The server has it.
    Arrived(Answer),
    /// The server will not take it, and says why.
    Refused(String),
    /// It has to be sent again.
    Waiting(Kept),
}

/// Sends an answer once.
pub(super) async fn post(entry: &Entry) -> Outcome {
    match try_post(entry).await {
        Ok(outcome) => outcome,
        Err(_) => Outcome::Waiting(Kept::Offline),
    }
}

async fn try_post(entry: &Entry) -> Result<Outcome, JsValue> {
    let headers = web_sys::Headers::new()?;
    headers.set("content-type", "application/json")?;
    headers.set("accept", "application/json")?;
    let request = RequestInit::new();
    request.set_method("POST");
    request.set_headers(&headers);
    request.set_body(&JsValue::from_str(&serde_json::to_string(entry).unwrap_or_default()));
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let reply: Reply = JsFuture::from(window.fetch_with_str_and_init("/learn/answers", &request)).await?.dyn_into()?;
    let text = JsFuture::from(reply.text()?).await?.as_string().unwrap_or_default();
    Ok(match reply.status() {
        200 => match serde_json::from_str(&text) {
            Ok(answer) => Outcome::Arrived(answer),
            Err(_) => Outcome::Waiting(Kept::ServerBusy),
        },
        401 => Outcome::Waiting(Kept::SignedOut),
        400 | 404 | 409 | 413 | 422 => Outcome::Refused(message(&text)),
        _ => Outcome::Waiting(Kept::ServerBusy),
    })
}

/// The server's sentence in its answer.
fn message(text: &str) -> String {
    let value: Option<serde_json::Value> = serde_json::from_str(text).ok();
    let message = value.as_ref().and_then(|value| value.get("message")).and_then(serde_json::Value::as_str);
    message.unwrap_or("The server did not take this answer. Reload the page and answer again.").to_owned()
}
