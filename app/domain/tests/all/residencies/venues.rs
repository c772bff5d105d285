//! Venues, their rooms and the ways between them.

use domain::{
    Conflict, Error, Result, audit,
    db::{Db, testing::db_test},
    ids::{RoomId, VenueId},
    residencies::{
        store::{
            add_room, add_venue, change_room, change_venue, offered_rooms, put_ways, retire_room, retire_venue, rooms, venue, venues, ways,
        },
        venues::{RoomDetails, TypedRoom, TypedVenue, VenueDetails, minutes_between, room, venue as of},
    },
};

use crate::school::now;

fn details(name: &str) -> VenueDetails {
    of(&TypedVenue { name, address: "1 Campus Way", map_url: "https://maps.example.org/campus", access: "Ramp at the side door" }).unwrap()
}

fn seats(name: &str) -> RoomDetails {
    let typed =
        TypedRoom { name, capacity: "40", features: vec!["projector"], others: "Piano", opens: "08:00", closes: "18:00", step_free: true };
    room(&typed).unwrap()
}

async fn added(db: &Db, name: &str) -> Result<VenueId> {
    let (id, details) = (VenueId::new(), details(name));
    db.write(move |tx| Box::pin(async move { add_venue(tx, now(), None, id, &details).await })).await.map(|()| id)
}

async fn with_room(db: &Db, venue: VenueId, name: &str) -> Result<RoomId> {
    let (id, details) = (RoomId::new(), seats(name));
    db.write(move |tx| Box::pin(async move { add_room(tx, now(), None, (venue, id), &details).await })).await.map(|()| id)
}

/// What the audit log says since its first entries, the oldest first.
async fn told(db: &Db, since: usize) -> Vec<String> {
    let mut log = audit::recent(db, 100).await.unwrap();
    log.reverse();
    log.into_iter().skip(since).map(|entry| entry.action).collect()
}

fn taken<T>(result: Result<T>) -> bool {
    matches!(result, Err(Error::Conflict(Conflict::PlaceTaken)))
}

db_test!(a_venue_is_added_once_changed_retired_and_offered_again, |db| {
    let campus = added(&db, "Campus").await.unwrap();
    let details = details("Campus");
    let same = details.clone();
    db.write(move |tx| Box::pin(async move { add_venue(tx, now(), None, campus, &same).await })).await.unwrap();
    assert_eq!(venue(&db, campus).await.unwrap().details, details, "the form sent twice adds one");
    assert!(taken(added(&db, "CAMPUS").await), "two of one name cannot be told apart");
    db.write(move |tx| {
        Box::pin(async move { change_venue(tx, now(), None, campus, &VenueDetails { name: "Old campus".into(), ..details }).await })
    })
    .await
    .unwrap();
    db.write(move |tx| Box::pin(async move { retire_venue(tx, now(), None, campus, true).await })).await.unwrap();
    let hall = added(&db, "Old campus").await.unwrap();
    let names: Vec<_> = venues(&db).await.unwrap().into_iter().map(|one| (one.id, one.retired_at)).collect();
    assert_eq!(names, [(hall, None), (campus, Some(now()))], "what is offered stands first");
    assert!(
        taken(db.write(move |tx| Box::pin(async move { retire_venue(tx, now(), None, campus, false).await })).await),
        "its name is taken meanwhile"
    );
    assert!(matches!(venue(&db, VenueId::new()).await, Err(Error::NotFound)));
});

