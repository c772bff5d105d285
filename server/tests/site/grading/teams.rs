//! Members of a team: what they say of each other, and points of their own, which each reads alone.

use domain::{
    cohorts::{EnrollmentState, NewEnrollment, store::enroll},
    db::Bind,
    ids::{EnrollmentId, PersonId, TeamId},
};

use super::{HAND_IN, hand_in, member, run};
use crate::{
    assignments::prepared,
    stage::{Kind, Stage, Visitor},
};

pub const TOGETHER: &str = "/teaching/2027/on-plans/assignments/together";

/// What Amara hands in for a team of her and these: who they are, and their places.
pub async fn team<const N: usize>(stage: &Stage, names: [&'static str; N]) -> [(PersonId, EnrollmentId); N] {
    let (cohort, now, team) = (stage.school.cohort, stage.now(), TeamId::new());
    let text = "INSERT INTO teams (id, cohort_id, name, position) VALUES ($1, $2, 'Team 1', 1)";
    run(stage, text, vec![Bind::param(Some(&team)), Bind::param(Some(&cohort))]).await;
    hand_in(stage, HAND_IN, 1, ("together", Some(team))).await;
    let mut members = [(PersonId::new(), EnrollmentId::new()); N];
    for (member_of, name) in members.iter_mut().zip(names) {
        *member_of = (PersonId::new(), EnrollmentId::new());
        let (person, id) = *member_of;
        let email = format!("{}@school.example", name.to_lowercase().replace(' ', "."));
        let text = "INSERT INTO people (id, email, email_folded, name, credentials, specialty, time_zone, created_at)
            VALUES ($1, $2, $2, $3, '', '', 'UTC', $4)";
        run(stage, text, vec![Bind::param(Some(&person)), Bind::param(Some(&email)), Bind::param(Some(name)), Bind::param(Some(&now))])
            .await;
        let new = NewEnrollment { id, person, cohort, state: EnrollmentState::Enrolled };
        stage.db.write(move |tx| Box::pin(async move { enroll(tx, now, None, &new).await })).await.unwrap();
        member(stage, HAND_IN.parse().unwrap(), id).await;
    }
    members
}

site_test!(members_of_a_team_rate_each_other_in_confidence, |stage| {
    prepared(stage).await;
    let [(nils, place)] = team(stage, ["Nils Berglund"]).await;
    let amara = stage.student().await;
    assert!(amara.get("/today").await.expect(200).one("main").contains("Rate your team"));
    let page = amara.get("/learn/on-plans/together/peers").await.expect(200);
    assert!(page.one("form#points").contains("Nils Berglund") && !page.one("form#points").contains("Amara"));
    let nobody = amara.submit(&page, "form#points", &[]).await.expect(422);
    assert!(nobody.one(".error-summary").contains("Rate everybody"));
    let (points, words) = (format!("points-{place}"), format!("words-{place}"));
    amara.submit(&nobody, "form#points", &[(&points, "2"), (&words, "Was <seldom> there")]).await.expect(303);
    let again = amara.get("/learn/on-plans/together/peers").await.expect(200);
    assert_eq!(again.one(&format!("textarea[name='{words}']")), "Was <seldom> there");

    let other = Visitor::signed_in(stage, nils, false).await;
    let rated = other.get("/learn/on-plans/together/peers").await.expect(200);
    assert!(!rated.text().contains("seldom"), "what others say of one is not theirs to read");
    let ines = stage.visitor(Kind::Faculty).await;
    let desk = ines.get(&format!("/teaching/2027/on-plans/assignments/together/hand-ins/{HAND_IN}")).await.expect(200);
    assert!(desk.one("main").contains("From three raters on") && !desk.text().contains("seldom"), "of one rater only the number is told");
});

site_test_on_both!(a_member_of_a_team_has_points_of_their_own_and_reads_why_alone, |stage| {
    prepared(stage).await;
    let [(nils, place), (ada, _)] = team(stage, ["Nils Berglund", "Ada Bell"]).await;
    let ines = stage.visitor(Kind::Faculty).await;
    let desk = ines.get(&format!("{TOGETHER}/hand-ins/{HAND_IN}")).await.expect(200);
    assert_eq!(desk.all("#members details").len(), 3);
    assert!(!desk.has("#members details[open]") && desk.one("#members").contains("fewer than three have rated"));
    let (points, reason) = (format!("own-points-{place}"), format!("own-reason-{place}"));
    let team = [("points-risks", "20"), ("points-ranking", "10"), ("then", "next")];
    let own = |number, why| [&team[..], &[(points.as_str(), number), (reason.as_str(), why)]].concat();
    let refused = ines.submit(&desk, "form.grading", &own("12", " ")).await.expect(422);
    assert!(refused.one(".error-summary").contains("Nils Berglund: Say why"));
    assert!(refused.one(&format!("#{reason}-error")).contains("this member reads it") && refused.has("#members details[open]"));
    let refused = ines.submit(&refused, "form.grading", &own("31", "Was <away>.")).await.expect(422);
    assert!(refused.one(&format!("#{points}-error")).contains("from 0 to 30"));
    assert_eq!(refused.one(&format!("textarea[name='{reason}']")), "Was <away>.", "nothing typed is lost");
    let done = ines.submit(&refused, "form.grading", &own("12", "Was <away>.")).await.expect(303);
    let list = ines.follow(&done).await.expect(200);
    assert!(
        list.one("tbody").contains("30 of 30 points: 100%, passed") && list.one("tbody").contains("Nils Berglund: 12 of 30 points: 40%")
    );
    ines.submit(&list, "form[action$=release]", &[]).await.expect(303);

    const FEEDBACK: &str = "/learn/on-plans/together/feedback";
    let his = Visitor::signed_in(stage, nils, false).await;
    assert!(his.get("/grades").await.expect(200).one("main").contains("12 of 30 points: 40%, not passed"));
    let read = his.get(FEEDBACK).await.expect(200);
    assert!(read.one("section[aria-labelledby=own-points]").contains("Was <away>."));
    assert!(read.one("section[aria-labelledby=own-points]").contains("The work of your team: 30 of 30 points: 100%, passed"));
    for other in [stage.student().await, Visitor::signed_in(stage, ada, false).await] {
        let read = other.get(FEEDBACK).await.expect(200);
        assert!(!read.text().contains("away") && !read.has("section[aria-labelledby=own-points]"), "it is nobody else's");
        assert!(read.one(".grade-said").contains("30 of 30 points: 100%, passed") && !read.text().contains("12 of 30"));
        assert!(!other.get("/grades").await.expect(200).text().contains("12 of 30"));
    }
    let book = ines.get("/teaching/2027/on-plans/grades").await.expect(200);
    assert!(book.one("tbody").contains("own points"));
    let file = stage.staff().await.get("/cohorts/2027/grades.csv?q=nils").await.expect(200);
    assert!(file.text().contains("40.0,no,Released"), "{}", file.text());
    let again = ines.get(&format!("{TOGETHER}/hand-ins/{HAND_IN}")).await.expect(200);
    assert_eq!(again.attribute(&format!("input[name='{points}']"), "value"), "12");
});
