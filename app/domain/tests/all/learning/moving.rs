//! A cohort goes on with the next version of a module: dates, extensions and work go along, once.

use chrono::{DateTime, Utc};
use domain::{
    Conflict, Error, Result, audit,
    cohorts::{
        Basis, ExtensionState, Granting, Reader, UnitDue, VersionMove,
        store::{extensions_of, grant, moved_versions, newer_versions, scope, set_unit_due},
    },
    db::{Db, testing::db_test},
    ids::{ExtensionId, UnitId},
    learning::{
        evidence::Did,
        quiz::Response,
        store::{self, Moved},
    },
};

use super::{
    rebuild::sum,
    stage::{Stage, append, did, next_version, stage, standing},
};
use crate::school::{days_ago, now};

fn step(one: &Stage, two: &Stage) -> VersionMove {
    VersionMove { id: uuid::Uuid::now_v7(), cohort: one.school.cohort, module: one.module, from: one.version, to: two.version }
}

async fn moved(db: &Db, one: &Stage, step: VersionMove) -> Result<Moved> {
    let ruth = one.school.economist;
    db.write(move |tx| Box::pin(async move { store::move_version(tx, now(), ruth, &step).await })).await
}

async fn more_time(db: &Db, stage: &Stage, unit: UnitId) {
    let (cohort, ruth) = (stage.school.cohort, stage.school.economist);
    let new = Granting {
        id: ExtensionId::new(),
        enrollment: stage.school.amara.enrollment,
        unit,
        basis: Basis::Relative(5),
        reason: "Leave".into(),
    };
    db.write(move |tx| Box::pin(async move { grant(tx, now(), ruth, cohort, &new).await })).await.unwrap();
}

async fn due(db: &Db, stage: &Stage, unit: UnitId, due_at: DateTime<Utc>) {
    let due = UnitDue { cohort: stage.school.cohort, unit, due_at };
    db.write(move |tx| Box::pin(async move { set_unit_due(tx, now(), None, &due).await })).await.unwrap();
}

db_test!(dates_extensions_and_work_go_along_with_a_new_version, |db| {
    let one = stage(&db).await;
    let two = next_version(&db, one).await;
    let (amara, nils) = (one.school.amara, one.school.nils);
    append(&db, vec![did(one.at(amara, one.lesson), Did::Completed, days_ago(2)), one.remark(amara, 2)], days_ago(2)).await;
    append(&db, vec![did(one.at(nils, one.case), Did::Started, days_ago(1))], days_ago(1)).await;
    due(&db, &one, one.quiz, days_ago(-9)).await;
    more_time(&db, &one, one.quiz).await;
    let before = store::outline(&db, &one.place(amara), one.version).await.unwrap();
    assert_eq!(moved(&db, &one, step(&one, &two)).await.unwrap(), Moved { students: 2, units: 2 });

    let module = store::module(&db, &one.place(amara), "quality").await.unwrap();
    assert_eq!((module.version, module.number), (two.version, 2));
    let after = store::outline(&db, &one.place(amara), two.version).await.unwrap();
    let known = |outline: &[store::OutlineUnit]| -> Vec<_> {
        outline.iter().map(|unit| (unit.slug.clone(), unit.due_at, unit.was_due_at, unit.started_at, unit.completed_at)).collect()
    };
    assert_eq!(known(&after), known(&before));
    assert_eq!(after[1].due_at, days_ago(-14), "nine days and five");
    assert_eq!(standing(&db, amara.enrollment.0, two.aside).await, Some(Response::Options(vec![2])));
    assert_eq!(extensions_of(&db, amara.enrollment).await.unwrap()[0].unit_id, two.quiz);
    assert!(store::outline(&db, &one.place(amara), one.version).await.unwrap().is_empty(), "the old one is theirs no more");

    let right = sum(&db).await;
    store::rebuild_all(&db).await.unwrap();
    assert_eq!(sum(&db).await, right);
    let log = audit::recent(&db, 1).await.unwrap();
    assert_eq!((log[0].action.as_str(), log[0].actor_id), ("module.version_changed", Some(one.school.economist)));
    let history = moved_versions(&db, one.school.cohort).await.unwrap();
    assert_eq!((history.len(), history[0].from_number, history[0].to_number), (1, 1, 2));
    assert_eq!(history[0].moved_by.as_deref(), Some("Ines Ferreira"));
});

