//! Days: within the hours, with lunch, and not too long.

use std::collections::BTreeSet;

use super::{
    super::{Schedule, Warning, WarningKind, clock, span},
    Placed,
};
use crate::{
    ids::{ResidencySessionId, TeamId},
    residencies::SessionKind,
};

pub(super) fn alone(schedule: &Schedule, one: Placed<'_>, warnings: &mut Vec<Warning>) {
    let (title, sessions) = (&one.session.title, vec![one.session.id]);
    if !(1..=schedule.days).contains(&one.at.day) {
        let words = format!("{title} is on day {}; the residency has {}.", one.at.day, schedule.days);
        warnings.push(Warning::new(WarningKind::NoSuchDay, sessions, &[one.at.day.to_string()], words));
        return;
    }
    let hours = schedule.settings.day;
    if one.at.start < hours.from || one.end() > hours.until {
        let words = format!("{title} lies outside the hours of a day, {}: {}.", span(hours.from, hours.until - hours.from), one.when());
        warnings.push(Warning::new(WarningKind::OutsideHours, sessions, &[one.at.start.to_string()], words));
    }
}

/// What goes wrong for a group on a day, with the sessions it stands beside.
type Wrong = Option<Vec<ResidencySessionId>>;

/// Lunch and the length of the day, for each team; for everybody if there are no teams. What is wrong for all teams is said once.
pub(super) fn of_groups(schedule: &Schedule, placed: &[Placed<'_>], warnings: &mut Vec<Warning>) {
    let days: BTreeSet<i64> = placed.iter().map(|one| one.at.day).collect();
    for day in days {
        // Whoever books a session chose it: only what everybody of a group has to be at is asked here.
        let of_day: Vec<Placed<'_>> = placed.iter().filter(|one| one.at.day == day && one.session.seats.is_none()).copied().collect();
        let lunch = schedule.settings.lunch;
        let window = format!("{} and {}", clock(lunch.from), clock(lunch.until));
        let words = format!("Day {day}: no {} minutes for lunch between {window} for", schedule.settings.lunch_minutes);
        each(schedule, &of_day, (WarningKind::Lunch, day, &words), |own| no_lunch(schedule, own), warnings);
        let longest = schedule.settings.longest_day;
        let words = format!("Day {day}: more than {} hours from the first session to the last for", hours(longest));
        each(schedule, &of_day, (WarningKind::LongDay, day, &words), |own| too_long(longest, own), warnings);
    }
}

/// `9` of 540, `8.5` of 510.
fn hours(minutes: i64) -> String {
    if minutes % 60 == 0 { (minutes / 60).to_string() } else { format!("{:.1}", minutes as f64 / 60.0) }
}

fn each(
    schedule: &Schedule,
    of_day: &[Placed<'_>],
    (kind, day, words): (WarningKind, i64, &str),
    wrong: impl Fn(&[Placed<'_>]) -> Wrong,
    warnings: &mut Vec<Warning>,
) {
    let own = |team: TeamId| -> Vec<Placed<'_>> {
        of_day.iter().filter(|one| one.session.plenary || one.session.teams.contains(&team)).copied().collect()
    };
    let teams: Vec<_> = schedule.teams.iter().filter(|team| team.members > 0).collect();
    if teams.is_empty() {
        if let Some(sessions) = wrong(of_day) {
            warnings.push(say(kind, day, "everybody", format!("{words} everybody."), sessions));
        }
        return;
    }
    let found: Vec<_> = teams.iter().filter_map(|team| wrong(&own(team.id)).map(|sessions| (team, sessions))).collect();
    if found.len() == teams.len() && found.len() > 1 {
        let sessions: BTreeSet<_> = found.into_iter().flat_map(|(_, sessions)| sessions).collect();
        warnings.push(say(kind, day, "everybody", format!("{words} everybody."), sessions.into_iter().collect()));
        return;
    }
    for (team, sessions) in found {
        warnings.push(say(kind, day, &team.id.to_string(), format!("{words} {}.", team.name), sessions));
    }
}

/// The sessions of such a warning are no part of its key: it is the same whichever of them stand in the way.
fn say(kind: WarningKind, day: i64, whose: &str, words: String, sessions: Vec<ResidencySessionId>) -> Warning {
    Warning { sessions, ..Warning::new(kind, Vec::new(), &[day.to_string(), whose.to_owned()], words) }
}

/// A meal is lunch; so is any gap that is long enough.
fn no_lunch(schedule: &Schedule, own: &[Placed<'_>]) -> Wrong {
    let (lunch, needed) = (schedule.settings.lunch, schedule.settings.lunch_minutes);
    let mut busy: Vec<Placed<'_>> = own
        .iter()
        .filter(|one| one.session.kind != SessionKind::Meal && one.at.start < lunch.until && one.end() > lunch.from)
        .copied()
        .collect();
    busy.sort_by_key(|one| one.at.start);
    let mut free_from = lunch.from;
    for one in &busy {
        if one.at.start - free_from >= needed {
            return None;
        }
        free_from = free_from.max(one.end());
    }
    (!busy.is_empty() && lunch.until - free_from < needed).then(|| busy.iter().map(|one| one.session.id).collect())
}

/// From the first to the end of the last session that is education. It stands beside these two.
fn too_long(longest: i64, own: &[Placed<'_>]) -> Wrong {
    let education = || own.iter().filter(|one| one.session.kind.is_education());
    let first = education().min_by_key(|one| one.at.start)?;
    let last = education().max_by_key(|one| one.end())?;
    (last.end() - first.at.start > longest).then(|| vec![first.session.id, last.session.id])
}
