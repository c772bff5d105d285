//! What students who come need: written down, counted, looked at by name, erased.

use chrono::{DateTime, Utc};
use domain::{
    Conflict, Error, Result, audit,
    cohorts::Residency,
    db::Db,
    db_test,
    residencies::{
        SessionKind,
        coming::{self, Answer, Diet, LocalMoment, Lodging, Needs, rules::possible_nights},
        store::{self, Read, erase_due, erase_own, looks, own_stay, save_stay, stays, stays_read},
    },
};

use super::{
    coming::{asked, says},
    stage::{at, class, day, release},
};
use crate::school::{Studying, now, school};

fn needs(diet: Diet) -> Needs {
    Needs {
        arrives: LocalMoment { day: day("2027-01-08"), minute: 18 * 60 },
        leaves: LocalMoment { day: day("2027-01-11"), minute: 12 * 60 },
        nights: vec![day("2027-01-08"), day("2027-01-09"), day("2027-01-10")],
        room: Some(Lodging::Shared),
        companion: "Chidi".into(),
        diet,
        diet_note: String::new(),
        allergies: "Peanuts".into(),
        access_needs: "A room without steps".into(),
        contact_name: "Chidi Okafor".into(),
        contact_phone: "+1 412 555 0101".into(),
    }
}

async fn saves(db: &Db, residency: &Residency, who: Studying, needs: Needs, when: DateTime<Utc>) -> Result<()> {
    let place = (residency.id, who.enrollment, chrono_tz::America::New_York);
    db.write(move |tx| Box::pin(async move { save_stay(tx, when, place, &needs).await })).await
}

db_test!(only_who_comes_says_what_they_need_and_until_the_set_day, |db| {
    let school = school(&db).await;
    let residency = asked(&db, &school).await;
    let closed = |result: Result<()>| matches!(result, Err(Error::Conflict(Conflict::Closed)));
    assert!(closed(saves(&db, &residency, school.amara, needs(Diet::Vegan), now()).await), "who has not answered");
    says(&db, &residency, school.amara, Answer::No, &[], now()).await.unwrap();
    assert!(closed(saves(&db, &residency, school.amara, needs(Diet::Vegan), now()).await), "who does not come");
    says(&db, &residency, school.amara, Answer::Yes, &[], now()).await.unwrap();
    saves(&db, &residency, school.amara, needs(Diet::Vegan), now()).await.unwrap();
    saves(&db, &residency, school.amara, needs(Diet::Kosher), at("2026-12-29T04:59:00Z")).await.unwrap();
    assert!(
        closed(saves(&db, &residency, school.amara, needs(Diet::Halal), at("2026-12-29T05:00:00Z")).await),
        "the day is over on campus"
    );
    let stay = own_stay(&db, residency.id, school.amara.enrollment).await.unwrap().unwrap();
    assert_eq!((stay.diet, stay.nights().len(), stay.erased_at), (Some(Diet::Kosher), 3, None));
});

db_test!(meals_and_nights_are_counted_by_who_comes_that_day, |db| {
    let school = school(&db).await;
    let residency = asked(&db, &school).await;
    says(&db, &residency, school.amara, Answer::Part, &["2027-01-09"], now()).await.unwrap();
    says(&db, &residency, school.nils, Answer::Yes, &[], now()).await.unwrap();
    saves(&db, &residency, school.amara, needs(Diet::Vegan), now()).await.unwrap();
    let mut sessions = ["2027-01-09T17:00:00Z", "2027-01-10T17:00:00Z"].map(|when| class(residency.id, "Lunch", at(when)));
    sessions.iter_mut().for_each(|one| one.session.kind = SessionKind::Meal);
    release(&db, now(), residency.id, &sessions).await;
    let (lines, stays) = (store::coming(&db, residency.id).await.unwrap(), stays(&db, residency.id).await.unwrap());
    let meals = store::meals(&db, residency.id).await.unwrap();
    let counted = coming::meals(&meals, &lines, &stays, chrono_tz::America::New_York);
    let vegan = Diet::ALL.iter().position(|diet| *diet == Diet::Vegan).unwrap();
    let said: Vec<_> = counted.iter().map(|meal| (meal.all, meal.diets[vegan], meal.unsaid, meal.allergies)).collect();
    assert_eq!(said, [(2, 1, 1, 1), (1, 0, 1, 0)]);
    let nights: Vec<_> = coming::nights(&possible_nights(&residency), &stays).iter().map(|night| (night.all, night.shared)).collect();
    assert_eq!(nights, [(1, 1), (1, 1), (1, 1), (0, 0), (0, 0)]);
    says(&db, &residency, school.amara, Answer::No, &[], now()).await.unwrap();
    assert!(store::stays(&db, residency.id).await.unwrap().is_empty(), "who comes no longer is not shown");
});

