//! Settings: from the environment, each with a default and a line of meaning. A wrong one is a sentence and exit status 2.

mod media;

use std::{net::SocketAddr, path::PathBuf};

use app::site;
use clap::Args;
use domain::{db::DatabaseUrl, residencies::coming::invitation::Organizer};

pub use media::Media;

use crate::Failure;

/// Which database, and where files go: what every command needs.
#[derive(Args, Clone, Debug)]
pub struct Storage {
    /// Folder for the SQLite database, and for mail written to files where no SMTP server is set.
    #[arg(long, env = "DATA_DIR", default_value = "data", value_name = "FOLDER")]
    pub data_dir: PathBuf,

    /// `sqlite://FILE` or `postgres://USER:PASSWORD@HOST/NAME`; without it, `attending.sqlite` in DATA_DIR.
    #[arg(long, env = "DATABASE_URL", value_name = "URL", hide_env_values = true)]
    pub database_url: Option<String>,

    /// Most connections to PostgreSQL that one process opens.
    #[arg(long, env = "DATABASE_CONNECTIONS", default_value_t = 16, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(2..=500))]
    pub database_connections: u32,
}

impl Storage {
    /// The database's address, checked.
    ///
    /// # Errors
    /// If DATABASE_URL is not understood.
    pub fn database(&self) -> Result<DatabaseUrl, Failure> {
        let url = match given(&self.database_url) {
            Some(text) => text.parse()?,
            None => DatabaseUrl::file(self.data_dir.join("attending.sqlite")),
        };
        Ok(url.with_connections(self.database_connections))
    }
}

/// What was set; a variable set to nothing is not set, as compose files write it.
fn given(setting: &Option<String>) -> Option<&str> {
    setting.as_deref().map(str::trim).filter(|text| !text.is_empty())
}

/// What serving needs beyond storage.
#[derive(Args, Clone, Debug)]
pub struct Serving {
    /// Database and folders.
    #[command(flatten)]
    pub storage: Storage,

    /// Media.
    #[command(flatten)]
    pub media: Media,

    /// Address and port to listen on.
    #[arg(long, env = "LISTEN", default_value = "127.0.0.1:3000", value_name = "ADDRESS:PORT", value_parser = listen)]
    pub listen: SocketAddr,

    /// Where people reach the site, without a slash at the end; https makes cookies secure. Without it, http:// and LISTEN.
    #[arg(long, env = "BASE_URL", value_name = "URL", value_parser = base_url)]
    pub base_url: Option<String>,

    /// The site's name, as it stands on every page.
    #[arg(long, env = "SITE_NAME", default_value = "Attending", value_name = "NAME")]
    pub site_name: String,

    /// SMTP server for mail, `smtp://USER:PASSWORD@HOST:587` (STARTTLS) or `smtps://…:465`; without it mail is written to files in DATA_DIR/mail.
    #[arg(long, env = "SMTP_URL", value_name = "URL", hide_env_values = true)]
    pub smtp_url: Option<String>,

    /// Sender of all mail.
    #[arg(long, env = "MAIL_FROM", default_value = "Attending <attending@localhost>", value_name = "ADDRESS")]
    pub mail_from: String,

    /// Where calendar programs send their answers to invitations; the mail server hands what comes to RSVP_ADDRESS with `+` and more behind its name to `attending receive`. Without it, students answer on the page only.
    #[arg(long, env = "RSVP_ADDRESS", value_name = "ADDRESS", value_parser = plain_address)]
    pub rsvp_address: Option<String>,

    /// Where requests for information go; without it, to every member of staff.
    #[arg(long, env = "ADMISSIONS_EMAIL", value_name = "ADDRESS")]
    pub admissions_email: Option<String>,

    /// Whether staff and administrators must use a second factor.
    #[arg(long, env = "SECOND_FACTOR_FOR_STAFF", default_value_t = true, action = clap::ArgAction::Set, value_name = "true|false")]
    pub second_factor_for_staff: bool,

    /// Whether a module is published only once everybody who was asked to review its draft has approved it; otherwise whoever publishes without is warned.
    #[arg(long, env = "REVIEW_BEFORE_PUBLISHING", default_value_t = false, action = clap::ArgAction::Set, value_name = "true|false")]
    pub review_before_publishing: bool,

    /// The header in which a trusted reverse proxy names the client's address, such as X-Forwarded-For; without it, the connection's own.
    #[arg(long, env = "CLIENT_ADDRESS_HEADER", value_name = "HEADER")]
    pub client_address_header: Option<String>,

    /// The key under which addresses of people's calendars are kept, 64 hexadecimal digits; without it, the file addresses.key in DATA_DIR,
    /// made at the first start. Every process on one database needs the same.
    #[arg(long, env = "ADDRESS_KEY", value_name = "KEY", hide_env_values = true)]
    pub address_key: Option<String>,

    /// What is logged, as in RUST_LOG: `info`, `debug`, `server=debug,sqlx=warn`.
    #[arg(long, env = "LOG", default_value = "info", value_name = "FILTER")]
    pub log: String,
}

impl Serving {
    /// Where people reach the site.
    pub fn public_url(&self) -> String {
        given(&self.base_url).map_or_else(|| format!("http://{}", self.listen), str::to_owned)
    }

    /// The server mail is sent to.
    pub fn smtp_url(&self) -> Option<&str> {
        given(&self.smtp_url)
    }

    /// The key for addresses of calendars.
    pub fn address_key(&self) -> Option<&str> {
        given(&self.address_key)
    }

    /// What the pages need to know of it.
    pub fn site(&self) -> site::Settings {
        site::Settings {
            name: self.site_name.clone(),
            base_url: self.public_url(),
            second_factor_for_staff: self.second_factor_for_staff,
            review_before_publishing: self.review_before_publishing,
            admissions_email: given(&self.admissions_email).map(str::to_owned),
            organizer: Organizer {
                name: self.site_name.clone(),
                address: bare(&self.mail_from).to_owned(),
                answers_to: given(&self.rsvp_address).map(str::to_owned),
            },
        }
    }
}

/// `office@school.example` of `Program office <office@school.example>`.
fn bare(sender: &str) -> &str {
    sender.rsplit_once('<').map_or(sender, |(_, rest)| rest.trim_end_matches('>')).trim()
}

fn plain_address(text: &str) -> Result<String, String> {
    let whole = |(name, host): (&str, &str)| !name.is_empty() && !host.is_empty();
    let plain = text.chars().all(|letter| letter.is_ascii_alphanumeric() || "@.-_".contains(letter));
    if text.is_empty() || plain && text.split_once('@').is_some_and(whole) && text.matches('@').count() == 1 {
        return Ok(text.to_owned());
    }
    Err("write it like rsvp@school.example, without a name and without a plus".into())
}

fn listen(text: &str) -> Result<SocketAddr, String> {
    text.parse().map_err(|_| "write an address and a port, such as 127.0.0.1:3000 or [::1]:3000".into())
}

fn base_url(text: &str) -> Result<String, String> {
    if text.is_empty() {
        return Ok(String::new());
    }
    let known = text.starts_with("http://") || text.starts_with("https://");
    let host = text.split_once("://").map_or("", |(_, rest)| rest);
    if !known || host.is_empty() || host.contains(['/', '?', '#', ' ']) {
        return Err("write it like https://school.example, without a path or a slash at the end".into());
    }
    Ok(text.to_owned())
}
