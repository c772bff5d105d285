//! How many come, eat and sleep: what is ordered by. Pure.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use super::{
    super::store::{ComingLine, Stay},
    Diet,
};
use crate::ids::{EnrollmentId, ResidencySessionId};

/// How many come on a campus day.
pub fn on_day(lines: &[ComingLine], day: NaiveDate) -> usize {
    lines.iter().filter(|line| comes_on(line, day)).count()
}

/// Whether somebody comes on a campus day.
fn comes_on(line: &ComingLine, day: NaiveDate) -> bool {
    line.answer.is_some_and(|answer| answer.includes(line.days(), day))
}

/// A meal and for whom it is.
#[derive(Clone, Debug)]
pub struct MealOf {
    /// Which session.
    pub session: ResidencySessionId,
    /// Its name.
    pub title: String,
    /// When.
    pub starts_at: DateTime<Utc>,
    /// For these students.
    pub expected: Vec<EnrollmentId>,
}

/// How many eat at a meal, and what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MealCount {
    /// Which session.
    pub session: ResidencySessionId,
    /// Its name.
    pub title: String,
    /// When.
    pub starts_at: DateTime<Utc>,
    /// Everybody who comes that day.
    pub all: usize,
    /// Of them, by what they eat, in the order of [`Diet::ALL`].
    pub diets: [usize; Diet::ALL.len()],
    /// Of them, who have not said what they eat.
    pub unsaid: usize,
    /// Of them, who named an allergy.
    pub allergies: usize,
}

/// Who eats at each meal: those it is for who come on its day.
pub fn meals(meals: &[MealOf], lines: &[ComingLine], stays: &[Stay], campus: Tz) -> Vec<MealCount> {
    let stay_of = |line: &ComingLine| stays.iter().find(|stay| stay.enrollment_id == line.enrollment_id);
    let count = |meal: &MealOf| {
        let day = meal.starts_at.with_timezone(&campus).date_naive();
        let there: Vec<_> = lines.iter().filter(|line| comes_on(line, day) && meal.expected.contains(&line.enrollment_id)).collect();
        let diet = |diet: Diet| there.iter().filter(|line| stay_of(line).is_some_and(|stay| stay.diet == Some(diet))).count();
        MealCount {
            session: meal.session,
            title: meal.title.clone(),
            starts_at: meal.starts_at,
            all: there.len(),
            diets: Diet::ALL.map(diet),
            unsaid: there.iter().filter(|line| stay_of(line).is_none_or(|stay| stay.diet.is_none())).count(),
            allergies: there.iter().filter(|line| stay_of(line).is_some_and(|stay| !stay.allergies.is_empty())).count(),
        }
    };
    meals.iter().map(count).collect()
}

/// How many sleep there in a night.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NightCount {
    /// The day of its evening.
    pub night: NaiveDate,
    /// Everybody.
    pub all: usize,
    /// Of them, who want a room of their own.
    pub own: usize,
    /// Of them, who share one.
    pub shared: usize,
}

/// How many sleep there, night by night.
pub fn nights(nights: &[NaiveDate], stays: &[Stay]) -> Vec<NightCount> {
    let count = |night: &NaiveDate| {
        let there: Vec<_> = stays.iter().filter(|stay| stay.nights().contains(night)).collect();
        let sleep = |room| there.iter().filter(|stay| stay.room == Some(room)).count();
        NightCount { night: *night, all: there.len(), own: sleep(super::Lodging::Own), shared: sleep(super::Lodging::Shared) }
    };
    nights.iter().map(count).collect()
}
