//! What is proposed for a session that was missed, and what may be decided about it. Pure.

use chrono::{Days, NaiveDate};

use super::make_ups::{Deciding, MakeUpState, MakeUpWay, NextSeat, Verdict};
use crate::{Conflict, Error, Result, ids::ResidencyId, residencies::SessionKind};

/// How many days there are for a recording and a reflection, counted from the day of the proposal.
const DAYS: u64 = 14;

/// What the rule proposes: what lives from doing it together is done with the next cohort, where there is a seat; the rest alone.
pub fn proposal(kind: SessionKind, next: Option<NextSeat>, today: NaiveDate) -> (MakeUpWay, NaiveDate, Option<ResidencyId>) {
    match (kind, next) {
        (SessionKind::Workshop | SessionKind::Simulation, Some(next)) => (MakeUpWay::NextCohort, next.ends_on, Some(next.residency)),
        _ => (MakeUpWay::Recording, today + Days::new(DAYS), None),
    }
}

/// Whether staff may decide so, on what stands there.
///
/// # Errors
/// [`Conflict::Closed`] where that leads nowhere; [`Error::Invalid`] by `due_on`, `verdict` and `words`.
pub fn decided(state: MakeUpState, deciding: &Deciding, next: Option<NextSeat>, today: NaiveDate) -> Result<()> {
    use MakeUpState::{Approved, Done, Failed, HandedIn, Proposed, Refused};
    let leads = match deciding.verdict.state() {
        Approved => state != Done,
        Refused => matches!(state, Proposed | Approved | HandedIn),
        Done => matches!(state, Approved | HandedIn),
        Failed => matches!(state, Approved | HandedIn),
        Proposed | HandedIn => false,
    };
    if !leads {
        return Err(Error::Conflict(Conflict::Closed));
    }
    if let Verdict::Approved(way, due_on) = deciding.verdict {
        if due_on < today {
            return Err(Error::field("due_on", "Choose a day that is still to come."));
        }
        if due_on > today + Days::new(1100) {
            return Err(Error::field("due_on", "Choose a day within three years."));
        }
        if way == MakeUpWay::NextCohort && next.is_none() {
            let message = "No later cohort has this residency ahead of it. Choose the recording and a reflection.";
            return Err(Error::field("verdict", message));
        }
    }
    let missing = match deciding.verdict {
        Verdict::Refused => "Say why nothing is to be made up for.",
        Verdict::Failed => "Say why it does not count.",
        Verdict::Approved(..) if state == HandedIn => "Say what is still missing.",
        Verdict::Approved(..) | Verdict::Done => "",
    };
    text("words", &deciding.words, super::LONGEST_REASON * 2, missing)
}

/// Whether a text is one: not empty where `missing` says what is missing then, and not too long.
///
/// # Errors
/// [`Error::Invalid`].
pub fn text(field: &'static str, text: &str, most: usize, missing: &str) -> Result<()> {
    if text.trim().is_empty() && !missing.is_empty() {
        return Err(Error::field(field, missing));
    }
    if text.chars().count() > most {
        return Err(Error::field(field, format!("Write at most {most} characters.")));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::MakeUpId;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn next() -> NextSeat {
        NextSeat { residency: ResidencyId::new(), ends_on: day("2027-07-13") }
    }

    #[test]
    fn what_is_done_together_is_made_up_for_together_where_there_is_a_seat() {
        let today = day("2027-01-13");
        let alone = (MakeUpWay::Recording, day("2027-01-27"), None);
        assert_eq!(proposal(SessionKind::Class, Some(next()), today), alone);
        assert_eq!(proposal(SessionKind::Workshop, None, today), alone);
        let (way, due_on, seat) = proposal(SessionKind::Simulation, Some(next()), today);
        assert_eq!((way, due_on, seat.is_some()), (MakeUpWay::NextCohort, day("2027-07-13"), true));
    }

    #[test]
    fn a_decision_leads_from_what_stands_to_what_can_be() {
        use MakeUpState::{Approved, Done, Failed, HandedIn, Proposed, Refused};
        let today = day("2027-01-13");
        let approved = Verdict::Approved(MakeUpWay::Recording, day("2027-01-27"));
        let may = |verdict: Verdict| -> Vec<MakeUpState> {
            let deciding = Deciding { id: MakeUpId::new(), sequence: 0, verdict, words: "So.".into() };
            MakeUpState::ALL.into_iter().filter(|state| decided(*state, &deciding, None, today).is_ok()).collect()
        };
        assert_eq!(may(approved), [Proposed, Approved, Refused, HandedIn, Failed]);
        assert_eq!(may(Verdict::Refused), [Proposed, Approved, HandedIn]);
        assert_eq!(may(Verdict::Done), [Approved, HandedIn]);
        assert_eq!(may(Verdict::Failed), [Approved, HandedIn]);
        assert!(!may(Verdict::Done).contains(&Done));
    }

    #[test]
    fn what_is_missing_in_a_decision_is_said_by_field() {
        let today = day("2027-01-13");
        let field = |state, verdict, words: &str, next| {
            let deciding = Deciding { id: MakeUpId::new(), sequence: 0, verdict, words: words.into() };
            match decided(state, &deciding, next, today) {
                Err(Error::Invalid(errors)) => Some(errors[0].field),
                _ => None,
            }
        };
        let recording = |due_on| Verdict::Approved(MakeUpWay::Recording, day(due_on));
        let together = Verdict::Approved(MakeUpWay::NextCohort, day("2027-07-13"));
        assert_eq!(field(MakeUpState::Proposed, recording("2027-01-12"), "", None), Some("due_on"));
        assert_eq!(field(MakeUpState::Proposed, recording("2031-01-12"), "", None), Some("due_on"));
        assert_eq!(field(MakeUpState::Proposed, recording("2027-01-13"), "", None), None);
        assert_eq!(field(MakeUpState::Proposed, together, "", None), Some("verdict"));
        assert_eq!(field(MakeUpState::Proposed, together, "", Some(next())), None);
        assert_eq!(field(MakeUpState::Proposed, Verdict::Refused, " ", None), Some("words"));
        assert_eq!(field(MakeUpState::HandedIn, recording("2027-01-20"), "", None), Some("words"), "what is missing");
        assert_eq!(field(MakeUpState::HandedIn, Verdict::Failed, "", None), Some("words"));
        assert_eq!(field(MakeUpState::HandedIn, Verdict::Done, "", None), None);
    }
}
