//! Where one stopped reading is found again.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    Error,
    authoring::store::Shelf,
    db::{Db, testing::db_test},
    ids::UnitId,
    learning::store::{self, ReadingPlace},
};

use super::stage::{Stage, stage};
use crate::school::{Studying, now};

async fn keep(db: &Db, stage: &Stage, who: Studying, (anchor, fraction): (&str, f64), at: DateTime<Utc>) {
    let place = ReadingPlace { unit: stage.lesson, anchor: anchor.into(), fraction };
    store::keep_place(db, &stage.place(who), place, at).await.unwrap();
}

async fn found(db: &Db, stage: &Stage, who: Studying) -> (Option<String>, Option<f64>, Option<DateTime<Utc>>) {
    let unit = store::unit(db, &Shelf::default(), &stage.place(who), "quality", "unit-1").await.unwrap();
    (unit.anchor.clone(), unit.fraction, unit.stopped_at)
}

fn at(anchor: &str, fraction: f64, at: DateTime<Utc>) -> (Option<String>, Option<f64>, Option<DateTime<Utc>>) {
    (Some(anchor.into()), Some(fraction), Some(at))
}

db_test!(the_newest_place_is_kept_whichever_arrives_last, |db| {
    let stage = stage(&db).await;
    let (amara, nils) = (stage.school.amara, stage.school.nils);
    assert_eq!(found(&db, &stage, amara).await, (None, None, None));
    keep(&db, &stage, amara, ("costs", 0.25), now()).await;
    assert_eq!(found(&db, &stage, amara).await, at("costs", 0.25, now()));
    keep(&db, &stage, amara, ("", 0.0), now() - TimeDelta::seconds(1)).await;
    assert_eq!(found(&db, &stage, amara).await, at("costs", 0.25, now()), "an older one changes nothing");
    let later = now() + TimeDelta::seconds(1);
    keep(&db, &stage, amara, ("", 0.0), later).await;
    assert_eq!(found(&db, &stage, amara).await, at("", 0.0, later), "one may go back to the beginning");
    assert_eq!(found(&db, &stage, nils).await, (None, None, None));
});

db_test!(a_place_is_within_the_text_of_a_unit, |db| {
    let stage = stage(&db).await;
    let amara = stage.school.amara;
    keep(&db, &stage, amara, ("end", 7.5), now()).await;
    assert_eq!(found(&db, &stage, amara).await, at("end", 1.0, now()));
    let place = stage.place(amara);
    let nowhere = ReadingPlace { unit: stage.lesson, anchor: String::new(), fraction: f64::NAN };
    assert!(matches!(store::keep_place(&db, &place, nowhere, now()).await, Err(Error::Invalid(_))));
    let no_unit = ReadingPlace { unit: UnitId::new(), anchor: String::new(), fraction: 0.5 };
    assert!(matches!(store::keep_place(&db, &place, no_unit, now()).await, Err(Error::Conflict(_))));
    assert_eq!(found(&db, &stage, amara).await, at("end", 1.0, now()));
});
