//! Codes: those shown in a room, which change every half minute, and those on a badge.

#[cfg(feature = "db")]
use hmac::{Hmac, Mac};
#[cfg(feature = "db")]
use sha2::Sha256;

/// How long a code stands in the room, in seconds. The one before and the one after are taken too: clocks differ, and people walk.
pub const STEP_SECONDS: i64 = 30;
/// How many codes before the present one are taken when somebody opens its page: one.
pub const LOOKING: i64 = 1;
/// How many when they confirm there what they want: two minutes, for whoever has to find the button.
pub const CONFIRMING: i64 = 4;
/// How many letters and digits a code has, whether of a room or of a badge: fifty bits.
pub const CODE_LENGTH: usize = 10;
/// Without I, L, O and U: nothing that is read as something else.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The code of a room at a moment, in seconds since 1970. Who does not know the secret cannot tell the next one.
#[cfg(feature = "db")]
pub fn door_code(secret: &str, at: i64) -> String {
    code_of_step(secret, at.div_euclid(STEP_SECONDS))
}

/// Whether a code opens the room at a moment: it is the one of that half minute, of the one after, or of so many before.
#[cfg(feature = "db")]
pub fn opens(secret: &str, code: &str, at: i64, before: i64) -> bool {
    let step = at.div_euclid(STEP_SECONDS);
    (step - before..=step + 1).any(|step| code_of_step(secret, step) == code)
}

#[cfg(feature = "db")]
fn code_of_step(secret: &str, step: i64) -> String {
    // A key of any length is one: this never fails.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.as_bytes()) else { return String::new() };
    mac.update(&step.to_be_bytes());
    mac.finalize().into_bytes().iter().take(CODE_LENGTH).map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect()
}

/// A code as somebody typed it, or as a scanner typed an address that ends with it: capitals, without spaces and hyphens, and what is
/// easily misread put right. Nothing if it cannot be one.
pub fn typed_code(text: &str) -> Option<String> {
    let last = text.trim().trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let code: String = last
        .chars()
        .filter(|letter| !letter.is_whitespace() && *letter != '-')
        .map(|letter| match letter.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect();
    (code.len() == CODE_LENGTH && code.bytes().all(|letter| LETTERS.contains(&letter))).then_some(code)
}

/// A code as it is read aloud: `ABCDE FGHJK`.
pub fn spoken(code: &str) -> String {
    let (one, two) = code.split_at_checked(CODE_LENGTH / 2).unwrap_or((code, ""));
    format!("{one} {two}").trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_of_a_room_opens_it_for_a_minute_and_no_other_room() {
        let code = door_code("one", 3000);
        assert!(code.len() == CODE_LENGTH && typed_code(&code).as_ref() == Some(&code));
        assert!([2970, 3000, 3029, 3059].into_iter().all(|at| opens("one", &code, at, LOOKING)));
        assert!([2969, 3060, 3600].into_iter().all(|at| !opens("one", &code, at, LOOKING)), "a picture sent to a friend is of no use");
        assert!(opens("one", &code, 3149, CONFIRMING) && !opens("one", &code, 3150, CONFIRMING));
        assert!(!opens("two", &code, 3000, LOOKING));
    }

    #[test]
    fn what_is_typed_is_read_as_it_was_meant() {
        let code = Some("0123456789".to_owned());
        for text in ["0123456789", " o1234 5678-9 ", "OL23456789", "https://school.example/check-in/0123456789", "/check-in/0123456789/\r"]
        {
            assert_eq!(typed_code(text), code, "{text}");
        }
        for text in ["", "012345678", "01234567890", "012345678U", "01234é6789"] {
            assert_eq!(typed_code(text), None, "{text}");
        }
        assert_eq!(spoken("0123456789"), "01234 56789");
    }
}
