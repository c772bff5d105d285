//! When faculty are on site.

use domain::{
    Error, Result, audit,
    db::{Db, testing::db_test},
    ids::{CohortId, PersonId, ResidencyId},
    residencies::{
        hours::{Hours, Presence},
        store::{hours_of, put_hours, teaching_hours},
    },
};

use super::stage::residency;
use crate::school::{now, school};

async fn put(db: &Db, actor: PersonId, of: (CohortId, ResidencyId, PersonId), presence: &Presence) -> Result<()> {
    let presence = presence.clone();
    db.write(move |tx| Box::pin(async move { put_hours(tx, now(), actor, of, &presence).await })).await
}

db_test!(who_teaches_is_there_at_any_time_until_hours_are_said_and_again_when_they_are_taken_back, |db| {
    let school = school(&db).await;
    let residency = residency(&db, school.cohort).await;
    let (ines, paul) = (school.economist, school.director);
    let of = (school.cohort, residency, ines);
    let all = teaching_hours(&db, residency).await.unwrap();
    assert_eq!(
        all.iter().map(|one| (one.person, &one.presence)).collect::<Vec<_>>(),
        [(ines, &Presence::Unsaid)],
        "who teaches elsewhere is not asked"
    );
    let two_days = Presence::Hours(vec![Hours { day: 1, from: 480, until: 720 }, Hours { day: 2, from: 0, until: 1440 }]);
    put(&db, paul, of, &two_days).await.unwrap();
    let entry = audit::recent(&db, 1).await.unwrap().remove(0);
    let until = entry.details.0["presence"]["hours"][0]["until"].as_i64();
    assert_eq!((entry.action.as_str(), entry.actor_id, until), ("faculty_hours.said", Some(paul), Some(720)));
    let said = hours_of(&db, residency, ines).await.unwrap();
    assert_eq!((said.presence, said.said), (two_days, Some((now(), "Paul Adler".to_owned()))));
    put(&db, ines, of, &Presence::Hours(Vec::new())).await.unwrap();
    let gone = hours_of(&db, residency, ines).await.unwrap();
    assert_eq!((gone.presence.clone(), gone.said.unwrap().1.as_str()), (Presence::Hours(Vec::new()), "Ines Ferreira"));
    assert!(!gone.presence.covers(1, 600, 660), "not there at all");
    put(&db, ines, of, &Presence::Unsaid).await.unwrap();
    let open = hours_of(&db, residency, ines).await.unwrap();
    assert_eq!((open.presence, open.said), (Presence::Unsaid, None));
});

db_test!(nobody_has_hours_where_they_do_not_teach, |db| {
    let school = school(&db).await;
    let residency = residency(&db, school.cohort).await;
    let never = Presence::Hours(Vec::new());
    let (ines, paul) = (school.economist, school.director);
    for (cohort, person) in [(school.cohort, paul), (school.other, paul), (school.other, ines)] {
        let wrong = put(&db, ines, (cohort, residency, person), &never).await;
        assert!(matches!(wrong, Err(Error::NotFound)), "{wrong:?}");
    }
    assert!(matches!(hours_of(&db, residency, paul).await, Err(Error::NotFound)));
    assert!(teaching_hours(&db, ResidencyId::new()).await.unwrap().is_empty());
});