db_test!(a_room_belongs_to_its_venue_and_is_offered_while_both_are, |db| {
    let (campus, hall) = (added(&db, "Campus").await.unwrap(), added(&db, "Hall").await.unwrap());
    let (aula, lab) = (with_room(&db, campus, "Aula").await.unwrap(), with_room(&db, hall, "Aula").await.unwrap());
    assert!(taken(with_room(&db, campus, "aula").await));
    assert_eq!(rooms(&db, campus).await.unwrap()[0].details, seats("Aula"));
    let (small, foreign) = (RoomDetails { capacity: 12, ..seats("Lab") }, RoomDetails { capacity: 1, ..seats("Lab") });
    db.write(move |tx| Box::pin(async move { change_room(tx, now(), None, (hall, lab), &small).await })).await.unwrap();
    let other = db.write(move |tx| Box::pin(async move { change_room(tx, now(), None, (campus, lab), &foreign).await })).await;
    assert!(matches!(other, Err(Error::NotFound)), "a room of another venue");
    let offered =
        |rooms: Vec<domain::residencies::venues::Room>| rooms.into_iter().map(|one| (one.id, one.details.capacity)).collect::<Vec<_>>();
    assert_eq!(offered(offered_rooms(&db).await.unwrap()), [(aula, 40), (lab, 12)]);
    db.write(move |tx| Box::pin(async move { retire_room(tx, now(), None, (campus, aula), true).await })).await.unwrap();
    db.write(move |tx| Box::pin(async move { retire_venue(tx, now(), None, hall, true).await })).await.unwrap();
    assert!(offered_rooms(&db).await.unwrap().is_empty());
    assert_eq!(rooms(&db, campus).await.unwrap()[0].retired_at, Some(now()), "it stays, for what was released there");
    db.write(move |tx| Box::pin(async move { retire_room(tx, now(), None, (campus, aula), false).await })).await.unwrap();
    assert_eq!(offered(offered_rooms(&db).await.unwrap()), [(aula, 40)]);
});

db_test!(a_way_is_the_same_from_both_ends, |db| {
    let (campus, hall, clinic) =
        (added(&db, "Campus").await.unwrap(), added(&db, "Hall").await.unwrap(), added(&db, "Clinic").await.unwrap());
    db.write(move |tx| Box::pin(async move { put_ways(tx, now(), None, campus, &[(hall, Some(7)), (clinic, Some(20))]).await }))
        .await
        .unwrap();
    db.write(move |tx| Box::pin(async move { put_ways(tx, now(), None, hall, &[(campus, Some(9)), (clinic, None)]).await })).await.unwrap();
    let known = ways(&db).await.unwrap();
    let between = |one, other| minutes_between(&known, one, other);
    assert_eq!((between(campus, hall), between(hall, campus), between(clinic, campus)), (Some(9), Some(9), Some(20)));
    assert_eq!((between(hall, clinic), between(hall, hall)), (None, Some(0)));
    for other in [campus, VenueId::new()] {
        let wrong = db.write(move |tx| Box::pin(async move { put_ways(tx, now(), None, campus, &[(other, Some(1))]).await })).await;
        assert!(matches!(wrong, Err(Error::NotFound)), "to itself, or to a venue that is not there");
    }
});

db_test!(what_schedules_are_judged_by_is_told_in_the_audit_log_once_and_only_if_it_changes, |db| {
    let since = told(&db, 0).await.len();
    let (campus, hall) = (added(&db, "Campus").await.unwrap(), added(&db, "Hall").await.unwrap());
    let aula = with_room(&db, campus, "Aula").await.unwrap();
    let (kept, small) = (details("Campus"), RoomDetails { closes: 720, ..seats("Aula") });
    let twice = db.write(move |tx| {
        Box::pin(async move {
            for _ in 0..2 {
                add_venue(tx, now(), None, campus, &kept).await?;
                change_venue(tx, now(), None, campus, &VenueDetails { address: "2 Campus Way".into(), ..kept.clone() }).await?;
                change_room(tx, now(), None, (campus, aula), &small).await?;
                put_ways(tx, now(), None, campus, &[(hall, Some(7))]).await?;
                retire_room(tx, now(), None, (campus, aula), true).await?;
                retire_venue(tx, now(), None, hall, true).await?;
            }
            retire_room(tx, now(), None, (campus, aula), false).await?;
            retire_venue(tx, now(), None, hall, false).await
        })
    });
    twice.await.unwrap();
    let expected = [
        "venue.added",
        "venue.added",
        "room.added",
        "venue.changed",
        "room.changed",
        "venue.ways_said",
        "room.retired",
        "venue.retired",
        "room.offered",
        "venue.offered",
    ];
    assert_eq!(told(&db, since).await, expected);
    let entry = audit::recent(&db, 6).await.unwrap().pop().unwrap();
    let (before, after) = (&entry.details.0["before"]["closes"], &entry.details.0["after"]["closes"]);
    assert_eq!((entry.subject, before.as_i64(), after.as_i64()), (format!("room {aula}"), Some(1080), Some(720)));
});
