//! Who comes to a cohort: invited one by one, or with a roster; and who runs and teaches it.

use domain::mail::Mail;
use reqwest::{
    Method,
    multipart::{Form, Part},
};

use crate::stage::{Answer, Visitor};

/// The address of the page that a mail leads to.
fn link(mail: &Mail) -> String {
    let line = mail.body.lines().find(|line| line.starts_with("http://")).unwrap();
    let path = line.split_once("://").and_then(|(_, rest)| rest.split_once('/')).unwrap().1;
    format!("/{path}")
}

site_test_on_both!(somebody_new_is_invited_to_a_cohort_and_studies_once_they_accept, |stage| {
    let ruth = stage.staff().await;
    let page = ruth.get("/cohorts/2027/invitations/new").await.expect(200);
    let wrong = ruth.submit(&page, "main form", &[("email", "ben"), ("name", " ")]).await.expect(422);
    assert!(wrong.has("#email-error") && wrong.has("#name-error"));
    let typed = [("email", "Ben@hospital.example"), ("name", "Ben Cole"), ("credentials", "DO"), ("specialty", "Radiology")];
    let invited = ruth.submit(&wrong, "main form", &typed).await;
    let student = invited.location().split('#').next().unwrap().to_owned();
    assert!(ruth.get(&student).await.expect(200).one("#place").contains("Invited since"));
    let first = stage.the_mail().await;
    assert_eq!((first.recipient.as_str(), first.subject.as_str()), ("Ben@hospital.example", "Your invitation to 2027"));
    let twice = ruth.submit(&wrong, "main form", &typed).await;
    assert_eq!(twice.location(), invited.location(), "sent twice, one invitation goes out");
    assert!(stage.mail().await.is_empty());
    ruth.post(&format!("{student}/invitation"), &[]).await.expect(303);
    let second = stage.the_mail().await;
    let ben = stage.anonymous();
    ben.get(&link(&first)).await.expect(410);
    let page = ben.get(&link(&second)).await.expect(200);
    let done = ben.submit(&page, "main form", &[("password", "correct horse battery")]).await;
    assert_eq!(done.location(), "/today");
    ben.get("/learn/on-rounds").await.expect(200);
    let history = ruth.get(&student).await.expect(200).all("#place .timeline li");
    assert!(history[0].contains("Invited → Enrolled") && history[0].contains("by Ben Cole"), "{history:?}");
    ruth.post(&format!("{student}/invitation"), &[]).await.expect(409);
});

site_test!(who_has_an_account_accepts_a_place_when_they_are_signed_in, |stage| {
    let (ruth, ravi, amara) = (stage.staff().await, stage.visitor(crate::stage::Kind::StudentElsewhere).await, stage.student().await);
    let text = "UPDATE people SET password_hash = 'x' WHERE id = $1";
    let ravis = domain::db::Query::new(text, vec![domain::db::Bind::param(Some(&stage.school.ravi))]);
    stage.db.write(move |tx| Box::pin(async move { tx.run(ravis).await.map(drop) })).await.unwrap();
    let invited = [("email", "RAVI.menon@school.example"), ("name", "R. Menon")];
    ruth.post("/cohorts/2027/invitations", &invited).await.expect(303);
    let mail = stage.the_mail().await;
    assert!(mail.body.contains("You have an account already"), "{}", mail.body);
    let page = ravi.get(link(&mail).split('#').next().unwrap()).await.expect(200);
    let (accept, _) = page.form("form[action$=acceptance]");
    amara.post(&accept, &[]).await.expect(404);
    for _ in 0..2 {
        assert_eq!(ravi.post(&accept, &[]).await.location(), "/places");
    }
    assert!(ravi.get("/places").await.expect(200).all("main b").iter().all(|state| state == "Enrolled"));
    let taken = ruth.post("/cohorts/2027/invitations", &invited).await.expect(422);
    assert!(taken.one("#email-error").contains("has a place in this cohort already: enrolled"));
});

async fn upload(visitor: &Visitor, name: &str, file: impl Into<Vec<u8>>) -> Answer {
    let form = Form::new().part("file", Part::bytes(file.into()).file_name(name.to_owned()));
    visitor.send(visitor.request(Method::POST, "/cohorts/2027/imports").multipart(form)).await
}

const ROSTER: &[u8] = b"First name;Last name;Mail;Degree\r\nAmara;Okafor;amara.okafor@school.example;MD, MPH\r\n\
    Ren\xE9;Dubois;rene@clinic.example;MD\r\nNo;Address;nowhere;MD\r\n";

