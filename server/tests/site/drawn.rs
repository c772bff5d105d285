//! A page that was drawn before is sent again only if nothing on it would be another. Each kind of change is seen with the next request.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    db::{Bind, Db, Query},
    learning::store::{ReadingPlace, keep_place},
};

use crate::stage::{Answer, Stage, Visitor};

const LESSON: &str = "/learn/on-rounds/team";

/// A student whose beginning of the lesson is recorded: that happens beside the page.
async fn reader(stage: &Stage) -> Visitor {
    let amara = stage.student().await;
    amara.get(LESSON).await.expect(200);
    let begun = || with("SELECT COUNT(*) FROM unit_progress WHERE enrollment_id = $1", [value(stage.school.amaras_place)]);
    while stage.db.value::<i64>(begun()).await.unwrap() == 0 {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    amara
}

/// Changes rows as whoever runs the school may, in whatever way.
async fn change(db: &Db, query: Query) {
    db.write(move |tx| Box::pin(async move { tx.run(query).await })).await.unwrap();
}

fn with<const N: usize>(text: &'static str, values: [domain::db::Param; N]) -> Query {
    Query::new(text, values.into())
}

fn value<T: Bind>(value: T) -> domain::db::Param {
    T::param(Some(&value))
}

fn attributes(page: &Answer, selector: &str, name: &str) -> Vec<String> {
    let document = scraper::Html::parse_document(page.text());
    let selector = scraper::Selector::parse(selector).unwrap();
    document.select(&selector).map(|element| element.attr(name).unwrap_or_default().to_owned()).collect()
}

/// What is another word in each response: the nonce, and the ids of the forms.
fn minted(page: &Answer) -> Vec<String> {
    let nonce = attributes(page, "script[nonce]", "nonce").into_iter().take(1);
    nonce.chain(attributes(page, "main input[name=id]", "value")).collect()
}

/// The page without those, loaded twice: the second time it may be the drawing of the first.
async fn look(visitor: &Visitor, path: &str) -> String {
    let (one, two) = (visitor.get(path).await.expect(200), visitor.get(path).await.expect(200));
    let plain = |page: &Answer| minted(page).iter().fold(page.text().to_owned(), |text, word| text.replace(word, ""));
    assert_eq!(plain(&one), plain(&two), "nothing changed between them");
    let (first, second) = (minted(&one), minted(&two));
    assert!(!first.is_empty() && first.len() == second.len() && first.iter().all(|word| !second.contains(word)), "{first:?} {second:?}");
    for page in [&one, &two] {
        let nonce = format!("'nonce-{}'", minted(page)[0]);
        assert!(page.header("content-security-policy").contains(&nonce), "the policy has the page's nonce");
    }
    plain(&two)
}

/// Both pages must show the change.
async fn changes_both(stage: &Stage, amara: &Visitor, what: &str, query: Query) {
    let before = (look(amara, "/today").await, look(amara, LESSON).await);
    change(&stage.db, query).await;
    let after = (look(amara, "/today").await, look(amara, LESSON).await);
    assert!(before.0 != after.0 && before.1 != after.1, "{what} is not seen");
}

async fn changes_today(stage: &Stage, amara: &Visitor, what: &str, query: Query) {
    let before = look(amara, "/today").await;
    change(&stage.db, query).await;
    assert!(before != look(amara, "/today").await, "{what} is not seen");
}

site_test_on_both!(whatever_changes_on_a_students_pages_is_seen_with_the_next_request, |stage| {
    let amara = reader(stage).await;
    let (school, now) = (stage.school, stage.now());
    let (cohort, person) = (value(school.cohort), value(school.amara));
    let unit = value(school.units(&stage.db).await[0]);
    let later = value(now + TimeDelta::days(9));
    changes_both(stage, &amara, "a name", with("UPDATE people SET name = 'Amara O.' WHERE id = $1", [person.clone()])).await;
    changes_both(stage, &amara, "a zone", with("UPDATE people SET time_zone = 'Europe/Berlin' WHERE id = $1", [person.clone()])).await;
    let due = "UPDATE cohort_modules SET due_at = $1 WHERE cohort_id = $2";
    changes_both(stage, &amara, "a date of a module", with(due, [later.clone(), cohort.clone()])).await;
    let due = "INSERT INTO cohort_units (cohort_id, unit_id, due_at) VALUES ($1, $2, $3)
        ON CONFLICT (cohort_id, unit_id) DO UPDATE SET due_at = excluded.due_at";
    let earlier = value(now + TimeDelta::days(3));
    changes_both(stage, &amara, "a date of a unit", with(due, [cohort.clone(), unit, earlier])).await;
    changes_today(stage, &amara, "a cohort's title", with("UPDATE cohorts SET title = 'Renamed' WHERE id = $1", [cohort.clone()])).await;
    let campus = "UPDATE cohorts SET time_zone = 'America/Denver' WHERE id = $1";
    changes_both(stage, &amara, "the campus", with(campus, [cohort.clone()])).await;
    let grant = "INSERT INTO teaching (id, person_id, cohort_id, module_id, created_at) VALUES ($1, $2, $3, NULL, $4)";
    let id = value(domain::ids::TeachingId::new());
    changes_both(stage, &amara, "a right", with(grant, [id, person.clone(), cohort, value(now)])).await;
    change(&stage.db, with("UPDATE sessions SET expires_at = $1 WHERE person_id = $2", [value(now), person])).await;
    assert!(amara.get("/today").await.expect(303).location().starts_with("/sign-in"), "a session that is over is over");
});

site_test_on_both!(what_a_student_does_is_seen_on_their_pages_at_once, |stage| {
    let amara = reader(stage).await;
    let before = look(&amara, LESSON).await;
    let place = domain::policy::Place {
        enrollment: stage.school.amaras_place,
        cohort: stage.school.cohort,
        cohort_title: String::new(),
        campus: chrono_tz::America::New_York,
    };
    let at = ReadingPlace { unit: stage.school.units(&stage.db).await[0], anchor: "what-for".into(), fraction: 0.5 };
    let today = look(&amara, "/today").await;
    keep_place(&stage.db, &place, at, stage.now()).await.unwrap();
    let placed = look(&amara, LESSON).await;
    assert!(before != placed && today != look(&amara, "/today").await, "the place is not seen");
    let page = amara.get(LESSON).await.expect(200);
    let options = attributes(&page, "section.question input[type=radio]", "value");
    let name = attributes(&page, "section.question input[type=radio]", "name")[0].clone();
    amara.submit(&page, "section.question form", &[(&name, &options[0])]).await.expect(303);
    let answered = look(&amara, LESSON).await;
    assert!(answered != placed, "the answer is not seen");
    let today = look(&amara, "/today").await;
    amara.submit(&page, "form.finish", &[]).await.expect(303);
    assert!(answered != look(&amara, LESSON).await && today != look(&amara, "/today").await, "that it is done is not seen");
});

site_test!(time_that_passes_is_seen, |stage| {
    let amara = reader(stage).await;
    let due: DateTime<Utc> = stage.now() + TimeDelta::seconds(90);
    let (text, cohort) = ("UPDATE cohort_modules SET due_at = $1 WHERE cohort_id = $2", value(stage.school.cohort));
    change(&stage.db, with(text, [value(due), cohort.clone()])).await;
    change(&stage.db, with("DELETE FROM cohort_units WHERE cohort_id = $1", [cohort])).await;
    let mut seen = look(&amara, "/today").await;
    let lesson = look(&amara, LESSON).await;
    for (seconds, what) in [(60, "the next minute"), (31, "that it is late")] {
        stage.clock.forward(TimeDelta::seconds(seconds));
        let next = look(&amara, "/today").await;
        assert!(seen != next, "{what} is not seen");
        seen = next;
    }
    assert!(lesson != look(&amara, LESSON).await, "that it is late is not seen in the lesson");
});
