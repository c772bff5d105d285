//! Authenticator apps: secrets, codes by time (RFC 6238), and recovery codes for when the phone is lost.

use chrono::{DateTime, Utc};
use domain::{accounts::store::Proof, ids::PersonId, policy::store::token_hash};
use leptos::prelude::*;
use subtle::ConstantTimeEq;
use totp_rs::{Algorithm, Secret, TOTP};

use crate::{AppError, qr::qr};

/// Seconds for which a code holds.
const STEP: i64 = 30;
/// Codes of so many steps before and after now hold as well: clocks of phones differ.
const SKEW: i64 = 1;
/// How many recovery codes there are.
const CODES: usize = 10;

/// A new secret in base32: 160 bits.
pub fn new_secret() -> String {
    Secret::generate_secret().to_encoded().to_string()
}

/// An authenticator with this secret.
///
/// # Errors
/// [`AppError::Malformed`] if it is no secret, or too short for one.
fn authenticator(secret: &str, site: &str, account: &str) -> Result<TOTP, AppError> {
    let wrong = || AppError::Malformed("The key of the authenticator app is not whole. Open the page again and set it up anew.".into());
    let bytes = Secret::Encoded(secret.to_owned()).to_bytes().map_err(|_| wrong())?;
    if bytes.len() < 20 {
        return Err(wrong());
    }
    let plain = |text: &str| text.replace(':', " ");
    TOTP::new(Algorithm::SHA1, 6, 1, STEP.unsigned_abs(), bytes, Some(plain(site)), plain(account)).map_err(|_| wrong())
}

/// The step a code belongs to, if it is one of now or just before or after.
///
/// # Errors
/// As for a secret that is none.
pub fn step_of(secret: &str, code: &str, now: DateTime<Utc>) -> Result<Option<i64>, AppError> {
    let authenticator = authenticator(secret, "site", "account")?;
    let code: String = code.chars().filter(|letter| !letter.is_whitespace()).collect();
    let current = now.timestamp() / STEP;
    let fits = |step: &i64| {
        let right = authenticator.generate((step * STEP).unsigned_abs());
        bool::from(right.as_bytes().ct_eq(code.as_bytes()))
    };
    Ok((current - SKEW..=current + SKEW).rev().find(fits))
}

/// What was typed as a proof: six digits are a code of the app, everything else a recovery code.
///
/// # Errors
/// As for a secret that is none.
pub fn proof(person: PersonId, secret: &str, typed: &str, now: DateTime<Utc>) -> Result<Option<Proof>, AppError> {
    let plain: String = typed.chars().filter(|letter| letter.is_alphanumeric()).collect();
    if plain.len() == 6 && plain.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(step_of(secret, &plain, now)?.map(Proof::Step));
    }
    Ok((plain.len() == 16).then(|| Proof::RecoveryCode(recovery_hash(person, &plain))))
}

/// New recovery codes: each 16 letters and digits that are not taken for each other, some 79 bits.
pub fn recovery_codes() -> Vec<String> {
    const LETTERS: &[u8] = b"23456789abcdefghjkmnpqrstuvwxyz";
    let letter = |_| char::from(LETTERS[rand::random_range(0..LETTERS.len())]);
    let group = |_| (0..4).map(letter).collect::<String>();
    (0..CODES).map(|_| (0..4).map(group).collect::<Vec<_>>().join("-")).collect()
}

/// How a recovery code is kept: bound to its person, without regard to case and dashes.
pub fn recovery_hash(person: PersonId, code: &str) -> String {
    let plain: String = code.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    token_hash(&format!("{person} {plain}"))
}

/// A secret in groups of four, as one types it.
pub fn grouped(secret: &str) -> String {
    secret.as_bytes().chunks(4).map(|group| String::from_utf8_lossy(group).into_owned()).collect::<Vec<_>>().join(" ")
}

/// The QR code that apps read, as one path.
///
/// # Errors
/// As for a secret that is none.
pub fn picture(secret: &str, site: &str, account: &str) -> Result<impl IntoView + use<>, AppError> {
    let url = authenticator(secret, site, account)?.get_url();
    qr(&url, "QR code for an authenticator app")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The secret of RFC 6238's examples in base32.
    const SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(seconds, 0).unwrap()
    }

    #[test]
    fn codes_are_those_of_the_standard() {
        for (seconds, code) in [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924"), (20_000_000_000, "353130")] {
            assert_eq!(step_of(SECRET, code, at(seconds)).unwrap(), Some(seconds / 30), "{seconds}");
        }
        assert_eq!(step_of(SECRET, "081 804", at(1_111_111_109)).unwrap(), Some(37_037_036));
    }

    #[test]
    fn a_code_holds_a_step_early_and_late_and_no_longer() {
        let step = 59 / 30;
        for (seconds, holds) in [(0, true), (59, true), (89, true), (90, false), (900, false)] {
            assert_eq!(step_of(SECRET, "287082", at(seconds)).unwrap(), holds.then_some(step), "{seconds}");
        }
        assert_eq!(step_of(SECRET, "287083", at(59)).unwrap(), None);
        assert_eq!(step_of(SECRET, "", at(59)).unwrap(), None);
    }

    #[test]
    fn what_is_no_secret_is_refused() {
        for secret in ["", "GEZDGNBV", "not base32", "1111111111111111111111111111111111"] {
            assert!(step_of(secret, "287082", at(59)).is_err(), "{secret}");
        }
        assert!(step_of(&new_secret(), "000000", at(59)).is_ok());
    }

    #[test]
    fn a_recovery_code_is_known_however_it_is_typed() {
        let person = PersonId::new();
        let codes = recovery_codes();
        assert_eq!(codes.iter().collect::<std::collections::BTreeSet<_>>().len(), 10);
        let typed = format!(" {} ", codes[0].to_uppercase().replace('-', " "));
        let Some(Proof::RecoveryCode(hash)) = proof(person, SECRET, &typed, at(59)).unwrap() else { panic!("{typed}") };
        assert_eq!(hash, recovery_hash(person, &codes[0]));
        assert_ne!(hash, recovery_hash(PersonId::new(), &codes[0]));
        assert!(proof(person, SECRET, "1234567", at(59)).unwrap().is_none());
    }

    #[test]
    fn the_picture_is_one_path_without_styles() {
        let html = Owner::new().with(|| picture(SECRET, "Attending: demo", "ana@school.example").unwrap().into_view().to_html());
        assert!(html.contains("viewBox=\"0 0 ") && html.contains("h1v1h-1z") && !html.contains("style"), "{html}");
    }
}
