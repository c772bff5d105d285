//! A gradebook: read in a handful of statements, reckoned once for faculty, staff and students.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::grading::markings_of;
use crate::{
    Result,
    assignments::{
        GradingOutcome,
        gradebook::{Cell, Entry, GradeLine, Gradebook, GradedUnit},
        grading::{HandedIn, grade, grade_of, late},
        marking::{Markings, State},
    },
    authoring::{AssignmentSettings, UnitKind, UnitSettings},
    cohorts::{EnrollmentState, Scope},
    db::{Db, Json, list, sql},
    ids::{CohortId, EnrollmentId, HandInId, ModuleId, UnitId},
    policy::Place,
    reports::family_name,
};

/// The students of a cohort, by family name, and what they are graded on in the modules of the scope.
///
/// # Errors
/// Those of the database.
pub async fn gradebook(db: &Db, scope: &Scope, now: DateTime<Utc>) -> Result<Gradebook> {
    let cohort = scope.cohort().id;
    let mut units = units(db, cohort).await?;
    units.retain(|(unit, _)| scope.modules().iter().any(|module| module.module_id == unit.module));
    let markings = markings_of(db, cohort, None).await?;
    reckoned(db, (cohort, None), units, markings, now).await
}

/// One assignment of a module in a cohort, with everybody who studies it, and how it was set.
///
/// # Errors
/// [`NotFound`](crate::Error::NotFound) if the cohort has no such assignment; those of the database.
pub async fn assignment(db: &Db, scope: &Scope, unit: &str, now: DateTime<Utc>) -> Result<(Gradebook, AssignmentSettings)> {
    let cohort = scope.cohort().id;
    let mut units = units(db, cohort).await?;
    let theirs = |module: ModuleId| scope.modules().iter().any(|one| one.module_id == module);
    units.retain(|(one, _)| one.slug == unit && one.kind == UnitKind::Assignment && theirs(one.module));
    let settings = units.first().and_then(|(_, settings)| settings.assignment().cloned()).ok_or(crate::Error::NotFound)?;
    let markings = markings_of(db, cohort, None).await?;
    Ok((reckoned(db, (cohort, None), units, markings, now).await?, settings))
}

/// What a student is graded on, as they may see it.
///
/// # Errors
/// Those of the database.
pub async fn own_grades(db: &Db, place: &Place, now: DateTime<Utc>) -> Result<Gradebook> {
    let units = units(db, place.cohort).await?;
    let markings = markings_of(db, place.cohort, Some(place.enrollment)).await?;
    let mut book = reckoned(db, (place.cohort, Some(place.enrollment)), units, markings, now).await?;
    for line in &mut book.lines {
        line.cells = std::mem::take(&mut line.cells).into_iter().map(Cell::for_student).collect();
    }
    Ok(book)
}

crate::row! {
    struct UnitRow {
        id: UnitId,
        module: ModuleId,
        module_slug: String,
        module_title: String,
        slug: String,
        kind: UnitKind,
        title: String,
        due_at: DateTime<Utc>,
        settings: Json<UnitSettings>,
    }
}

/// The quizzes and assignments of a cohort, in order, as they are set.
async fn units(db: &Db, cohort: CohortId) -> Result<Vec<(GradedUnit, UnitSettings)>> {
    let rows = db
        .all::<UnitRow>(sql!(
            "SELECT u.id, cm.module_id AS module, m.slug AS module_slug, v.title AS module_title, u.slug, u.kind, u.title,
                COALESCE(cu.due_at, cm.due_at) AS due_at, u.settings
             FROM cohort_modules cm JOIN modules m ON m.id = cm.module_id JOIN module_versions v ON v.id = cm.version_id
             JOIN units u ON u.version_id = cm.version_id AND u.kind IN ('quiz', 'assignment')
             LEFT JOIN cohort_units cu ON cu.cohort_id = cm.cohort_id AND cu.unit_id = u.id
             WHERE cm.cohort_id = $1 ORDER BY cm.position, m.slug, u.position",
            cohort
        ))
        .await?;
    let unit = |row: UnitRow| {
        let settings = row.settings.0;
        let assignment = settings.assignment();
        let unit = GradedUnit {
            id: row.id,
            module: row.module,
            module_slug: row.module_slug,
            module_title: row.module_title,
            slug: row.slug,
            kind: row.kind,
            title: row.title,
            due_at: row.due_at,
            markers: assignment.map_or(1, |one| one.markers),
            team: assignment.is_some_and(|one| one.team),
        };
        (unit, settings)
    };
    Ok(rows.into_iter().map(unit).collect())
}

crate::row! {
    struct StudentRow { enrollment: EnrollmentId, name: String, email: String, state: EnrollmentState }
}

