//! Pages that were drawn before and would look the same now.
//!
//! What a page is made of is loaded with every request. Only the drawing is spared, where all of it is equal to what the page was made
//! of the last time, and no moment has passed at which it says something else. So nobody has to tell when something changes. Where the
//! database itself says that nothing has changed at all, the loading is spared as well.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Arc, Mutex, PoisonError},
};

use chrono::{DateTime, DurationRound, TimeDelta, Utc};
use domain::{db::Revision, ids::EvidenceId};

/// A page as it was sent, and where in it the words stand that are new in each response.
#[derive(Debug)]
pub struct Drawn {
    html: String,
    /// Where a word begins that is new each time, in order.
    fresh: Vec<(usize, Fresh)>,
    /// How many ids there are.
    ids: usize,
}

#[derive(Clone, Copy, Debug)]
enum Fresh {
    Nonce,
    /// The id of an act, by its number.
    Id(usize),
}

impl Drawn {
    /// Finds the places of the nonce and of the ids of acts, each the id of one form.
    pub(super) fn new(html: String, nonce: &str, ids: &[EvidenceId]) -> Self {
        let mut fresh: Vec<(usize, Fresh)> = html.match_indices(nonce).map(|(place, _)| (place, Fresh::Nonce)).collect();
        for (which, id) in ids.iter().enumerate() {
            fresh.extend(html.match_indices(&id.to_string()).map(|(place, _)| (place, Fresh::Id(which))));
        }
        fresh.sort_by_key(|(place, _)| *place);
        Self { html, fresh, ids: ids.len() }
    }

    /// The page with another nonce of the same length, and with new ids.
    pub(super) fn again(&self, nonce: &str) -> String {
        let ids: Vec<String> = (0..self.ids).map(|_| EvidenceId::new().to_string()).collect();
        let mut page = String::with_capacity(self.html.len());
        let mut done = 0;
        for (place, fresh) in &self.fresh {
            let word = match fresh {
                Fresh::Nonce => nonce,
                Fresh::Id(which) => ids.get(*which).map_or("", String::as_str),
            };
            page.push_str(self.html.get(done..*place).unwrap_or_default());
            page.push_str(word);
            done = place + word.len();
        }
        page.push_str(self.html.get(done..).unwrap_or_default());
        page
    }
}

/// How long a drawing holds, if nothing it is made of changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    from: DateTime<Utc>,
    until: DateTime<Utc>,
}

impl Span {
    /// From now to the first of these moments, at each of which the page may begin to say something else.
    pub fn to_first(now: DateTime<Utc>, moments: impl IntoIterator<Item = DateTime<Utc>>) -> Self {
        let until = moments.into_iter().filter(|moment| *moment >= now).min().unwrap_or(DateTime::<Utc>::MAX_UTC);
        Self { from: now, until }
    }

    /// Also at most to the end of this minute: for pages that tell the time or the day.
    pub fn within_minute(self) -> Self {
        let minute = TimeDelta::minutes(1);
        let next = self.from.duration_trunc(minute).map_or(self.from, |begun| begun + minute);
        Self { until: self.until.min(next), ..self }
    }

    fn holds(&self, now: DateTime<Utc>) -> bool {
        self.from <= now && now < self.until
    }
}

/// The drawings of one kind of page: by whom and where it was asked for, what it was made of.
#[derive(Debug)]
pub struct Drawings<K, T> {
    most: usize,
    kept: Mutex<HashMap<K, Arc<Kept<T>>>>,
}

#[derive(Debug)]
struct Kept<T> {
    made_of: T,
    /// The revision of the database at which it was last found to be made of this.
    at: Mutex<Option<Revision>>,
    span: Span,
    drawn: Arc<Drawn>,
}

impl<K: Eq + Hash + Copy, T> Drawings<K, T> {
    /// Keeps so many at most.
    pub fn new(most: usize) -> Self {
        Self { most, kept: Mutex::default() }
    }

    /// The drawing, if it holds and `is_same` finds what it was made of the same as now, which was loaded at this revision.
    pub fn of(&self, key: K, now: DateTime<Utc>, at: Option<Revision>, is_same: impl FnOnce(&T) -> bool) -> Option<Arc<Drawn>> {
        let kept = self.holding(key, now).filter(|kept| is_same(&kept.made_of))?;
        *kept.at.lock().unwrap_or_else(PoisonError::into_inner) = at;
        Some(kept.drawn.clone())
    }

