//! What a student should know of their assignments, for the page of today.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::{
    Result,
    assignments::GradingOutcome,
    db::{Db, sql},
    ids::{EnrollmentId, TeamId},
};

/// What there is to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// It was returned for revision, and nothing was handed in since.
    Returned,
    /// Its grade was released.
    Graded,
    /// The team has handed in, and this member has not rated the others.
    RateTeam,
}

/// Something to know of an assignment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct News {
    /// The module's name in addresses.
    pub module_slug: String,
    /// The assignment's name in addresses.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// What.
    pub what: What,
    /// Since when.
    pub since: DateTime<Utc>,
}

crate::row! {
    struct NewsRow {
        module_slug: String,
        slug: String,
        title: String,
        team: Option<TeamId>,
        handed_in_at: DateTime<Utc>,
        members: i64,
        rated: i64,
        outcome: Option<GradingOutcome>,
        released_at: Option<DateTime<Utc>>,
    }
}

/// What a student should know of the modules of their cohort, by module and assignment. Whether a grade is still news is for the page to say.
///
/// # Errors
/// Those of the database.
pub async fn news(db: &Db, student: EnrollmentId) -> Result<Vec<News>> {
    let rows = db
        .all::<NewsRow>(sql!(
            with_places!(
                "e.id = $1",
                "SELECT m.slug AS module_slug, h.unit AS slug, u.title, h.team_id AS team, h.handed_in_at,
                (SELECT COUNT(*) FROM hand_in_members y WHERE y.hand_in_id = h.id) AS members,
                (SELECT COUNT(*) FROM peer_ratings q WHERE q.rater_id = x.enrollment_id AND q.module_id = h.module_id AND q.unit = h.unit
                    AND q.team_id = h.team_id) AS rated,
                CASE WHEN r.released_at IS NOT NULL THEN g.outcome END AS outcome, r.released_at
             FROM places JOIN enrollments now ON now.id = places.student JOIN hand_in_members x ON x.enrollment_id = places.past
             JOIN hand_ins h ON h.id = x.hand_in_id JOIN modules m ON m.id = h.module_id JOIN units u ON u.id = h.unit_id
             JOIN cohort_modules cm ON cm.cohort_id = now.cohort_id AND cm.module_id = h.module_id
             LEFT JOIN gradings g ON g.hand_in_id = h.id AND g.role = 'final' LEFT JOIN grading_releases r ON r.grading_id = g.id
             ORDER BY h.handed_in_at, r.released_at NULLS FIRST"
            ),
            student
        ))
        .await?;
    let mut newest: BTreeMap<(String, String), NewsRow> = BTreeMap::new();
    for row in rows {
        newest.insert((row.module_slug.clone(), row.slug.clone()), row);
    }
    Ok(newest.into_values().flat_map(NewsRow::news).collect())
}

impl NewsRow {
    fn news(self) -> Vec<News> {
        let graded = self.outcome.zip(self.released_at);
        let is_graded = matches!(graded, Some((GradingOutcome::Graded, _)));
        let rate =
            (self.team.is_some() && self.members > 1 && self.rated == 0 && !is_graded).then_some((What::RateTeam, self.handed_in_at));
        let graded = graded.map(|(outcome, at)| (if outcome == GradingOutcome::Graded { What::Graded } else { What::Returned }, at));
        let one =
            |(what, since)| News { module_slug: self.module_slug.clone(), slug: self.slug.clone(), title: self.title.clone(), what, since };
        graded.into_iter().chain(rate).map(one).collect()
    }
}