crate::row! {
    /// A version that was handed in, for one of its members.
    struct Version {
        student: EnrollmentId,
        /// The student as they were when it was handed in: in this cohort, or in one they come from.
        member: EnrollmentId,
        hand_in: HandInId,
        module: ModuleId,
        unit: String,
        unit_id: UnitId,
        team: Option<String>,
        version: i64,
        handed_in_at: DateTime<Utc>,
        due_at: DateTime<Utc>,
        /// When it is due now in the cohort it was handed in in.
        due_there: Option<DateTime<Utc>>,
        /// More time that any of its members has by now: it is more time for what they share.
        extended_until: Option<DateTime<Utc>>,
        /// The other cohort whose team handed it in, or in which the student has handed in anew since.
        elsewhere: Option<String>,
    }
}

/// What was read of a cohort or of one student.
struct Known {
    /// Best results of quizzes.
    best: HashMap<(EnrollmentId, UnitId), f64>,
    /// More time that holds.
    granted: HashMap<(EnrollmentId, UnitId), DateTime<Utc>>,
    /// Versions, the oldest first.
    versions: HashMap<(EnrollmentId, ModuleId, String), Vec<Version>>,
    markings: HashMap<HandInId, Markings>,
    /// How assignments were set in the versions that were handed in.
    set: HashMap<UnitId, AssignmentSettings>,
    now: DateTime<Utc>,
}

async fn reckoned(
    db: &Db,
    (cohort, only): (CohortId, Option<EnrollmentId>),
    units: Vec<(GradedUnit, UnitSettings)>,
    markings: HashMap<HandInId, Markings>,
    now: DateTime<Utc>,
) -> Result<Gradebook> {
    let mut students = students(db, cohort, only).await?;
    students.sort_by_cached_key(|student| (family_name(&student.name), student.name.clone(), student.enrollment));
    let versions = versions(db, cohort, only).await?;
    let set = set(db, versions.values().flatten().map(|version| version.unit_id)).await?;
    let known = Known { best: best(db, cohort, only).await?, granted: granted(db, cohort, only).await?, versions, markings, set, now };
    let line = |student: StudentRow| GradeLine {
        cells: units.iter().map(|(unit, settings)| known.cell(student.enrollment, unit, settings)).collect(),
        enrollment: student.enrollment,
        name: student.name,
        email: student.email,
        state: student.state,
    };
    let lines = students.into_iter().map(line).collect();
    Ok(Gradebook { units: units.into_iter().map(|(unit, _)| unit).collect(), lines })
}

impl Known {
    fn cell(&self, student: EnrollmentId, unit: &GradedUnit, settings: &UnitSettings) -> Cell {
        let due_at = self.granted.get(&(student, unit.id)).copied().unwrap_or(unit.due_at);
        if let Some(entry) = self.entry(student, unit) {
            return Cell::Work(entry);
        }
        match (self.best.get(&(student, unit.id)), settings.quiz()) {
            (Some(percent), Some(quiz)) => Cell::Quiz { percent: *percent, passed: *percent >= f64::from(quiz.pass) },
            _ => Cell::Nothing { overdue: due_at < self.now },
        }
    }

    fn entry(&self, student: EnrollmentId, unit: &GradedUnit) -> Option<Entry> {
        let versions = self.versions.get(&(student, unit.module, unit.slug.clone()))?;
        let newest = versions.last()?;
        let none = Markings::default();
        let markings = |version: &Version| self.markings.get(&version.hand_in);
        let returned = versions.iter().filter_map(markings).flat_map(|all| &all.0).filter(|one| one.outcome == GradingOutcome::Returned);
        let times: Vec<HandedIn> = versions.iter().map(Version::time).collect();
        let late = late(&times, returned.map(|one| one.graded_at).min());
        let marked = markings(newest).unwrap_or(&none);
        let state = marked.state();
        let counts = marked.standing().filter(|_| matches!(state, State::Graded | State::Released)).zip(self.set.get(&newest.unit_id));
        let shared = counts.map(|(marking, settings)| grade(settings, &marking.points, late));
        let own = counts.and_then(|(marking, settings)| Some(grade_of(settings, marking.own(newest.member)?.points, late)));
        Some(Entry {
            hand_in: newest.hand_in,
            version: newest.version,
            team: newest.team.clone(),
            handed_in_at: newest.handed_in_at,
            late,
            state,
            marked_by: marked.0.iter().map(|one| one.grader).collect(),
            grade: own.or(shared),
            team_grade: own.and(shared),
            elsewhere: newest.elsewhere.clone(),
        })
    }
}

impl Version {
    fn time(&self) -> HandedIn {
        HandedIn::new(self.handed_in_at, self.due_at, self.extended_until.or(self.due_there).unwrap_or(self.due_at))
    }
}

async fn students(db: &Db, cohort: CohortId, only: Option<EnrollmentId>) -> Result<Vec<StudentRow>> {
    db.all(sql!(
        "SELECT e.id AS enrollment, p.name, p.email, e.state FROM enrollments e JOIN people p ON p.id = e.person_id
         WHERE e.cohort_id = $1 AND e.id = COALESCE($2, e.id)",
        cohort,
        only
    ))
    .await
}

