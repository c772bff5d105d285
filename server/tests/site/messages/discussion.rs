//! Discussion under a cohort and its units.

use domain::ids::PostId;

use crate::stage::{Answer, Kind, Visitor};

const UNIT: &str = "/learn/on-rounds/team/discussion";
const TAUGHT: &str = "/cohorts/2027/discussion/on-rounds/team";

async fn write(who: &Visitor, board: &str, body: &str) -> Answer {
    let page = who.get(board).await.expect(200);
    who.submit(&page, ".new-post form", &[("body", body)]).await
}

/// The id in the address a post leads to.
fn id(posted: &Answer) -> String {
    posted.location().rsplit_once("#post-").unwrap().1.to_owned()
}

async fn reply(who: &Visitor, board: &str, body: &str) -> Answer {
    let page = who.get(board).await.expect(200);
    who.submit(&page, ".reply form", &[("body", body)]).await
}

site_test_on_both!(a_question_under_a_unit_is_answered_by_its_faculty_and_marked, |stage| {
    let (amara, ines) = (stage.student().await, stage.faculty().await);
    let lesson = amara.get("/learn/on-rounds/team").await.expect(200);
    assert_eq!(lesson.one(&format!("a[href='{UNIT}']")), "Discussion");
    let question = write(&amara, UNIT, "Who *leads*, @Ines? <script>x</script>").await;
    assert!(question.location().starts_with(&format!("{UNIT}?done=posted#post-")));
    assert_eq!(stage.the_mail().await.recipient, "ines.ferreira@school.example");
    assert_eq!(amara.get("/learn/on-rounds/team").await.expect(200).one(&format!("a[href='{UNIT}']")), "Discussion (1)");

    let taught = ines.get(TAUGHT).await.expect(200);
    assert!(taught.text().contains("<em>leads</em>") && !taught.text().contains("<script>x"));
    let answer = id(&reply(&ines, TAUGHT, "The charge nurse.").await);
    assert_eq!(stage.the_mail().await.subject, "Ines Ferreira replied to you");
    assert_eq!(ines.post(&format!("/discussion/posts/{answer}/answer"), &[]).await.status(), 303);
    let read = amara.get(UNIT).await.expect(200);
    assert!(read.one(".post[data-state='answer']").contains("marked by Ines Ferreira"));
    assert_eq!(read.all(".post-role").iter().filter(|role| *role == "Faculty").count(), 1);
    amara.post(&format!("/discussion/posts/{answer}/answer/withdrawal"), &[]).await.expect(404);
    assert_eq!(ines.post(&format!("/discussion/posts/{answer}/answer/withdrawal"), &[]).await.status(), 303);
    assert!(!amara.get(UNIT).await.expect(200).has(".post[data-state='answer']"));
    assert!(ines.get("/cohorts/2027/discussion").await.expect(200).has(&format!("a[href='{TAUGHT}']")));
});

site_test!(only_people_of_the_cohort_see_and_touch_its_posts, |stage| {
    let post = id(&write(&stage.student().await, "/cohort/discussion", "Among us.").await);
    let base = format!("/discussion/posts/{post}");
    for kind in [Kind::StudentElsewhere, Kind::FacultyElsewhere] {
        let stranger = stage.visitor(kind).await;
        for page in ["", "/edit", "/history", "/removal"] {
            stranger.get(&format!("{base}{page}")).await.expect(404);
        }
        for action in ["", "/removal", "/answer", "/answer/withdrawal"] {
            stranger.post(&format!("{base}{action}"), &[("body", "Mine now")]).await.expect(404);
        }
        let cohort = stage.school.cohort.to_string();
        let form = [("id", PostId::new().to_string()), ("cohort", cohort), ("parent", post.clone()), ("body", "Hello".into())];
        let form: Vec<_> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        stranger.post("/discussion/posts", &form).await.expect(404);
        stranger.post("/discussion/drafts", &form).await.expect(404);
    }
    let unproven = stage.visitor(Kind::StaffUnproven).await;
    assert_eq!(unproven.get(&base).await.location(), "/account/second-factor");
    for kind in [Kind::Student, Kind::Faculty, Kind::Staff, Kind::Administrator] {
        stage.visitor(kind).await.get(&base).await.expect(200);
    }
    stage.faculty().await.get(&format!("{base}/removal")).await.expect(404);
});

site_test!(a_post_sent_twice_stands_once_and_one_without_words_is_given_back, |stage| {
    let amara = stage.student().await;
    let page = amara.get("/cohort/discussion").await.expect(200);
    for _ in 0..2 {
        amara.submit(&page, ".new-post form", &[("body", "Once.")]).await.location();
    }
    assert_eq!(amara.get("/cohort/discussion").await.expect(200).all(".post").len(), 1);
    let long = "x".repeat(10_001);
    let again = amara.submit(&page, ".new-post form", &[("body", &long)]).await.expect(422);
    assert!(again.one(".error-summary").contains("at most 10000 characters"));
    assert!(again.form("form.form").1.iter().any(|(name, value)| name == "body" && value.trim() == long));
});

