//! Who is asking: read from the request before anything else, and typed, so that a page for staff cannot be asked for without the check.

mod navigation;

use std::{net::SocketAddr, ops::Deref, sync::Arc};

use axum::{
    extract::{ConnectInfo, FromRef, FromRequestParts},
    http::{HeaderValue, header, request::Parts},
};
use chrono::{DateTime, NaiveTime, TimeZone, Utc};
use domain::{
    authoring::drafts::Writer,
    policy::{self, Demands, Place, Rights, SeenDraft, Session, Standing, View},
};

use crate::{AppError, Site, accounts::cookie};

/// A request's visitor, signed in or not, with what a page needs of the request.
#[derive(Clone)]
pub struct Visit {
    /// The site they visit.
    pub site: Site,
    /// When: one instant for the whole request.
    pub now: DateTime<Utc>,
    /// The path asked for.
    pub path: String,
    /// The path with its query, to come back to after signing in.
    pub address: String,
    /// The network address, for limits and the list of sessions.
    pub from: String,
    /// What the browser calls itself.
    agent: Option<HeaderValue>,
    /// Who, if signed in.
    pub session: Option<Arc<Session>>,
}

impl Visit {
    /// The visitor's standing powers; none while a second factor is missing.
    pub fn rights(&self) -> Rights {
        match self.session.as_ref().map(|session| policy::standing(session, self.demands())) {
            Some(Standing::InForce(rights)) => rights,
            _ => Rights::default(),
        }
    }

    /// The same visit once somebody has signed in on it.
    #[must_use]
    pub fn signed_in(&self, session: Session) -> Self {
        Self { session: Some(Arc::new(session)), ..self.clone() }
    }

    /// The same visit by somebody who is not signed in: for pages that are the same for whoever has their address.
    #[must_use]
    pub fn as_stranger(&self) -> Self {
        Self { session: None, ..self.clone() }
    }

    /// The browser, by its own words, shortened.
    pub fn device(&self) -> String {
        let words = self.agent.as_ref().and_then(|value| value.to_str().ok()).unwrap_or("unknown");
        words.chars().take(200).collect()
    }

    /// Whether the visitor has powers that wait for a second factor.
    pub fn must_show_second_factor(&self) -> bool {
        let standing = self.session.as_ref().map(|session| policy::standing(session, self.demands()));
        standing == Some(Standing::SecondFactorMissing)
    }

    /// Whom they look at the site as, if they do. Nothing can be changed meanwhile, and nothing they do is recorded.
    pub fn viewing(&self) -> Option<&View> {
        self.session.as_ref().and_then(|session| policy::viewing(session, self.demands()))
    }

    /// The draft they see in the place of what is published, while they look as a student.
    pub fn seen_draft(&self) -> Option<&SeenDraft> {
        self.viewing()?.draft.as_ref()
    }

    /// Where they study: their own place, or that of the student they look at the site as, which has nothing in it.
    pub fn place(&self) -> Option<Place> {
        match self.viewing() {
            Some(view) => Some(view.place()),
            None => self.session.as_ref()?.place.clone(),
        }
    }

    /// The same visit on the day that is looked at, at noon on campus; now, for everybody else.
    fn on_the_viewed_day(&mut self) {
        if let Some(view) = self.viewing() {
            let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default();
            let found = view.campus.from_local_datetime(&view.on.and_time(noon)).earliest();
            self.now = found.map_or(self.now, |moment| moment.to_utc());
        }
    }

    /// A value of the address' query: `asked("next")`.
    pub fn asked(&self, name: &str) -> Option<String> {
        let query = self.address.parse::<axum::http::Uri>().ok()?;
        let axum::extract::Query(pairs) = axum::extract::Query::<Vec<(String, String)>>::try_from_uri(&query).ok()?;
        pairs.into_iter().find(|(have, _)| have == name).map(|(_, value)| value)
    }

    /// Whether the visitor is here for no other reason than to study, though at the moment they study nowhere.
    pub fn has_nowhere_else(&self) -> bool {
        let studies = self.session.as_ref().is_none_or(|session| session.place.is_some());
        !studies && self.rights() == Rights::default() && !self.must_show_second_factor()
    }

    /// Whether they come into the studio, to write or to read what others write; nobody does while looking as a student.
    pub fn is_in_the_studio(&self) -> bool {
        let rights = self.rights();
        self.viewing().is_none() && (may_write(rights) || policy::is_staff(rights))
    }

    fn demands(&self) -> Demands {
        Demands { second_factor_for_staff: self.site.settings.second_factor_for_staff }
    }
}

/// Whether somebody comes into the studio: they write, teach and so may begin to write, or look after who writes.
fn may_write(rights: Rights) -> bool {
    rights.writes || rights.teaches || rights.administrator
}

