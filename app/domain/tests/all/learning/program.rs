//! What a student finds: what is in their cohort, and open, and theirs.

use chrono::{NaiveDate, TimeDelta};
use domain::{
    Error,
    authoring::{UnitKind, store::Shelf},
    cohorts::{Residency, store::add_residency},
    db::testing::db_test,
    ids::{AttemptId, QuestionId, ResidencyId, UnitId, VersionId},
    learning::{evidence::Did, quiz::Response, store},
};

use super::stage::{answer, append, did, person, quiz_settings, stage};
use crate::school::{days_ago, now};

db_test!(the_program_shows_every_module_of_the_cohort_and_how_far_one_is, |db| {
    let stage = stage(&db).await;
    let (amara, nils) = (stage.school.amara, stage.school.nils);
    append(
        &db,
        vec![did(stage.at(amara, stage.lesson), Did::Completed, now()), did(stage.at(amara, stage.case), Did::Started, now())],
        now(),
    )
    .await;
    append(&db, vec![did(stage.at(nils, stage.timed), Did::Started, now())], now()).await;
    let modules = store::modules(&db, &stage.place(amara)).await.unwrap();
    let names: Vec<_> = modules.iter().map(|module| (module.slug.as_str(), module.position, module.units)).collect();
    assert_eq!(names, [("economics", 1, 3), ("finance", 2, 3), ("quality", 3, 4)]);
    let quality = &modules[2];
    assert_eq!((quality.id, quality.title.as_str(), quality.summary.as_str()), (stage.module, "Quality", "Better care."));
    assert_eq!((quality.started, quality.completed, quality.minutes_left, quality.minutes), (2, 1, 45, 60));
    assert_eq!((modules[0].started, modules[0].completed, modules[0].minutes_left, modules[0].minutes), (0, 0, 90, 90));
    assert_eq!((modules[1].opens_at, modules[1].due_at), (days_ago(-1), days_ago(-20)));
    let elsewhere = store::modules(&db, &stage.place(stage.school.ravi)).await.unwrap();
    assert_eq!(elsewhere.iter().map(|module| module.slug.as_str()).collect::<Vec<_>>(), ["economics"]);
});

db_test!(an_outline_shows_units_in_order_with_their_own_dates_and_results, |db| {
    let stage = stage(&db).await;
    let (amara, economics) = (stage.school.amara, stage.school.economics);
    let place = stage.place(amara);
    let outline = store::outline(&db, &place, economics.version).await.unwrap();
    let lines: Vec<_> = outline.iter().map(|unit| (unit.id, unit.position, unit.kind, unit.due_at)).collect();
    let kinds = [UnitKind::Lesson, UnitKind::Quiz, UnitKind::Case];
    let dues = [days_ago(10), days_ago(3), days_ago(-20)];
    let expected: Vec<_> = (0..3).map(|unit| (economics.units[unit], unit as i64 + 1, kinds[unit], dues[unit])).collect();
    assert_eq!(lines, expected);

    let attempt = stage.begin(&db, amara, stage.quiz, now()).await;
    append(&db, vec![stage.choice(amara, attempt, true)], now()).await;
    store::submit(&db, stage.at(amara, stage.quiz), attempt, quiz_settings(), (now(), now())).await.unwrap();
    let outline = store::outline(&db, &place, stage.version).await.unwrap();
    let results: Vec<_> = outline.iter().map(|unit| (unit.started_at, unit.completed_at, unit.best_percent)).collect();
    assert_eq!(results[1], (Some(now()), None, Some(4.0 / 9.0 * 100.0)));
    assert_eq!(results[0], (None, None, None));
    for nowhere in [stage.place(stage.school.ravi)] {
        assert!(store::outline(&db, &nowhere, stage.version).await.unwrap().is_empty());
    }
    assert!(store::outline(&db, &place, VersionId::new()).await.unwrap().is_empty());
});

