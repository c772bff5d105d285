//! What the radar of a cohort and a student's own page show beside progress: dates by extension, hours, the last deadline, dealings.

use chrono::{DateTime, Utc};
use domain::{
    Error,
    cohorts::{Basis, ExtensionState, Granting, Reader, Scope, store as cohorts},
    db::{Db, testing::db_test},
    ids::{EnrollmentId, EvidenceId, ExtensionId, UnitId, VersionId},
    learning::{
        evidence::{Act, Did, Evidence, Whereabouts},
        projection,
    },
    reports::{Line, Standing, UnitExtension, store as reports},
};

use crate::school::{Module, School, Studying, days_ago, now, school};

async fn completed(db: &Db, who: Studying, (version, unit): (VersionId, UnitId), at: DateTime<Utc>) {
    let place = Whereabouts { person: who.person, enrollment: who.enrollment, version, unit };
    let act = |did| Evidence { id: EvidenceId::new(), at: place, act: Act::plain(did), occurred_at: at };
    let batch = [act(Did::Started), act(Did::Completed)];
    db.write(move |tx| Box::pin(async move { projection::append(tx, &batch, at).await })).await.unwrap();
}

fn unit(module: Module, unit: usize) -> (VersionId, UnitId) {
    (module.version, module.units[unit])
}

/// Gives more time for a unit of economics, so many days on top of its date.
async fn extended(db: &Db, school: &School, who: Studying, unit: usize, days: i64) {
    let (actor, cohort) = (school.director, school.cohort);
    let (id, unit) = (ExtensionId::new(), school.economics.units[unit]);
    let granting = Granting { id, enrollment: who.enrollment, unit, basis: Basis::Relative(days), reason: "Night shifts".into() };
    db.write(move |tx| Box::pin(async move { cohorts::grant(tx, now(), actor, cohort, &granting).await })).await.unwrap();
}

async fn staff(db: &Db) -> Scope {
    cohorts::scope(db, Reader::Administrator, "first", None).await.unwrap()
}

async fn line(db: &Db, scope: &Scope, who: Studying) -> Line {
    let roster = reports::roster(db, scope, now()).await.unwrap();
    roster.lines.into_iter().find(|line| line.student.enrollment == who.enrollment).unwrap()
}

db_test!(an_extension_takes_a_unit_out_of_what_is_late_everywhere, |db| {
    let (school, scope) = (school(&db).await, staff(&db).await);
    extended(&db, &school, school.amara, 0, 15).await;
    extended(&db, &school, school.amara, 1, 1).await;
    let amara = line(&db, &scope, school.amara).await;
    assert_eq!((amara.standing, amara.progress[0].overdue), (Standing::Behind(1), 1), "the lesson has time, the quiz had one day more");
    assert_eq!((amara.progress[0].overdue_since, amara.progress[0].extended_until), (Some(days_ago(2)), Some(days_ago(-5))));
    assert!(amara.is_extended());
    let nils = line(&db, &scope, school.nils).await;
    assert_eq!((nils.standing, nils.is_extended()), (Standing::Behind(2), false), "more time is for one student alone");

    let record = reports::student(&db, &scope, school.amara.enrollment, now()).await.unwrap();
    assert_eq!((record.standing, &record.reason), (amara.standing, &amara.reason));
    let lesson = &record.modules[0].units[0];
    assert_eq!((lesson.cohort_due_at, lesson.due_at), (days_ago(10), days_ago(-5)));
    let Some(UnitExtension { state, days, reason, .. }) = &lesson.extension else { panic!("it has none") };
    assert_eq!((*state, *days, reason.as_str()), (ExtensionState::Granted, Some(15), "Night shifts"));
});

db_test!(the_last_deadline_is_missed_until_its_unit_is_done_or_put_off, |db| {
    let (school, scope) = (school(&db).await, staff(&db).await);
    let missed = async |who| line(&db, &scope, who).await.missed_last;
    assert!(missed(school.amara).await && missed(school.nils).await);
    completed(&db, school.nils, unit(school.economics, 1), days_ago(1)).await;
    assert!(!missed(school.nils).await, "late, but done");
    extended(&db, &school, school.amara, 1, 1).await;
    assert!(missed(school.amara).await, "the day more is over as well");
    completed(&db, school.amara, unit(school.economics, 1), days_ago(0)).await;
    assert!(!missed(school.amara).await, "the lesson of the deadline before is another matter");
});