    /// The drawing, if it holds and nothing has changed since what it is made of was loaded; `is_for` says whether it is for who asks.
    pub fn unchanged(&self, key: K, now: DateTime<Utc>, at: Option<Revision>, is_for: impl FnOnce(&T) -> bool) -> Option<Arc<Drawn>> {
        let kept = self.holding(key, now).filter(|kept| is_for(&kept.made_of))?;
        let then = *kept.at.lock().unwrap_or_else(PoisonError::into_inner);
        (at.is_some() && at == then).then(|| kept.drawn.clone())
    }

    fn holding(&self, key: K, now: DateTime<Utc>) -> Option<Arc<Kept<T>>> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned()?;
        kept.span.holds(now).then_some(kept)
    }

    /// Keeps a drawing of what was loaded at this revision, in place of an older one.
    pub fn keep(&self, key: K, (made_of, at): (T, Option<Revision>), span: Span, drawn: Arc<Drawn>) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= self.most
            && !kept.contains_key(&key)
            && let Some(other) = kept.keys().next().copied()
        {
            kept.remove(&other);
        }
        kept.insert(key, Arc::new(Kept { made_of, at: Mutex::new(at), span, drawn }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn a_drawing_is_sent_again_with_another_nonce_and_other_ids() {
        let ids = [EvidenceId::new(), EvidenceId::new()];
        let html = format!("<a nonce=NNNN><b id={}><c id={}><d id={} nonce=NNNN>é", ids[0], ids[1], ids[0]);
        let drawn = Drawn::new(html, "NNNN", &ids);
        let (one, two) = (drawn.again("MMMM"), drawn.again("OOOO"));
        assert!(one.starts_with("<a nonce=MMMM><b id=") && one.ends_with(" nonce=MMMM>é"), "{one}");
        let id =
            |page: &str, tag: &str| page.split(&format!("<{tag} id=")).nth(1).unwrap().get(..36).unwrap().parse::<EvidenceId>().unwrap();
        assert_eq!(id(&one, "b"), id(&one, "d"));
        let all = [id(&one, "b"), id(&one, "c"), id(&two, "b"), id(&two, "c"), ids[0], ids[1]];
        assert_eq!(all.iter().collect::<std::collections::HashSet<_>>().len(), 6);
    }

    #[test]
    fn a_drawing_holds_until_a_date_on_it_comes_and_is_drawn_anew_in_that_very_moment() {
        let (now, due) = (at("2027-03-09T10:00:30Z"), at("2027-03-09T10:00:45Z"));
        let (drawings, drawn) = (Drawings::new(8), Arc::new(Drawn::new("x".into(), "nonce", &[])));
        drawings.keep(1, ("same", None), Span::to_first(now, [due, at("2027-03-09T10:00:29Z")]), drawn.clone());
        assert!(
            drawings.of(1, now, None, |of| *of == "same").is_some()
                && drawings.of(1, at("2027-03-09T10:00:44.999999Z"), None, |of| *of == "same").is_some()
        );
        assert!(
            drawings.of(1, due, None, |of| *of == "same").is_none()
                && drawings.of(1, at("2027-03-09T10:00:29Z"), None, |of| *of == "same").is_none()
        );
        assert!(drawings.of(1, now, None, |of| *of == "other").is_none() && drawings.of(2, now, None, |of| *of == "same").is_none());
        drawings.keep(1, ("same", None), Span::to_first(due, [due]), drawn);
        assert!(drawings.of(1, due, None, |of| *of == "same").is_none(), "late from the next microsecond on");
    }

    #[test]
    fn a_page_that_tells_the_time_holds_for_its_minute() {
        let span = Span::to_first(at("2027-03-09T10:00:30Z"), []).within_minute();
        assert!(span.holds(at("2027-03-09T10:00:59.999999Z")) && !span.holds(at("2027-03-09T10:01:00Z")));
        let sharp = Span::to_first(at("2027-03-09T10:00:00Z"), []).within_minute();
        assert!(sharp.holds(at("2027-03-09T10:00:00Z")) && !sharp.holds(at("2027-03-09T10:01:00Z")));
    }

    #[test]
    fn no_more_are_kept_than_may_be() {
        let (drawings, drawn) = (Drawings::new(2), Arc::new(Drawn::new("x".into(), "nonce", &[])));
        let now = at("2027-03-09T10:00:30Z");
        for key in 0..9 {
            drawings.keep(key, ((), None), Span::to_first(now, []), drawn.clone());
        }
        assert_eq!((0..9).filter(|key| drawings.of(*key, now, None, |()| true).is_some()).count(), 2);
        assert!(drawings.of(8, now, None, |()| true).is_some());
    }
}
