//! The files of a module version are for those who study or teach it.

use domain::{
    Error,
    db::{Db, testing::db_test},
    ids::{PersonId, VersionId},
    learning::store::{self, FileReader},
};

use super::stage::{stage, stand};

const PATH: &str = "figures/loop.svg";

async fn add_file(db: &Db, version: VersionId) {
    db.write(move |tx| {
        Box::pin(async move {
            tx.run(query!(
                "INSERT INTO package_files (version_id, path, media_type, content) VALUES ($1, $2, 'image/svg+xml', $3)",
                version,
                PATH,
                vec![0_u8, 255, 10]
            ))
            .await
        })
    })
    .await
    .unwrap();
}

fn reader(person: PersonId) -> FileReader {
    FileReader { person, sees_all: false, viewing: None }
}

async fn sees(db: &Db, reader: FileReader, module: &str) -> bool {
    match store::file(db, reader, (module, 1), PATH).await {
        Ok(file) => file.media_type == "image/svg+xml" && file.content == [0, 255, 10],
        Err(Error::NotFound) => false,
        Err(other) => panic!("{other}"),
    }
}

db_test!(files_are_for_those_who_study_or_teach_the_version, |db| {
    let stage = stage(&db).await;
    let school = stage.school;
    for version in [school.economics.version, school.finance.version, stage.version] {
        add_file(&db, version).await;
    }
    let people = [school.amara.person, school.ravi.person, school.economist, school.director, PersonId::new()];
    for (module, expected) in [
        ("economics", [true, true, true, true, false]),
        ("finance", [true, false, false, false, false]),
        ("quality", [true, false, false, false, false]),
    ] {
        for (person, expected) in people.iter().zip(expected) {
            assert_eq!(
                sees(&db, reader(*person), module).await,
                expected,
                "{module} for {:?}",
                people.iter().position(|one| one == person)
            );
        }
        assert!(
            store::file(&db, FileReader { sees_all: true, ..reader(PersonId::new()) }, (module, 1), PATH).await.is_ok(),
            "staff see {module}"
        );
    }
});

db_test!(who_does_not_study_any_more_sees_no_files, |db| {
    let stage = stage(&db).await;
    add_file(&db, stage.version).await;
    let amara = stage.school.amara;
    for (state, sees_it) in [("on_leave", false), ("withdrawn", false), ("enrolled", true)] {
        stand(&db, amara.enrollment, state).await;
        assert_eq!(sees(&db, reader(amara.person), "quality").await, sees_it, "{state}");
    }
});

db_test!(a_file_that_is_not_there_is_not_found_by_anyone, |db| {
    let stage = stage(&db).await;
    add_file(&db, stage.version).await;
    for (module, number, path) in
        [("quality", 2, PATH), ("quality", 0, PATH), ("nothing", 1, PATH), ("quality", 1, "figures"), ("quality", 1, "")]
    {
        let found = store::file(&db, FileReader { sees_all: true, ..reader(stage.school.amara.person) }, (module, number), path).await;
        assert!(matches!(found, Err(Error::NotFound)), "{module} {number} {path}");
    }
});

db_test!(who_looks_as_a_student_of_a_cohort_sees_the_files_of_that_cohort, |db| {
    let stage = stage(&db).await;
    let school = stage.school;
    add_file(&db, school.finance.version).await;
    let looking = |viewing| FileReader { viewing, ..reader(school.economist) };
    assert!(!sees(&db, looking(None), "finance").await, "the economist teaches economics");
    assert!(sees(&db, looking(Some(school.cohort)), "finance").await);
    assert!(!sees(&db, looking(Some(school.other)), "finance").await, "the other cohort does not study finance");
});
