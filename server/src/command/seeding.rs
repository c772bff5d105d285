//! Loading the demo, and a crowd to measure with.

use app::accounts::passwords::Passwords;
use clap::Args;
use domain::{Clock, clock::SystemClock, db::Db};

use super::print;
use crate::{
    Failure,
    seed::{self, DEMO_PASSWORD},
    serve,
    settings::Storage,
};

/// What is loaded.
#[derive(Args, Debug)]
#[group(id = "what", required = true, multiple = false)]
pub struct What {
    /// Load the demo: a program, three cohorts, and people one can sign in as. Only into a database without cohorts.
    #[arg(long)]
    demo: bool,
    /// Load so many students who study fifteen modules, for measuring.
    #[arg(long, value_name = "STUDENTS", hide = true)]
    crowd: Option<usize>,
}

/// What is loaded, and where.
#[derive(Args, Debug)]
pub struct Seed {
    #[command(flatten)]
    what: What,
    /// How much evidence the crowd leaves.
    #[arg(long, value_name = "ROWS", default_value_t = 0, hide = true)]
    evidence: usize,
    #[command(flatten)]
    storage: Storage,
}

/// `attending seed --demo`, and `attending seed --crowd STUDENTS --evidence ROWS`.
pub async fn seed(asked: Seed) -> Result<(), Failure> {
    let db = serve::open(&asked.storage).await?.0;
    let loaded = load(&db, &asked).await;
    db.close().await;
    print(&format!("{}\n", loaded?))
}

async fn load(db: &Db, asked: &Seed) -> Result<String, Failure> {
    let (passwords, now) = (Passwords::new(1), SystemClock.now());
    let Some(students) = asked.what.crowd else {
        return Ok(seed::demo(db, now, &passwords).await?.to_string());
    };
    let hash = passwords.hash(DEMO_PASSWORD.to_owned()).await.map_err(|_| Failure::Work("The password could not be hashed.".into()))?;
    let crowd = seed::crowd(db, students, asked.evidence, now, &hash).await?;
    Ok(format!("A crowd of {} students in {} cohorts, with {} acts.", crowd.students, crowd.cohorts, crowd.evidence))
}
