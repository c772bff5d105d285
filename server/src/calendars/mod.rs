//! Calendars of people are fetched here, from addresses that strangers choose. So nothing is asked but public addresses: names are resolved
//! here, every address is looked at **after** that, the connection goes to exactly the one that was looked at, and each redirect begins all
//! over. Size, time and the number of redirects are bounded.

mod address;
mod asking;
mod key;
mod network;
mod public;
mod refreshing;
#[cfg(test)]
mod tests;

pub use key::seal;
pub use refreshing::{refresh, repeatedly};

use std::{sync::Arc, time::Duration};

use app::residencies::busy::{Calendars, Fetching, Unreached};
use tokio::sync::Semaphore;

use address::Address;
use asking::{Answer, ask};
use network::{Internet, Network};

/// How long a calendar may take, redirects included.
const PATIENCE: Duration = Duration::from_secs(10);
/// How often an address may lead on.
const MOST_REDIRECTS: usize = 3;
/// How many are fetched at once by one process.
const AT_ONCE: usize = 6;

/// Fetches calendars.
pub struct Reader {
    network: Box<dyn Network>,
    turns: Semaphore,
    patience: Duration,
}

impl Reader {
    /// From the internet.
    ///
    /// # Errors
    /// If TLS cannot be set up.
    pub fn new() -> Result<Arc<Self>, crate::Failure> {
        let internet = Internet::new().map_err(|error| crate::Failure::Work(format!("TLS cannot be used: {error}.")))?;
        Ok(Arc::new(Self::on(Box::new(internet))))
    }

    fn on(network: Box<dyn Network>) -> Self {
        Self { network, turns: Semaphore::new(AT_ONCE), patience: PATIENCE }
    }

    async fn follow(&self, address: &str) -> Result<Vec<u8>, Unreached> {
        let _turn = self.turns.acquire().await.map_err(|_| Unreached::TooSlow)?;
        let mut address = Address::pasted(address)?;
        for _ in 0..=MOST_REDIRECTS {
            match self.ask_one(&address).await? {
                Answer::Bytes(bytes) => return Ok(bytes),
                Answer::Elsewhere(next) => address = next,
            }
        }
        Err(Unreached::TooManyRedirects)
    }

    /// Asks a host once. If any of its addresses is not public, none is asked: such a name is made to deceive.
    async fn ask_one(&self, address: &Address) -> Result<Answer, Unreached> {
        let found = self.network.resolve(address.host()).await.map_err(|_| Unreached::Nowhere)?;
        if found.is_empty() || !found.iter().all(|one| public::is_public(one.ip())) {
            return Err(Unreached::Nowhere);
        }
        for one in found {
            if let Ok(stream) = self.network.connect(one, address.host()).await {
                return ask(stream, address).await;
            }
        }
        Err(Unreached::Nowhere)
    }
}

impl Calendars for Reader {
    fn fetch<'a>(&'a self, address: &'a str) -> Fetching<'a> {
        Box::pin(async move { tokio::time::timeout(self.patience, self.follow(address)).await.unwrap_or(Err(Unreached::TooSlow)) })
    }
}
