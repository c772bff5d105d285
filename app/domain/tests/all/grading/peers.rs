//! What members of a team say of each other: kept in confidence, made comparable for whoever grades.

use domain::{
    Conflict, Error, Result,
    assignments::store::{
        self, What,
        grading::in_cohort,
        peers::{NewRating, TeamSays, peers, rate, team_says},
    },
    cohorts::{EnrollmentState, NewEnrollment, store::enroll},
    db::{Db, testing::db_test},
    ids::{EnrollmentId, HandInId, PeerRatingId, TeamId},
};

use super::stage::{Graded, graded, marked, points};
use crate::school::{days_ago, now, person};

/// A team of four: Amara, Nils and two more, who have handed in.
pub async fn team(db: &Db, it: &Graded) -> ([EnrollmentId; 4], HandInId) {
    let (cohort, team) = (it.stage.school.cohort, TeamId::new());
    let more = db
        .write(move |tx| {
            Box::pin(async move {
                let mut more = Vec::new();
                for name in ["Ada Bell", "Ben Cole"] {
                    let (person, id) = (person(tx, name).await?, EnrollmentId::new());
                    enroll(tx, now(), None, &NewEnrollment { id, person, cohort, state: EnrollmentState::Enrolled }).await?;
                    more.push(id);
                }
                tx.run(query!("INSERT INTO teams (id, cohort_id, name, position) VALUES ($1, $2, 'Team 1', 1)", team, cohort)).await?;
                Ok(more)
            })
        })
        .await
        .unwrap();
    let members = [it.stage.school.amara.enrollment, it.stage.school.nils.enrollment, more[0], more[1]];
    (members, it.hand_in(db, &members, Some(team), now()).await)
}

async fn rated(db: &Db, it: &Graded, rater: EnrollmentId, of: &[(EnrollmentId, i64)]) -> Result<()> {
    let assignment = it.assignment.clone();
    let rating = |(rated, points): &(EnrollmentId, i64)| NewRating {
        id: PeerRatingId::new(),
        rated: *rated,
        points: *points,
        words: "Kept us going".into(),
    };
    let ratings: Vec<NewRating> = of.iter().map(rating).collect();
    db.write(move |tx| Box::pin(async move { rate(tx, now(), rater, &assignment, &ratings).await })).await
}

async fn says(db: &Db, it: &Graded, work: HandInId) -> TeamSays {
    let graded = in_cohort(db, &it.scope, work).await.unwrap();
    team_says(db, &graded.work).await.unwrap().unwrap()
}

db_test!(three_raters_make_a_factor_and_fewer_only_a_number, |db| {
    let it = graded(&db, 1).await;
    let ([amara, nils, ada, ben], work) = team(&db, &it).await;
    assert!(matches!(store::news(&db, amara).await.unwrap().as_slice(), [one] if one.what == What::RateTeam));
    rated(&db, &it, amara, &[(nils, 4), (ada, 4), (ben, 2)]).await.unwrap();
    assert!(store::news(&db, amara).await.unwrap().is_empty());
    rated(&db, &it, nils, &[(amara, 4), (ada, 4), (ben, 2)]).await.unwrap();
    let two = says(&db, &it, work).await;
    assert!(two.words.is_empty() && two.contributions.iter().all(|one| one.factor.is_none()), "{two:?}");
    rated(&db, &it, ada, &[(amara, 4), (nils, 4), (ben, 2)]).await.unwrap();
    let three = says(&db, &it, work).await;
    let of_ben = three.contributions.iter().find(|one| one.member == ben).unwrap();
    assert!((of_ben.factor.unwrap() - 0.6).abs() < 1e-9 && of_ben.raters == 3, "{three:?}");
    assert_eq!(three.words, vec![(ben, "Kept us going".to_owned()); 3]);
});

db_test!(the_newest_of_a_pair_counts_and_all_others_have_to_be_rated, |db| {
    let it = graded(&db, 1).await;
    let ([amara, nils, ada, ben], _) = team(&db, &it).await;
    let stranger = it.stage.school.ravi.enrollment;
    for wrong in [
        vec![(nils, 3), (ada, 3)],
        vec![(nils, 3), (ada, 3), (amara, 5)],
        vec![(nils, 3), (ada, 3), (ben, 6)],
        vec![(nils, 3), (ada, 3), (ben, 3), (stranger, 3)],
    ] {
        assert!(matches!(rated(&db, &it, amara, &wrong).await, Err(Error::Invalid(_))), "{wrong:?}");
    }
    assert!(matches!(rated(&db, &it, stranger, &[(nils, 3)]).await, Err(Error::NotFound)));
    rated(&db, &it, amara, &[(nils, 1), (ada, 1), (ben, 1)]).await.unwrap();
    rated(&db, &it, amara, &[(nils, 5), (ada, 1), (ben, 1)]).await.unwrap();
    let said = peers(&db, amara, &it.assignment).await.unwrap();
    assert_eq!((said.others.len(), said.said.len(), said.closed), (3, 3, false));
    assert_eq!(said.said.iter().find(|one| one.rated == nils).unwrap().points, 5);
    assert!(peers(&db, nils, &it.assignment).await.unwrap().said.is_empty(), "what others say of one is not theirs to read");
});

db_test!(once_the_grade_is_released_nothing_more_is_said, |db| {
    let it = graded(&db, 1).await;
    let ([amara, nils, ada, ben], work) = team(&db, &it).await;
    let form = it.form(&db, work, it.stage.school.economist, points(20, 10)).await;
    marked(&db, form, days_ago(-1)).await.unwrap();
    it.release(&db, &[work]).await;
    assert!(peers(&db, ben, &it.assignment).await.unwrap().closed);
    let late = rated(&db, &it, amara, &[(nils, 3), (ada, 3), (ben, 3)]).await;
    assert!(matches!(late, Err(Error::Conflict(Conflict::Closed))));
    assert_eq!(it.entry(&db, ben).await.grade.unwrap().points, 30, "the grade is that of all four");
    assert_eq!(it.entry(&db, ben).await.team.as_deref(), Some("Team 1"));
});