db_test!(a_module_is_found_by_those_whose_cohort_has_it, |db| {
    let stage = stage(&db).await;
    let (amara, ravi) = (stage.place(stage.school.amara), stage.place(stage.school.ravi));
    let module = store::module(&db, &amara, "quality").await.unwrap();
    assert_eq!((module.version, module.number, module.position), (stage.version, 1, 3));
    assert_eq!(
        (module.objectives.0, module.competencies.0, module.authors.0),
        (vec!["Improve".into()], vec!["PL-1".into()], vec!["Ada".into()])
    );
    assert_eq!((module.license.as_str(), module.reviewed, module.introduction.as_str()), ("CC-BY-4.0", None, "<p>Hello</p>"));
    assert!(store::module(&db, &ravi, "economics").await.is_ok());
    for (place, slug) in [(&ravi, "quality"), (&ravi, "finance"), (&amara, "nothing"), (&amara, "")] {
        assert!(matches!(store::module(&db, place, slug).await, Err(Error::NotFound)), "{slug}");
    }
});

db_test!(a_unit_is_found_by_those_whose_cohort_has_it, |db| {
    let stage = stage(&db).await;
    let amara = stage.school.amara;
    let place = stage.place(amara);
    let unit = store::unit(&db, &Shelf::default(), &place, "quality", "unit-2").await.unwrap();
    assert_eq!((unit.id, unit.version, unit.kind, unit.position, unit.units), (stage.quiz, stage.version, UnitKind::Quiz, 2, 4));
    assert_eq!(unit.text.settings.quiz(), Some(&quiz_settings()));
    assert_eq!((unit.opens_at, unit.due_at, unit.started_at, unit.anchor.clone()), (days_ago(30), days_ago(-20), None, None));
    let again = store::unit(&db, &Shelf::default(), &place, "quality", "unit-2").await.unwrap();
    assert_eq!(again.whereabouts(&person(amara), &place), stage.at(amara, stage.quiz));
    let ravi = stage.place(stage.school.ravi);
    for (place, module, unit) in
        [(&ravi, "quality", "unit-2"), (&place, "quality", "unit-9"), (&place, "finance", "unit-1"), (&place, "", "")]
    {
        assert!(matches!(store::unit(&db, &Shelf::default(), place, module, unit).await, Err(Error::NotFound)), "{module}/{unit}");
    }
    let questions = store::questions(&db, stage.quiz).await.unwrap();
    assert_eq!(questions.iter().map(|stored| stored.id).collect::<Vec<_>>(), [stage.single, stage.matching, stage.essay]);
});

db_test!(acts_belong_where_a_unit_is_open_to_the_student, |db| {
    let stage = stage(&db).await;
    let (amara, ravi) = (stage.school.amara, stage.school.ravi);
    let here = store::whereabouts(&db, &person(amara), &stage.place(amara), stage.lesson, now()).await.unwrap();
    assert_eq!(here, stage.at(amara, stage.lesson));
    let finance = stage.school.finance.units[0];
    for (who, unit) in [(ravi, stage.lesson), (amara, UnitId::new()), (amara, finance)] {
        let found = store::whereabouts(&db, &person(who), &stage.place(who), unit, now()).await;
        assert!(matches!(found, Err(Error::NotFound)), "{found:?}");
    }
    assert!(store::whereabouts(&db, &person(amara), &stage.place(amara), finance, days_ago(-1)).await.is_ok(), "from the day it opens");
});