async fn best(db: &Db, cohort: CohortId, only: Option<EnrollmentId>) -> Result<HashMap<(EnrollmentId, UnitId), f64>> {
    let best = sql!(
        "SELECT e.id, p.unit_id, p.best_percent FROM enrollments e JOIN unit_progress p ON p.enrollment_id = e.id
         WHERE e.cohort_id = $1 AND e.id = COALESCE($2, e.id) AND p.best_percent IS NOT NULL",
        cohort,
        only
    );
    Ok(db.all::<(EnrollmentId, UnitId, f64)>(best).await?.into_iter().map(|(student, unit, best)| ((student, unit), best)).collect())
}

async fn granted(db: &Db, cohort: CohortId, only: Option<EnrollmentId>) -> Result<HashMap<(EnrollmentId, UnitId), DateTime<Utc>>> {
    let granted = sql!(
        "SELECT e.id, x.unit_id, x.due_at FROM enrollments e JOIN extensions x ON x.enrollment_id = e.id AND x.state = 'granted'
         WHERE e.cohort_id = $1 AND e.id = COALESCE($2, e.id)",
        cohort,
        only
    );
    let granted = db.all::<(EnrollmentId, UnitId, DateTime<Utc>)>(granted).await?;
    Ok(granted.into_iter().map(|(student, unit, due_at)| ((student, unit), due_at)).collect())
}

async fn versions(
    db: &Db,
    cohort: CohortId,
    only: Option<EnrollmentId>,
) -> Result<HashMap<(EnrollmentId, ModuleId, String), Vec<Version>>> {
    let all = db
        .all::<Version>(sql!(
            with_places!(
                "e.cohort_id = $1 AND e.id = COALESCE($2, e.id)",
                "SELECT places.student, x.enrollment_id AS member, h.id AS hand_in, h.module_id AS module, h.unit, h.unit_id, t.name AS team,
                    h.version, h.handed_in_at, h.due_at,
                    (SELECT COALESCE(cu.due_at, cm.due_at) FROM cohort_modules cm
                     JOIN units du ON du.version_id = cm.version_id AND du.slug = h.unit
                     LEFT JOIN cohort_units cu ON cu.cohort_id = cm.cohort_id AND cu.unit_id = du.id
                     WHERE cm.cohort_id = there.cohort_id AND cm.module_id = h.module_id) AS due_there,
                    (SELECT MAX(g.due_at) FROM hand_in_members y JOIN extensions g ON g.enrollment_id = y.enrollment_id AND g.state = 'granted'
                     JOIN units gu ON gu.id = g.unit_id AND gu.slug = h.unit JOIN module_versions gv ON gv.id = gu.version_id
                     WHERE y.hand_in_id = h.id AND gv.module_id = h.module_id) AS extended_until,
                    CASE WHEN h.team_id IS NULL THEN
                        (SELECT MIN(nc.title) FROM enrollment_changes gone JOIN enrollments ne ON ne.id = gone.other_id
                         JOIN cohorts nc ON nc.id = ne.cohort_id JOIN hand_in_members nx ON nx.enrollment_id = ne.id
                         JOIN hand_ins n ON n.id = nx.hand_in_id
                         WHERE gone.enrollment_id = x.enrollment_id AND gone.after = 'deferred' AND n.module_id = h.module_id
                            AND n.unit = h.unit AND n.handed_in_at > h.handed_in_at)
                        WHEN there.cohort_id <> $1 THEN c.title END AS elsewhere
                 FROM places CROSS JOIN hand_in_members x JOIN hand_ins h ON h.id = x.hand_in_id
                 JOIN enrollments there ON there.id = h.enrollment_id JOIN cohorts c ON c.id = there.cohort_id
                 LEFT JOIN teams t ON t.id = h.team_id WHERE x.enrollment_id = places.past ORDER BY h.handed_in_at, h.version, h.id"
            ),
            cohort,
            only
        ))
        .await?;
    let mut by_unit: HashMap<_, Vec<Version>> = HashMap::new();
    for version in all {
        by_unit.entry((version.student, version.module, version.unit.clone())).or_default().push(version);
    }
    Ok(by_unit)
}

/// How assignments are set in these versions.
async fn set(db: &Db, units: impl Iterator<Item = UnitId>) -> Result<HashMap<UnitId, AssignmentSettings>> {
    let mut units: Vec<UnitId> = units.collect();
    units.sort();
    units.dedup();
    let rows: Vec<(UnitId, Json<UnitSettings>)> = db.all(list!("SELECT id, settings FROM units WHERE id IN ($list)", in units)).await?;
    Ok(rows.into_iter().filter_map(|(unit, settings)| Some((unit, settings.0.assignment()?.clone()))).collect())
}
