//! The key under which addresses of calendars are kept: a setting, or a file that is made at the first start.

use std::{
    fs,
    io::{self, Write},
    os::unix::fs::OpenOptionsExt,
    path::Path,
};

use app::residencies::busy::{KEY_LENGTH, Seal};
use rand::RngCore;

use crate::Failure;

/// The name of the file in DATA_DIR.
const FILE: &str = "addresses.key";

/// The seal of this deployment.
///
/// # Errors
/// A sentence, if the setting or the file is no key, or the file can neither be read nor made.
pub fn seal(setting: Option<&str>, folder: &Path) -> Result<Seal, Failure> {
    let key = match setting {
        Some(text) => key(text).ok_or_else(|| Failure::Setting("ADDRESS_KEY: write 64 hexadecimal digits.".into()))?,
        None => of_file(folder)?,
    };
    Seal::new(key).map_err(|_| Failure::Setting("ADDRESS_KEY: this key cannot be used.".into()))
}

fn key(text: &str) -> Option<[u8; KEY_LENGTH]> {
    hex::decode(text.trim()).ok()?.try_into().ok()
}

fn of_file(folder: &Path) -> Result<[u8; KEY_LENGTH], Failure> {
    let path = folder.join(FILE);
    let cannot = |error: io::Error| {
        Failure::Work(format!(
            "The key in {} can neither be read nor made: {error}. Let DATA_DIR be written, or set ADDRESS_KEY.",
            path.display()
        ))
    };
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => made(folder, &path).map_err(cannot)?,
        Err(error) => return Err(cannot(error)),
    };
    let words = format!("{} is not a key: it should hold 64 hexadecimal digits. Put it back from a backup.", path.display());
    key(&text).ok_or(Failure::Work(words))
}

/// Makes the file, readable by us alone. Of several processes that begin together one is first, and all read what that one wrote.
fn made(folder: &Path, path: &Path) -> io::Result<String> {
    fs::create_dir_all(folder)?;
    let mut key = [0; KEY_LENGTH];
    rand::rng().fill_bytes(&mut key);
    let whole = folder.join(format!("{FILE}.{}", std::process::id()));
    let mut file = fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&whole)?;
    writeln!(file, "{}", hex::encode(key))?;
    file.sync_all()?;
    let linked = fs::hard_link(&whole, path);
    fs::remove_file(&whole)?;
    match linked {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => fs::read_to_string(path),
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn the_key_is_made_once_for_us_alone_and_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let closed = seal(None, folder.path()).unwrap().close("a", "text").unwrap();
        assert_eq!(seal(None, folder.path()).unwrap().open("a", &closed).as_deref(), Ok("text"));
        let path = folder.path().join(FILE);
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        fs::write(&path, "not a key").unwrap();
        let words = seal(None, folder.path()).unwrap_err().to_string();
        assert!(words.contains("is not a key"), "{words}");
    }

    #[test]
    fn a_setting_takes_the_place_of_the_file() {
        let folder = tempfile::tempdir().unwrap();
        assert!(seal(Some(&"ab".repeat(32)), folder.path()).is_ok());
        assert!(seal(Some("abc"), folder.path()).unwrap_err().to_string().contains("64 hexadecimal digits"));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
