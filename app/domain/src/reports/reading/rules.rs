//! From readings to figures.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, TimeDelta, Utc};

use super::{Comments, Figures, LONGEST, Lesson, Pace, Reading, SHORTEST, STOPPED_AFTER_DAYS, Written};
use crate::{
    ids::UnitId,
    reports::items::{LEAST, median},
};

/// What the readings say about each lesson. `written` are the lessons of all versions, the newest version first and in their order;
/// those that the newest version does not have are left out.
pub fn lessons(written: &[Written], readings: &[Reading], comments: &[Comments], now: DateTime<Utc>) -> Vec<Lesson> {
    let mut of: HashMap<UnitId, Vec<&Reading>> = HashMap::new();
    for reading in readings {
        of.entry(reading.unit_id).or_default().push(reading);
    }
    let readings = |unit: UnitId| of.get(&unit).map_or(&[][..], Vec::as_slice);
    let newest = written.first().map(|lesson| lesson.version);
    let now_there = written.iter().filter(|lesson| Some(lesson.version) == newest);
    let lesson = |newest: &Written| {
        let same = || written.iter().filter(|lesson| lesson.slug == newest.slug);
        let shown = same().find(|lesson| readings(lesson.unit_id).len() as i64 >= LEAST).unwrap_or(newest);
        let comments = comments.iter().filter(|one| one.unit_slug == newest.slug).cloned().collect();
        Lesson { title: newest.title.clone(), comments, ..read(shown, readings(shown.unit_id), now) }
    };
    now_there.map(lesson).collect()
}

fn read(lesson: &Written, readings: &[&Reading], now: DateTime<Utc>) -> Lesson {
    let begun = readings.len() as i64;
    let figures = (begun >= LEAST).then(|| {
        let stopped: Vec<&Reading> = readings.iter().copied().filter(|reading| has_stopped(reading, now)).collect();
        Figures {
            finished: readings.iter().filter(|reading| is_finished(reading)).count() as i64,
            stopped: stopped.len() as i64,
            places: places(lesson, &stopped),
            pace: pace(lesson.minutes, readings),
        }
    });
    let Written { slug, title, version, minutes, .. } = lesson.clone();
    Lesson { slug, title, version, minutes, begun, figures, comments: Vec::new() }
}

fn is_finished(reading: &Reading) -> bool {
    reading.done || reading.read_at.is_some()
}

/// Whoever went on in another version has not stopped in this one.
fn has_stopped(reading: &Reading, now: DateTime<Utc>) -> bool {
    let last = reading.place_at.map_or(reading.last_at, |place| place.max(reading.last_at));
    !is_finished(reading) && reading.here && now - last >= TimeDelta::days(STOPPED_AFTER_DAYS)
}

fn places(lesson: &Written, stopped: &[&Reading]) -> Vec<(Option<String>, i64)> {
    let mut counts: BTreeMap<&str, i64> = BTreeMap::new();
    for anchor in stopped.iter().filter_map(|reading| reading.anchor.as_deref()) {
        *counts.entry(anchor).or_default() += 1;
    }
    let words = |anchor: &str| lesson.contents.0.iter().find(|heading| heading.anchor == anchor).map(|heading| heading.text.clone());
    let mut places: Vec<_> = counts.into_iter().filter(|(_, count)| *count >= LEAST).map(|(place, count)| (words(place), count)).collect();
    places.sort_by_key(|(_, count)| -count);
    places
}

fn pace(estimate: i64, readings: &[&Reading]) -> Option<Pace> {
    let sitting = |reading: &&Reading| Some((reading.read_at? - reading.started_at).num_seconds());
    let timed: Vec<i64> = readings.iter().filter_map(sitting).filter(|seconds| (SHORTEST * 60..=LONGEST * 60).contains(seconds)).collect();
    let count = timed.len() as i64;
    let minutes = (median(timed)? + 30) / 60;
    (count >= LEAST).then(|| Pace { readings: count, minutes, offer: offer(estimate, minutes) })
}

