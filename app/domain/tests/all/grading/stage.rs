//! An assignment in the third module of the first cohort, and short ways to hand in.

use chrono::{DateTime, Utc};
use domain::{
    Result,
    assignments::{
        Assignment, GradingOutcome, GradingRole,
        gradebook::{Cell, Entry, Gradebook},
        grading::Points,
        store::{
            self,
            grading::{NewMarking, mark, markings, release},
        },
    },
    authoring::{AssignmentSettings, Criterion, HandInPart, LateRule, Level, Rubric, UnitSettings},
    cohorts::{Assignment as Teaching, Reader, Scope, store as cohorts},
    db::{Db, Json},
    ids::{EnrollmentId, GradingId, HandInId, PersonId, TeachingId, TeamId, UnitId},
};

use crate::{
    learning::stage::{Stage, stage},
    school::{days_ago, now},
};

/// Its name in addresses.
pub const PLAN: &str = "plan";

/// The assignment, due in 20 days, of 30 points, of which 70 percent pass.
pub struct Graded {
    pub stage: Stage,
    pub unit: UnitId,
    pub assignment: Assignment,
    pub scope: Scope,
}

fn criterion(slug: &str, points: [u32; 3]) -> Criterion {
    let level = |points| Level { points, name: format!("Level {points}"), words: "Words".into() };
    Criterion { slug: slug.into(), title: slug.into(), levels: points.map(level).to_vec() }
}

pub fn points(risks: u32, words: u32) -> Points {
    [("risks".to_owned(), risks), ("words".to_owned(), words)].into()
}

pub async fn graded(db: &Db, markers: u32) -> Graded {
    let stage = stage(db).await;
    let (unit, version, economist) = (UnitId::new(), stage.version, stage.school.economist);
    let rubric = Rubric { criteria: vec![criterion("risks", [20, 10, 0]), criterion("words", [10, 8, 0])] };
    let late = Some(LateRule { per_day: 5, at_most: 20 });
    let parts = vec![HandInPart::Text];
    let settings = UnitSettings::Assignment(AssignmentSettings { words: None, parts, team: false, markers, pass: 70, late, rubric });
    let teaching = Teaching { id: TeachingId::new(), person: economist, cohort: stage.school.cohort, module: Some(stage.module) };
    db.write(move |tx| {
        Box::pin(async move {
            tx.run(query!(
                "INSERT INTO units (id, version_id, position, slug, kind, title, minutes, objectives, body, contents, settings)
                 VALUES ($1, $2, 9, 'plan', 'assignment', 'A plan', 60, '[]', '[]', '[]', $3)",
                unit,
                version,
                Json(&settings)
            ))
            .await?;
            cohorts::assign_teaching(tx, now(), None, &teaching).await
        })
    })
    .await
    .unwrap();
    let scope = cohorts::scope(db, Reader::Faculty(economist), "first", Some("quality")).await.unwrap();
    Graded { stage, unit, assignment: Assignment { module: stage.module, unit: PLAN.into() }, scope }
}

impl Graded {
    /// What these students hand in, or their team.
    pub async fn hand_in(&self, db: &Db, members: &[EnrollmentId], team: Option<TeamId>, at: DateTime<Utc>) -> HandInId {
        let (id, unit, module, members) = (HandInId::new(), self.unit, self.stage.module, members.to_vec());
        let newest = store::of_student(db, members[0], &self.assignment).await.unwrap().first().map_or(0, |before| before.version);
        db.write(move |tx| {
            Box::pin(async move {
                tx.run(query!(
                    "INSERT INTO hand_ins (id, enrollment_id, module_id, unit, unit_id, team_id, version, handed_in_at, due_at, text, no_patient_data)
                     VALUES ($1, $2, $3, 'plan', $4, $5, $6, $7, $8, 'One.\n\nTwo.', $9)",
                    id, members[0], module, unit, team, newest + 1, at, days_ago(-20), true
                ))
                .await?;
                for member in members {
                    tx.run(query!("INSERT INTO hand_in_members (hand_in_id, enrollment_id) VALUES ($1, $2)", id, member)).await?;
                }
                Ok(())
            })
        })
        .await
        .unwrap();
        id
    }

    /// A marking as its form would send it now.
    pub async fn form(&self, db: &Db, hand_in: HandInId, grader: PersonId, points: Points) -> NewMarking {
        let known = markings(db, hand_in).await.unwrap();
        let markers = store::grading::in_cohort(db, &self.scope, hand_in).await.unwrap().settings.markers;
        NewMarking {
            id: GradingId::new(),
            hand_in,
            grader,
            role: known.role_of(grader, markers),
            seen: known.standing().map(|marking| marking.id),
            points,
            members: Vec::new(),
            comment: "Clear.".into(),
            outcome: GradingOutcome::Graded,
        }
    }

    pub async fn release(&self, db: &Db, hand_ins: &[HandInId]) -> usize {
        let (actor, scope, hand_ins) = (self.stage.school.economist, self.scope.clone(), hand_ins.to_vec());
        db.write(move |tx| Box::pin(async move { release(tx, now(), actor, &scope, &hand_ins).await })).await.unwrap()
    }

    /// How a student stands in the assignment, for faculty.
    pub async fn entry(&self, db: &Db, student: EnrollmentId) -> Entry {
        entry_of(&store::gradebook(db, &self.scope, now()).await.unwrap(), student)
    }

    /// How they stand for themselves.
    pub async fn own(&self, db: &Db) -> Entry {
        let amara = self.stage.school.amara;
        entry_of(&store::own_grades(db, &self.stage.place(amara), now()).await.unwrap(), amara.enrollment)
    }
}

fn entry_of(book: &Gradebook, student: EnrollmentId) -> Entry {
    let place = book.units.iter().position(|unit| unit.slug == PLAN).unwrap();
    let line = book.lines.iter().find(|line| line.enrollment == student).unwrap();
    match &line.cells[place] {
        Cell::Work(entry) => entry.clone(),
        other => panic!("nothing was handed in: {other:?}"),
    }
}

pub async fn marked(db: &Db, new: NewMarking, at: DateTime<Utc>) -> Result<()> {
    db.write(move |tx| Box::pin(async move { mark(tx, at, &new).await })).await
}

/// What somebody returns, with a word.
pub fn returned(new: NewMarking) -> NewMarking {
    NewMarking { outcome: GradingOutcome::Returned, comment: "Name the risks.".into(), ..new }
}

/// In which role it was meant.
pub fn as_role(new: NewMarking, role: GradingRole) -> NewMarking {
    NewMarking { role, ..new }
}
