//! What is read for paper: everybody who comes, and whom each session is for.

use chrono::NaiveDate;

use super::super::coming::Answer;
use crate::{
    Result,
    db::{Db, Json, sql},
    ids::{EnrollmentId, ResidencyId, ResidencySessionId, TeamId},
};

crate::row! {
    /// A student of the cohort, as their badge names them.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Attendee {
        /// Whose place.
        pub enrollment_id: EnrollmentId,
        /// Their name.
        pub name: String,
        /// Their degrees; may be empty.
        pub credentials: String,
        /// Their specialty; may be empty.
        pub specialty: String,
        /// Their team, if they are in one.
        pub team_id: Option<TeamId>,
        /// That team's name.
        pub team: Option<String>,
        /// The code they are known by at the roll, if they have one yet.
        pub code: Option<String>,
        /// Whether they come, if they have answered.
        pub answer: Option<Answer>,
        /// The days of a part.
        pub days: Option<Json<Vec<NaiveDate>>>,
    }
}

impl Attendee {
    /// Whether they are expected on a campus day: they come on it, or have not answered.
    pub fn is_expected_on(&self, day: NaiveDate) -> bool {
        let days: &[NaiveDate] = self.days.as_ref().map_or(&[], |Json(days)| days);
        self.answer.is_none_or(|answer| answer.includes(days, day))
    }

    /// Whether they come on no day at all.
    pub fn stays_away(&self) -> bool {
        self.answer == Some(Answer::No)
    }
}

/// Who studies in the cohort of a residency, by name, with what they answered.
///
/// # Errors
/// Those of the database.
pub async fn attendees(db: &Db, residency: ResidencyId) -> Result<Vec<Attendee>> {
    db.all(sql!(
        "SELECT e.id AS enrollment_id, p.name, p.credentials, p.specialty, t.id AS team_id, t.name AS team, k.code,
            a.answer, a.days
         FROM residencies r JOIN enrollments e ON e.cohort_id = r.cohort_id AND e.state = 'enrolled' JOIN people p ON p.id = e.person_id
         LEFT JOIN team_members m ON m.enrollment_id = e.id LEFT JOIN teams t ON t.id = m.team_id
         LEFT JOIN presence_codes k ON k.enrollment_id = e.id AND k.revoked_at IS NULL
         LEFT JOIN residency_answers a ON a.residency_id = r.id AND a.enrollment_id = e.id
         WHERE r.id = $1 ORDER BY p.name, p.id",
        residency
    ))
    .await
}

/// The teams that the sessions of a residency are for, where they are not plenary: each session with a team, by the teams' order.
///
/// # Errors
/// Those of the database.
pub async fn teams_of_sessions(db: &Db, residency: ResidencyId) -> Result<Vec<(ResidencySessionId, TeamId, String)>> {
    db.all(sql!(
        "SELECT st.session_id, t.id, t.name FROM released_sessions s JOIN released_session_teams st ON st.session_id = s.id
         JOIN teams t ON t.id = st.team_id WHERE s.residency_id = $1 ORDER BY t.position, t.id, st.session_id",
        residency
    ))
    .await
}

/// Who has a seat in the booked sessions of a residency.
///
/// # Errors
/// Those of the database.
pub async fn seats_held(db: &Db, residency: ResidencyId) -> Result<Vec<(ResidencySessionId, EnrollmentId)>> {
    db.all(sql!(
        "SELECT b.session_id, b.enrollment_id FROM released_sessions s JOIN bookings b ON b.session_id = s.id AND b.state = 'booked'
         WHERE s.residency_id = $1 ORDER BY b.session_id, b.number",
        residency
    ))
    .await
}
