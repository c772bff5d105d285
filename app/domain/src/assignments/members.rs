//! Points of single members of a team: where a grader gives one of them other points than the team has, and why.

use crate::ids::EnrollmentId;

/// The longest reason, in characters.
pub const LONGEST: usize = 2_000;

/// What one member has in the place of the team's points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnPoints {
    /// Whose, as they were a member of the hand-in.
    pub member: EnrollmentId,
    /// Of all that the rubric has.
    pub points: u32,
    /// Why; this member reads it.
    pub reason: String,
}

/// The same as somebody typed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedPoints {
    /// Whose.
    pub member: EnrollmentId,
    /// Empty for the team's.
    pub points: String,
    /// Empty where nothing differs.
    pub reason: String,
}

/// What is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// With the points.
    Points(String),
    /// With the reason.
    Reason(String),
}

impl Fault {
    /// In words.
    pub fn words(&self) -> &str {
        match self {
            Self::Points(words) | Self::Reason(words) => words,
        }
    }
}

impl TypedPoints {
    /// What it says, if it differs from the team's: who is given the team's points without a reason has those.
    ///
    /// # Errors
    /// What is wrong with it: points that are none, or no reason.
    pub fn read(&self, team: u32, possible: u32) -> Result<Option<OwnPoints>, Fault> {
        let (typed, reason) = (self.points.trim(), self.reason.replace("\r\n", "\n").trim().to_owned());
        if typed.is_empty() && reason.is_empty() {
            return Ok(None);
        }
        let number = typed.parse::<u32>().ok().filter(|points| *points <= possible);
        let wanted = match typed {
            "" => format!("Give points from 0 to {possible}, or take the reason out."),
            _ => format!("Give a whole number from 0 to {possible}, or nothing for the team’s points."),
        };
        let points = number.ok_or(Fault::Points(wanted))?;
        if reason.is_empty() && points == team {
            return Ok(None);
        }
        if reason.is_empty() {
            return Err(Fault::Reason("Say why these are not the team’s points: this member reads it.".into()));
        }
        if reason.chars().count() > LONGEST {
            return Err(Fault::Reason(format!("Write at most {LONGEST} characters.")));
        }
        Ok(Some(OwnPoints { member: self.member, points, reason }))
    }
}

/// What the team's points come to by the factor of what the others say of a member: a suggestion, never applied by itself.
pub fn suggested(team: u32, factor: f64, possible: u32) -> u32 {
    let points = (f64::from(team) * factor).round();
    // Within the bounds first, so that the cast loses nothing.
    points.clamp(0.0, f64::from(possible)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(points: &str, reason: &str) -> TypedPoints {
        TypedPoints { member: EnrollmentId::new(), points: points.into(), reason: reason.into() }
    }

    #[test]
    fn nothing_typed_and_the_teams_points_without_a_word_are_no_difference() {
        assert_eq!(typed(" ", "\r\n").read(20, 30), Ok(None));
        assert_eq!(typed("20", "").read(20, 30), Ok(None));
        assert!(matches!(typed("20", "Carried it").read(20, 30), Ok(Some(own)) if own.points == 20));
    }

    #[test]
    fn other_points_are_within_the_rubric_and_have_a_reason() {
        for points in ["31", "-1", "12.5", "many"] {
            assert!(matches!(typed(points, "Why").read(20, 30), Err(Fault::Points(_))), "{points}");
        }
        assert!(matches!(typed("", "Why").read(20, 30), Err(Fault::Points(_))));
        assert!(matches!(typed("0", " ").read(20, 30), Err(Fault::Reason(_))));
        assert!(matches!(typed("0", &"x".repeat(LONGEST + 1)).read(20, 30), Err(Fault::Reason(_))));
        let own = typed(" 30 ", " Wrote it.\r\nAll of it. ").read(20, 30).unwrap().unwrap();
        assert_eq!((own.points, own.reason.as_str()), (30, "Wrote it.\nAll of it."));
    }

    #[test]
    fn a_suggestion_stays_within_the_rubric() {
        assert_eq!([suggested(20, 0.6, 30), suggested(20, 1.13, 30), suggested(28, 1.5, 30), suggested(0, 1.2, 30)], [12, 23, 30, 0]);
    }
}
