//! What may go wrong for a visitor, and the page each one gets. What the log says beside it, it says once, here.

mod pages;
mod reference;
mod words;

use axum::{
    http::Method,
    response::{IntoResponse, Response},
};

use crate::visit::Visit;

pub use pages::{AsItIs, pages};
pub use reference::Reference;
pub use words::minutes;

/// What may go wrong for a visitor. Anything a person cannot act on is [`AppError::Broken`], with a reference for the log.
#[derive(Clone, Debug)]
pub enum AppError {
    /// There is no such page, or it is not theirs.
    NotFound,
    /// They may see it but not do this.
    Forbidden,
    /// They look at the site as a student would: nothing can be changed meanwhile.
    OnlyLooking,
    /// Only signed-in people come here. Holds the address to come back to.
    SignInFirst(String),
    /// What they sent needs a session, and theirs is over. Nothing was changed.
    SessionOver,
    /// Their powers wait for a second factor.
    SecondFactorFirst,
    /// Too often in too short a time. Holds the seconds to wait.
    TooOften(i64),
    /// The request itself is not understood; holds a sentence that says why.
    Malformed(String),
    /// It is more than the form takes.
    TooLarge,
    /// It took longer than anything here should; nobody knows whether it was carried out.
    TookTooLong,
    /// It contradicts what is already there; holds a sentence that says what.
    Conflict(String),
    /// It came from another site.
    CrossSite,
    /// The disk is full: reading works, nothing can be saved.
    StorageFull,
    /// The database does not answer.
    Unavailable,
    /// A defect of ours.
    Broken,
}

impl AppError {
    /// To the sign-in page for someone who only looked, a plain refusal for someone who sent something.
    pub fn sign_in_first(visit: &Visit, method: &Method) -> Self {
        if method.is_safe() { Self::SignInFirst(visit.address.clone()) } else { Self::SessionOver }
    }
}

impl From<domain::Error> for AppError {
    fn from(error: domain::Error) -> Self {
        match error {
            domain::Error::NotFound => Self::NotFound,
            domain::Error::Forbidden => Self::Forbidden,
            domain::Error::Invalid(_) => Self::Malformed(words::sentence(&error.to_string())),
            domain::Error::Conflict(conflict) => Self::Conflict(words::sentence(&conflict.to_string())),
            domain::Error::StorageFull => Self::StorageFull,
            domain::Error::Unavailable(_) => {
                tracing::error!(%error, "the database does not answer");
                Self::Unavailable
            }
            _ => {
                tracing::error!(%error, "a defect");
                Self::Broken
            }
        }
    }
}

impl IntoResponse for AppError {
    /// Only the status: [`pages`] makes the page, for it knows the visitor.
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// An address as the value of a query.
pub fn encoded(address: &str) -> String {
    let mut out = String::with_capacity(address.len() * 2);
    for byte in address.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