site_test!(an_edited_post_tells_what_it_said_before, |stage| {
    let amara = stage.student().await;
    let post = id(&write(&amara, "/cohort/discussion", "First thought.").await);
    let base = format!("/discussion/posts/{post}");
    let page = amara.get(&format!("{base}/edit")).await.expect(200);
    assert!(amara.submit(&page, "form.form", &[("body", "Second thought.")]).await.location().starts_with(&base));
    let stale = amara.submit(&page, "form.form", &[("body", "Third thought.")]).await.expect(422);
    assert!(stale.one(".error-summary").contains("meanwhile") && stale.text().contains("Third thought."));
    let history = stage.faculty().await.get(&format!("{base}/history")).await.expect(200);
    assert!(history.text().contains("First thought.") && history.text().contains("Second thought."));
    assert_eq!(amara.get("/cohort/discussion").await.expect(200).one(".post a[href$='/history']"), "Edited");
    stage.staff().await.get(&format!("{base}/edit")).await.expect(404);
});

site_test!(a_removed_post_is_read_by_staff_alone, |stage| {
    let (amara, ines, ruth) = (stage.student().await, stage.faculty().await, stage.staff().await);
    let post = id(&write(&amara, "/cohort/discussion", "Too much.").await);
    reply(&ines, "/cohorts/2027/discussion", "Agreed.").await;
    stage.the_mail().await;
    let base = format!("/discussion/posts/{post}");
    ruth.get(&format!("{base}/removal")).await.expect(200);
    for _ in 0..2 {
        assert!(ruth.post(&format!("{base}/removal"), &[]).await.location().starts_with("/cohorts/2027/discussion"));
    }
    let read = amara.get("/cohort/discussion").await.expect(200);
    assert!(read.text().contains("This post was removed.") && !read.text().contains("Too much."));
    amara.get(&format!("{base}/history")).await.expect(404);
    assert!(ruth.get(&format!("{base}/history")).await.expect(200).text().contains("Too much."));
});

site_test!(a_draft_is_in_the_form_again_on_any_device_until_it_is_posted, |stage| {
    let amara = stage.student().await;
    let page = amara.get(UNIT).await.expect(200);
    let (_, mut fields) = page.form(".new-post form");
    fields.retain(|(name, _)| name != "body");
    fields.push(("body".into(), "Half a thought </textarea>".into()));
    let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(amara.post("/discussion/drafts", &fields).await.location(), format!("{UNIT}?done=kept"));
    let elsewhere = stage.student().await.get(UNIT).await.expect(200);
    let draft = |page: &Answer| page.form(".new-post form").1.into_iter().find(|(name, _)| name == "body").unwrap().1;
    assert_eq!(draft(&elsewhere).trim(), "Half a thought </textarea>");
    assert_eq!(draft(&stage.student().await.get("/cohort/discussion").await.expect(200)).trim(), "");
    amara.post("/discussion/posts", &fields).await.location();
    assert_eq!(draft(&amara.get(UNIT).await.expect(200)).trim(), "");
    // What the page sent as it was left may arrive after the post.
    amara.post("/discussion/drafts", &fields).await.location();
    assert_eq!(draft(&amara.get(UNIT).await.expect(200)).trim(), "");
});

site_test!(a_script_is_told_when_a_draft_was_kept, |stage| {
    let amara = stage.student().await;
    let cohort = stage.school.cohort.to_string();
    let form = [("cohort", cohort.as_str()), ("body", "Half")];
    let request = amara.request(reqwest::Method::POST, "/discussion/drafts").header("accept", "application/json").form(&form);
    let answer = amara.send(request).await.expect(200);
    assert_eq!(answer.text(), format!("{{\"saved\":{}}}", stage.now().timestamp_millis()));
});

site_test!(a_post_whose_session_is_over_is_not_lost, |stage| {
    let cohort = stage.school.cohort.to_string();
    let form = [("cohort", cohort.as_str()), ("body", "What I nearly lost")];
    let over = stage.anonymous().post("/discussion/posts", &form).await.expect(401);
    assert!(over.text().contains("What I nearly lost"));
});

site_test!(a_unit_that_is_not_there_has_no_discussion, |stage| {
    let (amara, ruth) = (stage.student().await, stage.staff().await);
    amara.get("/learn/on-rounds/nowhere/discussion").await.expect(404);
    ruth.get("/cohorts/2027/discussion/on-rounds/nowhere").await.expect(404);
    let (id, cohort) = (PostId::new().to_string(), stage.school.cohort.to_string());
    let form = [("id", id.as_str()), ("cohort", &cohort), ("module", "on-rounds"), ("unit", "nowhere"), ("body", "Hello")];
    amara.post("/discussion/posts", &form).await.expect(404);
});
