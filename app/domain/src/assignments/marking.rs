//! Who marks in which role, and how a hand-in stands by its markings.

use chrono::{DateTime, Utc};

use super::{GradingOutcome, GradingRole, grading::Points, members::OwnPoints};
use crate::ids::{EnrollmentId, GradingId, HandInId, PersonId};

/// What somebody made of a hand-in. Of one person in one role the newest counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marking {
    /// Which.
    pub id: GradingId,
    /// Of what.
    pub hand_in: HandInId,
    /// By whom.
    pub grader: PersonId,
    /// Their name.
    pub grader_name: String,
    /// In which role.
    pub role: GradingRole,
    /// Of the rubric's criteria; may lack some where it was returned.
    pub points: Points,
    /// Of members of a team who have other points than the team.
    pub members: Vec<OwnPoints>,
    /// To the student; may be empty.
    pub comment: String,
    /// What it says.
    pub outcome: GradingOutcome,
    /// When.
    pub graded_at: DateTime<Utc>,
    /// Since when students see it.
    pub released_at: Option<DateTime<Utc>>,
}

impl Marking {
    /// What a member has in the place of the team's points, if it is something else.
    pub fn own(&self, member: EnrollmentId) -> Option<&OwnPoints> {
        self.members.iter().find(|own| own.member == member)
    }
}

/// The markings of one hand-in, the oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Markings(pub Vec<Marking>);

/// How a hand-in stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Nobody has marked it.
    Waiting,
    /// One of two has.
    Half,
    /// Both have, and have to agree.
    Apart,
    /// It is graded; students do not see it yet.
    Graded,
    /// It is graded, and students see it.
    Released,
    /// It was returned for revision, and nothing was handed in since.
    Returned,
}

impl State {
    /// What it is called.
    pub fn label(self) -> &'static str {
        match self {
            Self::Waiting => "To be graded",
            Self::Half => "Marked once of twice",
            Self::Apart => "To be agreed",
            Self::Graded => "Graded, not released",
            Self::Released => "Released",
            Self::Returned => "Returned for revision",
        }
    }

    /// Whether faculty still have to do something with it.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Waiting | Self::Half | Self::Apart)
    }
}

impl Markings {
    /// The newest in a role.
    pub fn newest(&self, role: GradingRole) -> Option<&Marking> {
        self.0.iter().rev().find(|marking| marking.role == role)
    }

    /// The one that counts, if there is one.
    pub fn standing(&self) -> Option<&Marking> {
        self.newest(GradingRole::Final)
    }

    /// The newest that students see.
    pub fn released(&self) -> Option<&Marking> {
        self.0.iter().rev().find(|marking| marking.role == GradingRole::Final && marking.released_at.is_some())
    }

    /// Both of two, once they are in.
    pub fn both(&self) -> Option<(&Marking, &Marking)> {
        self.newest(GradingRole::First).zip(self.newest(GradingRole::Second))
    }

    /// The role in which somebody marks next. While one of two is missing each has their own; after that whatever comes is final.
    pub fn role_of(&self, grader: PersonId, markers: u32) -> GradingRole {
        if markers < 2 || self.standing().is_some() || self.both().is_some() {
            return GradingRole::Final;
        }
        match self.newest(GradingRole::First) {
            Some(first) if first.grader != grader => GradingRole::Second,
            _ => GradingRole::First,
        }
    }

    /// What a grader may see: nothing of the other's until both have marked.
    pub fn seen_by(&self, grader: PersonId, markers: u32) -> Vec<&Marking> {
        let open = self.is_open_to_all(markers);
        self.0.iter().filter(|marking| open || marking.grader == grader).collect()
    }

    /// Whether graders see what others say of it.
    pub fn is_open_to_all(&self, markers: u32) -> bool {
        markers < 2 || self.both().is_some() || self.standing().is_some()
    }

    /// How the hand-in stands.
    pub fn state(&self) -> State {
        match self.standing() {
            Some(marking) if marking.outcome == GradingOutcome::Returned => State::Returned,
            Some(marking) if marking.released_at.is_some() => State::Released,
            Some(_) => State::Graded,
            None if self.both().is_some() => State::Apart,
            None if self.0.is_empty() => State::Waiting,
            None => State::Half,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marking(grader: PersonId, role: GradingRole, outcome: GradingOutcome, released: bool) -> Marking {
        Marking {
            id: GradingId::new(),
            hand_in: HandInId::new(),
            grader,
            grader_name: "Ines".into(),
            role,
            points: Points::new(),
            members: Vec::new(),
            comment: String::new(),
            outcome,
            graded_at: DateTime::UNIX_EPOCH,
            released_at: released.then_some(DateTime::UNIX_EPOCH),
        }
    }

    #[test]
    fn whoever_marks_alone_says_what_counts() {
        let (ines, paul) = (PersonId::new(), PersonId::new());
        let none = Markings::default();
        assert_eq!((none.role_of(ines, 1), none.state()), (GradingRole::Final, State::Waiting));
        let graded = Markings(vec![marking(ines, GradingRole::Final, GradingOutcome::Graded, false)]);
        assert_eq!((graded.role_of(paul, 1), graded.state()), (GradingRole::Final, State::Graded));
    }

    #[test]
    fn of_two_neither_sees_the_others_until_both_are_in() {
        let (ines, paul) = (PersonId::new(), PersonId::new());
        let mut markings = Markings::default();
        assert_eq!(markings.role_of(ines, 2), GradingRole::First);
        markings.0.push(marking(ines, GradingRole::First, GradingOutcome::Graded, false));
        assert_eq!((markings.role_of(ines, 2), markings.role_of(paul, 2)), (GradingRole::First, GradingRole::Second));
        assert_eq!((markings.seen_by(ines, 2).len(), markings.seen_by(paul, 2).len()), (1, 0));
        assert_eq!(markings.state(), State::Half);
        markings.0.push(marking(paul, GradingRole::Second, GradingOutcome::Graded, false));
        assert_eq!((markings.seen_by(ines, 2).len(), markings.seen_by(paul, 2).len()), (2, 2));
        assert_eq!((markings.state(), markings.role_of(ines, 2)), (State::Apart, GradingRole::Final));
        markings.0.push(marking(ines, GradingRole::Final, GradingOutcome::Graded, true));
        assert_eq!(markings.state(), State::Released);
    }

    #[test]
    fn the_newest_final_marking_counts() {
        let ines = PersonId::new();
        let returned = marking(ines, GradingRole::Final, GradingOutcome::Returned, true);
        let graded = marking(ines, GradingRole::Final, GradingOutcome::Graded, false);
        assert_eq!(Markings(vec![graded.clone(), returned.clone()]).state(), State::Returned);
        let corrected = Markings(vec![returned.clone(), graded]);
        assert_eq!(corrected.state(), State::Graded);
        assert_eq!(corrected.released(), Some(&returned));
    }
}
