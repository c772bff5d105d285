//! Loading the demo.

use std::sync::Arc;

use app::accounts::passwords::Passwords;
use clap::Args;
use domain::{Clock, clock::SystemClock};

use super::print;
use crate::{Failure, seed, serve, settings::Storage};

/// What is loaded, and where.
#[derive(Args, Debug)]
pub struct Seed {
    /// Load the demo: a program, two cohorts, and people one can sign in as. Only into a database without cohorts.
    #[arg(long, required = true)]
    demo: bool,
    #[command(flatten)]
    storage: Storage,
}

/// `attending seed --demo`.
pub async fn seed(asked: Seed) -> Result<(), Failure> {
    let db = serve::open(&asked.storage).await?.0;
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let loaded = seed::demo(&db, clock.now(), &Passwords::new(1)).await;
    db.close().await;
    print(&format!("{}\n", loaded?))
}
