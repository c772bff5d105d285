//! Libraries on both engines.

use chrono::TimeZone;

use super::*;
use crate::{
    accounts::store::{NewPerson, create_person},
    authoring::{
        media::Pointer,
        package::{self, tests::sample},
        store::import,
    },
    db_test,
};

fn now() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 28, 12, 0, 0).unwrap()
}

const LIMITS: Limits = Limits { file: 1_000, picture: 1_000, module: 1_000 };

async fn import_of(db: &Db, files: Vec<(String, Vec<u8>)>) -> ModuleId {
    let package = package::read(files).unwrap();
    db.write(move |tx| Box::pin(async move { import(tx, &package, now()).await })).await.unwrap().module
}

/// A module, and somebody who adds files to it.
async fn stage(db: &Db) -> (ModuleId, PersonId) {
    let module = import_of(db, sample()).await;
    let person = NewPerson {
        id: PersonId::new(),
        email: "ines@school.example".into(),
        name: "Ines".into(),
        credentials: String::new(),
        specialty: String::new(),
        time_zone: "UTC".into(),
        password_hash: None,
    };
    let id = person.id;
    db.write(move |tx| Box::pin(async move { create_person(tx, &person, now()).await })).await.unwrap();
    (module, id)
}

fn film((module, added_by): (ModuleId, PersonId), letter: &str, size: u64) -> NewMedia {
    let facts = Facts { width: Some(1280), height: Some(720), duration: Some(12_500) };
    let (name, sha256, alt) = ("Round.mp4".into(), letter.repeat(64), " A round ".into());
    NewMedia { module, name, sha256, kind: MediaKind::Mp4, size, facts, alt, added_by }
}

async fn added(db: &Db, new: NewMedia) -> Result<MediaId> {
    db.write(move |tx| Box::pin(async move { add_media(tx, now(), &new, LIMITS).await })).await
}

db_test!(a_file_is_in_a_library_once_under_a_name_of_its_own, |db| {
    let stage = stage(&db).await;
    let first = added(&db, film(stage, "a", 400)).await.unwrap();
    assert_eq!(added(&db, film(stage, "a", 400)).await.unwrap(), first);
    let second = added(&db, film(stage, "b", 400)).await.unwrap();
    let library = library(&db, stage.0).await.unwrap();
    assert_eq!(
        library.iter().map(|media| (media.id, media.path.as_str())).collect::<Vec<_>>(),
        [(second, "media/round-2.mp4"), (first, "media/round.mp4")]
    );
    let media = one_media(&db, stage.0, first).await.unwrap();
    assert_eq!((media.alt.as_str(), media.width, media.duration, media.added_by.as_str()), ("A round", Some(1280), Some(12_500), "Ines"));
    assert!(matches!(one_media(&db, ModuleId::new(), first).await, Err(Error::NotFound)));
    // What a published version has is not overwritten by a file of the same name.
    let taken = NewMedia { name: "plane.mp4".into(), ..film(stage, "c", 100) };
    let third = added(&db, taken).await.unwrap();
    assert_eq!(one_media(&db, stage.0, third).await.unwrap().path, "media/plane-2.mp4");
});

db_test!(a_library_has_no_more_bytes_than_it_may_whoever_adds_at_once, |db| {
    let stage = stage(&db).await;
    let tries = ["a", "b", "c", "d"].map(|letter| added(&db, film(stage, letter, 400)));
    let added = futures::future::join_all(tries).await;
    assert_eq!(added.iter().filter(|one| one.is_ok()).count(), 2);
    assert!(added.iter().all(|one| matches!(one, Ok(_) | Err(Error::Invalid(_)))), "{added:?}");
    assert_eq!(library(&db, stage.0).await.unwrap().len(), 2);
});

db_test!(what_is_said_of_a_file_is_kept, |db| {
    let stage = stage(&db).await;
    let (module, id) = (stage.0, added(&db, film(stage, "a", 400)).await.unwrap());
    let described = |module: ModuleId, captions: Option<&'static str>| {
        db.write(move |tx| Box::pin(async move { describe_media(tx, module, id, "Hands", captions, "Good morning.\n").await }))
    };
    described(module, Some("WEBVTT\n")).await.unwrap();
    described(module, None).await.unwrap();
    let media = one_media(&db, module, id).await.unwrap();
    assert_eq!((media.alt.as_str(), media.captions.as_str(), media.transcript.as_str()), ("Hands", "WEBVTT\n", "Good morning.\n"));
    assert!(crate::authoring::media::missing(&media).is_empty());
    assert!(matches!(described(ModuleId::new(), None).await, Err(Error::NotFound)));
});

db_test!(only_what_no_version_has_is_deleted_and_its_bytes_are_kept_as_long_as_any_has_them, |db| {
    let stage = stage(&db).await;
    let (module, hash) = (stage.0, "a".repeat(64));
    let id = added(&db, film(stage, "a", 400)).await.unwrap();
    let removed = |module: ModuleId| db.write(move |tx| Box::pin(async move { remove_media(tx, module, id).await }));
    let mut files = sample();
    let pointer = Pointer { sha256: hash.clone(), kind: MediaKind::Mp4, size: 400 };
    files.push(("media/round.mp4".into(), pointer.text().into_bytes()));
    assert_eq!(import_of(&db, files).await, module);
    assert_eq!(published_paths(&db, module).await.unwrap()["media/round.mp4"], 2);
    assert!(matches!(removed(module).await, Err(Error::Conflict(Conflict::Closed))));
    assert!(matches!(removed(ModuleId::new()).await, Err(Error::NotFound)));
    let other = added(&db, film(stage, "b", 400)).await.unwrap();
    db.write(move |tx| Box::pin(async move { remove_media(tx, module, other).await })).await.unwrap();
    assert!(is_media_kept(&db, &hash).await.unwrap() && !is_media_kept(&db, &"b".repeat(64)).await.unwrap());
});