db_test!(a_version_is_moved_once_and_only_forward, |db| {
    let one = stage(&db).await;
    assert!(newer_versions(&db, one.school.cohort).await.unwrap().is_empty());
    let two = next_version(&db, one).await;
    let newer = newer_versions(&db, one.school.cohort).await.unwrap();
    assert_eq!(newer.iter().map(|newer| (newer.version_id, newer.number)).collect::<Vec<_>>(), [(two.version, 2)]);
    assert!(newer_versions(&db, one.school.other).await.unwrap().is_empty(), "it does not study the module");
    for wrong in [step(&two, &one), VersionMove { to: one.school.economics.version, ..step(&one, &two) }, step(&one, &one)] {
        assert!(matches!(moved(&db, &one, wrong).await, Err(Error::NotFound)), "{wrong:?}");
    }
    moved(&db, &one, step(&one, &two)).await.unwrap();
    assert!(newer_versions(&db, one.school.cohort).await.unwrap().is_empty());
    let again = moved(&db, &one, step(&one, &two)).await;
    assert!(matches!(again, Err(Error::Conflict(Conflict::Stale))), "{again:?}");
});

db_test!(what_the_new_version_does_not_have_ends_and_its_evidence_stays, |db| {
    let one = stage(&db).await;
    let two = next_version(&db, one).await;
    let amara = one.school.amara;
    append(&db, vec![did(one.at(amara, one.case), Did::Completed, days_ago(1))], days_ago(1)).await;
    more_time(&db, &one, one.case).await;
    db.write(move |tx| {
        Box::pin(async move {
            tx.run(query!("DELETE FROM units WHERE id = $1", two.case)).await?;
            tx.run(query!(
                "INSERT INTO calendar_entries (id, cohort_id, entry_key, kind, module_id, unit_slug, title, place, first_day, last_day, sequence, changed_at)
                 VALUES ($1, $2, 'quality/unit-4 due', 'unit_due', $3, 'unit-4', 'Case', '', $4, $4, 1, $5)",
                uuid::Uuid::now_v7(), one.school.cohort, one.module, now().date_naive(), days_ago(9)
            ))
            .await
        })
    })
    .await
    .unwrap();
    assert_eq!(moved(&db, &one, step(&one, &two)).await.unwrap(), Moved::default());
    let extension = &extensions_of(&db, amara.enrollment).await.unwrap()[0];
    assert_eq!((extension.state, extension.unit_id), (ExtensionState::Withdrawn, one.case));
    let canceled = query!("SELECT COUNT(*) FROM calendar_entries WHERE canceled_at IS NOT NULL AND sequence = 2");
    assert_eq!(db.value::<i64>(canceled).await.unwrap(), 1);
    let kept = query!("SELECT COUNT(*) FROM evidence WHERE unit_id = $1", one.case);
    assert_eq!(db.value::<i64>(kept).await.unwrap(), 1);
});

db_test!(what_was_on_its_way_while_the_cohort_moved_is_carried_after_it, |db| {
    let one = stage(&db).await;
    let two = next_version(&db, one).await;
    let (amara, cohort) = (one.school.amara, one.school.cohort);
    moved(&db, &one, step(&one, &two)).await.unwrap();
    append(&db, vec![one.remark(amara, 1)], now()).await;
    let follow = || db.write(move |tx| Box::pin(async move { store::carry_cohort(tx, cohort, (one.version, two.version), now()).await }));
    assert_eq!(follow().await.unwrap(), Moved { students: 1, units: 1 });
    assert_eq!(follow().await.unwrap(), Moved::default());
    assert_eq!(standing(&db, amara.enrollment.0, two.aside).await, Some(Response::Options(vec![1])));
});

db_test!(staff_see_how_many_did_what_in_a_version, |db| {
    let one = stage(&db).await;
    let (amara, nils) = (one.school.amara, one.school.nils);
    for who in [amara, nils] {
        append(&db, vec![did(one.at(who, one.lesson), Did::Started, now())], now()).await;
    }
    append(&db, vec![did(one.at(amara, one.lesson), Did::Completed, now())], now()).await;
    one.begin(&db, nils, one.quiz, now()).await;
    let cohort = scope(&db, Reader::Administrator, "first", Some("quality")).await.unwrap();
    let tallies = store::unit_tallies(&db, &cohort, one.version).await.unwrap();
    let numbers: Vec<_> = tallies.iter().map(|unit| (unit.title.as_str(), unit.started, unit.completed, unit.open)).collect();
    assert_eq!(numbers, [("unit-1", 2, 1, 0), ("unit-2", 1, 0, 1), ("unit-3", 0, 0, 0), ("unit-4", 0, 0, 0)]);
});
