//! How often something may be tried. Counted per account and network address together: a hospital is one address, and whoever
//! guesses somewhere else must not lock the owner out.

use chrono::{DateTime, TimeDelta, Utc};

/// A limit: so many tries within a span that begins with the first of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowance {
    /// What is limited, in a word: counts of different purposes never meet.
    pub purpose: &'static str,
    /// Tries for one account from one address.
    pub together: i64,
    /// The span in which they count.
    pub within: TimeDelta,
    /// Tries for one account from anywhere within an hour.
    pub anywhere: i64,
    /// What happens to more of those.
    pub beyond: Beyond,
}

/// What happens to tries for one account from many addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beyond {
    /// Each takes some seconds more, so that nobody can lock the owner out by guessing.
    Slower,
    /// They are refused for the rest of the hour: whoever gets this far knows the password, or only wants to fill a mailbox.
    Refused,
}

/// The span of the count from anywhere.
pub const ANYWHERE: TimeDelta = TimeDelta::hours(1);

/// Passwords at the sign-in.
pub const SIGN_INS: Allowance =
    Allowance { purpose: "sign-in", together: 8, within: TimeDelta::minutes(15), anywhere: 24, beyond: Beyond::Slower };
/// Codes of the second step, and passwords and codes asked again on the account's pages.
pub const CODES: Allowance =
    Allowance { purpose: "code", together: 6, within: TimeDelta::minutes(15), anywhere: 18, beyond: Beyond::Refused };
/// Mails for somebody who forgot the password.
pub const RESETS: Allowance =
    Allowance { purpose: "password-reset", together: 4, within: TimeDelta::hours(1), anywhere: 8, beyond: Beyond::Refused };
/// Pages of a draft that are read by a link, counted for the link: each is rendered anew.
pub const PAGES_BY_LINK: Allowance =
    Allowance { purpose: "draft-link", together: 200, within: TimeDelta::minutes(15), anywhere: 600, beyond: Beyond::Refused };

/// What was counted of one allowance, this try included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tries {
    /// For this account from this address.
    pub together: i64,
    /// When that count begins again.
    pub again_at: DateTime<Utc>,
    /// For this account from anywhere.
    pub anywhere: i64,
}

impl Allowance {
    /// The seconds to wait, if this try is one too many.
    pub fn seconds_to_wait(&self, tries: Tries, now: DateTime<Utc>) -> Option<i64> {
        if tries.together > self.together {
            return Some((tries.again_at - now).num_seconds().max(1));
        }
        (tries.anywhere > self.anywhere && self.beyond == Beyond::Refused).then_some(ANYWHERE.num_seconds())
    }

    /// How long a try has to wait where an account is tried from many addresses: it slows whoever guesses and locks nobody out.
    pub fn delay(&self, tries: Tries) -> TimeDelta {
        if self.beyond == Beyond::Refused {
            return TimeDelta::zero();
        }
        let beyond = (tries.anywhere - self.anywhere).clamp(0, LONGEST_DELAY.num_seconds());
        TimeDelta::seconds(beyond)
    }
}

/// Beyond this a waiting person would take the site for broken.
const LONGEST_DELAY: TimeDelta = TimeDelta::seconds(5);

#[cfg(test)]
mod tests {
    use super::*;

    fn tries(together: i64, anywhere: i64) -> Tries {
        Tries { together, again_at: DateTime::UNIX_EPOCH + TimeDelta::minutes(10), anywhere }
    }

    #[test]
    fn the_ninth_password_from_one_address_has_to_wait() {
        assert_eq!(SIGN_INS.seconds_to_wait(tries(8, 8), DateTime::UNIX_EPOCH), None);
        assert_eq!(SIGN_INS.seconds_to_wait(tries(9, 9), DateTime::UNIX_EPOCH), Some(600));
    }

    #[test]
    fn an_account_guessed_at_from_everywhere_is_slowed_and_never_locked() {
        assert_eq!(SIGN_INS.delay(tries(1, 24)), TimeDelta::zero());
        assert_eq!(SIGN_INS.delay(tries(1, 26)), TimeDelta::seconds(2));
        assert_eq!(SIGN_INS.delay(tries(1, 1_000_000)), TimeDelta::seconds(5));
        assert_eq!(SIGN_INS.seconds_to_wait(tries(1, 1_000_000), DateTime::UNIX_EPOCH), None);
    }

    #[test]
    fn codes_are_refused_once_they_are_guessed_at_from_everywhere() {
        assert_eq!(CODES.seconds_to_wait(tries(1, 18), DateTime::UNIX_EPOCH), None);
        assert_eq!(CODES.seconds_to_wait(tries(1, 19), DateTime::UNIX_EPOCH), Some(3600));
        assert_eq!(CODES.delay(tries(1, 19)), TimeDelta::zero());
    }
}
