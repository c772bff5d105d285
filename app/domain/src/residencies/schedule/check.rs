//! What a session must be before it is kept.

use super::{Session, Window};
use crate::FieldError;

/// The longest session, in minutes.
pub const LONGEST: i64 = 720;

/// All that is wrong with a session by itself, by field; nothing if it can be kept.
pub fn faults(session: &Session) -> Vec<FieldError> {
    let mut faults = Vec::new();
    let mut say = |wrong: bool, field: &'static str, message: &str| {
        if wrong {
            faults.push(FieldError { field, message: message.to_owned() });
        }
    };
    let title = session.title.trim().chars().count();
    say(title == 0, "title", "Give the session a name.");
    say(title > 200, "title", "Write at most 200 characters.");
    say(session.summary.chars().count() > 4000, "summary", "Write at most 4,000 characters.");
    say(!(5..=LONGEST).contains(&session.minutes), "minutes", "Write how many minutes it takes, 5 to 720.");
    say(!session.plenary && session.teams.is_empty(), "teams", "Choose a team, or that it is for everybody.");
    say(
        session.seats.is_some_and(|seats| !(1..=10_000).contains(&seats)),
        "seats",
        "Write a whole number from 1, or nothing if nobody needs to book.",
    );
    say(session.prework.is_some() && session.module_id.is_none(), "module", "Choose the module whose unit is to be done before.");
    say(session.creditable && !session.kind.is_education(), "creditable", "A meal or an evening never counts as education.");
    let listed = session.features.iter().any(|one| one.contains([',', ';', '\n']));
    say(listed, "features", "Write words with commas between them.");
    say(session.repeat_of == Some(session.id), "repeat_of", "A session cannot repeat itself.");
    say(session.after.contains(&session.id), "after", "A session cannot come after itself.");
    let fits = |window: Window| (0..1440).contains(&window.from) && window.until <= 1440 && window.until - window.from >= session.minutes;
    say(
        session.prefer.is_some_and(|window| !fits(window)),
        "prefer",
        "Write two times of a day between which the session fits, such as 09:00 and 12:00.",
    );
    let outside =
        session.placed.is_some_and(|placed| !(1..=31).contains(&placed.day) || placed.start < 0 || placed.start + session.minutes > 1440);
    say(outside, "start", "Choose a time at which the session ends on the same day.");
    faults
}