impl<S: Send + Sync> FromRequestParts<S> for Visit
where
    Site: FromRef<S>,
{
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, AppError> {
        // Read once for a request that changes something: see `viewing::may_change`.
        if let Some(known) = parts.extensions.remove::<Self>() {
            return Ok(known);
        }
        let site = Site::from_ref(state);
        let now = site.clock.now();
        let session = match cookie::token(&parts.headers, &site.settings) {
            Some(token) => policy::store::session(&site.db, &token, now).await?.map(Arc::new),
            None => None,
        };
        if let Some(session) = &session {
            crate::accounts::keep_alive(&site, session, now);
        }
        let address = parts.uri.path_and_query().map_or("/", |whole| whole.as_str()).to_owned();
        Ok(Self {
            path: parts.uri.path().to_owned(),
            from: address_of(parts),
            agent: parts.headers.get(header::USER_AGENT).cloned(),
            site,
            now,
            address,
            session,
        })
    }
}

fn address_of(parts: &Parts) -> String {
    parts.extensions.get::<ConnectInfo<SocketAddr>>().map_or_else(String::new, |from| from.0.ip().to_string())
}

/// Declares a visitor of whom something is known, and how it is found out.
macro_rules! visitors {
    ($($(#[$doc:meta])* $name:ident { $($extra:ident: $type:ty)? } = $check:expr;)+) => {$(
        $(#[$doc])*
        #[derive(Clone)]
        pub struct $name {
            visit: Visit,
            /// The session the check was made on.
            pub session: Arc<Session>,
            $(
                /// What the check found.
                pub $extra: $type,
            )?
        }

        impl $name {
            /// The visit itself.
            #[allow(dead_code, reason = "not every visitor's pages need it")]
            pub fn visit(&self) -> &Visit {
                &self.visit
            }

            /// Only the visit, without a copy.
            #[allow(dead_code, reason = "not every visitor's pages need it")]
            pub fn into_visit(self) -> Visit {
                self.visit
            }
        }

        impl Deref for $name {
            type Target = Visit;
            fn deref(&self) -> &Visit {
                &self.visit
            }
        }

        impl<S: Send + Sync> FromRequestParts<S> for $name
        where
            Site: FromRef<S>,
        {
            type Rejection = AppError;
            async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, AppError> {
                let mut visit = <Visit as FromRequestParts<S>>::from_request_parts(parts, state).await?;
                let Some(session) = visit.session.clone() else {
                    return Err(AppError::sign_in_first(&visit, &parts.method));
                };
                let check: fn(&mut Visit, &Session) -> Result<visitors!(@found $($type)?), AppError> = $check;
                #[allow(unused_variables, reason = "only some visitors carry what was found")]
                let found = check(&mut visit, &session)?;
                Ok(Self { visit, session, $($extra: found)? })
            }
        }
    )+};
    (@found $type:ty) => { $type };
    (@found) => { () };
}

visitors! {
    /// Anyone who is signed in.
    Member {} = |_, _| Ok(());
    /// Someone with a place in a cohort, or who looks as one; then it is the day they look at.
    Student { place: Place } = |visit, _| {
        visit.on_the_viewed_day();
        visit.place().ok_or(AppError::NotFound)
    };
    /// Someone with dates: a student, or who looks as one, faculty, staff.
    Scheduled {} = |visit, _| {
        visit.on_the_viewed_day();
        allowed(visit, visit.place().is_some() || visit.rights().teaches || policy::is_staff(visit.rights()))
    };
    /// Someone who teaches; what exactly is asked of the store with their id.
    Faculty {} = |visit, _| allowed(visit, visit.rights().teaches);
    /// Program staff, or an administrator.
    Staff {} = |visit, _| allowed(visit, policy::is_staff(visit.rights()));
    /// Staff, or someone who teaches: the store narrows what they see.
    StaffOrFaculty {} = |visit, _| allowed(visit, policy::is_staff(visit.rights()) || visit.rights().teaches);
    /// Someone who may write modules; which ones is asked of the store with [`Author::writer`].
    Author {} = |visit, _| allowed(visit, may_write(visit.rights()));
    /// Someone who writes, teaches or runs programs, and may be asked to read a draft; which one is asked of the store with
    /// [`Colleague::reader`].
    Colleague {} = |visit, _| allowed(visit, may_write(visit.rights()) || policy::is_staff(visit.rights()));
    /// An administrator.
    Administrator {} = |visit, _| allowed(visit, visit.rights().administrator);
}

impl Author {
    /// Whose modules they may write.
    pub fn writer(&self) -> Writer {
        Writer { person: self.session.person.id, everything: self.rights().administrator }
    }
}

impl From<Author> for Colleague {
    /// Whoever may write may be asked to read.
    fn from(author: Author) -> Self {
        Self { visit: author.visit, session: author.session }
    }
}

impl Colleague {
    /// Whose drafts they may read.
    pub fn reader(&self) -> Writer {
        Writer { person: self.session.person.id, everything: self.rights().administrator }
    }

    /// Whose modules they may write, if they may write any.
    pub fn writer(&self) -> Option<Writer> {
        may_write(self.rights()).then(|| self.reader())
    }
}

/// Not yours and not there look the same; who only lacks the second factor is told how to get on.
fn allowed(visit: &Visit, holds: bool) -> Result<(), AppError> {
    if holds {
        return Ok(());
    }
    let waiting = visit.session.as_ref().map(|session| policy::standing(session, visit.demands()));
    match waiting {
        Some(Standing::SecondFactorMissing) => Err(AppError::SecondFactorFirst),
        _ => Err(AppError::NotFound),
    }
}
