//! What marks amount to. Pure: a session's minutes are reckoned from all marks of one student at once, in whatever order they came.

use chrono::{DateTime, TimeDelta, Utc};

use super::{AttendanceState, MarkKind, MarkWay};
use crate::ids::{MarkId, ResidencySessionId};

/// The share of a session's minutes, in percent, from which somebody counts as present and has nothing to make up for.
pub const SHARE: i64 = 80;
/// Until so long after a session began, whoever is on the roll was there from its beginning: a name called last loses nothing.
pub const ROLL: TimeDelta = TimeDelta::minutes(15);

/// A session as far as minutes go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Which.
    pub session: ResidencySessionId,
    /// From.
    pub starts_at: DateTime<Utc>,
    /// Until.
    pub ends_at: DateTime<Utc>,
    /// Whether its minutes count: creditable, and education at all.
    pub counts: bool,
}

impl Slot {
    /// Its length in whole minutes.
    pub fn length(&self) -> i64 {
        (self.ends_at - self.starts_at).num_minutes().max(0)
    }
}

/// A mark as far as minutes go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said {
    /// Which: of two marks of one moment, the one made later is the later one.
    pub id: MarkId,
    /// What was seen.
    pub kind: MarkKind,
    /// How.
    pub way: MarkWay,
    /// When.
    pub occurred_at: DateTime<Utc>,
    /// What a correction says.
    pub minutes: Option<i64>,
}

/// What the marks of one student in one session amount to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reckoned {
    /// Where.
    pub session: ResidencySessionId,
    /// Minutes in the session.
    pub present: i64,
    /// Of these, what counts as education; of parallel sessions each minute counts once.
    pub minutes: i64,
    /// In a word.
    pub state: AttendanceState,
    /// Whether staff said so.
    pub corrected: bool,
}

/// From and until, never empty.
type Span = (DateTime<Utc>, DateTime<Utc>);

/// The claim of one session on a student's time.
struct Claim {
    slot: Slot,
    spans: Vec<Span>,
    /// When staff corrected it, if they did.
    corrected: Option<(DateTime<Utc>, MarkId)>,
    /// When the student was first seen.
    first: DateTime<Utc>,
}

/// What all marks of one student amount to, by session in the order given. A minute in two sessions at once counts in one of them: in a
/// corrected one, the newest correction first; otherwise where the student was seen first.
pub fn reckon(sessions: &[(Slot, Vec<Said>)]) -> Vec<Reckoned> {
    let claims: Vec<Claim> = sessions.iter().map(|(slot, said)| claim(*slot, said)).collect();
    let mut order: Vec<usize> = (0..claims.len()).filter(|place| claims[*place].slot.counts).collect();
    order.sort_by_key(|place| {
        let claim = &claims[*place];
        (claim.corrected.is_none(), std::cmp::Reverse(claim.corrected), claim.first, claim.slot.session)
    });
    let (mut taken, mut minutes) = (Vec::new(), vec![0; claims.len()]);
    for place in order {
        let free = without(&claims[place].spans, &taken);
        minutes[place] = length(&free);
        taken.extend(free);
        taken = merged(taken);
    }
    claims.iter().zip(minutes).map(|(claim, minutes)| reckoned(claim, minutes)).collect()
}

fn reckoned(claim: &Claim, minutes: i64) -> Reckoned {
    let present = length(&claim.spans);
    let state = match present {
        0 => AttendanceState::Absent,
        _ if is_enough(present, claim.slot.length()) => AttendanceState::Present,
        _ => AttendanceState::Partly,
    };
    Reckoned { session: claim.slot.session, present, minutes, state, corrected: claim.corrected.is_some() }
}

/// Whether so many minutes of a session are enough to count as present.
pub fn is_enough(present: i64, length: i64) -> bool {
    present * 100 >= length * SHARE
}

fn claim(slot: Slot, said: &[Said]) -> Claim {
    let mut said = said.to_vec();
    said.sort_by_key(|mark| (mark.occurred_at, mark.id));
    let correction = said.iter().rfind(|mark| mark.kind == MarkKind::Correction);
    let corrected = correction.and_then(|mark| mark.minutes.map(|minutes| (mark, minutes)));
    let spans = match corrected {
        Some((_, minutes)) => vec![(slot.starts_at, slot.starts_at + TimeDelta::minutes(minutes.clamp(0, slot.length())))],
        None => seen(slot, &said),
    };
    let first = said.iter().find(|mark| mark.kind == MarkKind::In).map_or(slot.starts_at, |mark| mark.occurred_at);
    Claim { slot, spans: cut(spans, slot), corrected: corrected.map(|(mark, _)| (mark.occurred_at, mark.id)), first }
}

/// When a student was in the session, by marks in their order. Who came and was not seen leaving stayed to the end. Who is put on the
/// roll when the session is over was there all the time. Who is said not to be there was not there until then.
fn seen(slot: Slot, said: &[Said]) -> Vec<Span> {
    let (mut spans, mut since) = (Vec::new(), None);
    for mark in said {
        let (at, on_roll) = (mark.occurred_at, mark.way == MarkWay::Roll);
        match mark.kind {
            MarkKind::In if on_roll && at >= slot.ends_at => (spans, since) = (vec![(slot.starts_at, slot.ends_at)], None),
            MarkKind::In if on_roll && at <= slot.starts_at + ROLL => since = Some(slot.starts_at),
            MarkKind::In => since = since.or(Some(at)),
            MarkKind::Out => spans.extend(since.take().map(|from| (from, at))),
            MarkKind::Absent => (spans, since) = (Vec::new(), None),
            MarkKind::Correction => {}
        }
    }
    spans.extend(since.map(|from| (from, slot.ends_at)));
    spans
}

/// What lies within the session, without overlaps.
fn cut(spans: Vec<Span>, slot: Slot) -> Vec<Span> {
    merged(spans.into_iter().map(|(from, until)| (from.max(slot.starts_at), until.min(slot.ends_at))).collect())
}

/// The same time, by its beginning and without overlaps.
fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    spans.retain(|(from, until)| from < until);
    spans.sort_unstable();
    let mut all: Vec<Span> = Vec::with_capacity(spans.len());
    for (from, until) in spans {
        match all.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(until),
            _ => all.push((from, until)),
        }
    }
    all
}

/// What of some time is not in the other; both without overlaps and by their beginning.
fn without(spans: &[Span], taken: &[Span]) -> Vec<Span> {
    let mut free = Vec::new();
    for &(mut from, until) in spans {
        for &(begin, end) in taken {
            if from < begin.min(until) {
                free.push((from, begin.min(until)));
            }
            from = from.max(end);
        }
        if from < until {
            free.push((from, until));
        }
    }
    free
}

/// In whole minutes: a minute that was begun does not count.
fn length(spans: &[Span]) -> i64 {
    spans.iter().map(|(from, until)| *until - *from).sum::<TimeDelta>().num_minutes()
}

/// Minutes of education in quarter hours, to the nearest: 60 minutes are 4.
pub fn quarter_hours(minutes: i64) -> i64 {
    (minutes.max(0) + 7) / 15
}

/// Minutes of education in hours as they are counted, in steps of a quarter: `1.25`.
pub fn hours(minutes: i64) -> String {
    let quarters = quarter_hours(minutes);
    format!("{}.{:02}", quarters / 4, quarters % 4 * 25)
}

#[cfg(test)]
mod tests;
