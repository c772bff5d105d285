//! Where letters are handed over: to an SMTP server, or to a folder.

use std::{
    fs,
    io::{self, Write},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

use domain::mail::Failure;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor, transport::smtp};

/// Where letters are handed over.
#[derive(Clone, Debug)]
pub enum Post {
    /// To this server.
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    /// Into this folder, a file each.
    Folder(PathBuf),
}

impl Post {
    /// To the server of SMTP_URL. A password never crosses a network in the clear: STARTTLS is then required, unless the URL says otherwise.
    ///
    /// # Errors
    /// If the URL is not understood. It is not repeated, for it may hold a password.
    pub fn smtp(url: &str) -> Result<Self, crate::Failure> {
        let wrong = |why: String| {
            crate::Failure::Setting(format!("SMTP_URL: {why}; write it like smtp://USER:PASSWORD@HOST:587 or smtps://…:465."))
        };
        let (scheme, rest) = url.split_once("://").ok_or_else(|| wrong("not a URL".into()))?;
        if !matches!(scheme, "smtp" | "smtps") {
            return Err(wrong(format!("{scheme:?} is not a way to send mail")));
        }
        let url = with_encryption(scheme, rest);
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(&url).map_err(|why| wrong(why.to_string()))?;
        Ok(Self::Smtp(transport.build()))
    }

    /// Into a folder, made with the first letter.
    pub fn files(folder: PathBuf) -> Self {
        Self::Folder(folder)
    }

    /// The folder, if it is one.
    pub fn folder(&self) -> Option<&Path> {
        match self {
            Self::Smtp(_) => None,
            Self::Folder(folder) => Some(folder),
        }
    }

    /// Hands a letter over.
    ///
    /// # Errors
    /// What the server said, and whether it is its last word.
    pub async fn take(&self, name: &str, letter: Message) -> Result<(), Failure> {
        match self {
            Self::Smtp(server) => server.send(letter).await.map(drop).map_err(|error| said(&error)),
            Self::Folder(folder) => {
                let (folder, name) = (folder.clone(), name.to_owned());
                let written = tokio::task::spawn_blocking(move || write(&folder, &name, &letter.formatted())).await;
                written.unwrap_or_else(|error| Err(io::Error::other(error))).map_err(|error| Failure::Temporary(error.to_string()))
            }
        }
    }
}

fn with_encryption(scheme: &str, rest: &str) -> String {
    let (address, parameters) = rest.split_once('?').unwrap_or((rest, ""));
    let (has_password, here) = match address.rsplit_once('@') {
        Some((who, host)) => (who.contains(':'), is_here(host)),
        None => (false, is_here(address)),
    };
    let parameters = match (scheme, parameters) {
        ("smtps", _) | (_, "tls=none") => "",
        (_, "") if has_password && !here => "tls=required",
        (_, "") if !here => "tls=opportunistic",
        (_, other) => other,
    };
    if parameters.is_empty() { format!("{scheme}://{address}") } else { format!("{scheme}://{address}?{parameters}") }
}

/// Whether a host is this machine.
fn is_here(host: &str) -> bool {
    ["localhost", "127.0.0.1", "[::1]"]
        .iter()
        .any(|name| host.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '/'])))
}

/// What 5xx means is final, but for a server that does not know *us*: that is a setting, and mail must not be lost over it.
fn said(error: &smtp::Error) -> Failure {
    let about_us = error.status().is_some_and(|code| matches!(u16::from(code), 530..=538));
    if error.is_permanent() && !about_us { Failure::Permanent(error.to_string()) } else { Failure::Temporary(error.to_string()) }
}

/// Written beside and renamed, so that a file is a whole letter. Only its owner may read it: it may hold a link that lets somebody in.
fn write(folder: &Path, name: &str, letter: &[u8]) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let unfinished = folder.join(format!("{name}.unfinished"));
    let mut file = fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&unfinished)?;
    file.write_all(letter)?;
    file.sync_all()?;
    fs::rename(&unfinished, folder.join(format!("{name}.eml")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_does_not_cross_a_network_in_the_clear() {
        for (rest, expected) in [
            ("user:secret@mail.school.example:587", "smtp://user:secret@mail.school.example:587?tls=required"),
            ("mail.school.example", "smtp://mail.school.example?tls=opportunistic"),
            ("user:secret@localhost:2525", "smtp://user:secret@localhost:2525"),
            ("localhost.school.example", "smtp://localhost.school.example?tls=opportunistic"),
            ("user:secret@mail.school.example?tls=none", "smtp://user:secret@mail.school.example"),
        ] {
            assert_eq!(with_encryption("smtp", rest), expected);
        }
        assert_eq!(with_encryption("smtps", "user:secret@mail.school.example:465"), "smtps://user:secret@mail.school.example:465");
    }

    #[test]
    fn a_wrong_url_is_told_without_repeating_the_password() {
        for url in ["http://user:secret@mail.school.example", "mail.school.example", "smtp://user:secret@"] {
            let Err(crate::Failure::Setting(why)) = Post::smtp(url) else { panic!("{url} was taken") };
            assert!(why.starts_with("SMTP_URL: ") && !why.contains("secret"), "{why}");
        }
    }
}
