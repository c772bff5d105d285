//! How long things last.

use chrono::{DateTime, TimeDelta, Utc};

/// How long a session may lie idle: a week between two evenings of study, but not a forgotten browser of last month.
pub const IDLE: TimeDelta = TimeDelta::days(7);
/// The same for those with standing powers: a working day and the night after it, so that each day begins with a sign-in.
pub const IDLE_WITH_POWERS: TimeDelta = TimeDelta::hours(12);
/// How long a session lasts at most, however busy: after a month everyone shows once more that they know the password.
pub const SESSION: TimeDelta = TimeDelta::days(30);
/// How long the second step of a sign-in may take: long enough to look for the phone.
pub const SECOND_STEP: TimeDelta = TimeDelta::minutes(10);

/// How long an invitation can be accepted: two weeks, for people come back from leave.
pub const INVITATION: TimeDelta = TimeDelta::days(14);
/// How long a link to a new password works: whoever asked for it is sitting there.
pub const PASSWORD_RESET: TimeDelta = TimeDelta::hours(1);
/// How long a new address can be confirmed: the other mailbox may be at work.
pub const EMAIL_CHANGE: TimeDelta = TimeDelta::hours(24);

/// How long a session may lie idle, by whether its person has standing powers.
pub fn idle(has_powers: bool) -> TimeDelta {
    if has_powers { IDLE_WITH_POWERS } else { IDLE }
}

/// Until when a session that was seen now may lie idle: never beyond its end.
pub fn idle_until(has_powers: bool, expires_at: DateTime<Utc>, now: DateTime<Utc>) -> DateTime<Utc> {
    (now + idle(has_powers)).min(expires_at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_with_powers_are_asked_again_sooner() {
        let now = DateTime::UNIX_EPOCH;
        assert_eq!(idle_until(true, now + SESSION, now), now + TimeDelta::hours(12));
        assert_eq!(idle_until(false, now + SESSION, now), now + TimeDelta::days(7));
    }

    #[test]
    fn no_session_outlives_its_end_by_being_busy() {
        let end = DateTime::UNIX_EPOCH + SESSION;
        assert_eq!(idle_until(false, end, end - TimeDelta::days(1)), end);
    }
}