/// A new estimate as authors write them: to five minutes, below ten to the minute. None where it is the same, or within a fifth of it.
pub fn offer(estimate: i64, minutes: i64) -> Option<i64> {
    let offered = if minutes < 10 { minutes } else { (minutes + 2) / 5 * 5 };
    (offered != estimate && (minutes - estimate).abs() * 5 > estimate).then_some(offered)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{authoring::Heading, db::Json};

    fn at(minutes: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000, 0).unwrap() + TimeDelta::minutes(minutes)
    }

    fn weeks_later() -> DateTime<Utc> {
        at(21 * 24 * 60)
    }

    fn written(slug: &str, version: i64) -> Written {
        let heading = Heading { level: 2, anchor: "dominance".into(), text: "Dominance".into() };
        let contents = Json(vec![heading]);
        Written { unit_id: UnitId::new(), slug: slug.into(), title: format!("{slug} {version}"), minutes: 20, version, contents }
    }

    fn begun(lesson: &Written) -> Reading {
        Reading {
            unit_id: lesson.unit_id,
            started_at: at(0),
            last_at: at(0),
            read_at: None,
            done: false,
            here: true,
            anchor: Some("dominance".into()),
            place_at: Some(at(9)),
        }
    }

    fn read_in(lesson: &Written, minutes: i64) -> Reading {
        Reading { read_at: Some(at(minutes)), ..begun(lesson) }
    }

    fn figures(lesson: &Written, readings: &[Reading]) -> Figures {
        lessons(std::slice::from_ref(lesson), readings, &[], weeks_later()).remove(0).figures.unwrap()
    }

    #[test]
    fn the_one_in_the_middle_of_those_in_one_sitting_says_how_long_it_takes() {
        let lesson = written("costs", 1);
        let readings: Vec<Reading> = [0, 30, 31, 33, 40, 180, 181, 2000].map(|minutes| read_in(&lesson, minutes)).into();
        let found = figures(&lesson, &readings);
        assert_eq!((found.finished, found.stopped), (8, 0));
        assert_eq!(found.pace, Some(Pace { readings: 5, minutes: 33, offer: Some(35) }));
        assert_eq!(figures(&lesson, &readings[..6]).pace, Some(Pace { readings: 5, minutes: 33, offer: Some(35) }));
        assert_eq!(figures(&lesson, &readings[..5]).pace, None, "one of five leafed through");
    }

    #[test]
    fn an_estimate_that_is_near_stays() {
        let offers = [(20, 24), (20, 25), (20, 16), (20, 13), (5, 7), (5, 6), (30, 37), (30, 36)];
        let expected = [None, Some(25), None, Some(15), Some(7), None, Some(35), None];
        assert_eq!(offers.map(|(estimate, minutes)| offer(estimate, minutes)), expected);
    }

    #[test]
    fn a_place_is_told_where_several_stopped() {
        let lesson = written("costs", 1);
        let elsewhere = Reading { anchor: Some(String::new()), ..begun(&lesson) };
        let four: Vec<Reading> = (0..4).map(|_| elsewhere.clone()).collect();
        let five: Vec<Reading> = (0..5).map(|_| begun(&lesson)).collect();
        let found = figures(&lesson, &[four.clone(), five].concat());
        assert_eq!((found.finished, found.stopped), (0, 9));
        assert_eq!(found.places, [(Some("Dominance".to_owned()), 5)]);
        assert_eq!(figures(&lesson, &[four, vec![elsewhere]].concat()).places, [(None, 5)]);
    }

    #[test]
    fn who_may_still_come_back_or_went_on_elsewhere_has_not_stopped() {
        let lesson = written("costs", 1);
        let others = [
            Reading { last_at: weeks_later() - TimeDelta::days(6), ..begun(&lesson) },
            Reading { place_at: Some(weeks_later() - TimeDelta::days(6)), ..begun(&lesson) },
            Reading { here: false, ..begun(&lesson) },
            Reading { done: true, ..begun(&lesson) },
            begun(&lesson),
        ];
        let found = figures(&lesson, &others);
        assert_eq!((found.finished, found.stopped), (1, 1));
    }

    #[test]
    fn figures_are_of_the_newest_version_that_enough_have_begun() {
        let all = [written("costs", 2), written("new", 2), written("costs", 1), written("gone", 1)];
        let of = |lesson: &Written, count: usize| vec![begun(lesson); count];
        let told = |readings: &[Reading]| -> Vec<_> {
            let found = lessons(&all, readings, &[], weeks_later());
            found.into_iter().map(|lesson| (lesson.title, lesson.version, lesson.begun, lesson.figures.is_some())).collect()
        };
        let new = ("new 2".to_owned(), 2, 0, false);
        assert_eq!(told(&[of(&all[0], 4), of(&all[2], 5)].concat()), [("costs 2".to_owned(), 1, 5, true), new.clone()]);
        assert_eq!(told(&[of(&all[0], 5), of(&all[2], 9)].concat()), [("costs 2".to_owned(), 2, 5, true), new.clone()]);
        assert_eq!(told(&of(&all[0], 4)), [("costs 2".to_owned(), 2, 4, false), new]);
        assert!(lessons(&[], &[], &[], weeks_later()).is_empty());
    }
}
