//! What an error is called: its status, a word for programs, a sentence for people.

use axum::http::StatusCode;
use domain::text::capitalized;

use super::AppError;

impl AppError {
    /// The status of the answer.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Forbidden | Self::OnlyLooking | Self::SecondFactorFirst | Self::CrossSite => StatusCode::FORBIDDEN,
            Self::SignInFirst(_) | Self::SessionOver => StatusCode::UNAUTHORIZED,
            Self::TooOften(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Malformed(_) => StatusCode::BAD_REQUEST,
            Self::Conflict(_) => StatusCode::CONFLICT,
            Self::TookTooLong | Self::StorageFull | Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Broken => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// A word for programs.
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "not_found",
            Self::Forbidden => "forbidden",
            Self::OnlyLooking => "only_looking",
            Self::SignInFirst(_) => "sign_in_first",
            Self::SessionOver => "session_over",
            Self::SecondFactorFirst => "second_factor_first",
            Self::TooOften(_) => "too_often",
            Self::TooLarge => "too_large",
            Self::TookTooLong => "took_too_long",
            Self::Malformed(_) => "malformed",
            Self::Conflict(_) => "conflict",
            Self::CrossSite => "cross_site",
            Self::StorageFull => "storage_full",
            Self::Unavailable => "unavailable",
            Self::Broken => "broken",
        }
    }

    /// A sentence for people: what happened, and what to do.
    pub fn sentence(&self) -> String {
        match self {
            Self::TooOften(seconds) => format!("Too many tries. Wait {} and try again.", minutes(*seconds)),
            Self::Malformed(why) | Self::Conflict(why) => why.clone(),
            other => other.fixed_sentence().to_owned(),
        }
    }

    fn fixed_sentence(&self) -> &'static str {
        match self {
            Self::NotFound => "There is no such page, or it is not yours to see. Check the address, or start from the first page.",
            Self::Forbidden => "You can see this, but not change it. If you should be able to, ask program staff.",
            Self::OnlyLooking => {
                "You look at this as a student would, so nothing was changed. To change something, choose Leave at the top of this page first."
            }
            Self::SignInFirst(_) => "Sign in to see this page.",
            Self::SessionOver => "Your session is over. Sign in again in another tab, then send this once more: nothing was changed.",
            Self::SecondFactorFirst => "Your role asks for a second factor. Set it up or show it on your account page first.",
            Self::TooLarge => "That was more than this form takes. Shorten it and send it again; nothing was changed.",
            Self::TookTooLong => {
                "The server took too long to answer. If you sent something, look whether it arrived before you send it again."
            }
            Self::CrossSite => "This was sent from another site, so it was not carried out. Open the page here and send it again.",
            Self::StorageFull => {
                "The server cannot save anything at the moment because its storage is full. Nothing was changed. Reading still works; \
                 try again in some minutes."
            }
            Self::Unavailable => "The server cannot reach its database at the moment. Nothing is lost; try again in a minute.",
            Self::Broken => {
                "Something went wrong on our side. It has been noted; try again, and if it happens again tell program staff the \
                 reference below."
            }
            Self::TooOften(_) | Self::Malformed(_) | Self::Conflict(_) => "",
        }
    }
}

/// A time to wait, as people say it; seconds are rounded up to minutes.
pub fn minutes(seconds: i64) -> String {
    match (seconds + 59) / 60 {
        ..=1 => "a minute".to_owned(),
        more => format!("{more} minutes"),
    }
}

/// A clause as a sentence: first letter large, a full stop behind.
pub(super) fn sentence(clause: &str) -> String {
    format!("{}.", capitalized(clause.trim_end_matches('.')))
}
