//! One SQL text, two engines. Nothing outside this folder knows whether SQLite or PostgreSQL runs.
//!
//! Reads are methods of [`Db`]; a [`Tx`] reads like a `Db`, and only a `Tx` writes. Statements are written with [`sql!`],
//! which counts their values while compiling and registers them, so that one test prepares every statement on both engines.
//!
//! ```no_run
//! # use domain::{db::{Db, sql}, ids::PersonId, Result};
//! # async fn example(db: Db, person: PersonId) -> Result<()> {
//! domain::row! { pub struct Person { pub id: PersonId, pub name: String, pub npi: Option<String> } }
//! let people: Vec<Person> = db.all(sql!("SELECT id, name, npi FROM people WHERE id = $1", person)).await?;
//! let name: String = db.value(sql!("SELECT name FROM people WHERE id = $1", person)).await?;
//! let changed = db
//!     .write(move |tx| Box::pin(async move { tx.run(sql!("UPDATE people SET name = $1 WHERE id = $2", "Ada", person)).await }))
//!     .await?;
//! # Ok(()) }
//! ```

mod answers;
mod backup;
mod check;
mod column;
mod engine;
mod failure;
mod many;
mod migrations;
mod open;
mod param;
mod plain;
mod query;
mod reader;
mod row;
mod sqlite;
mod tx;

#[cfg(any(test, feature = "testing"))]
pub mod testing;

pub use crate::{id_column, list, rows, sql};
pub use answers::Revision;
pub use column::{Cell, Column, Json, Unreadable};
pub use engine::Db;
pub use many::{Many, Texts};
pub use open::DatabaseUrl;
pub use param::{Bind, Param};
pub use query::{Queries, Query, Shape, Statement, placeholders, statements};
pub use row::{Cells, Row};
pub use tx::Tx;

#[doc(hidden)]
pub use inventory;
