//! Import and export on both engines.

use chrono::TimeZone;

use super::*;
use crate::{
    authoring::{
        Heading, Piece, UnitKind, UnitSettings,
        package::{
            self,
            tests::{sample, with},
        },
    },
    db_test,
};

fn now() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 22, 12, 0, 0).unwrap()
}

async fn import_of(db: &Db, files: Vec<(String, Vec<u8>)>) -> Imported {
    let package = package::read(files).unwrap();
    db.write(move |tx| Box::pin(async move { import(tx, &package, now()).await })).await.unwrap()
}

crate::row! {
    #[derive(Debug)]
    struct StoredUnit { slug: String, kind: UnitKind, minutes: i64, body: Json<Vec<Piece>>, contents: Json<Vec<Heading>>, settings: Json<UnitSettings> }
}

async fn units_of(db: &Db, version: VersionId) -> Vec<StoredUnit> {
    db.all(sql!("SELECT slug, kind, minutes, body, contents, settings FROM units WHERE version_id = $1 ORDER BY position", version))
        .await
        .unwrap()
}

db_test!(what_is_imported_is_exported_byte_for_byte, |db| {
    let imported = import_of(&db, sample()).await;
    assert_eq!((imported.number, imported.new), (1, true));
    let exported = export(&db, "demo-module", None).await.unwrap();
    assert_eq!(exported, sample().into_iter().collect());
    let again = package::read(exported.into_iter().collect()).unwrap();
    assert_eq!(again.digest, package::read(sample()).unwrap().digest);
});

db_test!(importing_the_same_bytes_again_changes_nothing, |db| {
    let first = import_of(&db, sample()).await;
    let second = import_of(&db, sample()).await;
    assert_eq!(second, Imported { new: false, ..first });
    let (count,): (i64,) = db.one(sql!("SELECT COUNT(*) FROM module_versions")).await.unwrap();
    assert_eq!(count, 1);
});

db_test!(other_bytes_make_the_next_version_and_leave_the_old_one_alone, |db| {
    let first = import_of(&db, sample()).await;
    let second = import_of(&db, with("03-case.md", "What would you do?", "What would you rather do?")).await;
    assert_eq!((second.module, second.number, second.new), (first.module, 2, true));
    // Going back to earlier bytes is a change too: the newest version has others.
    let third = import_of(&db, sample()).await;
    assert_eq!((third.number, third.new), (3, true));
    let old = export(&db, "demo-module", Some(1)).await.unwrap();
    assert_eq!(old, sample().into_iter().collect());
    assert!(export(&db, "demo-module", Some(2)).await.unwrap()["03-case.md"].ends_with(b"rather do?\n"));
    let numbers: Vec<_> = versions(&db, first.module).await.unwrap().iter().map(|version| (version.number, version.id)).collect();
    assert_eq!(numbers, [(3, third.version), (2, second.version), (1, first.version)]);
    let modules = modules(&db).await.unwrap();
    assert_eq!(modules.iter().map(|m| (m.slug.as_str(), m.number, m.version)).collect::<Vec<_>>(), [("demo-module", 3, third.version)]);
});

db_test!(units_and_questions_are_kept_as_they_were_rendered, |db| {
    let imported = import_of(&db, sample()).await;
    let units = units_of(&db, imported.version).await;
    let edition = package::read(sample()).unwrap().edition(1).unwrap();
    assert_eq!(units.len(), 3);
    for (stored, unit) in units.iter().zip(&edition.units) {
        assert_eq!((&stored.slug, stored.kind, stored.minutes), (&unit.slug, unit.settings.kind(), i64::from(unit.minutes)));
        assert_eq!((&stored.body.0, &stored.contents.0, &stored.settings.0), (&unit.body, &unit.contents, &unit.settings));
    }
    let questions: Vec<(String, String, i64, Json<Question>)> = db
        .all(sql!(
            "SELECT q.slug, q.kind, q.points, q.definition FROM questions q JOIN units u ON u.id = q.unit_id
             WHERE u.version_id = $1 ORDER BY u.position, q.position",
            imported.version
        ))
        .await
        .unwrap();
    let expected: Vec<&Question> = edition.units.iter().flat_map(|unit| &unit.questions).collect();
    assert_eq!(questions.iter().map(|(_, _, _, question)| &question.0).collect::<Vec<_>>(), expected);
    assert!(questions.iter().all(|(slug, kind, points, question)| {
        (slug, kind.as_str(), *points) == (&question.0.slug, question.0.kind().as_str(), i64::from(question.0.points))
    }));
});

db_test!(a_version_shows_its_own_figures, |db| {
    let first = import_of(&db, sample()).await;
    let second = import_of(&db, with("figures/plane.svg", "0 0 640", "0 0 641")).await;
    let html = |unit: &StoredUnit| unit.body.0.iter().map(|piece| format!("{piece:?}")).collect::<String>();
    assert!(html(&units_of(&db, first.version).await[0]).contains("/modules/demo-module/versions/1/files/figures/plane.svg"));
    assert!(html(&units_of(&db, second.version).await[0]).contains("/modules/demo-module/versions/2/files/figures/plane.svg"));
});

db_test!(there_is_nothing_to_export_before_an_import, |db| {
    assert!(matches!(export(&db, "demo-module", None).await, Err(Error::NotFound)));
    assert!(modules(&db).await.unwrap().is_empty());
});

db_test!(imports_at_once_become_one_version_of_the_same_bytes, |db| {
    let imports = (0..4).map(|_| import_of(&db, sample()));
    let imported = futures::future::join_all(imports).await;
    assert_eq!(imported.iter().filter(|import| import.new).count(), 1);
    assert!(imported.iter().all(|import| import.version == imported[0].version && import.number == 1));
});

db_test!(a_version_is_read_as_it_was_written_and_compared_with_the_next, |db| {
    let first = import_of(&db, sample()).await;
    let mut files = sample();
    let lesson = files.iter_mut().find(|(path, _)| path.ends_with(".md") && path != "module.md").unwrap();
    lesson.1.extend(b"\nOne more line.\n");
    let second = import_of(&db, files).await;
    let (one, two) = (written(&db, first.version).await.unwrap(), written(&db, second.version).await.unwrap());
    assert_eq!((one.number, two.number, one.units.len()), (1, 2, two.units.len()));
    assert!(one.units.iter().all(|unit| !unit.text.is_empty()) && one.text.starts_with("---"));
    let found = crate::authoring::changes::changes(&one, &two);
    let changed: Vec<_> = found.units.iter().filter(|unit| unit.fate != crate::authoring::changes::Fate::Same).collect();
    assert_eq!(changed.len(), 1);
    assert!(changed[0].text.iter().any(|block| block.runs.iter().any(|run| run.text().contains("One more line."))));
    assert!(matches!(written(&db, VersionId::new()).await, Err(Error::NotFound)));
});
