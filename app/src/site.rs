//! What every handler works with: the database, the clock, the settings of this deployment.

use std::sync::Arc;

use domain::{
    Clock,
    db::Db,
    residencies::coming::invitation::{Inviting, Organizer},
};

use crate::assets::Assets;

/// The running site, shared by all handlers.
#[derive(Clone)]
pub struct Site(Arc<SiteParts>);

/// What a [`Site`] is made of.
pub struct SiteParts {
    /// The database.
    pub db: Db,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// Where the style sheet and the scripts are.
    pub assets: Assets,
    /// What the deployment decides.
    pub settings: Settings,
    /// Checks passwords off the async workers, a bounded number at a time.
    pub passwords: crate::accounts::passwords::Passwords,
    /// What units say, kept at hand.
    pub shelf: domain::authoring::store::Shelf,
    /// Students' pages as they were drawn last.
    pub drawings: crate::learning::Drawings,
    /// Where pictures, films, sound and documents lie.
    pub archive: crate::authoring::media::Archive,
    /// Where students' acts become durable.
    pub ledger: domain::learning::Ledger,
    /// People's calendars, which lie outside.
    pub outside: crate::residencies::busy::Outside,
    /// Rung when a search was asked for that arranges a residency: it begins at once.
    pub arranging: tokio::sync::Notify,
}

/// What the deployment decides about the site.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The name on every page.
    pub name: String,
    /// Where people reach the site, without a trailing slash: `https://school.example`.
    pub base_url: String,
    /// Whether staff and administrators must show a second factor.
    pub second_factor_for_staff: bool,
    /// Whether modules are published only once their reviewers have approved them.
    pub review_before_publishing: bool,
    /// Where requests for information are sent; without it, to every member of staff.
    pub admissions_email: Option<String>,
    /// In whose name invitations to residencies are sent, and where their answers go.
    pub organizer: Organizer,
}

impl Settings {
    /// What sending invitations to residencies takes.
    pub fn inviting(&self) -> Inviting {
        let secret = || format!("{:032x}", rand::random::<u128>());
        Inviting { base_url: self.base_url.clone(), organizer: self.organizer.clone(), secret }
    }

    /// Whether people come by https: then cookies are `Secure` and carry the `__Host-` prefix.
    pub fn is_https(&self) -> bool {
        self.base_url.starts_with("https://")
    }
}

impl Site {
    /// Puts the parts together.
    pub fn new(parts: SiteParts) -> Self {
        Self(Arc::new(parts))
    }
}

impl std::ops::Deref for Site {
    type Target = SiteParts;
    fn deref(&self) -> &SiteParts {
        &self.0
    }
}
