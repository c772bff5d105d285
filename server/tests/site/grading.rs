//! Handed in, returned with comments in place, handed in again, graded, released, and read by the student; all with scripts off.

use domain::{
    cohorts::{
        EnrollmentState, NewEnrollment, Pin, Transfer,
        store::{self, enroll, pin_module},
    },
    db::{Bind, Query},
    ids::{EnrollmentId, PersonId, TeamId},
};

use crate::{
    assignments::prepared,
    stage::{Answer, Kind, Stage, Visitor},
};

/// What stands for a hand-in of Amara.
pub const HAND_IN: &str = "01900000-0000-7000-8000-0000000000a1";

const LIST: &str = "/teaching/2027/on-plans/assignments/plan";
const PLAN: &str = "/learn/on-plans/plan";
const TEXT: &str = "First, the <risks>.\n\nSecond, the ranking.";

async fn run(stage: &Stage, text: &'static str, values: Vec<domain::db::Param>) {
    stage.db.write(move |tx| Box::pin(async move { tx.run(Query::new(text, values)).await.map(drop) })).await.unwrap();
}

/// Amara hands in, or her team; a version later each time.
async fn hand_in(stage: &Stage, id: &str, version: i64, (unit, team): (&str, Option<TeamId>)) {
    let id: domain::ids::HandInId = id.parse().unwrap();
    let (at, due_at) = (stage.now(), stage.now() + chrono::TimeDelta::days(21));
    let (amara, text) = (stage.school.amaras_place, TEXT);
    let values = vec![
        Bind::param(Some(&id)),
        Bind::param(Some(&amara)),
        Bind::param(Some(&version)),
        Bind::param(Some(&at)),
        Bind::param(Some(&due_at)),
        Bind::param(Some(text)),
        Bind::param(Some(unit)),
        Bind::param(team.as_ref()),
    ];
    let hand_in = "INSERT INTO hand_ins (id, enrollment_id, module_id, unit, unit_id, team_id, version, handed_in_at, due_at, text, no_patient_data)
        SELECT $1, $2, m.id, u.slug, u.id, $8, $3, $4, $5, $6, TRUE
        FROM modules m JOIN module_versions v ON v.module_id = m.id JOIN units u ON u.version_id = v.id AND u.slug = $7 WHERE m.slug = 'on-plans'";
    run(stage, hand_in, values).await;
    member(stage, id, amara).await;
}

async fn member(stage: &Stage, id: domain::ids::HandInId, member: EnrollmentId) {
    let text = "INSERT INTO hand_in_members (hand_in_id, enrollment_id) VALUES ($1, $2)";
    run(stage, text, vec![Bind::param(Some(&id)), Bind::param(Some(&member))]).await;
}

/// What Amara hands in for a team of her and these: who they are, and their places.
async fn team<const N: usize>(stage: &Stage, names: [&'static str; N]) -> [(PersonId, EnrollmentId); N] {
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
        run(stage, text, vec![Bind::param(Some(&person)), Bind::param(Some(&email)), Bind::param(Some(name)), Bind::param(Some(&now))]).await;
        let new = NewEnrollment { id, person, cohort, state: EnrollmentState::Enrolled };
        stage.db.write(move |tx| Box::pin(async move { enroll(tx, now, None, &new).await })).await.unwrap();
        member(stage, HAND_IN.parse().unwrap(), id).await;
    }
    members
}

/// The other cohort studies the module too, and Amara goes on in it.
async fn goes_on(stage: &Stage) {
    let (cohort, from, now) = (stage.school.other_cohort, stage.school.amaras_place, stage.now());
    let text = "SELECT v.id FROM modules m JOIN module_versions v ON v.module_id = m.id WHERE m.slug = 'on-plans'";
    let version = stage.db.value(Query::new(text, Vec::new())).await.unwrap();
    let (opens_at, due_at) = (now - chrono::TimeDelta::days(1), now + chrono::TimeDelta::days(99));
    let transfer = Transfer {
        enrollment: from,
        from: EnrollmentState::Enrolled,
        to: cohort,
        new: EnrollmentId::new(),
        reason: "Needs a year".into(),
    };
    stage
        .db
        .write(move |tx| {
            Box::pin(async move {
                pin_module(tx, now, None, &Pin { cohort, version, position: 7, opens_at, due_at }).await?;
                store::transfer(tx, now, None, &transfer).await
            })
        })
        .await
        .unwrap();
}

