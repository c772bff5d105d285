//! The National Provider Identifier: ten digits, the first 1 or 2, the last a check digit.

use crate::{Error, Result};

/// An NPI as it is kept, or nothing where nothing was typed. A number that holds is not a license check.
///
/// # Errors
/// If the digits do not hold.
pub fn npi(typed: &str) -> Result<Option<String>> {
    let digits: String = typed.chars().filter(|letter| !letter.is_whitespace() && *letter != '-').collect();
    if digits.is_empty() {
        return Ok(None);
    }
    let wrong = |why: &str| Err(Error::field("npi", why));
    if digits.len() != 10 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return wrong("An NPI has ten digits. Leave the field empty if you have none.");
    }
    if !digits.starts_with(['1', '2']) {
        return wrong("An NPI begins with 1 or 2. Check for a typing error.");
    }
    if !(PREFIX_SUM + luhn(&digits)).is_multiple_of(10) {
        return wrong("The last digit does not fit the other nine. Check for a typing error.");
    }
    Ok(Some(digits))
}

/// The check digit is computed over the number behind 80840, whose share of the sum is always this.
const PREFIX_SUM: u32 = 24;

/// The sum of ISO/IEC 7812: every second digit from the right, but the last, counts twice, and of that the sum of its digits.
fn luhn(digits: &str) -> u32 {
    let counted = digits.bytes().rev().map(|byte| u32::from(byte - b'0')).enumerate();
    counted.map(|(place, digit)| if place % 2 == 0 { digit } else { digit * 2 / 10 + digit * 2 % 10 }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_hold_are_kept_without_spaces() {
        for typed in ["1234567893", "1558598797", " 1234 567 893 ", "155-859-8797"] {
            assert_eq!(npi(typed).unwrap().unwrap().len(), 10, "{typed}");
        }
        assert_eq!(npi("  ").unwrap(), None);
    }

    #[test]
    fn numbers_that_do_not_hold_are_refused() {
        for typed in ["1234567890", "1234567894", "123456789", "12345678930", "123456789X", "0234567893", "１２３４５６７８９３"]
        {
            assert!(npi(typed).is_err(), "{typed}");
        }
        for first in ["0", "3", "4", "5", "6", "7", "8", "9"] {
            // Whatever the check digit: it is the first one that does not hold.
            assert!((0..10).all(|last| npi(&format!("{first}23456789{last}")).is_err()), "{first}");
        }
    }

    #[test]
    fn every_single_wrong_digit_is_found() {
        for place in 1..10 {
            for digit in '0'..='9' {
                let mut changed: Vec<char> = "1558598797".chars().collect();
                let right = changed[place] == digit;
                changed[place] = digit;
                assert_eq!(npi(&changed.iter().collect::<String>()).is_ok(), right);
            }
        }
    }
}
