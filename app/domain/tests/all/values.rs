//! What goes in comes out, on both engines, and what one of them would change is refused by both.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::{
    Error,
    db::{Column, Db, Json, Query, testing::db_test},
    ids::PersonId,
};
use uuid::Uuid;

domain::words! {
    enum Color { Red = "red", DarkBlue = "dark_blue" }
}

domain::row! {
    #[derive(Debug, PartialEq)]
    struct Specimen {
        person: PersonId,
        label: String,
        count: i64,
        weight: f64,
        alive: bool,
        seen_at: DateTime<Utc>,
        born_on: NaiveDate,
        picture: Vec<u8>,
        notes: Json<Vec<String>>,
        color: Color,
    }
}

domain::row! {
    #[derive(Debug, PartialEq)]
    struct Sparse {
        person: PersonId,
        label: Option<String>,
        count: Option<i64>,
        weight: Option<f64>,
        alive: Option<bool>,
        seen_at: Option<DateTime<Utc>>,
        born_on: Option<NaiveDate>,
        picture: Option<Vec<u8>>,
        notes: Option<Json<Vec<String>>>,
        color: Option<Color>,
        tag: Option<Uuid>,
    }
}

const TABLE: &str = "CREATE TABLE specimens (
    person UUID NOT NULL PRIMARY KEY, label TEXT, count BIGINT, weight DOUBLE PRECISION, alive BOOLEAN, seen_at TIMESTAMPTZ,
    born_on DATE, picture BYTEA, notes TEXT, color TEXT, tag UUID)";
const ROW: &str = "INSERT INTO specimens (person, label, count, weight, alive, seen_at, born_on, picture, notes, color, tag)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
const READ: &str = "SELECT person, label, count, weight, alive, seen_at, born_on, picture, notes, color, tag FROM specimens";

async fn write(db: &Db, queries: Vec<Query>) -> domain::Result<()> {
    db.write(|tx| {
        Box::pin(async move {
            for query in queries {
                tx.run(query).await?;
            }
            Ok(())
        })
    })
    .await
}

fn specimen(seen_at: DateTime<Utc>) -> Specimen {
    Specimen {
        person: PersonId::new(),
        label: "Zoë's “quoted” $1 ? \\ text\n".into(),
        count: i64::MIN,
        weight: 0.1 + 0.2,
        alive: true,
        seen_at,
        born_on: NaiveDate::from_ymd_opt(1926, 2, 28).unwrap(),
        picture: vec![0, 1, 255],
        notes: Json(vec!["a\0b".into(), String::new()]),
        color: Color::DarkBlue,
    }
}

fn insert(s: &Specimen) -> Query {
    let tag = None::<Uuid>;
    query!(ROW, s.person, s.label, s.count, s.weight, s.alive, s.seen_at, s.born_on, s.picture, s.notes, s.color, tag)
}

db_test!(a_value_of_every_type_comes_back, |db| {
    let kept = specimen("2026-03-01T08:15:00.000001Z".parse().unwrap());
    write(&db, vec![query!(TABLE), insert(&kept)]).await.unwrap();
    assert_eq!(db.one::<Specimen>(query!(READ)).await.unwrap(), kept);
});

db_test!(a_null_of_every_type_comes_back, |db| {
    let person = PersonId::new();
    let nothing = query!(
        ROW,
        person,
        None::<String>,
        None::<i64>,
        None::<f64>,
        None::<bool>,
        None::<DateTime<Utc>>,
        None::<NaiveDate>,
        None::<Vec<u8>>,
        None::<Json<Vec<String>>>,
        None::<Color>,
        None::<PersonId>
    );
    write(&db, vec![query!(TABLE), nothing]).await.unwrap();
    let kept: Sparse = db.one(query!(READ)).await.unwrap();
    assert_eq!(kept.person, person);
    assert_eq!((kept.label, kept.count, kept.weight, kept.alive), (None, None, None, None));
    assert_eq!((kept.seen_at, kept.born_on, kept.picture, kept.notes, kept.color, kept.tag), (None, None, None, None, None, None));
});

async fn null_is_refused<T: Column + std::fmt::Debug>(db: &Db, text: &'static str) {
    let error = db.value::<T>(query!(text)).await.expect_err(text);
    assert!(matches!(&error, Error::Data(reason) if reason.contains("NULL")), "{text}: {error}");
}

db_test!(a_null_where_none_is_expected_is_an_error_and_not_a_zero, |db| {
    let person = PersonId::new();
    let bare = query!("INSERT INTO specimens (person) VALUES ($1)", person);
    write(&db, vec![query!(TABLE), bare]).await.unwrap();
    null_is_refused::<String>(&db, "SELECT label FROM specimens").await;
    null_is_refused::<i64>(&db, "SELECT count FROM specimens").await;
    null_is_refused::<f64>(&db, "SELECT weight FROM specimens").await;
    null_is_refused::<bool>(&db, "SELECT alive FROM specimens").await;
    null_is_refused::<DateTime<Utc>>(&db, "SELECT seen_at FROM specimens").await;
    null_is_refused::<NaiveDate>(&db, "SELECT born_on FROM specimens").await;
    null_is_refused::<Vec<u8>>(&db, "SELECT picture FROM specimens").await;
    null_is_refused::<Json<i64>>(&db, "SELECT notes FROM specimens").await;
    null_is_refused::<Color>(&db, "SELECT color FROM specimens").await;
    null_is_refused::<Uuid>(&db, "SELECT tag FROM specimens").await;
    null_is_refused::<PersonId>(&db, "SELECT tag FROM specimens").await;
    let whole = db.one::<Specimen>(query!(READ)).await.unwrap_err();
    assert!(whole.to_string().contains("column label"), "{whole}");
});