/// The module with the assignment, and Amara's hand-in graded and released.
pub async fn released(stage: &Stage) {
    prepared(stage).await;
    hand_in(stage, HAND_IN, 1, ("plan", None)).await;
    let ines = stage.visitor(Kind::Faculty).await;
    let desk = ines.get(&format!("{LIST}/hand-ins/{HAND_IN}")).await.expect(200);
    graded(&ines, &desk, "next").await.expect(303);
    let list = ines.get(LIST).await.expect(200);
    ines.submit(&list, "form[action$=release]", &[]).await.expect(303);
}

async fn graded(ines: &Visitor, desk: &Answer, then: &str) -> Answer {
    ines.submit(desk, "form.grading", &[("points-risks", "20"), ("points-ranking", "0"), ("comment", "Solid <work>."), ("then", then)])
        .await
}

site_test_on_both!(a_hand_in_is_returned_revised_graded_released_and_read, |stage| {
    prepared(stage).await;
    hand_in(stage, HAND_IN, 1, ("plan", None)).await;
    let (ines, amara) = (stage.visitor(Kind::Faculty).await, stage.student().await);
    assert!(ines.get("/teaching").await.expect(200).one("main").contains("1 to grade"));
    let list = ines.get(LIST).await.expect(200);
    assert!(list.one("tbody").contains("Amara Okafor") && list.one("tbody").contains("To be graded"));
    let desk = ines.get(&list.attribute("tbody th a", "href")).await.expect(200);
    assert!(desk.one("#paragraph-1").contains("First, the <risks>."));

    let silent = ines.submit(&desk, "form.grading", &[("then", "return"), ("points-risks", "5")]).await.expect(422);
    assert!(silent.one(".error-summary").contains("Say what has to be revised"));
    assert!(silent.has("input[name=points-risks][value='5'][checked]"), "what was chosen is still chosen");
    let said = ines.submit(&silent, "form.grading", &[("then", "comment 2"), ("comment-2", "Which ranking?")]).await.expect(200);
    assert!(said.one("#paragraph-2 .work-comment").contains("Which ranking?"));
    assert!(said.has("input[name=points-risks][value='5'][checked]"), "a comment loses no choice");
    assert!(said.one(".rubric-total").contains("5 of 30 points, 16%"));
    assert!(amara.get(&format!("{PLAN}/feedback")).await.status() == 404, "nothing is seen before it is released");
    ines.submit(&said, "form.grading", &[("then", "return"), ("comment", "Name the dates.")]).await.expect(303);

    assert!(amara.get("/today").await.expect(200).one("main").contains("Returned for revision"));
    let feedback = amara.get(&format!("{PLAN}/feedback")).await.expect(200);
    assert!(feedback.one("main").contains("hand in again") && feedback.one("main").contains("Name the dates."));
    assert!(feedback.one("#paragraph-2 .work-comment").contains("Which ranking?"));
    assert!(amara.get("/grades").await.expect(200).one("main").contains("Returned for revision"));

    stage.clock.forward(chrono::TimeDelta::hours(1));
    hand_in(stage, "01900000-0000-7000-8000-0000000000a2", 2, ("plan", None)).await;
    let old = ines.get(&format!("{LIST}/hand-ins/{HAND_IN}")).await.expect(200);
    assert!(old.one("main").contains("A newer version was handed in") && !old.has("#rubric"));
    let list = ines.get(LIST).await.expect(200);
    let desk = ines.get(&list.attribute("tbody th a", "href")).await.expect(200);
    let missing = ines.submit(&desk, "form.grading", &[("then", "next"), ("points-risks", "20")]).await.expect(422);
    assert!(missing.one(".error-summary").contains("Choose a level for each criterion"));
    let done = graded(&ines, &desk, "next").await.expect(303);
    graded(&ines, &desk, "next").await.expect(303);
    assert_eq!(done.location(), format!("{LIST}?done=all"));
    assert!(!amara.get("/grades").await.expect(200).one("main").contains("66%"), "it is not released");
    let list = ines.follow(&done).await.expect(200);
    assert!(list.one("tbody").contains("20 of 30 points: 66%, not passed"));
    ines.submit(&list, "form[action$=release]", &[]).await.expect(303);
    assert!(amara.get("/grades").await.expect(200).one("main").contains("20 of 30 points: 66%, not passed"));
    let feedback = amara.get(&format!("{PLAN}/feedback")).await.expect(200);
    assert!(feedback.one("main").contains("Solid <work>.") && feedback.one("tbody").contains("Excellent"));
});

