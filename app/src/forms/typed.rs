//! What was typed into a form.

use std::str::FromStr;

use axum::{
    extract::{FromRequest, Request},
    http::StatusCode,
};
use domain::FieldError;

use crate::{AppError, Page};

/// The names and values of a posted form, in their order; a name may come several times.
#[derive(Clone, Debug, Default)]
pub struct Typed(Vec<(String, String)>);

impl Typed {
    /// Fields with values to begin with.
    pub fn of<const N: usize>(pairs: [(&str, &str); N]) -> Self {
        Self(pairs.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
    }

    /// Fields and values as an address carries them behind its `?`.
    pub fn from_address(pairs: Vec<(String, String)>) -> Self {
        Self(pairs)
    }

    /// The same with another value in a field.
    pub fn replaced(mut self, name: &str, value: String) -> Self {
        self.0.retain(|(have, _)| have != name);
        self.0.push((name.to_owned(), value));
        self
    }

    /// The first value of a field, or nothing typed.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(have, _)| have == name).map_or("", |(_, value)| value)
    }

    /// The first value of a field without white space around it.
    pub fn trimmed(&self, name: &str) -> String {
        self.get(name).trim().to_owned()
    }

    /// The id that the page put into the form, so that the same form sent twice does one thing.
    ///
    /// # Errors
    /// [`AppError::Malformed`] if there is none: no browser sends the form so.
    pub fn id<T: FromStr>(&self) -> Result<T, AppError> {
        self.get("id").parse().map_err(|_| AppError::Malformed("Reload the page and send the form again.".into()))
    }

    /// All values of a field.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(have, _)| have == name).map(|(_, value)| value.as_str())
    }

    /// Every name and value.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The form with these errors, to be shown again.
    pub fn with(self, errors: Vec<FieldError>) -> Filled {
        Filled { typed: self, errors }
    }
}

impl<S: Send + Sync> FromRequest<S> for Typed {
    type Rejection = AppError;

    async fn from_request(request: Request, state: &S) -> Result<Self, AppError> {
        let axum::Form(pairs) = axum::Form::<Vec<(String, String)>>::from_request(request, state).await.map_err(|refusal| {
            let large = axum::response::IntoResponse::into_response(refusal).status() == StatusCode::PAYLOAD_TOO_LARGE;
            if large {
                AppError::TooLarge
            } else {
                AppError::Malformed("The form did not arrive whole. Go back and send it again; nothing was changed.".into())
            }
        })?;
        if pairs.iter().any(|(name, value)| name.contains('\0') || value.contains('\0')) {
            return Err(AppError::Malformed("A character in the form cannot be kept. Remove it and send the form again.".into()));
        }
        Ok(Self(pairs))
    }
}

/// A form as it stands on a page: empty, filled in, or filled in wrongly.
#[derive(Clone, Debug, Default)]
pub struct Filled {
    /// What stands in the fields.
    pub typed: Typed,
    /// What is wrong, by field.
    pub errors: Vec<FieldError>,
}

impl Filled {
    /// A form that begins with these values.
    pub fn with_values<const N: usize>(pairs: [(&str, &str); N]) -> Self {
        Self { typed: Typed::of(pairs), errors: Vec::new() }
    }

    /// What is wrong with a field, if anything.
    pub fn error(&self, name: &str) -> Option<String> {
        self.errors.iter().find(|error| error.field == name).map(|error| error.message.clone())
    }

    /// The status a page with this form has: 422 when something is wrong with it.
    pub fn on(&self, page: Page) -> Page {
        if self.errors.is_empty() { page } else { page.status(StatusCode::UNPROCESSABLE_ENTITY) }
    }
}