site_test_on_both!(a_roster_is_looked_at_taken_in_and_harmless_the_second_time, |stage| {
    let ruth = stage.staff().await;
    let sent = upload(&ruth, "autumn.csv", ROSTER).await;
    let file = sent.location().to_owned();
    let page = ruth.get(&file).await.expect(200);
    assert_eq!(page.all(".facts dd"), ["1", "1", "0", "1", "0"]);
    assert!(page.one(".page-head").contains("Windows-1252") && page.one(".page-head").contains("semicolons"));
    let rows = page.all(".table[data-dense] tbody tr");
    assert!(rows[0].starts_with('2') && rows[0].contains("Credentials: MD → MD, MPH"), "{rows:?}");
    assert!(rows[1].contains("René Dubois") && rows[1].contains("a new account"), "{rows:?}");
    assert!(rows[2].starts_with('4') && rows[2].contains("not an e-mail address"), "{rows:?}");
    assert_eq!(ruth.get(&format!("{file}?show=refused")).await.expect(200).all(".table[data-dense] tbody tr").len(), 1);
    let take = format!("form[action='{file}/application']");
    let done = ruth.submit(&page, &take, &[]).await;
    let mail = stage.the_mail().await;
    assert_eq!((mail.recipient.as_str(), mail.subject.as_str()), ("rene@clinic.example", "Your invitation to 2027"));
    let after = ruth.follow(&done).await.expect(200);
    assert!(after.one("p.notice").contains("1 invitation sent, 0 students withdrawn"), "{}", after.one("p.notice"));
    assert_eq!(ruth.submit(&page, &take, &[]).await.location(), file, "sent twice, it is done once");
    let again = upload(&ruth, "autumn.csv", ROSTER).await;
    let page = ruth.follow(&again).await.expect(200);
    assert_eq!(page.all(".facts dd"), ["0", "0", "2", "1", "0"]);
    ruth.submit(&page, &format!("form[action='{}/application']", again.location()), &[]).await.expect(303);
    assert!(stage.mail().await.is_empty());
    ruth.get("/cohorts/2028/imports").await.expect(200);
    ruth.get(&file.replace("2027", "2028")).await.expect(404);
});

site_test!(many_who_would_leave_are_asked_about_in_numbers, |stage| {
    let ruth = stage.staff().await;
    let sent = upload(&ruth, "new.csv", "Name,E-mail\nRosa Castellanos,rosa@clinic.example\n").await;
    let file = sent.location().to_owned();
    let take = format!("form[action='{file}/application']");
    let page = ruth.get(&file).await.expect(200);
    assert!(page.one("main").contains("Withdraw who is not in the file: 1 of 1 student"), "{}", page.one("main"));
    let asked = ruth.submit(&page, &take, &[("withdraw", "1"), ("leaving", "2")]).await.expect(422);
    assert!(asked.one("#leaving-error").contains("1 of 1 students would be withdrawn"), "{}", asked.one("main"));
    assert_eq!(asked.attribute("#leaving", "value"), "2");
    let amara = stage.student().await;
    amara.get("/program").await.expect(200);
    ruth.submit(&asked, &take, &[("leaving", "1")]).await.expect(303);
    amara.get("/program").await.expect(404);
    assert_eq!(stage.the_mail().await.recipient, "rosa@clinic.example");
});

site_test!(what_changed_since_the_dry_run_is_looked_at_again, |stage| {
    let ruth = stage.staff().await;
    let sent = upload(&ruth, "new.csv", "Name,E-mail\nRosa Castellanos,rosa@clinic.example\n").await;
    let page = ruth.follow(&sent).await.expect(200);
    ruth.post("/cohorts/2027/invitations", &[("email", "rosa@clinic.example"), ("name", "Rosa Castellanos")]).await.expect(303);
    assert_eq!(stage.mail().await.len(), 1);
    let take = format!("form[action='{}/application']", sent.location());
    let stale = ruth.submit(&page, &take, &[]).await.expect(422);
    assert!(stale.one("#expected").contains("Something has changed"), "{}", stale.one("main"));
    ruth.submit(&stale, &take, &[]).await.expect(303);
});

site_test!(columns_are_chosen_on_the_screen_and_remembered, |stage| {
    let ruth = stage.staff().await;
    let text = "Who,Where\nRosa Castellanos,rosa@clinic.example\n";
    let sent = upload(&ruth, "odd.csv", text).await;
    let page = ruth.follow(&sent).await.expect(200);
    assert!(!page.has("form[action$=application]"), "who somebody is must be clear first");
    assert_eq!(page.one("#columns").split_whitespace().next(), Some("Leave"));
    let wrong = ruth.post(sent.location(), &[("columns", "name"), ("columns", "name")]).await.expect(422);
    assert!(wrong.one(".error-summary").contains("people are known by it"), "{}", wrong.one("main"));
    ruth.post(sent.location(), &[("columns", "name"), ("columns", "email")]).await.expect(303);
    assert_eq!(ruth.follow(&sent).await.expect(200).all(".facts dd")[0], "1");
    let next = upload(&ruth, "odd.csv", text).await;
    assert!(ruth.follow(&next).await.expect(200).has("form[action$=application]"));
    ruth.post(&format!("{}/removal", next.location()), &[]).await.expect(303);
    ruth.follow(&next).await.expect(404);
});

