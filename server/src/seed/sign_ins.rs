//! Whom one can sign in as in the demo.

use std::fmt;

use domain::{Result, accounts::store::credentials, db::Db};

use super::cast;

/// What everybody in the demo signs in with.
pub const DEMO_PASSWORD: &str = "attending-demo";

/// Somebody to sign in as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignIn {
    /// What they are: "student".
    pub role: &'static str,
    /// Their address.
    pub email: String,
    /// Their name.
    pub name: &'static str,
}

impl fmt::Display for SignIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "  {:<14} {:<36} {}", self.role, self.email, self.name)
    }
}

/// One of each kind.
pub fn leading() -> Vec<SignIn> {
    let roles = [("student", cast::AMARA), ("faculty", cast::INES), ("staff", cast::RUTH), ("administrator", cast::OMAR)];
    roles.map(|(role, member)| SignIn { role, email: member.email(), name: member.name }).to_vec()
}

/// The same as lines, if this database holds the demo.
///
/// # Errors
/// Those of the database.
pub async fn sign_ins(db: &Db) -> Result<Option<String>> {
    let is_demo = credentials(db, &cast::AMARA.email()).await?.is_some();
    Ok(is_demo.then(|| leading().iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")))
}