db_test!(a_word_nobody_knows_is_named_in_the_error, |db| {
    let error = db.value::<Color>(query!("SELECT 'green'")).await.unwrap_err();
    assert!(error.to_string().contains("\"green\" is not a Color"), "{error}");
});

db_test!(a_column_of_another_type_is_an_error, |db| {
    write(&db, vec![query!(TABLE), insert(&specimen(DateTime::UNIX_EPOCH))]).await.unwrap();
    assert!(matches!(db.value::<i64>(query!("SELECT label FROM specimens")).await, Err(Error::Data(_))));
    assert!(matches!(db.value::<String>(query!("SELECT count FROM specimens")).await, Err(Error::Data(_))));
    assert!(matches!(db.value::<bool>(query!("SELECT label FROM specimens")).await, Err(Error::Data(_))));
});

db_test!(columns_are_found_by_name_in_any_order, |db| {
    let kept = specimen(DateTime::UNIX_EPOCH);
    write(&db, vec![query!(TABLE), insert(&kept)]).await.unwrap();
    let turned = "SELECT tag, color, notes, picture, born_on, seen_at, alive, weight, count, label, person FROM specimens";
    assert_eq!(db.one::<Specimen>(query!(turned)).await.unwrap(), kept);
    let missing = db.one::<Specimen>(query!("SELECT person, label FROM specimens")).await.unwrap_err();
    assert!(missing.to_string().contains("no column count"), "{missing}");
    domain::row! { #[derive(Debug)] struct One { label: String } }
    let twice = db.one::<One>(query!("SELECT a.tag, a.label, b.label FROM specimens a, specimens b")).await.unwrap_err();
    assert!(twice.to_string().contains("several columns label"), "{twice}");
});

db_test!(times_keep_their_microseconds_and_sort_as_text_as_they_do_in_time, |db| {
    write(&db, vec![query!(TABLE)]).await.unwrap();
    let base: DateTime<Utc> = "2026-01-01T00:00:00Z".parse().unwrap();
    let steps = [0, 1, 999, 1_000, 1_001, 500_000, 999_999, 1_000_000];
    let mut times: Vec<_> = steps.map(|micros| base + TimeDelta::microseconds(micros)).to_vec();
    times.insert(0, "1926-06-01T00:00:00.5Z".parse().unwrap());
    for time in times.iter().rev() {
        write(&db, vec![insert(&specimen(*time))]).await.unwrap();
    }
    let kept: Vec<DateTime<Utc>> = db.values(query!("SELECT seen_at FROM specimens ORDER BY seen_at")).await.unwrap();
    assert_eq!(kept, times);
    let before = query!("SELECT seen_at FROM specimens WHERE seen_at < $1 ORDER BY seen_at DESC LIMIT 1", times[3]);
    assert_eq!(db.value::<DateTime<Utc>>(before).await.unwrap(), times[2]);
    let finer = base + TimeDelta::nanoseconds(1_999);
    write(&db, vec![query!("UPDATE specimens SET seen_at = $1", finer)]).await.unwrap();
    let rounded = db.values::<DateTime<Utc>>(query!("SELECT seen_at FROM specimens")).await.unwrap();
    assert_eq!(rounded[0], base + TimeDelta::microseconds(1));
});

db_test!(not_a_number_and_nul_are_refused_before_they_reach_the_database, |db| {
    write(&db, vec![query!(TABLE)]).await.unwrap();
    for weight in [f64::NAN, f64::INFINITY] {
        let refused = write(&db, vec![query!("UPDATE specimens SET weight = $1", weight)]).await;
        assert!(matches!(refused, Err(Error::Invalid(_))), "{refused:?}");
    }
    let refused = db.value::<i64>(query!("SELECT COUNT(*) FROM specimens WHERE label = $1", "a\0b")).await;
    assert!(matches!(refused, Err(Error::Invalid(_))), "{refused:?}");
});

#[test]
fn words_are_the_same_in_text_and_json() {
    assert_eq!(Color::ALL, [Color::Red, Color::DarkBlue]);
    assert_eq!(serde_json::to_string(&Color::DarkBlue).unwrap(), "\"dark_blue\"");
    assert_eq!(serde_json::from_str::<Color>("\"red\"").unwrap(), Color::Red);
    assert!(serde_json::from_str::<Color>("\"green\"").unwrap_err().to_string().contains("not a Color"));
    assert_eq!(format!("[{:>9}]", Color::DarkBlue), "[dark_blue]");
}
