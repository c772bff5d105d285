//! Addresses of calendars are as good as passwords: they are kept under a key that is not in the database.

use std::{fmt, sync::Arc};

use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};
// The AEAD of `ring`, which TLS brings along anyway.
use ring::{
    aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey},
    rand::{SecureRandom, SystemRandom},
};

/// Closes and opens under one key. The key is never shown.
#[derive(Clone)]
pub struct Seal(Arc<LessSafeKey>);

impl fmt::Debug for Seal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Seal(…)")
    }
}

/// The length of a key in bytes.
pub const KEY_LENGTH: usize = 32;

/// What was closed under another key, for another purpose, or was changed since.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("The address cannot be read any more, because this server’s key has changed. Remove it and paste it again.")]
pub struct WrongKey;

impl Seal {
    /// Under this key.
    ///
    /// # Errors
    /// Never with a key of this length; kept as an error for the library's sake.
    pub fn new(key: [u8; KEY_LENGTH]) -> Result<Self, WrongKey> {
        let key = UnboundKey::new(&CHACHA20_POLY1305, &key).map_err(|_| WrongKey)?;
        Ok(Self(Arc::new(LessSafeKey::new(key))))
    }

    /// A text closed for one purpose, such as the id of its row: in another row it does not open.
    ///
    /// # Errors
    /// If the machine has no randomness.
    pub fn close(&self, purpose: &str, text: &str) -> Result<String, WrongKey> {
        let mut nonce = [0; NONCE_LEN];
        SystemRandom::new().fill(&mut nonce).map_err(|_| WrongKey)?;
        let mut closed = text.as_bytes().to_vec();
        let about = Aad::from(purpose.as_bytes());
        self.0.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), about, &mut closed).map_err(|_| WrongKey)?;
        Ok(STANDARD_NO_PAD.encode([nonce.as_slice(), &closed].concat()))
    }

    /// The text again.
    ///
    /// # Errors
    /// [`WrongKey`] if the key, the purpose or the text is another.
    pub fn open(&self, purpose: &str, closed: &str) -> Result<String, WrongKey> {
        let bytes = STANDARD_NO_PAD.decode(closed).map_err(|_| WrongKey)?;
        let (nonce, text) = bytes.split_first_chunk::<NONCE_LEN>().ok_or(WrongKey)?;
        let mut text = text.to_vec();
        let about = Aad::from(purpose.as_bytes());
        let opened = self.0.open_in_place(Nonce::assume_unique_for_key(*nonce), about, &mut text).map_err(|_| WrongKey)?;
        String::from_utf8(opened.to_vec()).map_err(|_| WrongKey)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_closed_opens_only_under_its_key_and_for_its_purpose() {
        let (ours, theirs) = (Seal::new([1; 32]).unwrap(), Seal::new([2; 32]).unwrap());
        let closed = ours.close("row 1", "https://calendar.example/secret.ics").unwrap();
        assert!(!closed.contains("secret"));
        assert_eq!(ours.open("row 1", &closed).as_deref(), Ok("https://calendar.example/secret.ics"));
        assert_eq!(ours.open("row 2", &closed), Err(WrongKey));
        assert_eq!(theirs.open("row 1", &closed), Err(WrongKey));
        assert_eq!(ours.open("row 1", "nonsense"), Err(WrongKey));
        assert_ne!(closed, ours.close("row 1", "https://calendar.example/secret.ics").unwrap(), "never twice the same");
        assert_eq!(format!("{ours:?}"), "Seal(…)");
    }
}
