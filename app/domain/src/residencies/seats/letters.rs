//! What people are told about their seats.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::super::{ReleasedSession, place_of};
use crate::{
    ids::PersonId,
    messages::{Notice, Topic},
};

/// A session with what its letters need of its cohort.
pub(in super::super) struct About<'a> {
    pub session: &'a ReleasedSession,
    /// The residency's number in addresses.
    pub position: i64,
    pub campus: Tz,
}

impl About<'_> {
    /// A seat became free and is kept for them: with an address to take it and one to decline it, both good without signing in.
    pub fn offer(&self, person: PersonId, until: DateTime<Utc>, (base_url, token): (&str, &str)) -> Notice {
        let (title, when, link) = (&self.session.title, self.when(), format!("/seat-offers/{token}"));
        let until = self.moment(until);
        Notice {
            person,
            topic: Topic::Enrollment,
            title: format!("A seat for you: {title}"),
            body: format!(
                "A seat became free in “{title}”, {when}, and you are the first in line. It is kept for you until {until} campus time; \
                 after that it goes to the next.\n\nIf you do not want it, [decline it]({base_url}{link}?answer=no), and somebody else can \
                 have it sooner: {base_url}{link}?answer=no\n\nTo take it:"
            ),
            link,
        }
    }

    /// They did not answer an offer in time.
    pub fn offer_over(&self, person: PersonId) -> Notice {
        let (title, when) = (&self.session.title, self.when());
        let body = format!(
            "The seat in “{title}”, {when}, was kept for you until now and has gone to the next in line. You can join the line again, \
             or book a seat that is free."
        );
        self.notice(person, format!("The offer has ended: {title}"), body)
    }

    /// They are no longer among those the session is for.
    pub fn not_for_you(&self, person: PersonId) -> Notice {
        let (title, when) = (&self.session.title, self.when());
        let body = format!(
            "You had booked “{title}”, {when}, or waited for a seat. The session is no longer for you: you changed cohort or team, you are on leave, \
             or it is for others now. Your booking has ended. If that is a mistake, write to program staff."
        );
        Notice { link: "/residencies".to_owned(), ..self.notice(person, format!("Your booking has ended: {title}"), body) }
    }

    fn notice(&self, person: PersonId, title: String, body: String) -> Notice {
        Notice { person, topic: Topic::Enrollment, title, body, link: address(self.position, self.session) }
    }

    fn when(&self) -> String {
        let (moment, place) = (self.moment(self.session.starts_at), place_of(&self.session.room, &self.session.venue));
        if place.is_empty() { moment } else { format!("{moment}, {place}") }
    }

    fn moment(&self, at: DateTime<Utc>) -> String {
        at.with_timezone(&self.campus).format("%a %-d %b %Y, %H:%M").to_string()
    }
}

/// Where a student finds a session.
pub(in super::super) fn address(position: i64, session: &ReleasedSession) -> String {
    format!("/residencies/{position}/sessions/{}", session.id)
}
