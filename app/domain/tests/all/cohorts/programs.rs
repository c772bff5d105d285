//! Programs as templates: who sees them, and what a plan must be.

use domain::{
    Conflict, Error, Result, audit,
    cohorts::{
        Reader,
        calendar::{Blackout, Place, Plan, PlannedModule, PlannedResidency, PlannedUnit, Rule},
        store::{ProgramEdit, add_staff, change_plan, plan_faults, program, programs, published, published_units},
    },
    db::{Db, testing::db_test},
    ids::ProgramId,
};

use super::{is, refused};
use crate::school::{School, now, school};

pub fn rule(text: &str) -> Rule {
    text.parse().unwrap()
}

pub fn planned(slug: &str, opens: &str, due: &str, units: &[(&str, &str)]) -> PlannedModule {
    let units = units.iter().map(|(slug, due)| PlannedUnit { slug: (*slug).into(), due: rule(due) }).collect();
    PlannedModule { slug: slug.into(), opens: rule(opens), due: rule(due), units }
}

/// Two residencies of four days; economics between them, finance after it.
pub fn plan() -> Plan {
    let residency = |title: &str, first_day: &str| PlannedResidency {
        title: title.into(),
        place: "Main campus".into(),
        days: 4,
        first_day: rule(first_day),
    };
    Plan {
        residencies: vec![residency("Beginning", "start"), residency("Middle", "R1.start + 16w")],
        modules: vec![
            planned("economics", "R1.end at 18:00", "R2.start - 14d", &[("quiz", "opens + 3w")]),
            planned("finance", "previous.closes + 1d", "R2.end + 4w", &[]),
        ],
        blackouts: vec![Blackout { title: "New Year".into(), first: "2027-01-01".parse().unwrap(), last: "2027-01-01".parse().unwrap() }],
        ..Plan::default()
    }
}

fn edit(school: &School, revision: i64, plan: Plan) -> ProgramEdit {
    ProgramEdit { program: school.program, revision, title: " The program ".into(), summary: "New.".into(), plan }
}

async fn changed(db: &Db, edit: ProgramEdit) -> Result<()> {
    db.write(move |tx| Box::pin(async move { change_plan(tx, now(), None, &edit).await })).await
}

db_test!(a_plan_is_changed_by_who_saw_what_is_there, |db| {
    let school = school(&db).await;
    let before = program(&db, Reader::Administrator, "mmm").await.unwrap();
    assert_eq!((before.revision, &before.plan.0), (0, &Plan::default()));
    changed(&db, edit(&school, 0, plan())).await.unwrap();
    let after = program(&db, Reader::Administrator, "mmm").await.unwrap();
    assert_eq!((after.revision, after.title.as_str(), after.summary.as_str()), (1, "The program", "New."));
    assert_eq!(after.plan.0, plan());
    assert_eq!(audit::recent(&db, 1).await.unwrap()[0].action, "program.changed");

    let late = edit(&school, 0, Plan::default());
    let error = refused(&db, move |tx| Box::pin(async move { change_plan(tx, now(), None, &late).await })).await;
    assert!(is(&error, Conflict::Stale), "{error}");
    assert_eq!(program(&db, Reader::Administrator, "mmm").await.unwrap().plan.0, plan());
    let unknown = ProgramEdit { program: ProgramId::new(), ..edit(&school, 1, plan()) };
    assert!(matches!(changed(&db, unknown).await, Err(Error::NotFound)));
});

db_test!(a_plan_names_what_is_published_and_has_no_circles, |db| {
    let school = school(&db).await;
    let mut wrong = plan();
    wrong.modules[0].units.push(PlannedUnit { slug: "talk".into(), due: rule("due") });
    wrong.modules.push(planned("ethics", "R2.end", "opens + 3w", &[]));
    wrong.residencies[1].first_day = rule("economics.due + 14d");
    let faults = plan_faults(&db, &wrong).await.unwrap();
    let talk = Place::UnitDue { module: "economics".into(), unit: "talk".into() };
    let places: Vec<_> = faults.iter().map(|fault| fault.place.clone()).collect();
    assert_eq!(places, [Place::Residency(2), talk, Place::Module("ethics".into())]);
    assert!(faults[0].reason.contains("R2.start → economics due → R2.start"), "{faults:?}");
    let error = changed(&db, ProgramEdit { title: " ".into(), ..edit(&school, 0, plan()) }).await.unwrap_err();
    assert!(matches!(&error, Error::Invalid(fields) if fields[0].field == "title"), "{error}");
    let error = changed(&db, edit(&school, 0, wrong)).await.unwrap_err();
    assert!(matches!(&error, Error::Invalid(fields) if fields.len() == 3 && fields.iter().all(|one| one.field == "plan")), "{error}");
});

db_test!(staff_see_the_programs_they_run_and_what_they_can_put_into_them, |db| {
    let school = school(&db).await;
    let staff = Reader::Staff(school.director);
    assert!(programs(&db, staff).await.unwrap().is_empty());
    assert!(matches!(program(&db, staff, "mmm").await, Err(Error::NotFound)));
    db.write(move |tx| Box::pin(async move { add_staff(tx, now(), None, school.program, school.director).await })).await.unwrap();
    for reader in [staff, Reader::Administrator] {
        let all = programs(&db, reader).await.unwrap();
        assert_eq!(all.iter().map(|one| (one.slug.as_str(), one.cohorts)).collect::<Vec<_>>(), [("mmm", 2)]);
        assert!(program(&db, reader, "mmm").await.is_ok());
    }
    let faculty = Reader::Faculty(school.director);
    assert!(programs(&db, faculty).await.unwrap().is_empty());
    assert!(matches!(program(&db, faculty, "mmm").await, Err(Error::NotFound)));
    let modules = published(&db).await.unwrap();
    assert_eq!(modules.iter().map(|one| (one.slug.as_str(), one.number)).collect::<Vec<_>>(), [("economics", 1), ("finance", 1)]);
    let units = published_units(&db, &[school.economics.version]).await.unwrap();
    assert_eq!(units.iter().map(|one| one.slug.as_str()).collect::<Vec<_>>(), ["lesson", "quiz", "case"]);
});
