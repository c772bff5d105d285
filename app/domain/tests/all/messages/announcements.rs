//! Announcements stand on the page of their cohort until they are withdrawn.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    Conflict, Error, Result,
    db::{Db, testing::db_test},
    ids::AnnouncementId,
    messages::{
        NewAnnouncement,
        store::{self, AnnouncementEdit},
    },
};

use crate::school::{School, days_ago, now, school};

fn new(school: &School, title: &str) -> NewAnnouncement {
    NewAnnouncement {
        id: AnnouncementId::new(),
        cohort: school.cohort,
        author: school.director,
        title: title.into(),
        body: "See <b>you</b> *there*.".into(),
    }
}

async fn publish(db: &Db, new: NewAnnouncement, at: DateTime<Utc>) -> Result<bool> {
    db.write(move |tx| Box::pin(async move { store::publish(tx, &new, at).await })).await
}

async fn titles(db: &Db, school: &School, since: DateTime<Utc>) -> Vec<String> {
    let found = store::announcements(db, school.cohort, since, 10).await.unwrap();
    found.into_iter().map(|one| one.title).collect()
}

db_test!(an_announcement_is_published_once_and_typed_markup_stays_text, |db| {
    let school = school(&db).await;
    let one = new(&school, "Room change");
    assert!(publish(&db, one.clone(), days_ago(20)).await.unwrap());
    assert!(!publish(&db, one.clone(), now()).await.unwrap());
    let stolen = NewAnnouncement { author: school.economist, ..one.clone() };
    assert!(matches!(publish(&db, stolen, now()).await, Err(Error::Conflict(Conflict::IdReused))));
    publish(&db, new(&school, "Parking"), days_ago(2)).await.unwrap();
    assert_eq!(titles(&db, &school, days_ago(100)).await, ["Parking", "Room change"]);
    assert_eq!(titles(&db, &school, days_ago(14)).await, ["Parking"]);
    assert!(store::announcements(&db, school.other, days_ago(100), 10).await.unwrap().is_empty());
    let found = store::announcement(&db, school.cohort, one.id).await.unwrap();
    assert_eq!(found.html, "<p>See &lt;b&gt;you&lt;/b&gt; <em>there</em>.</p>\n");
    assert!(matches!(store::announcement(&db, school.other, one.id).await, Err(Error::NotFound)));
});

db_test!(two_who_edit_at_once_do_not_overwrite_each_other, |db| {
    let school = school(&db).await;
    let one = new(&school, "Room change");
    publish(&db, one.clone(), now()).await.unwrap();
    let edit = |title: &str, seen| AnnouncementEdit { cohort: school.cohort, id: one.id, title: title.into(), body: "New".into(), seen };
    let change =
        async |edit: AnnouncementEdit, at| db.write(move |tx| Box::pin(async move { store::edit_announcement(tx, &edit, at).await })).await;
    let later = now() + TimeDelta::hours(1);
    change(edit("Room 4", None), later).await.unwrap();
    assert!(matches!(change(edit("Room 5", None), later).await, Err(Error::Conflict(Conflict::Stale))));
    change(edit("Room 6", Some(later)), later + TimeDelta::hours(1)).await.unwrap();
    assert_eq!(titles(&db, &school, days_ago(1)).await, ["Room 6"]);
});

db_test!(a_withdrawn_announcement_is_gone_from_the_page, |db| {
    let school = school(&db).await;
    let one = new(&school, "Room change");
    let (cohort, other, id) = (school.cohort, school.other, one.id);
    publish(&db, one, now()).await.unwrap();
    let withdraw = async |cohort| {
        db.write(move |tx| Box::pin(async move { store::withdraw_announcement(tx, cohort, id, now()).await })).await.unwrap();
    };
    withdraw(other).await;
    assert_eq!(titles(&db, &school, days_ago(1)).await.len(), 1);
    withdraw(cohort).await;
    assert!(titles(&db, &school, days_ago(1)).await.is_empty());
    assert_eq!(store::announcement(&db, cohort, id).await.unwrap().withdrawn_at, Some(now()));
});
