//! Many rows in one statement, and lists after IN.

use domain::db::{Db, list, placeholders, rows, sql, testing::db_test};
use uuid::Uuid;

#[derive(Clone)]
struct Program {
    id: Uuid,
    slug: String,
}

fn programs(count: usize) -> Vec<Program> {
    (0..count).map(|number| Program { id: Uuid::now_v7(), slug: format!("program-{number}") }).collect()
}

/// Stores what is new; returns the ids of that.
async fn store(db: &Db, programs: &[Program]) -> Vec<Uuid> {
    let programs = programs.to_vec();
    let now = chrono::DateTime::UNIX_EPOCH;
    db.write(move |tx| {
        Box::pin(async move {
            tx.values(rows!(
                "INSERT INTO programs (id, slug, title, summary, created_at) VALUES $rows ON CONFLICT (id) DO NOTHING RETURNING id",
                for program in &programs => program.id, program.slug, "Title", "", now
            ))
            .await
        })
    })
    .await
    .unwrap()
}

db_test!(two_hundred_rows_go_in_and_only_the_new_ones_come_back, |db| {
    let all = programs(200);
    assert!(store(&db, &[]).await.is_empty());
    assert_eq!(store(&db, &all[..3]).await.len(), 3);
    let new: Vec<_> = all[3..].iter().map(|program| program.id).collect();
    let mut stored = store(&db, &all).await;
    stored.sort();
    assert_eq!(stored, new);
});

db_test!(rows_that_are_there_can_be_changed_where_that_is_wanted, |db| {
    let all = programs(70);
    store(&db, &all[..50]).await;
    let changed = db
        .write(move |tx| {
            Box::pin(async move {
                tx.run(rows!(
                    "INSERT INTO programs (id, slug, title, summary, created_at) VALUES $rows
                     ON CONFLICT (id) DO UPDATE SET title = excluded.title WHERE programs.title <> excluded.title",
                    for (number, program) in all.iter().enumerate() =>
                        program.id, program.slug, if number < 10 { "Title" } else { "Other" }, "", chrono::DateTime::UNIX_EPOCH
                ))
                .await
            })
        })
        .await
        .unwrap();
    assert_eq!(changed, 60);
});

db_test!(a_list_finds_each_once_whatever_its_length, |db| {
    let all = programs(130);
    store(&db, &all).await;
    for length in [0, 1, 2, 3, 5, 63, 64, 65, 130] {
        let wanted: Vec<_> = all[..length].iter().map(|program| program.id).collect();
        let mut found: Vec<Uuid> =
            db.values(list!("SELECT id FROM programs WHERE title = $1 AND id IN ($list)", in &wanted, "Title")).await.unwrap();
        found.sort();
        assert_eq!(found, wanted);
    }
    let none: Vec<Uuid> =
        db.values(list!("SELECT id FROM programs WHERE title = $1 AND id IN ($list)", in [all[0].id], "x")).await.unwrap();
    assert!(none.is_empty());
});

#[test]
fn placeholders_are_counted_by_their_highest_number() {
    assert_eq!(placeholders("SELECT 1"), 0);
    assert_eq!(placeholders("SELECT $2, $10 + $1"), 10);
    assert_eq!(placeholders("… IN ($list) AND a = $1 -- costs 5$"), 1);
}

db_test!(one_wants_one_row_and_maybe_at_most_one, |db| {
    store(&db, &programs(2)).await;
    let one = db.one::<(String,)>(sql!("SELECT title FROM programs WHERE slug = $1", "nothing")).await;
    assert!(matches!(one, Err(domain::Error::NotFound)));
    assert!(db.maybe::<(String,)>(sql!("SELECT title FROM programs WHERE slug = $1", "nothing")).await.unwrap().is_none());
    let several = db.maybe::<(String,)>(sql!("SELECT slug FROM programs WHERE title = $1", "Title")).await;
    assert!(matches!(several, Err(domain::Error::Data(_))), "{several:?}");
});
