//! What was typed into a form whose session was over: carried through the sign-in and offered to be sent again. Nothing of it is
//! stored; it travels in hidden fields of the pages in between, and is sent only when the person says so.

use axum::{
    body::{Body, Bytes},
    extract::{FromRequest, Request},
    http::{Method, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use leptos::prelude::*;

use super::next;
use crate::{AppError, forms::Typed};

/// What is carried, at most, in bytes of names and values: what a form takes, with room for the names to grow.
const MOST: usize = 200 * 1024;
/// The most fields: more than any form of ours has.
const MOST_FIELDS: usize = 500;
/// The field that says where the others belong.
const TO: &str = "kept-to";
/// What stands before the name of a carried field.
const MARK: &str = "kept.";

/// A form that was not taken, and where it belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    to: String,
    fields: Vec<(String, String)>,
}

/// Stands around every route: where a form finds its session over, what was typed goes along with the refusal.
pub async fn keep(request: Request, next: Next) -> Response {
    let form =
        request.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"application/x-www-form-urlencoded"));
    if request.method() != Method::POST || !form {
        return next.run(request).await;
    }
    let address = request.uri().path_and_query().map_or_else(String::new, |whole| whole.as_str().to_owned());
    let (parts, body) = request.into_parts();
    // Through the extractor, which knows the largest body a form may have.
    let body = match Bytes::from_request(Request::from_parts(parts.clone(), body), &()).await {
        Ok(body) => body,
        Err(refusal) => return refusal.into_response(),
    };
    let mut response = next.run(Request::from_parts(parts, Body::from(body.clone()))).await;
    if matches!(response.extensions().get(), Some(AppError::SessionOver))
        && let Some(kept) = Kept::from_body(&address, &body).await
    {
        response.extensions_mut().insert(kept);
    }
    response
}

impl Kept {
    async fn from_body(to: &str, body: &Bytes) -> Option<Self> {
        let request =
            Request::post("/").header(header::CONTENT_TYPE, "application/x-www-form-urlencoded").body(Body::from(body.clone())).ok()?;
        let typed = Typed::from_request(request, &()).await.ok()?;
        Self::new(to, typed.pairs())
    }

    /// What the sign-in form carried along, if it did.
    pub fn carried(typed: &Typed) -> Option<Self> {
        let fields = typed.pairs().filter_map(|(name, value)| Some((name.strip_prefix(MARK)?, value)));
        Self::new(typed.get(TO), fields)
    }

    fn new<'f>(to: &str, fields: impl Iterator<Item = (&'f str, &'f str)>) -> Option<Self> {
        let fields: Vec<_> = fields.filter(|(name, _)| !is_secret(name)).map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        let size: usize = fields.iter().map(|(name, value)| name.len() + value.len()).sum();
        let fits = size <= MOST && fields.len() <= MOST_FIELDS;
        (fits && next::local(to).is_some()).then(|| Self { to: to.to_owned(), fields })
    }

    /// The fields as the sign-in form carries them.
    pub fn as_luggage(&self) -> impl IntoView + use<> {
        let carried = self.fields.iter().map(|(name, value)| hidden(format!("{MARK}{name}"), value.clone())).collect_view();
        (hidden(TO.to_owned(), self.to.clone()), carried)
    }

    /// The form itself, to be sent again to where it belongs.
    pub fn as_form(&self) -> impl IntoView + use<> {
        let fields = self.fields.iter().map(|(name, value)| hidden(name.clone(), value.clone())).collect_view();
        view! {
            <form class="form" method="post" action=self.to.clone()>
                {fields}
                <p class="form-actions">
                    <button class="button" data-kind="primary">"Send it now"</button>
                    <a href="/">"Leave it"</a>
                </p>
            </form>
        }
    }

    /// What a person would recognize of it: the name of each field in words, and its value, long ones shortened.
    pub fn in_words(&self) -> Vec<(String, String)> {
        let said = self.fields.iter().filter(|(_, value)| !value.trim().is_empty() && uuid::Uuid::parse_str(value).is_err());
        said.map(|(name, value)| (words(name), shortened(value))).collect()
    }
}

/// Nothing secret travels through pages: fields of passwords and codes bear these in their names.
fn is_secret(name: &str) -> bool {
    ["password", "code", "secret", "token"].iter().any(|word| name.to_lowercase().contains(word))
}

fn hidden(name: String, value: String) -> impl IntoView {
    view! { <input type="hidden" name=name value=value/> }
}

fn words(name: &str) -> String {
    let text = name.replace(['_', '-', '.'], " ");
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().to_string() + letters.as_str()).unwrap_or_default()
}

fn shortened(value: &str) -> String {
    const SHOWN: usize = 400;
    let start: String = value.chars().take(SHOWN).collect();
    if value.chars().count() > SHOWN { format!("{start} …") } else { start }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(view: impl IntoView) -> String {
        Owner::new().with(|| view.into_view().to_html())
    }

    async fn kept(body: &'static str) -> Kept {
        Kept::from_body("/cases/7/response", &Bytes::from_static(body.as_bytes())).await.unwrap()
    }

    #[tokio::test]
    async fn what_was_typed_comes_back_to_where_it_belongs() {
        let kept = kept("text=Beds+%26+%22staff%22%0D%0Atoday&choice=a&choice=b").await;
        let luggage = html(kept.as_luggage());
        assert!(luggage.contains("name=\"kept.choice\""), "{luggage}");
        let carried = Typed::of([
            ("kept-to", "/cases/7/response"),
            ("kept.text", "Beds & \"staff\"\r\ntoday"),
            ("kept.choice", "a"),
            ("kept.choice", "b"),
            ("email", "ana@school.example"),
        ]);
        assert_eq!(Kept::carried(&carried), Some(kept.clone()));
        let form = html(kept.as_form());
        assert!(
            form.contains("action=\"/cases/7/response\"") && form.contains("value=\"Beds &amp; &quot;staff&quot;\r\ntoday\""),
            "{form}"
        );
        assert_eq!(kept.in_words()[1], ("Choice".to_owned(), "a".to_owned()));
    }

    #[tokio::test]
    async fn typed_markup_stays_text() {
        let form = html(kept("%22%3E%3Cscript%3E=%22%3E%3Cscript%3Ealert(1)").await.as_form());
        assert!(!form.contains("<script>"), "{form}");
    }

    #[tokio::test]
    async fn no_password_travels() {
        let kept = kept("name=Ana&password=hunter2&new_password=hunter3&Code=123456").await;
        assert_eq!(kept.fields, [("name".to_owned(), "Ana".to_owned())]);
    }

    #[test]
    fn nothing_is_carried_to_another_site_or_beyond_bounds() {
        let of = |to: &str, value: &str| Kept::carried(&Typed::of([("kept-to", to), ("kept.a", value)]));
        assert!(of("/a", "b").is_some());
        assert!(of("https://elsewhere.example", "b").is_none());
        assert!(of("//elsewhere.example", "b").is_none());
        assert!(of("/sign-in", "b").is_none());
        assert!(of("/a", &"b".repeat(MOST)).is_none());
        assert!(Kept::carried(&Typed::of([("next", "/a")])).is_none());
    }
}
