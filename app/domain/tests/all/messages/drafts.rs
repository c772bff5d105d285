//! Drafts: one for each place, gone when posted.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    Error, Result,
    db::{Db, testing::db_test},
    ids::PersonId,
    messages::store::{self, Draft},
};

use super::{discussion, mail_at};
use crate::school::{now, school};

async fn keep(db: &Db, person: PersonId, place: &str, body: &str, at: DateTime<Utc>) -> Result<()> {
    let draft = Draft { person, place: place.into(), post: None, body: body.into() };
    db.write(move |tx| Box::pin(async move { store::keep_draft(tx, &draft, at).await })).await
}

db_test!(a_draft_is_kept_for_its_place_and_its_writer, |db| {
    let school = school(&db).await;
    let (amara, nils) = (school.amara.person, school.nils.person);
    keep(&db, amara, "a place", "First", now()).await.unwrap();
    keep(&db, amara, "a place", "Second", now() + TimeDelta::seconds(1)).await.unwrap();
    keep(&db, amara, "another place", "Third", now()).await.unwrap();
    let kept = store::drafts(&db, amara).await.unwrap();
    assert_eq!((kept.len(), kept["a place"].body.as_str(), kept["a place"].saved_at), (2, "Second", now() + TimeDelta::seconds(1)));
    assert!(store::drafts(&db, nils).await.unwrap().is_empty());
    keep(&db, amara, "another place", " ", now()).await.unwrap();
    assert_eq!(store::drafts(&db, amara).await.unwrap().len(), 1);
});

db_test!(a_draft_is_gone_when_it_is_posted_and_stays_when_it_is_not, |db| {
    let school = school(&db).await;
    let (amara, spot) = (school.amara.person, discussion::under_the_lesson(&school));
    keep(&db, amara, "a place", "Nearly done", now()).await.unwrap();
    let nowhere = discussion::new(spot.clone(), Some(domain::ids::PostId::new()), amara, "Nearly done");
    assert!(discussion::post(&db, nowhere, now()).await.is_err());
    assert_eq!(store::drafts(&db, amara).await.unwrap().len(), 1);
    discussion::post(&db, discussion::new(spot, None, amara, "Done"), now()).await.unwrap();
    assert!(store::drafts(&db, amara).await.unwrap().is_empty());
    mail_at(&db, now()).await;
});

db_test!(drafts_have_bounds_and_old_ones_are_forgotten, |db| {
    let school = school(&db).await;
    let amara = school.amara.person;
    for (place, body) in [("a".repeat(251), "Text".to_owned()), ("a".to_owned(), "x".repeat(10_001))] {
        assert!(matches!(keep(&db, amara, &place, &body, now()).await, Err(Error::Invalid(_))));
    }
    keep(&db, amara, "a place", "Old", now()).await.unwrap();
    assert_eq!(store::clear_drafts(&db, now() + TimeDelta::days(179)).await.unwrap(), 0);
    assert_eq!(store::clear_drafts(&db, now() + TimeDelta::days(181)).await.unwrap(), 1);
});
