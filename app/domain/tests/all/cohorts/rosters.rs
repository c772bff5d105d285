//! Rosters taken in from files: looked at without a trace, then as a whole or not at all.

use chrono::TimeDelta;
use domain::{
    Conflict, Error, Result,
    cohorts::{
        EnrollmentState,
        roster::{Column, Fate, Mapping, RosterReader, Totals},
        store::{
            Application, Applied, DryRun, Import, Letter, NewImport, Shown, apply, begin_import, discard_import, dry_run, finish_import,
            forget_imports, import, imports, keep_rows, set_mapping,
        },
    },
    db::{Db, testing::db_test},
    ids::{CohortId, ImportId},
    mail::Mail,
};

use super::is;
use crate::school::{School, now, school};

/// Amara and Nils study in the cohort; Ravi in the other one.
const FILE: &str = "Name,E-mail,Credentials,NPI\r\n\
    Amara Okafor,AMARA.okafor@school.example,\"MD, MPH\",\r\n\
    Nils Berglund,nils.berglund@school.example,MD,\r\n\
    Ravi Menon-Rao,ravi.menon@school.example,DO,\r\n\
    Rosa Castellanos,rosa@clinic.example,MD,1234567893\r\n\
    No Address,nowhere,MD,\r\n\
    Wrong Number,wrong@clinic.example,MD,1234567890\r\n\
    Rosa Again,Rosa@Clinic.example,MD,\r\n";

/// A file as if it had been uploaded.
async fn upload(db: &Db, school: &School, text: &str) -> Import {
    let mut reader = RosterReader::default();
    let mut kept = reader.push(text.as_bytes()).unwrap();
    kept.extend(reader.finish().unwrap());
    let (head, encoding, count) = (reader.head().unwrap().clone(), reader.encoding(), reader.rows());
    let new = NewImport { id: ImportId::new(), cohort: school.cohort, file_name: "autumn.csv".into(), by: school.director };
    let (id, cohort) = (new.id, school.cohort);
    db.write(move |tx| {
        Box::pin(async move {
            begin_import(tx, now(), &new, &head).await?;
            keep_rows(tx, id, &kept).await?;
            finish_import(tx, id, encoding, count).await
        })
    })
    .await
    .unwrap();
    import(db, cohort, id).await.unwrap()
}

async fn look(db: &Db, import: &Import) -> DryRun {
    dry_run(db, import, Shown::default()).await.unwrap()
}

async fn take_in(db: &Db, school: &School, import: &Import, expected: Totals, withdraw: Option<&str>) -> Result<Applied> {
    let invite = |entry: &domain::cohorts::roster::Entry, place, accepted: bool| Letter {
        mail: Mail { recipient: entry.email.clone(), subject: format!("{place}"), body: entry.name.clone() },
        token_hash: (!accepted).then(|| format!("hash of {}", entry.email)),
    };
    let application = Application {
        import: import.clone(),
        expected,
        withdraw: withdraw.map(str::to_owned),
        time_zone: "America/New_York".into(),
        invite: Some(Box::new(invite)),
    };
    let actor = school.director;
    db.write(move |tx| Box::pin(async move { apply(tx, now(), actor, &application).await })).await
}

async fn people_and_places(db: &Db) -> (i64, i64, i64) {
    let text = "SELECT (SELECT COUNT(*) FROM people), (SELECT COUNT(*) FROM enrollments), (SELECT COUNT(*) FROM mail)";
    db.one(query!(text)).await.unwrap()
}

async fn standing(db: &Db, email: &str, cohort: CohortId) -> Option<(EnrollmentState, String, Option<String>)> {
    let text = "SELECT e.state, p.credentials, p.npi FROM people p JOIN enrollments e ON e.person_id = p.id AND e.cohort_id = $2
        WHERE p.email_folded = $1";
    db.maybe(query!(text, email, cohort)).await.unwrap()
}

