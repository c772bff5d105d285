//! What is on this device and not yet on the server, and what arrived there lately. It outlives the page, the tab and the browser.

use domain::ids::EnrollmentId;
use leptos::web_sys;

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::work::Wire;

/// An answer that waits.
pub type Entry = Wire;

/// For how long what arrived is kept beside, in milliseconds: longer than a page takes to come.
const LATELY: i64 = 60_000;

/// An answer that arrived lately.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Sent {
    entry: Entry,
    /// When, in milliseconds since 1970, by the server.
    recorded: i64,
}

/// The answers of one owner that wait on this device: at most one for each question of an attempt, the newest.
#[derive(Clone, Debug)]
pub struct Outbox {
    key: String,
    /// Where what arrived lately is kept.
    sent: String,
}

impl Outbox {
    /// Of this owner.
    pub fn of(owner: EnrollmentId) -> Self {
        Self { key: format!("attending-outbox-{owner}"), sent: format!("attending-sent-{owner}") }
    }

    /// What waits, oldest first. Read anew each time: another tab may have sent some.
    pub fn entries(&self) -> Vec<Entry> {
        read(&self.key)
    }

    /// What arrived after this moment of the server's time, as far as that is not long ago. A page that was made then does not have it.
    pub fn arrived_since(&self, made: i64) -> Vec<Entry> {
        let mut sent: Vec<Sent> = read(&self.sent);
        sent.retain(|one| one.recorded + LATELY >= made);
        write(&self.sent, &sent);
        sent.into_iter().filter(|one| one.recorded >= made).map(|one| one.entry).collect()
    }

    /// Keeps an answer, in place of an older one to the same question. Says whether the device took it.
    pub fn keep(&self, entry: Entry) -> bool {
        let mut entries = self.entries();
        entries.retain(|other| !is_to_the_same(other, &entry));
        entries.push(entry);
        write(&self.key, &entries)
    }

    /// An answer has arrived, at this moment of the server's time. It is beside the waiting ones before it is no longer among them: a page
    /// that is opened in between finds it.
    pub fn arrived(&self, entry: Entry, recorded: i64) {
        let mut sent: Vec<Sent> = read(&self.sent);
        sent.retain(|other| other.recorded + LATELY >= recorded && !is_to_the_same(&other.entry, &entry));
        sent.push(Sent { entry: entry.clone(), recorded });
        write(&self.sent, &sent);
        self.forget(&entry);
    }

    /// Forgets an answer; a newer one to the same question stays.
    pub fn forget(&self, gone: &Entry) {
        let mut entries = self.entries();
        entries.retain(|other| other.id != gone.id);
        write(&self.key, &entries);
    }
}

fn is_to_the_same(one: &Entry, other: &Entry) -> bool {
    (one.attempt, one.question) == (other.attempt, other.question)
}

fn read<T: DeserializeOwned>(key: &str) -> Vec<T> {
    let text = storage().and_then(|storage| storage.get_item(key).ok().flatten());
    text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

fn write<T: Serialize>(key: &str, all: &[T]) -> bool {
    let Some(storage) = storage() else { return false };
    if all.is_empty() {
        return storage.remove_item(key).is_ok();
    }
    serde_json::to_string(all).is_ok_and(|text| storage.set_item(key, &text).is_ok())
}

/// None where the browser refuses it, as some do in private windows: then answers are kept in the page alone.
fn storage() -> Option<web_sys::Storage> {
    web_sys::window().and_then(|window| window.local_storage().ok().flatten())
}
