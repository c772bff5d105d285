//! A visitor reads, finds out what fits, and asks; staff hear of it and answer.

use chrono::TimeDelta;

use crate::stage::{Answer, Visitor};

const FITS: &str = "/which-fits?training=complete&aim=service&classmates=physicians&letters=do_not_matter&hours=enough";
const FORM: &str = "form[action='/information-requests']";
const TYPED: [(&str, &str); 4] = [
    ("name", "Nils Berglund"),
    ("email", "nils@clinic.example"),
    ("specialty", "Anesthesiology"),
    ("question", "Can I bring my call schedule?\r\nIt closes on the 15th."),
];

async fn ask(visitor: &Visitor, typed: &[(&str, &str)]) -> Answer {
    let page = visitor.get("/information-requests/new").await.expect(200);
    visitor.submit(&page, FORM, typed).await
}

site_test!(no_page_of_the_front_needs_a_script, |stage| {
    let visitor = stage.anonymous();
    for path in ["/", "/which-fits", FITS, "/information-requests/new"] {
        let page = visitor.get(path).await.expect(200);
        assert!(!page.has("script") && !page.text().contains("wasm"), "{path} loads a script");
        assert!(!page.text().contains(" style="), "{path} has a style attribute, which the policy blocks");
        assert_eq!(page.all("h1").len(), 1, "{path}");
        assert!((50..=200).contains(&page.attribute("meta[name=description]", "content").chars().count()), "{path}");
        let canonical = format!("http://{}{}", stage.address, path.split('?').next().unwrap());
        assert_eq!(page.attribute("link[rel=canonical]", "href"), canonical);
    }
});

site_test!(the_first_page_compares_four_degrees_and_says_where_that_comes_from, |stage| {
    let page = stage.anonymous().get("/").await.expect(200);
    let heads = page.all(".comparison thead th");
    for (head, letters) in heads.iter().zip(["MMM", "MBA", "MHA", "MPH"]) {
        assert!(head.starts_with(letters), "{head}");
    }
    assert_eq!((heads.len(), page.all(".comparison tbody td").len()), (4, 4 * page.all(".comparison tbody tr").len()));
    assert!(page.all(".sources").len() >= 4);
    assert!(page.has("svg[role=img] title") && page.has("svg[role=img] desc") && page.has(".program-map table"));
});

site_test!(a_published_module_is_in_the_syllabus, |stage| {
    let visitor = stage.anonymous();
    let page = visitor.get("/").await.expect(200);
    assert_eq!(page.all(".lesson-titles li").len(), 1, "the module has one lesson");
    let syllabus = visitor.get(&page.attribute(".open-modules a", "href")).await.expect(200);
    assert_eq!(syllabus.one("h1"), page.one(".open-modules h4"));
    assert_eq!(syllabus.all(".syllabus-units > li").len(), 3);
    assert_eq!(syllabus.all(".syllabus-units h3")[0], page.one(".lesson-titles li"));
    visitor.get("/syllabus/astrology").await.expect(404);
});

site_test!(five_answers_are_an_address_with_an_advice, |stage| {
    let visitor = stage.anonymous();
    assert_eq!(visitor.get(FITS).await.expect(200).one("h1"), "An MMM fits what you describe");
    let busy = visitor.get(&FITS.replace("enough", "too_few")).await.expect(200);
    assert_eq!(busy.one("h1"), "Not now");
    let change = busy.attribute(".block-head a", "href");
    let again = visitor.get(&change).await.expect(200);
    assert_eq!(again.all("input[checked]").len(), 5);
    assert_eq!(again.attribute("input[name=hours][checked]", "value"), "too_few");
});

site_test!(a_question_left_out_is_named_and_the_others_stay_answered, |stage| {
    let page = stage.anonymous().get("/which-fits?training=complete&aim=fame&hours=enough").await.expect(422);
    assert_eq!(page.all(".error-summary a").len(), 3);
    assert_eq!(page.attribute("input[name=training][checked]", "value"), "complete");
    assert!(page.one("title").starts_with("Error: "));
});

site_test_on_both!(a_request_reaches_staff_and_the_visitor_is_told, |stage| {
    let visitor = stage.anonymous();
    let front = visitor.get("/").await.expect(200);
    let sent = visitor.submit(&front, FORM, &TYPED).await;
    let thanks = visitor.follow(&sent).await.expect(200);
    assert_eq!(thanks.one("h1"), "Your request has reached us");
    assert!(!thanks.text().contains("nils@clinic.example"), "the receipt shows what anyone with the address could read");

    let mail = stage.the_mail().await;
    assert_eq!(mail.recipient, "ruth.lindqvist@school.example");
    assert_eq!(mail.subject, "Request for information from Nils Berglund");
    assert!(mail.body.contains("Can I bring my call schedule?\nIt closes on the 15th."), "{}", mail.body);

    let list = stage.staff().await.get("/information-requests").await.expect(200);
    assert_eq!(list.all(".requests h2"), ["Rosa Castellanos", "Nils Berglund"]);
});

