//! Teams: mixed, kept as they were looked at, changed by hand.

use domain::{
    Conflict, Error, Result, audit,
    cohorts::{EnrollmentState, NewEnrollment, store::enroll},
    db::{Db, testing::db_test},
    ids::{CohortId, EnrollmentId, TeamId},
    residencies::{
        store::{keep_teams, move_student, put_backgrounds, rename_teams, students, team_names, teams},
        teams::{Mixing, Team, TypedBackground, mark, mix},
    },
};

use crate::school::{School, now, person, school};

/// Five more who study in the first cohort: seven together.
async fn seven(db: &Db, school: &School) {
    let cohort = school.cohort;
    db.write(move |tx| {
        Box::pin(async move {
            for name in ["Ada Bell", "Ben Cole", "Cleo Diaz", "Dara Eng", "Eli Fox"] {
                let person = person(tx, name).await?;
                let new = NewEnrollment { id: EnrollmentId::new(), person, cohort, state: EnrollmentState::Enrolled };
                enroll(tx, now(), None, &new).await?;
            }
            Ok(())
        })
    })
    .await
    .unwrap();
}

async fn keep(db: &Db, school: &School, mixing: Mixing, seen: &str) -> Result<()> {
    let (actor, cohort, seen) = (school.economist, school.cohort, seen.to_owned());
    db.write(move |tx| Box::pin(async move { keep_teams(tx, now(), actor, cohort, (mixing, &seen)).await })).await
}

async fn mixed(db: &Db, school: &School, mixing: Mixing) -> Vec<Team> {
    let seen = mark(&mix(&students(db, school.cohort).await.unwrap(), mixing));
    keep(db, school, mixing, &seen).await.unwrap();
    teams(db, school.cohort).await.unwrap()
}

async fn moved(db: &Db, school: &School, cohort: CohortId, of: (EnrollmentId, Option<TeamId>)) -> Result<()> {
    let actor = school.economist;
    db.write(move |tx| Box::pin(async move { move_student(tx, now(), actor, cohort, of).await })).await
}

fn sizes(teams: &[Team]) -> Vec<usize> {
    teams.iter().map(|team| team.members.len()).collect()
}

db_test!(what_was_looked_at_is_kept_and_nothing_else, |db| {
    let school = school(&db).await;
    seven(&db, &school).await;
    let mixing = Mixing { teams: 3, seed: 11 };
    let seen = mix(&students(&db, school.cohort).await.unwrap(), mixing);
    assert!(matches!(keep(&db, &school, mixing, "another").await, Err(Error::Conflict(Conflict::Stale))));
    assert!(teams(&db, school.cohort).await.unwrap().is_empty());
    keep(&db, &school, mixing, &mark(&seen)).await.unwrap();
    let kept = teams(&db, school.cohort).await.unwrap();
    assert_eq!(
        kept.iter().map(|team| (team.name.as_str(), team.position)).collect::<Vec<_>>(),
        [("Team 1", 1), ("Team 2", 2), ("Team 3", 3)]
    );
    for (team, looked_at) in kept.iter().zip(&seen) {
        let mut members = team.members.clone();
        members.sort_unstable();
        assert_eq!(&members, looked_at);
    }
    let nils = school.nils.enrollment;
    db.write(move |tx| Box::pin(async move { tx.run(query!("UPDATE enrollments SET state = 'withdrawn' WHERE id = $1", nils)).await }))
        .await
        .unwrap();
    assert!(matches!(keep(&db, &school, mixing, &mark(&seen)).await, Err(Error::Conflict(Conflict::Stale))), "one left meanwhile");
    assert_eq!(sizes(&teams(&db, school.cohort).await.unwrap()).iter().sum::<usize>(), 6, "who withdrew is in no team");
});

