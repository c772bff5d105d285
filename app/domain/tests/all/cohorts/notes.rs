//! Notes of staff on a student: kept, struck out, never changed, and there for those alone who run the program.

use domain::{
    Conflict, Error, Result,
    cohorts::{NewNote, Note, Reader, Scope, store},
    db::{Db, testing::db_test},
    ids::{EnrollmentId, NoteId},
};

use crate::school::{School, days_ago, now, school};

async fn scope(db: &Db, reader: Reader) -> Scope {
    store::scope(db, reader, "first", None).await.unwrap()
}

async fn write(db: &Db, school: &School, scope: &Scope, note: NewNote) -> Result<()> {
    let (scope, author) = (scope.clone(), school.director);
    db.write(move |tx| Box::pin(async move { store::write_note(tx, days_ago(1), &scope, author, &note).await })).await
}

async fn strike(db: &Db, school: &School, scope: &Scope, which: (EnrollmentId, NoteId)) -> Result<()> {
    let (scope, actor) = (scope.clone(), school.economist);
    db.write(move |tx| Box::pin(async move { store::strike_note(tx, now(), &scope, actor, which).await })).await
}

fn note(enrollment: EnrollmentId, body: &str) -> NewNote {
    NewNote::checked(NoteId::new(), enrollment, body).unwrap()
}

async fn seen(db: &Db, scope: &Scope, of: EnrollmentId) -> Vec<Note> {
    store::notes(db, scope, of).await.unwrap()
}

db_test!(a_note_is_kept_once_and_struck_out_for_good, |db| {
    let school = school(&db).await;
    let (staff, amara) = (scope(&db, Reader::Administrator).await, school.amara.enrollment);
    let called = note(amara, "Called her.");
    write(&db, &school, &staff, called.clone()).await.unwrap();
    write(&db, &school, &staff, called.clone()).await.unwrap();
    let another = NewNote { body: "Something else".into(), ..called.clone() };
    assert!(matches!(write(&db, &school, &staff, another).await, Err(Error::Conflict(Conflict::IdReused))));
    write(&db, &school, &staff, note(amara, "Will be back on Monday.")).await.unwrap();
    let kept = seen(&db, &staff, amara).await;
    assert_eq!(kept.iter().map(|note| note.body.as_str()).collect::<Vec<_>>(), ["Will be back on Monday.", "Called her."]);
    assert_eq!((kept[1].author.as_str(), kept[1].written_at, kept[1].struck_at), ("Paul Adler", days_ago(1), None));

    strike(&db, &school, &staff, (amara, called.id)).await.unwrap();
    strike(&db, &school, &staff, (amara, called.id)).await.unwrap();
    let kept = seen(&db, &staff, amara).await;
    assert_eq!((kept[1].struck_at, kept[1].struck_by.as_deref()), (Some(now()), Some("Ines Ferreira")));
    assert_eq!(kept[1].body, "Called her.", "what was struck out can still be read");
});

db_test!(notes_are_not_there_for_faculty_nor_for_other_cohorts, |db| {
    let school = school(&db).await;
    let (staff, faculty) = (scope(&db, Reader::Administrator).await, scope(&db, Reader::Faculty(school.economist)).await);
    let (amara, ravi) = (school.amara.enrollment, school.ravi.enrollment);
    let kept = note(amara, "Called her.");
    let id = kept.id;
    write(&db, &school, &staff, kept).await.unwrap();
    assert!(matches!(store::notes(&db, &faculty, amara).await, Err(Error::NotFound)));
    assert!(matches!(write(&db, &school, &faculty, note(amara, "Mine")).await, Err(Error::NotFound)));
    assert!(matches!(strike(&db, &school, &faculty, (amara, id)).await, Err(Error::NotFound)));
    assert!(matches!(write(&db, &school, &staff, note(ravi, "Elsewhere")).await, Err(Error::NotFound)));
    assert!(matches!(strike(&db, &school, &staff, (ravi, id)).await, Err(Error::NotFound)));
    assert!(seen(&db, &staff, ravi).await.is_empty());
    assert_eq!(seen(&db, &staff, amara).await[0].struck_at, None);
});