db_test!(a_question_can_be_answered_where_it_stands_and_nowhere_else, |db| {
    let stage = stage(&db).await;
    let (amara, nils, ravi) = (stage.school.amara, stage.school.nils, stage.school.ravi);
    let (mine, theirs) = (stage.begin(&db, amara, stage.quiz, now()).await, stage.begin(&db, nils, stage.quiz, now()).await);
    let timed = stage.begin(&db, amara, stage.timed, now()).await;
    let text = QuestionId(stage.case.0);
    for (unit, question, attempt, asked) in
        [(stage.quiz, stage.single, Some(mine), true), (stage.lesson, stage.aside, None, true), (stage.case, text, None, false)]
    {
        let opening = store::opening((&db, &Shelf::default()), (&person(amara), &stage.place(amara)), (unit, question), attempt, now())
            .await
            .unwrap();
        assert_eq!((opening.at, opening.question().is_some()), (stage.at(amara, unit), asked));
    }
    let sealed = stage.school.finance.units[2];
    for (who, unit, question, attempt, why) in [
        (amara, stage.quiz, stage.single, Some(theirs), "another student's attempt"),
        (amara, stage.quiz, stage.single, Some(timed), "an attempt at another quiz"),
        (amara, stage.quiz, stage.single, Some(AttemptId::new()), "no attempt at all"),
        (amara, stage.quiz, stage.single, None, "a quiz without an attempt"),
        (amara, stage.quiz, stage.quick, Some(mine), "a question of another quiz"),
        (amara, stage.lesson, stage.aside, Some(mine), "a lesson under an attempt"),
        (amara, stage.lesson, stage.single, None, "a question of a quiz in a lesson"),
        (amara, stage.case, stage.aside, None, "a question in a case"),
        (amara, stage.case, text, Some(mine), "a case under an attempt"),
        (amara, sealed, QuestionId(sealed.0), None, "a module that is not open yet"),
        (ravi, stage.lesson, stage.aside, None, "another cohort"),
        (amara, UnitId::new(), stage.aside, None, "no unit"),
    ] {
        let found = store::opening((&db, &Shelf::default()), (&person(who), &stage.place(who)), (unit, question), attempt, now()).await;
        assert!(matches!(found, Err(Error::NotFound)), "{why}: {found:?}");
    }
    let on_the_day =
        store::opening((&db, &Shelf::default()), (&person(amara), &stage.place(amara)), (sealed, QuestionId(sealed.0)), None, days_ago(-1))
            .await;
    assert!(on_the_day.is_ok());
});

db_test!(answers_are_read_by_their_holder_and_the_questions_asked_for, |db| {
    let stage = stage(&db).await;
    let (amara, nils) = (stage.school.amara, stage.school.nils);
    let case = QuestionId(stage.case.0);
    let written = answer(stage.at(amara, stage.case), None, case, Response::Text("I would ask first.".into()));
    let later = now() + TimeDelta::seconds(3);
    append(&db, vec![stage.remark(amara, 1), written], later).await;
    append(&db, vec![stage.remark(nils, 2)], now()).await;
    let found = store::answers(&db, amara.enrollment.0, &[stage.aside]).await.unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!((&found[&stage.aside].response.0, found[&stage.aside].recorded_at), (&Response::Options(vec![1]), later));
    assert_eq!(store::answers(&db, amara.enrollment.0, &[stage.aside, case]).await.unwrap().len(), 2);
    assert!(store::answers(&db, amara.enrollment.0, &[]).await.unwrap().is_empty());
    let many: Vec<QuestionId> = (0..200).map(|_| QuestionId::new()).chain([case]).collect();
    assert_eq!(store::answers(&db, amara.enrollment.0, &many).await.unwrap().len(), 1);
});

db_test!(residencies_are_those_of_the_cohort_in_order, |db| {
    let stage = stage(&db).await;
    let (first, other) = (stage.school.cohort, stage.school.other);
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    for (cohort, position, title) in [(first, 2, "Finance week"), (first, 1, "Opening week"), (other, 1, "Elsewhere")] {
        let (starts_on, ends_on) = (day("2027-01-10"), day("2027-01-14"));
        let new = Residency { id: ResidencyId::new(), position, title: title.into(), place: "Boston".into(), starts_on, ends_on };
        db.write(move |tx| Box::pin(async move { add_residency(tx, now(), None, cohort, &new).await })).await.unwrap();
    }
    let found = store::residencies(&db, &stage.place(stage.school.amara)).await.unwrap();
    let lines: Vec<_> =
        found.iter().map(|line| (line.position, line.title.as_str(), line.place.as_str(), line.starts_on, line.ends_on)).collect();
    let (starts_on, ends_on) = (day("2027-01-10"), day("2027-01-14"));
    assert_eq!(lines, [(1, "Opening week", "Boston", starts_on, ends_on), (2, "Finance week", "Boston", starts_on, ends_on)]);
});