db_test!(hours_are_those_of_units_finished_within_two_weeks, |db| {
    let (school, scope) = (school(&db).await, staff(&db).await);
    completed(&db, school.amara, unit(school.economics, 0), days_ago(20)).await;
    completed(&db, school.amara, unit(school.economics, 1), days_ago(14)).await;
    completed(&db, school.amara, unit(school.economics, 2), days_ago(1)).await;
    let roster = reports::roster(&db, &scope, now()).await.unwrap();
    assert_eq!(roster.lines.iter().map(|line| line.minutes).collect::<Vec<_>>(), [0, 60]);
    assert_eq!(roster.expected_minutes, Some(20 * 60), "ten hours a week where no calendar was released");
    let plan = r#"{"hours_a_week": 12, "modules": []}"#;
    db.write(move |tx| {
        Box::pin(async move {
            tx.run(query!(
                "INSERT INTO calendar_releases (id, cohort_id, number, plan, calendar, note, released_at) VALUES ($1, $2, 1, $3, '{}', '', $4)",
                EvidenceId::new(),
                school.cohort,
                plan,
                now()
            ))
            .await
        })
    })
    .await
    .unwrap();
    let record = reports::student(&db, &scope, school.amara.enrollment, now()).await.unwrap();
    assert_eq!((record.minutes, record.expected_minutes), (60, Some(24 * 60)));
});

db_test!(who_teaches_sees_no_hours_no_residencies_and_no_dealings, |db| {
    let school = school(&db).await;
    let (amara, outsider) = (school.amara.enrollment, school.ravi.enrollment);
    for reader in [Reader::Faculty(school.economist), Reader::Administrator] {
        let scope = cohorts::scope(&db, reader, "first", None).await.unwrap();
        let staff = reader == Reader::Administrator;
        let roster = reports::roster(&db, &scope, now()).await.unwrap();
        assert_eq!((roster.expected_minutes.is_some(), roster.modules.len()), (staff, if staff { 2 } else { 1 }));
        assert_eq!(reports::dealings(&db, &scope, amara).await.is_ok(), staff);
        assert!(matches!(reports::dealings(&db, &scope, outsider).await, Err(Error::NotFound)));
    }
});

db_test!(units_beyond_the_sixtieth_count_like_any_other, |db| {
    let (school, scope) = (school(&db).await, staff(&db).await);
    let (module, version) = (school.economics.id, school.economics.version);
    let more: Vec<UnitId> = (0..70).map(|_| UnitId::new()).collect();
    add_units(&db, version, more.clone()).await;
    for unit in [more[0], more[56], more[57], more[69]] {
        completed(&db, school.amara, (version, unit), days_ago(1)).await;
    }
    let only_economics = cohorts::scope(&db, Reader::Faculty(school.economist), "first", Some("economics")).await.unwrap();
    assert_eq!(only_economics.modules()[0].module_id, module);
    for scope in [scope, only_economics] {
        let amara = line(&db, &scope, school.amara).await;
        assert_eq!((amara.progress[0].completed, amara.minutes, amara.last_at), (4, 40, Some(days_ago(1))));
        let record = reports::student(&db, &scope, school.amara.enrollment, now()).await.unwrap();
        assert_eq!((record.minutes, record.standing), (40, amara.standing));
    }
});

/// Units from position 4 on, of ten minutes each.
async fn add_units(db: &Db, version: VersionId, units: Vec<UnitId>) {
    db.write(move |tx| {
        Box::pin(async move {
            for (position, unit) in (4_i64..).zip(units) {
                let slug = format!("unit-{position}");
                tx.run(query!(
                    "INSERT INTO units (id, version_id, position, slug, kind, title, minutes, objectives, body, contents, settings)
                     VALUES ($1, $2, $3, $4, 'lesson', $4, 10, '[]', '[]', '[]', '{}')",
                    unit,
                    version,
                    position,
                    slug
                ))
                .await?;
            }
            Ok(())
        })
    })
    .await
    .unwrap();
}

db_test!(what_was_sent_to_a_student_is_told_with_what_became_of_it, |db| {
    let (school, scope) = (school(&db).await, staff(&db).await);
    sent(&db, &school, "Your last quiz", days_ago(2)).await;
    sent(&db, &school, "Residency 2", days_ago(1)).await;
    let known = reports::dealings(&db, &scope, school.amara.enrollment).await.unwrap();
    let told: Vec<_> = known.messages.iter().map(|one| (one.subject.as_str(), one.author.as_str(), one.mailed)).collect();
    assert_eq!(told, [("Residency 2", "Paul Adler", false), ("Your last quiz", "Paul Adler", false)]);
    assert_eq!(known.seen_at, None);
    assert!(reports::dealings(&db, &scope, school.nils.enrollment).await.unwrap().messages.is_empty());
    assert!(matches!(reports::dealings(&db, &scope, EnrollmentId::new()).await, Err(Error::NotFound)));
});

/// A message to Amara, who wants no mail.
async fn sent(db: &Db, school: &School, subject: &'static str, at: DateTime<Utc>) {
    let (id, cohort, author, to) = (EvidenceId::new(), school.cohort, school.director, school.amara.enrollment);
    db.write(move |tx| {
        Box::pin(async move {
            tx.run(query!(
                "INSERT INTO messages (id, cohort_id, author_id, subject, body, segment, sent_at) VALUES ($1, $2, $3, $4, 'Hello', '', $5)",
                id,
                cohort,
                author,
                subject,
                at
            ))
            .await?;
            tx.run(query!("INSERT INTO message_recipients (message_id, enrollment_id, way) VALUES ($1, $2, 'never')", id, to)).await
        })
    })
    .await
    .unwrap();
}
