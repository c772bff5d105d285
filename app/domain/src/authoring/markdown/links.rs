//! Where a link may lead: a site over http or https, a mail address, a unit of the module, a file of the package.

use pulldown_cmark::LinkType;

use super::{AnchorLink, escape, writer::Writer};
use crate::authoring::media::Pointer;

/// Whether an address leads out of the site: to another one, or to somebody's mailbox.
pub(in crate::authoring) fn leads_outside(address: &str) -> bool {
    let lower = address.to_ascii_lowercase();
    ["http://", "https://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme))
}

impl Writer<'_, '_> {
    /// Writes the beginning of a link; one that leads nowhere is a fault.
    pub fn link(&mut self, address: &str, kind: LinkType, at: usize) {
        let address = if kind == LinkType::Email { format!("mailto:{address}") } else { address.to_owned() };
        let lower = address.to_ascii_lowercase();
        if address.contains(|c: char| c.is_whitespace() || c.is_control()) {
            self.fault(at, "the address of a link has a space in it: write %20");
        }
        let (address, rel) = if lower.starts_with("http://") || lower.starts_with("https://") {
            (address, " rel=\"noopener\"")
        } else if lower.starts_with("mailto:") {
            (address, "")
        } else {
            (self.inner_address(&address, at), "")
        };
        self.out.push_str(&format!("<a href=\"{}\"{rel}>", escape(&address)));
    }

    /// The address in the site of what the package calls by a file name.
    fn inner_address(&mut self, address: &str, at: usize) -> String {
        let (file, anchor) = match address.split_once('#') {
            Some((file, anchor)) => (file, Some(anchor)),
            None => (address, None),
        };
        let place = self.place;
        let file = if file.is_empty() { place.file } else { file };
        if let Some(anchor) = anchor {
            let line = self.line_at(self.events[at].1.start);
            self.links.push(AnchorLink { line, file: file.to_owned(), anchor: anchor.to_owned() });
        }
        let hash = anchor.map(|anchor| format!("#{anchor}")).unwrap_or_default();
        if address.starts_with('#') {
            return hash;
        }
        if let Some(unit) = place.units.get(file) {
            return format!("/learn/{}/{unit}{hash}", place.module);
        }
        if place.files.contains_key(file) && !file.ends_with(".md") && anchor.is_none() {
            return place.address_of(file);
        }
        self.fault(
            at,
            format!(
                "the link leads to `{address}`, which is no unit of this module: write its file name (`02-costs.md`), or a whole address with https://"
            ),
        );
        String::new()
    }
}

impl super::Place<'_> {
    /// The address of one of the package's files; one that is kept apart has the same in every version.
    pub(super) fn address_of(&self, path: &str) -> String {
        if let Some(pointer) = self.files.get(path).and_then(|content| Pointer::read(content)) {
            return pointer.address();
        }
        format!("/modules/{}/versions/{}/files/{path}", self.module, self.version)
    }
}