site_test!(the_same_form_sent_twice_is_one_request, |stage| {
    let visitor = stage.anonymous();
    let page = visitor.get("/information-requests/new").await;
    let first = visitor.submit(&page, FORM, &TYPED).await;
    let second = visitor.submit(&page, FORM, &TYPED).await;
    assert_eq!(first.location(), second.location());
    stage.the_mail().await;
});

site_test!(what_was_typed_stays_when_something_is_missing, |stage| {
    let page = ask(&stage.anonymous(), &[("name", "Nils \"N\" <b>Berglund"), ("email", "nils"), ("question", "</textarea><b>?")])
        .await
        .expect(422);
    assert_eq!(page.all(".error-summary a").len(), 1);
    assert!(page.attribute("#email", "aria-describedby").contains("email-error"));
    let (_, fields) = page.form(FORM);
    let typed = |name: &str| fields.iter().find(|(have, _)| have == name).map(|(_, value)| value.as_str()).unwrap();
    assert_eq!((typed("name"), typed("email"), typed("question")), ("Nils \"N\" <b>Berglund", "nils", "</textarea><b>?"));
    assert!(!page.has("main b"), "what was typed came alive");
});

site_test!(another_request_with_the_same_form_is_asked_about_and_then_sent, |stage| {
    let visitor = stage.anonymous();
    let page = visitor.get("/information-requests/new").await;
    visitor.submit(&page, FORM, &TYPED).await.expect(303);
    let mut other = TYPED;
    other[3].1 = "And weekends?";
    let asked = visitor.submit(&page, FORM, &other).await.expect(409);
    assert!(asked.one(".error-summary").contains("has reached us"));
    visitor.submit(&asked, FORM, &[]).await.expect(303);
    assert_eq!(stage.mail().await.len(), 2);
});

site_test!(a_program_that_fills_in_every_field_is_asked_again, |stage| {
    let visitor = stage.anonymous();
    let mut all = TYPED.to_vec();
    all.push(("website", "https://spam.example"));
    let again = ask(&visitor, &all).await.expect(422);
    let (_, fields) = again.form(FORM);
    assert!(fields.contains(&("website".into(), String::new())), "{fields:?}");
    visitor.submit(&again, FORM, &[]).await.expect(303);
    stage.the_mail().await;
});

site_test!(the_sixth_request_of_a_day_is_kept_on_the_page_and_not_by_us, |stage| {
    let visitor = stage.anonymous();
    for _ in 0..5 {
        ask(&visitor, &TYPED).await.expect(303);
    }
    assert_eq!(stage.mail().await.len(), 5);
    let refused = ask(&visitor, &TYPED).await.expect(429);
    assert_eq!(refused.form(FORM).1.iter().find(|(name, _)| name == "name").unwrap().1, "Nils Berglund");
    stage.clock.forward(TimeDelta::hours(25));
    ask(&visitor, &TYPED).await.expect(303);
    stage.the_mail().await;
});

site_test!(a_form_without_its_id_changes_nothing, |stage| {
    stage.anonymous().post("/information-requests", &TYPED).await.expect(400);
    let mut bad = TYPED.to_vec();
    bad.push(("request", "seven"));
    stage.anonymous().post("/information-requests", &bad).await.expect(400);
});

site_test!(staff_mark_a_request_as_answered_and_take_it_back, |stage| {
    let staff = stage.staff().await;
    let list = staff.get("/information-requests").await.expect(200);
    let marked = staff.submit(&list, "form[action$='/answer']", &[]).await;
    let after = staff.follow(&marked).await.expect(200);
    assert!(after.one("[role=status]").contains("Rosa Castellanos’s request is marked as answered"));
    assert!(after.has(".empty") && after.one("details").contains("Answered by Ruth Lindqvist"));
    let undone = staff.submit(&after, "[role=status] form", &[]).await;
    let back = staff.follow(&undone).await.expect(200);
    assert!(!back.has("[role=status]") && back.has("form[action$='/answer']"));
});

site_test!(whoever_is_signed_in_finds_their_way_on_from_the_first_page, |stage| {
    let page = stage.student().await.get("/").await.expect(200);
    assert_eq!(page.attribute(".hero a[data-kind=primary]", "href"), "/today");
    let stranger = stage.anonymous().get("/").await;
    assert_eq!(stranger.attribute(".hero a[data-kind=primary]", "href"), "#request");
});