site_test!(a_file_that_cannot_be_read_is_refused_with_what_to_do, |stage| {
    let ruth = stage.staff().await;
    for (file, words) in [
        (b"\xFF\xFEN\0a\0m\0e\0".to_vec(), "UTF-16"),
        (b"PK\x03\x04 and so on".to_vec(), "workbook"),
        (b"Name,E-mail\n".to_vec(), "nobody"),
        (b"Name,E-mail\n\"Amara,a@x.example\nRavi,r@x.example\n".to_vec(), "never closed"),
    ] {
        let answer = upload(&ruth, "broken.csv", file).await.expect(422);
        assert!(answer.one("#file-error").contains(words), "{}", answer.one("#file-error"));
    }
    let large = "A very long name indeed,somebody@clinic.example\n".repeat(400_000);
    let answer = upload(&ruth, "large.csv", format!("Name,E-mail\n{large}")).await.expect(422);
    assert!(answer.one("#file-error").contains("more than 20000 rows"), "{}", answer.one("#file-error"));
    assert_eq!(ruth.get("/cohorts/2027/imports").await.expect(200).all("tbody tr").len(), 1, "only the roster of the stage is there");
});

site_test!(a_file_may_be_larger_than_any_other_form, |stage| {
    let ruth = stage.staff().await;
    let row = format!("Rosa Castellanos,rosa@clinic.example,{}\n", "x".repeat(20_000));
    let sent = upload(&ruth, "wide.csv", format!("Name,E-mail,Remarks\n{}", row.repeat(30))).await;
    assert_eq!(ruth.follow(&sent).await.expect(200).all(".facts dd"), ["1", "0", "0", "29", "1"]);
});

site_test!(who_is_assigned_teaches_with_the_next_request_until_they_are_removed, |stage| {
    let (ruth, paul) = (stage.staff().await, stage.visitor(crate::stage::Kind::FacultyElsewhere).await);
    paul.get("/teaching/2027/on-rounds").await.expect(404);
    let page = ruth.get("/cohorts/2027/faculty").await.expect(200);
    let wrong = ruth.submit(&page, "main form.form", &[("email", "nobody@school.example")]).await.expect(422);
    assert!(wrong.one("#email-error").contains("Invite them first"));
    let module = stage.school.module.to_string();
    ruth.submit(&wrong, "main form.form", &[("email", "Paul.Adler@school.example"), ("module", &module)]).await.expect(303);
    assert!(paul.get("/teaching/2027/on-rounds").await.expect(200).one(".aside-note").contains("because you teach On rounds"));
    let page = ruth.get("/cohorts/2027/faculty").await.expect(200);
    assert_eq!(page.all("tbody tr").len(), 2);
    let twice = ruth.submit(&page, "main form.form", &[("email", "paul.adler@school.example"), ("module", &module)]).await.expect(422);
    assert_eq!(twice.one("#email-error"), "They teach this already.");
    let remove = "form:has(button[aria-label='Remove Paul Adler: On rounds'])";
    ruth.submit(&page, remove, &[]).await.expect(303);
    paul.get("/teaching/2027/on-rounds").await.expect(404);
});

site_test!(who_runs_a_program_is_added_and_removed_by_its_staff, |stage| {
    let (ruth, omar) = (stage.staff().await, stage.administrator().await);
    let page = ruth.get("/programs/mmm/staff").await.expect(200);
    assert!(page.one(".sessions").contains("Ruth Lindqvist (you)"));
    assert!(page.one(".aside-note").contains("because you run this program"));
    let none = ruth.submit(&page, "main form.form", &[("email", "ines.ferreira@school.example")]).await.expect(422);
    assert!(none.one("#email-error").contains("has not the power of staff"));
    let all = ruth.submit(&page, "main form.form", &[("email", "omar.haddad@school.example")]).await.expect(422);
    assert!(all.one("#email-error").contains("is an administrator"));
    let person = format!("/people/{}", stage.school.ruth);
    assert!(omar.get(&person).await.expect(200).all("main a[href='/programs/mmm/staff']") == ["MMM"]);
    let left = ruth.submit(&page, "form:has(button[aria-label='Remove Ruth Lindqvist'])", &[]).await;
    assert_eq!(left.location(), "/cohorts");
    ruth.get("/programs/mmm/staff").await.expect(404);
    ruth.get("/cohorts/2027").await.expect(404);
    let page = omar.get("/programs/mmm/staff").await.expect(200);
    assert!(page.one("p.empty").contains("Nobody runs this program"));
    omar.submit(&page, "main form.form", &[("email", "RUTH.lindqvist@school.example")]).await.expect(303);
    ruth.get("/cohorts/2027").await.expect(200);
});
