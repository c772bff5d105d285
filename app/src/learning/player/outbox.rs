//! What is on this device and not yet on the server. It outlives the page, the tab and the browser.

use domain::ids::EnrollmentId;
use leptos::web_sys;

use super::work::Wire;

/// An answer that waits.
pub type Entry = Wire;

/// The answers of one owner that wait on this device: at most one for each question of an attempt, the newest.
#[derive(Clone, Debug)]
pub struct Outbox {
    key: String,
}

impl Outbox {
    /// Of this owner.
    pub fn of(owner: EnrollmentId) -> Self {
        Self { key: format!("attending-outbox-{owner}") }
    }

    /// What waits, oldest first. Read anew each time: another tab may have sent some.
    pub fn entries(&self) -> Vec<Entry> {
        let text = storage().and_then(|storage| storage.get_item(&self.key).ok().flatten());
        text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
    }

    /// Keeps an answer, in place of an older one to the same question. Says whether the device took it.
    pub fn keep(&self, entry: Entry) -> bool {
        let mut entries = self.entries();
        entries.retain(|other| (other.attempt, other.question) != (entry.attempt, entry.question));
        entries.push(entry);
        self.write(&entries)
    }

    /// Forgets an answer that has arrived; a newer one to the same question stays.
    pub fn forget(&self, arrived: &Entry) {
        let mut entries = self.entries();
        entries.retain(|other| other.id != arrived.id);
        self.write(&entries);
    }

    fn write(&self, entries: &[Entry]) -> bool {
        let Some(storage) = storage() else { return false };
        if entries.is_empty() {
            return storage.remove_item(&self.key).is_ok();
        }
        serde_json::to_string(entries).is_ok_and(|text| storage.set_item(&self.key, &text).is_ok())
    }
}

/// None where the browser refuses it, as some do in private windows: then answers are kept in the page alone.
fn storage() -> Option<web_sys::Storage> {
    web_sys::window().and_then(|window| window.local_storage().ok().flatten())
}