db_test!(a_dry_run_tells_the_fate_of_each_row_and_changes_nothing, |db| {
    let school = school(&db).await;
    let import = upload(&db, &school, FILE).await;
    let before = people_and_places(&db).await;
    let run = look(&db, &import).await;
    assert_eq!(run.totals, Totals { new: 2, changed: 1, unchanged: 1, refused: 3, leaving: 0, members: 2 });
    let lines: Vec<_> = run.rows.iter().map(|one| one.row.line).collect();
    assert_eq!(lines, [2, 3, 4, 5, 6, 7, 8]);
    let Fate::Changed(changes) = &run.rows[0].fate else { panic!("{:?}", run.rows[0]) };
    assert_eq!((changes[0].what.as_str(), changes[0].before.as_str(), changes[0].after.as_str()), ("Credentials", "MD", "MD, MPH"));
    let Fate::New(changes) = &run.rows[2].fate else { panic!("{:?}", run.rows[2]) };
    assert_eq!(changes.iter().map(|change| change.after.as_str()).collect::<Vec<_>>(), ["Ravi Menon-Rao", "DO"]);
    let why = |row: usize| match &run.rows[row].fate {
        Fate::Refused(why) => why.join(" "),
        other => panic!("{other:?}"),
    };
    assert!(why(4).contains("not an e-mail address") && why(5).contains("does not fit") && why(6).contains("line 5 already"));
    assert_eq!(people_and_places(&db).await, before);
    let refused = dry_run(&db, &import, Shown { page: 1, only_refused: true }).await.unwrap();
    assert_eq!((refused.rows.len(), refused.shown), (3, 3));
    let beyond = dry_run(&db, &import, Shown { page: 2, only_refused: false }).await.unwrap();
    assert_eq!((beyond.rows.len(), beyond.shown), (0, 7));
});

db_test!(a_file_taken_in_twice_changes_nothing_the_second_time, |db| {
    let school = school(&db).await;
    let first = upload(&db, &school, FILE).await;
    let expected = look(&db, &first).await.totals;
    let applied = take_in(&db, &school, &first, expected, None).await.unwrap();
    assert_eq!((applied.totals, applied.withdrawn, applied.invited), (expected, 0, 2));
    assert_eq!(applied.rejected.iter().map(|row| row.line).collect::<Vec<_>>(), [6, 7, 8]);
    let ranks: Vec<i64> = db.values(query!("SELECT DISTINCT rank FROM mail")).await.unwrap();
    assert_eq!(ranks, [1], "nobody who asked for a link waits for the invitations of a roster");
    let of = async |email: &str| standing(&db, email, school.cohort).await;
    assert_eq!(of("amara.okafor@school.example").await.unwrap().1, "MD, MPH");
    let rosa = (EnrollmentState::Invited, "MD".to_owned(), Some("1234567893".to_owned()));
    assert_eq!(of("rosa@clinic.example").await, Some(rosa));
    let ravi = of("ravi.menon@school.example").await.unwrap();
    assert_eq!((ravi.0, ravi.1.as_str()), (EnrollmentState::Invited, "DO"));
    let after = people_and_places(&db).await;
    let error = take_in(&db, &school, &first, expected, None).await.unwrap_err();
    assert!(is(&error, Conflict::Closed), "{error}");
    let second = upload(&db, &school, FILE).await;
    let again = look(&db, &second).await.totals;
    assert_eq!((again.new, again.changed, again.unchanged, again.refused), (0, 0, 4, 3));
    let applied = take_in(&db, &school, &second, again, None).await.unwrap();
    assert_eq!((applied.invited, people_and_places(&db).await), (0, after));
    let kept = import(&db, school.cohort, first.id).await.unwrap();
    assert!(kept.applied_at.is_some() && kept.summary.0.totals == expected);
});

db_test!(what_is_no_longer_as_the_dry_run_said_is_not_done_at_all, |db| {
    let school = school(&db).await;
    let import = upload(&db, &school, FILE).await;
    let expected = look(&db, &import).await.totals;
    db.write(move |tx| {
        Box::pin(async move {
            tx.run(query!("UPDATE people SET credentials = 'MD, MPH' WHERE id = $1", school.amara.person)).await?;
            Ok(())
        })
    })
    .await
    .unwrap();
    let before = people_and_places(&db).await;
    let error = take_in(&db, &school, &import, expected, None).await.unwrap_err();
    assert!(is(&error, Conflict::Stale), "{error}");
    assert_eq!(people_and_places(&db).await, before, "nothing half-done");
    let now_expected = look(&db, &import).await.totals;
    assert!(take_in(&db, &school, &import, now_expected, None).await.is_ok());
});

