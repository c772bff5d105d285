//! How long a mail waits, and what no mail may hold. Pure.

use chrono::TimeDelta;

use super::Mail;
use crate::{Error, Result};

/// How long a process may take over a mail before another one may try.
pub const LEASE: TimeDelta = TimeDelta::minutes(2);
/// How often a mail is tried before it is given up: over some ten hours.
pub const ATTEMPTS: i64 = 6;

/// How long to wait after that many attempts that failed; nothing, when it is given up.
pub fn wait(attempts: i64) -> Option<TimeDelta> {
    let minutes = match attempts {
        ..=1 => 1,
        2 => 5,
        3 => 30,
        4 => 2 * 60,
        5 => 8 * 60,
        _ => return None,
    };
    Some(TimeDelta::minutes(minutes))
}

/// A line break in an address or a subject would let whoever typed it write headers of their own.
pub(super) fn check(mail: &Mail) -> Result<()> {
    if mail.recipient.is_empty() || mail.recipient.contains(char::is_control) {
        return Err(Error::field("recipient", "an e-mail address is one line of text"));
    }
    if mail.subject.contains(char::is_control) {
        return Err(Error::field("subject", "a subject is one line of text"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_waits_longer_each_time_and_is_given_up_after_the_sixth() {
        let minutes: Vec<_> = (1..=5).map(|attempts| wait(attempts).unwrap().num_minutes()).collect();
        assert_eq!(minutes, [1, 5, 30, 120, 480]);
        assert_eq!(wait(ATTEMPTS), None);
    }

    #[test]
    fn no_header_can_be_smuggled_in() {
        let mail = |recipient: &str, subject: &str| Mail { recipient: recipient.into(), subject: subject.into(), body: String::new() };
        assert!(check(&mail("ana@school.example", "Your invitation")).is_ok());
        for recipient in ["", "ana@school.example\r\nBcc: all@school.example", "ana@school.example\nx", "ana\0@school.example"] {
            assert!(check(&mail(recipient, "Your invitation")).is_err(), "{recipient:?}");
        }
        assert!(check(&mail("ana@school.example", "Hello\r\nBcc: all@school.example")).is_err());
    }
}