site_test!(a_gradebook_is_searched_sorted_and_downloaded, |stage| {
    released(stage).await;
    let (ines, ruth) = (stage.visitor(Kind::Faculty).await, stage.staff().await);
    let book = ines.get("/teaching/2027/on-plans/grades?sort=-u0").await.expect(200);
    assert!(book.one("tbody").contains("66%") && book.has("th[aria-sort=descending]"));
    assert!(ines.get("/teaching/2027/on-plans/grades?q=nobody").await.expect(200).one("main").contains("No student fits"));
    let file = ruth.get("/cohorts/2027/grades.csv?q=amara").await.expect(200);
    assert!(file.header("content-type").starts_with("text/csv"));
    assert!(file.text().contains("A plan: percent") && file.text().contains("Amara Okafor,amara.okafor@school.example"), "{}", file.text());
    assert!(file.text().contains("66.7,no,Released"), "{}", file.text());
    assert!(ruth.get("/cohorts/2027/grades").await.expect(200).one("tbody").contains("Amara Okafor"));
});

site_test!(staff_see_what_waits_to_be_graded_and_who_may, |stage| {
    prepared(stage).await;
    let ruth = stage.staff().await;
    assert!(!ruth.get("/cohorts/2027/grades").await.expect(200).has("#waiting"));
    hand_in(stage, HAND_IN, 1, ("plan", None)).await;
    stage.clock.forward(chrono::TimeDelta::days(3));
    let waits = ruth.get("/cohorts/2027/grades").await.expect(200);
    let section = waits.one("section[aria-labelledby=waiting]");
    assert!(section.contains("A plan") && section.contains("3 days ago") && section.contains("Ines Ferreira"), "{section}");
    let ines = stage.visitor(Kind::Faculty).await;
    assert!(!ines.get("/teaching/2027/on-plans/grades").await.expect(200).has("#waiting"));
    let desk = ines.get(&format!("{LIST}/hand-ins/{HAND_IN}")).await.expect(200);
    graded(&ines, &desk, "next").await.expect(303);
    assert!(!ruth.get("/cohorts/2027/grades").await.expect(200).has("#waiting"), "what is graded waits for nobody");
});

site_test!(two_who_grade_at_once_are_told_of_each_other, |stage| {
    prepared(stage).await;
    hand_in(stage, HAND_IN, 1, ("plan", None)).await;
    let ines = stage.visitor(Kind::Faculty).await;
    let (one, other) =
        (ines.get(&format!("{LIST}/hand-ins/{HAND_IN}")).await.expect(200), ines.get(&format!("{LIST}/hand-ins/{HAND_IN}")).await);
    graded(&ines, &one, "next").await.expect(303);
    let told = graded(&ines, &other, "next").await.expect(422);
    assert!(told.one(".error-summary").contains("Somebody else has marked this"));
    graded(&ines, &told, "next").await.expect(303);
});

