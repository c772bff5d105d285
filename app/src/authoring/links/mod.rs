//! Links: somebody without an account reads one draft for a week. An author makes the link on the page of the review; whoever has it reads
//! the draft as it stands, and can change nothing.

mod actions;
mod page;
mod reading;
mod section;

pub(super) use section::{links, made};

use crate::routes::Routes;

/// Where drafts are read by a link.
const BY_LINK: &str = "/read/";

/// What can be looked at and done here.
pub(super) fn routes() -> Routes {
    Routes::default()
        .action("/studio/{module}/links", "make a link to a draft for somebody without an account", actions::make)
        .action("/studio/{module}/links/{link}/revocation", "let a link to a draft work no longer", actions::revoke)
        .page("/read/{token}", "a draft, by its link", page::draft)
        .page("/read/{token}/units/{unit}", "a unit of a draft, by its link", page::unit)
        .page("/read/{token}/files/{*path}", "a figure of a draft, by its link", page::file)
}

/// Whether an address is itself the key to what it shows: what is answered there is kept nowhere, found by no search engine, and the
/// address is told to no other site.
pub fn is_secret(path: &str) -> bool {
    path.starts_with(BY_LINK)
}

/// The address behind a token, from the root of the site.
fn address_of(token: &str) -> String {
    format!("{BY_LINK}{token}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_read_by_a_link_is_secret() {
        assert!(is_secret(&address_of("token")) && is_secret("/read/token/files/figures/a.svg"));
        assert!(!is_secret("/reading") && !is_secret("/learn/read/token"));
    }
}