db_test!(teams_keep_their_ids_and_names_and_those_too_many_are_retired_until_they_are_needed, |db| {
    let school = school(&db).await;
    seven(&db, &school).await;
    let three = mixed(&db, &school, Mixing { teams: 3, seed: 1 }).await;
    let (cohort, actor, names) = (school.cohort, school.economist, vec![(three[1].id, "Blue".to_owned())]);
    db.write(move |tx| Box::pin(async move { rename_teams(tx, now(), actor, cohort, &names).await })).await.unwrap();
    let entry = audit::recent(&db, 1).await.unwrap().remove(0);
    assert_eq!((entry.action.as_str(), entry.details.0[0]["before"].as_str()), ("teams.renamed", Some("Team 2")));
    let one = mixed(&db, &school, Mixing { teams: 1, seed: 2 }).await;
    assert_eq!(team_names(&db, cohort, 4).await.unwrap(), ["Team 1", "Blue", "Team 3", "Team 4"]);
    assert_eq!((one.len(), one[0].id, sizes(&one)), (1, three[0].id, vec![7]));
    let four = mixed(&db, &school, Mixing { teams: 4, seed: 3 }).await;
    assert_eq!(four[..3].iter().map(|team| team.id).collect::<Vec<_>>(), three.iter().map(|team| team.id).collect::<Vec<_>>());
    assert_eq!(four.iter().map(|team| team.name.as_str()).collect::<Vec<_>>(), ["Team 1", "Blue", "Team 3", "Team 4"]);
    assert_eq!(sizes(&four), [2, 2, 2, 1]);
});

db_test!(a_student_is_moved_by_hand_and_only_within_the_cohort, |db| {
    let school = school(&db).await;
    seven(&db, &school).await;
    let two = mixed(&db, &school, Mixing { teams: 2, seed: 1 }).await;
    let (student, to) = (two[0].members[0], two[1].id);
    moved(&db, &school, school.cohort, (student, Some(to))).await.unwrap();
    let after = teams(&db, school.cohort).await.unwrap();
    assert!(after[1].members.contains(&student) && !after[0].members.contains(&student));
    moved(&db, &school, school.cohort, (student, None)).await.unwrap();
    assert_eq!(sizes(&teams(&db, school.cohort).await.unwrap()), [3, 3]);
    let ravi = school.ravi.enrollment;
    for (cohort, of) in
        [(school.cohort, (ravi, Some(to))), (school.other, (ravi, Some(to))), (school.cohort, (student, Some(TeamId::new())))]
    {
        assert!(matches!(moved(&db, &school, cohort, of).await, Err(Error::NotFound)));
    }
    let (other, actor) = (school.other, school.economist);
    let foreign = db.write(move |tx| Box::pin(async move { rename_teams(tx, now(), actor, other, &[(to, "Ours".into())]).await })).await;
    assert!(matches!(foreign, Err(Error::NotFound)));
});

db_test!(backgrounds_are_written_down_and_changed, |db| {
    let school = school(&db).await;
    let (cohort, amara, ravi) = (school.cohort, school.amara.enrollment, school.ravi.enrollment);
    let says = |enrollment, site: &str| TypedBackground { enrollment, employer: "Allegheny Health".into(), site: site.into() };
    let write =
        async |all: Vec<TypedBackground>| db.write(move |tx| Box::pin(async move { put_backgrounds(tx, cohort, &all).await })).await;
    write(vec![says(amara, "North")]).await.unwrap();
    write(vec![says(amara, "South")]).await.unwrap();
    let all = students(&db, cohort).await.unwrap();
    let known: Vec<_> =
        all.iter().map(|one| (one.name.as_str(), one.specialty.as_str(), one.site.as_str(), one.employer.as_str())).collect();
    assert_eq!(known, [("Amara Okafor", "Cardiology", "South", "Allegheny Health"), ("Nils Berglund", "Cardiology", "", "")]);
    assert!(matches!(write(vec![says(ravi, "West")]).await, Err(Error::NotFound)), "of another cohort");
});