db_test!(who_is_missing_leaves_only_if_somebody_says_so_and_comes_back_with_the_next_file, |db| {
    let school = school(&db).await;
    let only_amara = "Name,E-mail\nAmara Okafor,amara.okafor@school.example\n";
    let stays = upload(&db, &school, only_amara).await;
    let run = look(&db, &stays).await;
    assert_eq!((run.totals.leaving, run.leaving[0].name.as_str()), (1, "Nils Berglund"));
    take_in(&db, &school, &stays, run.totals, None).await.unwrap();
    let nils = async || standing(&db, "nils.berglund@school.example", school.cohort).await.unwrap().0;
    assert_eq!(nils().await, EnrollmentState::Enrolled);
    let leaves = upload(&db, &school, only_amara).await;
    let applied = take_in(&db, &school, &leaves, run.totals, Some("Not in the roster")).await.unwrap();
    assert_eq!((applied.withdrawn, nils().await), (1, EnrollmentState::Withdrawn));
    let back = upload(&db, &school, "Name,E-mail\nNils Berglund,nils.berglund@school.example\n").await;
    let run = look(&db, &back).await;
    assert_eq!((run.totals.changed, run.totals.members, run.totals.leaving), (1, 1, 1));
    take_in(&db, &school, &back, run.totals, None).await.unwrap();
    assert_eq!(nils().await, EnrollmentState::Enrolled);
});

db_test!(a_mapping_is_remembered_for_files_with_the_same_header, |db| {
    let school = school(&db).await;
    let text = "Who,Where\nAmara Okafor,amara.okafor@school.example\n";
    let first = upload(&db, &school, text).await;
    assert!(!first.mapping.0.is_enough());
    let chosen = Mapping(vec![Column::Name, Column::Email]);
    let (file, mapping) = (first.clone(), chosen.clone());
    db.write(move |tx| Box::pin(async move { set_mapping(tx, now(), &file, &mapping).await })).await.unwrap();
    assert_eq!(import(&db, school.cohort, first.id).await.unwrap().mapping.0, chosen);
    let second = upload(&db, &school, &text.to_uppercase()).await;
    assert_eq!(second.mapping.0, chosen);
    assert_eq!(look(&db, &second).await.totals.unchanged + look(&db, &second).await.totals.changed, 1);
});

db_test!(a_file_is_there_once_it_has_arrived_whole_and_for_thirty_days, |db| {
    let school = school(&db).await;
    let mut reader = RosterReader::default();
    reader.push(FILE.as_bytes()).unwrap();
    reader.finish().unwrap();
    let head = reader.head().unwrap().clone();
    let new = NewImport { id: ImportId::new(), cohort: school.cohort, file_name: "half.csv".into(), by: school.director };
    let half = new.id;
    db.write(move |tx| Box::pin(async move { begin_import(tx, now(), &new, &head).await })).await.unwrap();
    assert!(matches!(import(&db, school.cohort, half).await, Err(Error::NotFound)));
    let (applied, thrown, left) = (upload(&db, &school, FILE).await, upload(&db, &school, FILE).await, upload(&db, &school, FILE).await);
    assert!(matches!(import(&db, school.other, left.id).await, Err(Error::NotFound)));
    let expected = look(&db, &applied).await.totals;
    take_in(&db, &school, &applied, expected, None).await.unwrap();
    for id in [thrown.id, applied.id] {
        db.write(move |tx| Box::pin(async move { discard_import(tx, school.cohort, id).await })).await.unwrap();
    }
    let listed = async || imports(&db, school.cohort).await.unwrap().into_iter().map(|one| one.id).collect::<Vec<_>>();
    assert_eq!(listed().await, [left.id, applied.id], "what was taken in is not thrown away");
    assert_eq!(forget_imports(&db, now() + TimeDelta::days(30)).await.unwrap(), 0);
    assert!(forget_imports(&db, now() + TimeDelta::days(31)).await.unwrap() > 0);
    assert_eq!(listed().await, [applied.id]);
    assert_eq!(forget_imports(&db, now() + TimeDelta::days(31)).await.unwrap(), 0);
});

db_test!(five_thousand_rows_are_looked_at_in_two_seconds, |db| {
    let school = school(&db).await;
    let mut text = String::from("Name;E-mail;NPI\n");
    for number in 0..5000 {
        text.push_str(&format!("Student {number};student.{number}@clinic.example;1234567893\n"));
    }
    let import = upload(&db, &school, &text).await;
    let began = std::time::Instant::now();
    let run = look(&db, &import).await;
    assert_eq!((run.totals.new, run.totals.leaving, run.rows.len()), (5000, 2, 50));
    // Unoptimized and beside other tests; the bench measures the goal.
    assert!(began.elapsed().as_secs() < 20, "{:?}", began.elapsed());
});
