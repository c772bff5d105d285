//! The decisions themselves, free of I/O.

use super::{Rights, Session, View};

/// What a deployment asks of those with standing powers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Demands {
    /// Staff and administrators must have shown a second factor in this session.
    pub second_factor_for_staff: bool,
}

/// Whether a session may use its standing powers now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It may use them.
    InForce(Rights),
    /// It must show, or first set up, a second factor. Until then it has no powers at all.
    SecondFactorMissing,
}

/// What a session's powers amount to under the deployment's demands.
pub fn standing(session: &Session, demands: Demands) -> Standing {
    if is_powerful(session.rights) && demands.second_factor_for_staff && !session.second_factor {
        return Standing::SecondFactorMissing;
    }
    Standing::InForce(session.rights)
}

/// Whom a session looks at the site as, if it does: not while its powers wait for a second factor.
pub fn viewing(session: &Session, demands: Demands) -> Option<&View> {
    session.view.as_ref().filter(|_| standing(session, demands) != Standing::SecondFactorMissing)
}

/// Whether there are standing powers at all: they call for a second factor and shorter sessions.
pub fn is_powerful(rights: Rights) -> bool {
    rights.staff || rights.administrator
}

/// Administrators may do what staff may.
pub fn is_staff(rights: Rights) -> bool {
    rights.staff || rights.administrator
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ids::{CohortId, PersonId, SessionId},
        policy::Person,
    };

    fn session(rights: Rights, second_factor: bool) -> Session {
        Session {
            id: SessionId::new(),
            person: Person {
                id: PersonId::new(),
                email: "ana@school.example".into(),
                name: "Ana".into(),
                time_zone: chrono_tz::UTC,
                has_second_factor: second_factor,
            },
            rights,
            second_factor,
            place: None,
            view: None,
            seen_at: chrono::DateTime::UNIX_EPOCH,
        }
    }

    const DEMANDING: Demands = Demands { second_factor_for_staff: true };

    #[test]
    fn staff_without_a_second_factor_have_no_powers_where_it_is_demanded() {
        let staff = Rights { staff: true, ..Rights::default() };
        assert_eq!(standing(&session(staff, false), DEMANDING), Standing::SecondFactorMissing);
        assert_eq!(standing(&session(staff, true), DEMANDING), Standing::InForce(staff));
        let lenient = Demands { second_factor_for_staff: false };
        assert_eq!(standing(&session(staff, false), lenient), Standing::InForce(staff));
    }

    #[test]
    fn students_are_never_asked_for_a_second_factor() {
        assert_eq!(standing(&session(Rights::default(), false), DEMANDING), Standing::InForce(Rights::default()));
    }

    #[test]
    fn whoever_waits_for_a_second_factor_looks_as_nobody() {
        let view = View {
            cohort: CohortId::new(),
            slug: "2027".into(),
            title: "2027".into(),
            campus: chrono_tz::UTC,
            on: chrono::NaiveDate::from_ymd_opt(2027, 3, 9).unwrap(),
            draft: None,
        };
        let looking = |rights, second_factor| Session { view: Some(view.clone()), ..session(rights, second_factor) };
        let (staff, faculty) = (Rights { staff: true, ..Rights::default() }, Rights { teaches: true, ..Rights::default() });
        assert!(viewing(&looking(staff, false), DEMANDING).is_none());
        assert!(viewing(&looking(staff, true), DEMANDING).is_some());
        assert!(viewing(&looking(faculty, false), DEMANDING).is_some());
        assert!(view.place().enrollment.0.is_nil());
    }

    #[test]
    fn an_administrator_may_do_what_staff_may() {
        assert!(is_staff(Rights { administrator: true, ..Rights::default() }));
        assert!(!is_staff(Rights { teaches: true, ..Rights::default() }));
    }
}
