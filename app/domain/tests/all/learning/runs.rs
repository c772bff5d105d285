//! Runs of simulators are saved once, for whoever saved them, and are there to be handed in.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    Error, Result,
    db::{Db, testing::db_test},
    ids::RunId,
    learning::{
        evidence::Whereabouts,
        runs::{MOST_RUNS, Worked},
        store::{self, NewRun, SavedRun},
    },
    simulators::worksheet::{self, Entries},
};

use crate::school::{School, Studying, completed_at, now, school};

pub fn run(school: &School, who: Studying, factor: usize) -> NewRun {
    let entries = Entries::of_address(worksheet::find("fee").unwrap(), &format!("preset=contract&factor={factor}"));
    NewRun {
        enrollment: who.enrollment,
        module: school.economics.id,
        unit: "lesson".into(),
        unit_id: school.economics.units[0],
        title: "A fee".into(),
        worked: Worked::of(&entries).unwrap(),
        completes: None,
    }
}

async fn save(db: &Db, new: NewRun, at: DateTime<Utc>) -> Result<RunId> {
    db.write(move |tx| Box::pin(async move { store::save_run(tx, at, &new).await })).await
}

async fn own(db: &Db, school: &School, who: Studying) -> Vec<SavedRun> {
    store::own_runs(db, who.person, (school.economics.id, "lesson")).await.unwrap()
}

fn after(seconds: i64) -> DateTime<Utc> {
    now() + TimeDelta::seconds(seconds)
}

db_test!(a_run_is_saved_once_and_found_by_its_owner_alone, |db| {
    let school = school(&db).await;
    let first = save(&db, run(&school, school.amara, 38), now()).await.unwrap();
    let second = save(&db, run(&school, school.amara, 39), after(1)).await.unwrap();
    assert_eq!(save(&db, run(&school, school.amara, 38), after(2)).await.unwrap(), first, "the same inputs are the same run");
    let runs = own(&db, &school, school.amara).await;
    assert_eq!(runs.iter().map(|run| run.id).collect::<Vec<_>>(), [second, first]);
    assert_eq!((runs[1].saved_at, runs[1].number, runs[1].unit_title.as_str()), (now(), 1, "lesson"));
    assert!(runs[0].result.starts_with("The fee is $70.98") && runs[0].inputs.ends_with("factor=39"), "{:?}", runs[0]);
    assert!(own(&db, &school, school.nils).await.is_empty());
    assert_eq!(store::runs_of_module(&db, school.amara.person, school.economics.id).await.unwrap(), runs);
    assert!(store::runs_of_module(&db, school.amara.person, school.finance.id).await.unwrap().is_empty());
});

db_test!(a_run_completes_the_simulation_it_is_saved_in, |db| {
    let school = school(&db).await;
    let amara = school.amara;
    let unit = school.economics.units[0];
    let at = Whereabouts { person: amara.person, enrollment: amara.enrollment, version: school.economics.version, unit };
    let done = async || completed_at(&db, amara.enrollment, unit).await;
    save(&db, run(&school, amara, 38), now()).await.unwrap();
    assert_eq!(done().await, None, "in a lesson");
    let again = NewRun { completes: Some(at), ..run(&school, amara, 38) };
    save(&db, again.clone(), after(1)).await.unwrap();
    assert_eq!(done().await, Some(after(1)), "also with a run that was there");
    save(&db, again, after(9)).await.unwrap();
    assert_eq!(done().await, Some(after(1)));
});

db_test!(beyond_a_hundred_a_run_is_refused_with_a_sentence, |db| {
    let school = school(&db).await;
    for factor in 1..=MOST_RUNS {
        save(&db, run(&school, school.amara, factor), now()).await.unwrap();
    }
    let refused = save(&db, run(&school, school.amara, MOST_RUNS + 1), now()).await.unwrap_err();
    assert!(
        matches!(&refused, Error::Invalid(errors) if errors[0].field == "run" && errors[0].message.contains("100 runs")),
        "{refused:?}"
    );
    save(&db, run(&school, school.amara, 7), now()).await.expect("one that is there is no new one");
    assert_eq!(own(&db, &school, school.amara).await.len(), MOST_RUNS);
});

db_test!(a_cohort_has_the_newest_run_of_each_student, |db| {
    let school = school(&db).await;
    for (who, factor, seconds) in [(school.amara, 38, 0), (school.amara, 40, 5), (school.nils, 41, 1), (school.ravi, 42, 2)] {
        save(&db, run(&school, who, factor), after(seconds)).await.unwrap();
    }
    let runs = store::cohort_runs(&db, school.cohort, (school.economics.id, "lesson")).await.unwrap();
    let found: Vec<_> = runs.iter().map(|run| (run.enrollment, run.figures.0[0].value.as_str())).collect();
    assert_eq!(found, [(school.amara.enrollment, "72.80"), (school.nils.enrollment, "74.62")], "the other cohort is another's");
    assert!(store::cohort_runs(&db, school.cohort, (school.economics.id, "case")).await.unwrap().is_empty());
});

db_test!(who_hands_in_chooses_among_their_own, |db| {
    let school = school(&db).await;
    let (amara, module) = (school.amara, school.economics.id);
    let one = save(&db, run(&school, amara, 38), now()).await.unwrap();
    let two = save(&db, run(&school, amara, 39), after(1)).await.unwrap();
    let foreign = save(&db, run(&school, school.nils, 40), now()).await.unwrap();
    for (chosen, kept) in [(vec![one, foreign, two], vec![two, one]), (vec![one], vec![one]), (vec![], vec![])] {
        let whose = (amara.person, amara.enrollment);
        db.write(move |tx| Box::pin(async move { store::choose_runs(tx, whose, (module, "plan"), &chosen).await })).await.unwrap();
        let found = store::chosen_runs(&db, amara.enrollment, (module, "plan")).await.unwrap();
        assert_eq!(found.iter().map(|run| run.id).collect::<Vec<_>>(), kept);
    }
});
