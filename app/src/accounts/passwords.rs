//! Passwords: argon2id, off the async workers, a bounded number at a time, so that a storm of sign-ins slows nobody else.

use std::sync::Arc;

use argon2::{
    Algorithm, Argon2, Params, PasswordHash, PasswordHasher, PasswordVerifier, Version,
    password_hash::{
        Output, ParamsString, SaltString,
        rand_core::{OsRng, RngCore},
    },
};
use tokio::sync::Semaphore;

use crate::AppError;

/// Memory of one hash in KiB, passes over it, and lanes: OWASP's minimum for argon2id.
const PARAMETERS: (u32, u32, u32) = (19_456, 2, 1);
/// How many sign-ins may wait for their turn. Beyond that they are asked to come again: each waiting one costs memory.
const WAITING: usize = 512;

/// Hashes and checks passwords. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Passwords {
    turns: Arc<Semaphore>,
    waiting: Arc<Semaphore>,
    /// What a password is checked against where there is no person: it takes as long.
    nobody: Arc<str>,
}

/// What a check found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Checked {
    /// It is not the password.
    Wrong,
    /// It is.
    Right,
    /// It is, and was hashed with other parameters than today's.
    RightButOutdated,
}

impl Passwords {
    /// At most so many at a time; each keeps a core busy for some hundredths of a second.
    pub fn new(at_a_time: usize) -> Self {
        Self {
            turns: Arc::new(Semaphore::new(at_a_time.max(1))),
            waiting: Arc::new(Semaphore::new(WAITING)),
            nobody: of_nobody().unwrap_or_default().into(),
        }
    }

    /// The PHC string to keep for a password.
    ///
    /// # Errors
    /// [`AppError::Unavailable`] when too many wait already.
    pub async fn hash(&self, password: String) -> Result<String, AppError> {
        self.in_turn(move || hash(&password)).await?.ok_or(AppError::Broken)
    }

    /// Whether it is the password. Without a person to check against (`kept` is `None`) it takes as long and is wrong.
    ///
    /// # Errors
    /// [`AppError::Unavailable`] when too many wait already.
    pub async fn check(&self, password: String, kept: Option<String>) -> Result<Checked, AppError> {
        let nobody = Arc::clone(&self.nobody);
        self.in_turn(move || {
            let found = check(&password, kept.as_deref().unwrap_or(&nobody));
            if kept.is_some() { found } else { Checked::Wrong }
        })
        .await
    }

    async fn in_turn<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, AppError> {
        let _place = self.waiting.try_acquire().map_err(|_| AppError::Unavailable)?;
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(|_| AppError::Unavailable)?;
        let work = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            work()
        });
        work.await.map_err(|_| AppError::Broken)
    }
}

fn argon2() -> Option<Argon2<'static>> {
    let (memory, passes, lanes) = PARAMETERS;
    Some(Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(memory, passes, lanes, None).ok()?))
}

fn hash(password: &str) -> Option<String> {
    let salt = SaltString::generate(&mut OsRng);
    let hash = argon2()?.hash_password(password.as_bytes(), &salt).ok()?;
    Some(hash.to_string())
}

/// A hash of no password at all. Its bytes are drawn: to compute one would take memory that a program at rest keeps for long.
fn of_nobody() -> Option<String> {
    let mut drawn = [0; Params::DEFAULT_OUTPUT_LEN];
    OsRng.fill_bytes(&mut drawn);
    let salt = SaltString::generate(&mut OsRng);
    let hash = PasswordHash {
        algorithm: Algorithm::Argon2id.ident(),
        version: Some(Version::V0x13.into()),
        params: ParamsString::try_from(argon2()?.params()).ok()?,
        salt: Some(salt.as_salt()),
        hash: Output::new(&drawn).ok(),
    };
    Some(hash.to_string())
}

fn check(password: &str, kept: &str) -> Checked {
    let (Some(argon2), Ok(kept)) = (argon2(), PasswordHash::new(kept)) else { return Checked::Wrong };
    if argon2.verify_password(password.as_bytes(), &kept).is_err() {
        return Checked::Wrong;
    }
    let today = Params::try_from(&kept).is_ok_and(|params| (params.m_cost(), params.t_cost(), params.p_cost()) == PARAMETERS);
    if today && kept.algorithm == Algorithm::Argon2id.ident() { Checked::Right } else { Checked::RightButOutdated }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_password_itself_is_right() {
        let passwords = Passwords::new(1);
        let kept = passwords.hash("correct horse".into()).await.unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert_eq!(passwords.check("correct horse".into(), Some(kept.clone())).await.unwrap(), Checked::Right);
        assert_eq!(passwords.check("correct horse ".into(), Some(kept)).await.unwrap(), Checked::Wrong);
        assert_eq!(passwords.check("nobody has this password".into(), None).await.unwrap(), Checked::Wrong);
    }

    #[test]
    fn the_hash_of_nobody_is_checked_like_any_other() {
        let (nobody, kept) = (of_nobody().unwrap(), hash("correct horse").unwrap());
        let params = |text: &str| Params::try_from(&PasswordHash::new(text).unwrap()).unwrap();
        assert_eq!((params(&nobody), nobody.len()), (params(&kept), kept.len()));
        assert_ne!(nobody, of_nobody().unwrap());
        assert_eq!(check("", &nobody), Checked::Wrong);
    }

    #[test]
    fn a_hash_of_weaker_parameters_is_right_but_outdated() {
        let weak = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(8, 1, 1, None).unwrap());
        let kept = weak.hash_password(b"old", &SaltString::generate(&mut OsRng)).unwrap().to_string();
        assert_eq!(check("old", &kept), Checked::RightButOutdated);
    }
}