db_test!(each_look_at_names_is_written_down_and_the_student_sees_it, |db| {
    let school = school(&db).await;
    let residency = asked(&db, &school).await;
    for who in [school.amara, school.nils] {
        says(&db, &residency, who, Answer::Yes, &[], now()).await.unwrap();
        saves(&db, &residency, who, needs(Diet::Everything), now()).await.unwrap();
    }
    let (id, reader) = (residency.id, school.director);
    for (how, when) in [(Read::Page, "2026-12-01T12:00:00Z"), (Read::File, "2026-12-02T12:00:00Z")] {
        let read = db.write(move |tx| Box::pin(async move { stays_read(tx, id, (reader, how), at(when)).await })).await.unwrap();
        assert_eq!(read.len(), 2);
    }
    let found = looks(&db, id, school.amara.enrollment).await.unwrap();
    let found: Vec<_> = found.iter().map(|look| (look.reader.as_str(), look.how.as_str(), look.at)).collect();
    assert_eq!(found, [("Paul Adler", "file", at("2026-12-02T12:00:00Z")), ("Paul Adler", "page", at("2026-12-01T12:00:00Z"))]);
});

db_test!(logistics_are_erased_two_weeks_after_the_last_day_and_the_audit_log_keeps_the_number, |db| {
    let school = school(&db).await;
    let residency = asked(&db, &school).await;
    for who in [school.amara, school.nils] {
        says(&db, &residency, who, Answer::Yes, &[], now()).await.unwrap();
        saves(&db, &residency, who, needs(Diet::Everything), now()).await.unwrap();
    }
    let erased = async |when: &'static str| db.write(move |tx| Box::pin(async move { erase_due(tx, at(when)).await })).await.unwrap();
    assert_eq!(erased("2027-01-27T04:59:00Z").await, 0, "still the 26th on campus");
    assert_eq!(erased("2027-01-27T05:00:00Z").await, 2);
    assert_eq!(erased("2027-01-27T05:01:00Z").await, 0);
    let stay = own_stay(&db, residency.id, school.amara.enrollment).await.unwrap().unwrap();
    assert_eq!((stay.arrives_on, stay.leaves_at, stay.room, stay.diet, stay.nights().len()), (None, None, None, None, 0));
    let texts = [stay.companion, stay.diet_note, stay.allergies, stay.access_needs, stay.contact_name, stay.contact_phone];
    assert!(texts.iter().all(String::is_empty) && stay.erased_at.is_some(), "{texts:?}");
    let entry = audit::recent(&db, 1).await.unwrap().remove(0);
    assert_eq!((entry.action.as_str(), entry.details.0["students"].as_i64()), ("logistics.erased", Some(2)));
});

db_test!(a_student_has_them_erased_at_once_and_may_write_them_anew, |db| {
    let school = school(&db).await;
    let residency = asked(&db, &school).await;
    says(&db, &residency, school.amara, Answer::Yes, &[], now()).await.unwrap();
    saves(&db, &residency, school.amara, needs(Diet::Vegan), now()).await.unwrap();
    let (place, person) = ((residency.id, school.amara.enrollment), school.amara.person);
    let erase = async || db.write(move |tx| Box::pin(async move { erase_own(tx, now(), person, place).await })).await;
    erase().await.unwrap();
    assert!(matches!(erase().await, Err(Error::NotFound)), "there is nothing left");
    assert!(stays(&db, residency.id).await.unwrap().is_empty());
    assert_eq!(audit::recent(&db, 1).await.unwrap()[0].actor_id, Some(person));
    saves(&db, &residency, school.amara, needs(Diet::Vegan), now()).await.unwrap();
    assert_eq!(stays(&db, residency.id).await.unwrap().len(), 1);
});
