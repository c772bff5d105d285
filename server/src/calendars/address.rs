//! Addresses as people paste them and as servers lead on to them.

use app::residencies::busy::Unreached;
use url::Url;

/// An https address of a host on the usual port.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Address(Url);

impl Address {
    /// As it was pasted. What calendar programs call `webcal` is https.
    pub fn pasted(text: &str) -> Result<Self, Unreached> {
        let text = text.trim();
        let rest = ["webcal://", "webcals://"].into_iter().find_map(|scheme| {
            let begins = text.get(..scheme.len())?;
            begins.eq_ignore_ascii_case(scheme).then(|| text.get(scheme.len()..)).flatten()
        });
        let text = rest.map_or_else(|| text.to_owned(), |rest| format!("https://{rest}"));
        Url::parse(&text).map_err(|_| Unreached::NotHttps).and_then(Self::checked)
    }

    /// Where a server leads on to from here: under the same rules.
    pub fn led_to(&self, location: &str) -> Result<Self, Unreached> {
        self.0.join(location).map_err(|_| Unreached::Broken).and_then(Self::checked)
    }

    fn checked(url: Url) -> Result<Self, Unreached> {
        let plain = url.username().is_empty() && url.password().is_none() && url.port().is_none();
        if url.scheme() != "https" || !plain || url.host_str().is_none_or(str::is_empty) {
            return Err(Unreached::NotHttps);
        }
        Ok(Self(url))
    }

    /// The host, without the brackets of IPv6.
    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default().trim_start_matches('[').trim_end_matches(']')
    }

    /// The host as the request names it.
    pub fn authority(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }

    /// What is asked for there.
    pub fn path(&self) -> String {
        let query = self.0.query().map(|query| format!("?{query}")).unwrap_or_default();
        format!("{}{query}", self.0.path())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_https_addresses_pass_and_webcal_is_one() {
        for text in ["https://a.example/c.ics", " webcal://a.example/c.ics ", "WEBCAL://a.example/c.ics", "https://a.example:443/c.ics"] {
            let address = Address::pasted(text).ok().unwrap();
            assert_eq!((address.host(), address.path().as_str()), ("a.example", "/c.ics"));
        }
        let refused = [
            "",
            "a.example/c.ics",
            "http://a.example/",
            "ftp://a.example/",
            "file:///etc/passwd",
            "https://",
            "https://a.example:8443/",
            "https://name@a.example/",
            "https://name:secret@a.example/",
            "javascript:alert(1)",
            "https://a.example:22/",
        ];
        for text in refused {
            assert_eq!(Address::pasted(text).err(), Some(Unreached::NotHttps), "{text}");
        }
    }

    #[test]
    fn where_a_server_leads_has_to_keep_the_same_rules() {
        let here = Address::pasted("https://a.example/x/c.ics?key=1").ok().unwrap();
        assert_eq!(here.led_to("../d.ics").ok().unwrap().path(), "/d.ics");
        for location in ["http://a.example/", "https://a.example:25/", "file:///etc/passwd", "//u@b.example/"] {
            assert_eq!(here.led_to(location).err(), Some(Unreached::NotHttps), "{location}");
        }
    }
}
