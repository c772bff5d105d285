//! Which passwords are taken: long, not about oneself, not one that everybody tries first. No rules about kinds of characters.

use super::obvious::{is_obvious, letters_and_digits};
use crate::{Error, Result};

/// Characters, not bytes.
pub const SHORTEST_PASSWORD: usize = 12;
/// Longer than anyone types; a bound on the work of hashing.
pub const LONGEST_PASSWORD: usize = 200;
/// What must be left of a password when the owner's own name and address are taken out of it.
const OWN_REST: usize = 8;

/// Checks a password somebody wants to have. Spaces count like everything else; nothing is cut off.
///
/// # Errors
/// If it is too short, too long, about its owner, or obvious; for the form's field `field`.
pub fn new_password(field: &'static str, password: &str, email: &str, name: &str) -> Result<()> {
    let length = password.chars().count();
    let wrong = |why: &str| Err(Error::field(field, why));
    if length < SHORTEST_PASSWORD {
        return wrong("The password has fewer than 12 characters. Four or five words in a row are easy to remember.");
    }
    if length > LONGEST_PASSWORD {
        return wrong("The password has more than 200 characters. Choose a shorter one.");
    }
    if is_about(password, email, name) {
        return wrong("The password is mostly your name or e-mail address. Choose one that others cannot guess.");
    }
    if is_obvious(password) {
        return wrong("This password is among the first that are tried. Choose one that is harder to guess.");
    }
    Ok(())
}

/// Whether little is left of it without the parts of the owner's name and address.
fn is_about(password: &str, email: &str, name: &str) -> bool {
    let whole = letters_and_digits(password);
    let of_both = email.split(['@', '.', '+', '-', '_']).chain(name.split_whitespace());
    let mut parts: Vec<String> = of_both.map(letters_and_digits).filter(|part| part.chars().count() >= 3).collect();
    parts.sort_by_key(|part| std::cmp::Reverse(part.len()));
    let rest = parts.iter().fold(whole.clone(), |rest, part| rest.replace(part.as_str(), ""));
    rest != whole && rest.chars().count() < OWN_REST
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(password: &str) -> bool {
        new_password("password", password, "amara.okafor@stmarys.example", "Amara Okafor").is_ok()
    }

    #[test]
    fn long_sentences_of_ones_own_are_taken() {
        for password in [
            "correct horse battery staple",
            "three beds and a broken lift",
            "Zwölf Boxkämpfer jagen",
            "x7#kLp9!vQ2z",
            "okafor sails on cold Tuesdays",
        ] {
            assert!(taken(password), "{password}");
        }
    }

    #[test]
    fn length_is_counted_in_characters() {
        assert!(!taken("kälte wärmt"));
        assert!(taken("kälte wärmt!"));
        assert!(!taken(&"a long sentence ".repeat(13)));
    }

    #[test]
    fn a_password_about_oneself_is_refused() {
        for password in ["amaraokafor2027", "Okafor.Amara.1", "amara.okafor@stmarys.example", "OkaforOkafor!!"] {
            assert!(!taken(password), "{password}");
        }
    }
}