site_test!(members_of_a_team_rate_each_other_in_confidence, |stage| {
    prepared(stage).await;
    let [(nils, place)] = team(&stage, ["Nils Berglund"]).await;
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

const TOGETHER: &str = "/teaching/2027/on-plans/assignments/together";

site_test_on_both!(a_member_of_a_team_has_points_of_their_own_and_reads_why_alone, |stage| {
    prepared(stage).await;
    let [(nils, place), (ada, _)] = team(&stage, ["Nils Berglund", "Ada Bell"]).await;
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
    assert!(list.one("tbody").contains("30 of 30 points: 100%, passed") && list.one("tbody").contains("Nils Berglund: 12 of 30 points: 40%"));
    ines.submit(&list, "form[action$=release]", &[]).await.expect(303);

    const FEEDBACK: &str = "/learn/on-plans/together/feedback";
    let his = Visitor::signed_in(&stage, nils, false).await;
    assert!(his.get("/grades").await.expect(200).one("main").contains("12 of 30 points: 40%, not passed"));
    let read = his.get(FEEDBACK).await.expect(200);
    assert!(read.one("section[aria-labelledby=own-points]").contains("Was <away>."));
    assert!(read.one("section[aria-labelledby=own-points]").contains("The work of your team: 30 of 30 points: 100%, passed"));
    for other in [stage.student().await, Visitor::signed_in(&stage, ada, false).await] {
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

site_test_on_both!(what_was_graded_goes_along_to_another_cohort, |stage| {
    released(stage).await;
    goes_on(&stage).await;
    let (amara, paul) = (stage.student().await, stage.visitor(Kind::FacultyElsewhere).await);
    assert!(amara.get("/grades").await.expect(200).one("main").contains("20 of 30 points: 66%, not passed"));
    assert!(amara.get(&format!("{PLAN}/feedback")).await.expect(200).one("main").contains("Solid <work>."));
    assert!(amara.get(PLAN).await.expect(200).one(".work-versions").contains("Version 1"));
    amara.get(&format!("{PLAN}/hand-ins/{HAND_IN}")).await.expect(200);
    let list = paul.get("/teaching/2028/on-plans/assignments/plan").await.expect(200);
    assert!(list.one("tbody").contains("Amara Okafor") && list.one("tbody").contains("20 of 30 points: 66%"));
    let desk = paul.get(&list.attribute("tbody th a", "href")).await.expect(200);
    assert!(desk.one("#paragraph-1").contains("First, the <risks>.") && desk.has("#rubric"));
    graded(&paul, &desk, "next").await.expect(303);
    assert!(stage.staff().await.get("/cohorts/2028/grades").await.expect(200).one("tbody").contains("66%"));
});

site_test!(what_a_team_of_another_cohort_handed_in_is_read_and_not_graded, |stage| {
    prepared(stage).await;
    team(&stage, ["Nils Berglund", "Ada Bell"]).await;
    goes_on(&stage).await;
    let (ines, paul) = (stage.visitor(Kind::Faculty).await, stage.visitor(Kind::FacultyElsewhere).await);
    let there = "/teaching/2028/on-plans/assignments/together";
    let list = paul.get(there).await.expect(200);
    assert!(list.one("tbody").contains("Team 1") && list.one("tbody").contains("Graded in ") && !list.has(".grading-ways a"));
    let address = format!("{there}/hand-ins/{HAND_IN}");
    let desk = paul.get(&address).await.expect(200);
    assert!(desk.one("main").contains("It is graded there") && !desk.has("#rubric") && !desk.has("#paragraph-1 textarea"));
    let forged = [("id", "01900000-0000-7000-8000-0000000000b1"), ("role", "final"), ("points-risks", "5"), ("points-ranking", "0")];
    paul.post(&address, &[&forged[..], &[("then", "next")]].concat()).await.expect(404);
    let own = ines.get(&format!("{TOGETHER}/hand-ins/{HAND_IN}")).await.expect(200);
    graded(&ines, &own, "next").await.expect(303);
    let list = ines.get(TOGETHER).await.expect(200);
    ines.submit(&list, "form[action$=release]", &[]).await.expect(303);
    assert!(stage.student().await.get("/grades").await.expect(200).one("main").contains("20 of 30 points: 66%, not passed"));
    assert!(paul.get(there).await.expect(200).one("tbody").contains("20 of 30 points: 66%"));
});
