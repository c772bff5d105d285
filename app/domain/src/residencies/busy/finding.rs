//! Dates for a residency, the best first: by the attendance they cost.

use chrono::{Datelike, NaiveDate, Weekday};

/// The longest residency that is looked for, in days.
pub const LONGEST: usize = 10;
/// How many windows are shown.
const SHOWN: usize = 12;

/// What is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    /// How many days it takes, from 1 to [`LONGEST`].
    pub length: usize,
    /// The days of the week on which it may begin.
    pub begins_on: Vec<Weekday>,
    /// First and last days that are not to be had.
    pub blackouts: Vec<(NaiveDate, NaiveDate)>,
}

/// A window, and what it costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The first day.
    pub first: NaiveDate,
    /// The last day, included.
    pub last: NaiveDate,
    /// How many people would miss a day of it or more.
    pub people: usize,
    /// How many days they would miss, all together.
    pub days: usize,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The best windows, the best first.
    pub windows: Vec<Window>,
    /// How many there were to choose from.
    pub count: usize,
    /// How many lie in a blackout.
    pub in_blackouts: usize,
    /// How many lie where somebody who must be there is not free.
    pub without_faculty: usize,
}

/// Ranks the windows in these days. Each person has one answer for each day: whether they are away; `musts` are those who have to be there.
pub fn find(search: &Search, days: &[NaiveDate], people: &[Vec<bool>], musts: &[Vec<bool>]) -> Found {
    let mut found = Found::default();
    for (start, window) in days.windows(search.length.clamp(1, LONGEST)).enumerate() {
        let (Some(first), Some(last)) = (window.first().copied(), window.last().copied()) else { continue };
        if !search.begins_on.contains(&first.weekday()) {
            continue;
        }
        let away = |answers: &Vec<bool>| answers.iter().skip(start).take(window.len()).filter(|away| **away).count();
        if search.blackouts.iter().any(|(from, until)| *from <= last && first <= *until) {
            found.in_blackouts += 1;
        } else if musts.iter().any(|answers| away(answers) > 0) {
            found.without_faculty += 1;
        } else {
            let lost: Vec<usize> = people.iter().map(away).filter(|days| *days > 0).collect();
            found.windows.push(Window { first, last, people: lost.len(), days: lost.iter().sum() });
        }
    }
    found.count = found.windows.len();
    found.windows.sort_by_key(|window| (window.days, window.people, window.first));
    found.windows.truncate(SHOWN);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_that_costs_least_comes_first_and_what_is_not_to_be_had_is_counted() {
        let first: NaiveDate = "2027-03-01".parse().unwrap();
        let days: Vec<NaiveDate> = first.iter_days().take(28).collect();
        let away = |which: &[usize]| (0..28).map(|day| which.contains(&day)).collect::<Vec<_>>();
        // Saturdays are the days 5, 12, 19 and 26; the last has no fourth day behind it.
        let people = [away(&[5, 6, 7, 8]), away(&[12]), away(&[13]), away(&[19])];
        let search = Search { length: 4, begins_on: vec![Weekday::Sat], blackouts: Vec::new() };
        let found = find(&search, &days, &people, &[]);
        let costs: Vec<_> = found.windows.iter().map(|one| (one.first.day(), one.people, one.days)).collect();
        assert_eq!(costs, [(20, 1, 1), (13, 2, 2), (6, 1, 4)]);
        let blackouts = vec![(days[22], days[24])];
        let found = find(&Search { blackouts, ..search }, &days, &people, &[away(&[8])]);
        assert_eq!((found.count, found.in_blackouts, found.without_faculty), (1, 1, 1));
        assert_eq!(found.windows[0].first, days[12]);
    }
}
