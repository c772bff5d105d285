//! Who somebody is: name, e-mail address, browser.

use crate::{Error, Result, text::squeezed};

/// The longest address that mail takes (RFC 5321).
const LONGEST_EMAIL: usize = 254;

/// More than anyone's name; a bound for what is shown.
const LONGEST_NAME: usize = 100;

/// An e-mail address as it is compared: without white space around it, in small letters.
pub fn fold_email(typed: &str) -> String {
    typed.trim().to_lowercase()
}

/// An e-mail address as it is kept for display and mail.
///
/// # Errors
/// If it cannot be one.
pub fn email(typed: &str) -> Result<String> {
    let address = typed.trim();
    let wrong = |why: &str| Error::field("email", why);
    if address.is_empty() {
        return Err(wrong("Enter an e-mail address."));
    }
    let whole = address.rsplit_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && !name.contains('@') && host.contains('.') && host.split('.').all(|label| !label.is_empty())
    });
    let plain = address.chars().all(|letter| !letter.is_whitespace() && !letter.is_control() && !"<>()[],;:\\\"".contains(letter));
    if !whole || !plain || address.len() > LONGEST_EMAIL {
        return Err(wrong("This is not an e-mail address. Write it like ana.ruiz@hospital.example."));
    }
    Ok(address.to_owned())
}

/// A person's name as it is kept: one space between its parts.
///
/// # Errors
/// If there is none, or it is no name.
pub fn name(typed: &str) -> Result<String> {
    let name = squeezed(typed);
    if name.is_empty() {
        return Err(Error::field("name", "Enter a name."));
    }
    // A name stands in the greeting of mails: an address in it would be a link to somewhere else.
    if name.chars().count() > LONGEST_NAME || name.contains("://") || name.chars().any(char::is_control) {
        return Err(Error::field("name", "Enter a name of at most 100 characters."));
    }
    Ok(name)
}

/// A browser in words people know, from what it says of itself: `Safari on iPhone`. No more of it is kept.
pub fn browser(user_agent: &str) -> String {
    // In this order: most browsers name others as well.
    let browsers = [
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("FxiOS", "Firefox"),
        ("CriOS", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];
    let systems = [
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("CrOS", "ChromeOS"),
        ("Mac OS X", "Mac"),
        ("Linux", "Linux"),
    ];
    let named = |among: &[(&str, &'static str)]| among.iter().find(|(mark, _)| user_agent.contains(mark)).map(|(_, name)| *name);
    match (named(&browsers), named(&systems)) {
        (Some(browser), Some(system)) => format!("{browser} on {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => "An unknown browser".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_an_address_is_refused() {
        for wrong in [
            "",
            "ana",
            "ana@",
            "@school.example",
            "ana@school",
            "a b@school.example",
            "a@b@school.example",
            "ana@school..example",
            "Ana <ana@school.example>",
            "ana@school.example\nBcc: x@y.example",
        ] {
            assert!(email(wrong).is_err(), "{wrong}");
        }
        assert_eq!(email(" Ana.Ruiz+cme@School.example ").unwrap(), "Ana.Ruiz+cme@School.example");
    }

    #[test]
    fn addresses_are_compared_without_regard_to_case() {
        assert_eq!(fold_email(" ANA@School.Example"), fold_email("ana@school.example"));
        assert_eq!(fold_email("ÉVA@école.example"), "éva@école.example");
    }

    #[test]
    fn a_browser_is_named_as_people_know_it() {
        let safari = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1";
        let edge =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36 Edg/120.0";
        assert_eq!(browser(safari), "Safari on iPhone");
        assert_eq!(browser(edge), "Edge on Windows");
        assert_eq!(browser("curl/8.0"), "An unknown browser");
    }
}
