//! Which days of a period a rule means: all it says is a condition on a day.

use calcard::icalendar::{ICalendarDay, ICalendarFrequency as Frequency, ICalendarRecurrenceRule as Rule, ICalendarWeekday};
use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::next;

/// The days of a rule that begins on a day.
pub(super) struct DaysOf<'a> {
    pub rule: &'a Rule,
    pub start: NaiveDate,
}

impl DaysOf<'_> {
    /// The days of the period that begins on a day, in order, and how many were looked at.
    pub fn of(&self, period: NaiveDate) -> (Vec<NaiveDate>, usize) {
        let mut days = Vec::new();
        let mut looked_at = 0;
        for (from, until) in self.stretches(period) {
            let mut day = from;
            while day < until {
                looked_at += 1;
                if self.is_meant(day) {
                    days.push(day);
                }
                day = next(day);
            }
        }
        (days, looked_at)
    }

    /// From each first day to the one after the last. Of a year only the months that are named, or the start's, are looked at.
    fn stretches(&self, period: NaiveDate) -> Vec<(NaiveDate, NaiveDate)> {
        let month = |from: NaiveDate| Some((from, from.checked_add_months(Months::new(1))?));
        match self.rule.freq {
            Frequency::Yearly => {
                let months = (1..=12).filter(|number| self.fits_month(*number));
                months.filter_map(|number| month(period.with_month(number)?)).collect()
            }
            Frequency::Monthly => month(period).into_iter().collect(),
            Frequency::Weekly => vec![(period, period.checked_add_days(Days::new(7)).unwrap_or(period))],
            _ => vec![(period, next(period))],
        }
    }

    /// What looking at a day costs: a rule may list as much as it likes.
    pub fn weight(&self) -> usize {
        let rule = self.rule;
        let lists = [rule.bymonth.len(), rule.byweekno.len(), rule.byyearday.len(), rule.bymonthday.len(), rule.byday.len()];
        let times = [rule.byhour.len(), rule.byminute.len(), rule.bysecond.len(), rule.bysetpos.len()];
        1 + (lists.iter().sum::<usize>() + times.iter().sum::<usize>()) / 8
    }

    fn is_meant(&self, day: NaiveDate) -> bool {
        self.fits_month(day.month())
            && self.fits_week(day)
            && fits(&self.rule.byyearday, day.ordinal(), length_of_year(day))
            && self.fits_month_day(day)
            && self.fits_weekday(day)
    }

    /// Whether the rule says which days, and not only in which months.
    fn names_days(&self) -> bool {
        let rule = self.rule;
        !(rule.byweekno.is_empty() && rule.byyearday.is_empty() && rule.bymonthday.is_empty() && rule.byday.is_empty())
    }

    fn fits_month(&self, month: u32) -> bool {
        if self.rule.bymonth.is_empty() {
            return self.rule.freq != Frequency::Yearly || self.names_days() || month == self.start.month();
        }
        self.rule.bymonth.iter().any(|one| u32::from(one.month()) == month)
    }

    fn fits_month_day(&self, day: NaiveDate) -> bool {
        let of_the_start = matches!(self.rule.freq, Frequency::Yearly | Frequency::Monthly) && !self.names_days();
        if of_the_start { day.day() == self.start.day() } else { fits(&self.rule.bymonthday, day.day(), length_of_month(day)) }
    }

    /// Weeks of a year are numbered from the first that has four of its days.
    fn fits_week(&self, day: NaiveDate) -> bool {
        let middle = |day: NaiveDate| self.week_of(day).checked_add_days(Days::new(3)).unwrap_or(day);
        let here = middle(day);
        let weeks = NaiveDate::from_ymd_opt(here.year(), 12, 28).map_or(52, |last| middle(last).ordinal0() / 7 + 1);
        fits(&self.rule.byweekno, here.ordinal0() / 7 + 1, weeks)
    }

    fn fits_weekday(&self, day: NaiveDate) -> bool {
        let rule = self.rule;
        if rule.byday.is_empty() {
            let by_number = !(rule.bymonthday.is_empty() && rule.byyearday.is_empty());
            let of_the_start = !by_number && (rule.freq == Frequency::Weekly || !rule.byweekno.is_empty());
            return !of_the_start || day.weekday() == self.start.weekday();
        }
        rule.byday.iter().any(|one| weekday(one.weekday) == day.weekday() && self.fits_place(one, day))
    }

    /// Whether it is the second, or the last but one, of its kind: in the month, or in the year where no month is said.
    fn fits_place(&self, wanted: &ICalendarDay, day: NaiveDate) -> bool {
        let Some(place) = wanted.ordwk.filter(|place| *place != 0) else { return true };
        let (number, length) = match self.rule.freq {
            Frequency::Yearly if self.rule.bymonth.is_empty() => (day.ordinal(), length_of_year(day)),
            Frequency::Yearly | Frequency::Monthly => (day.day(), length_of_month(day)),
            _ => return true,
        };
        let (from_first, from_last) = ((number - 1) / 7 + 1, (length - number) / 7 + 1);
        u32::from(place.unsigned_abs()) == if place > 0 { from_first } else { from_last }
    }

    /// The first day of the week a day is in; weeks begin on Monday unless the rule says otherwise.
    pub fn week_of(&self, day: NaiveDate) -> NaiveDate {
        let begins = self.rule.wkst.map_or(Weekday::Mon, weekday);
        day.checked_sub_days(Days::new(u64::from(day.weekday().days_since(begins)))).unwrap_or(day)
    }
}

/// Whether a number is among those that are said, from the first or from the last; all are where nothing is said.
fn fits<T: Copy + Into<i32>>(said: &[T], number: u32, count: u32) -> bool {
    let (number, count) = (i64::from(number), i64::from(count));
    said.is_empty()
        || said.iter().any(|one| {
            let one = i64::from((*one).into());
            if one < 0 { one + count + 1 == number } else { one == number }
        })
}

fn length_of_year(day: NaiveDate) -> u32 {
    if day.leap_year() { 366 } else { 365 }
}

fn length_of_month(day: NaiveDate) -> u32 {
    u32::from(day.num_days_in_month())
}

fn weekday(day: ICalendarWeekday) -> Weekday {
    match day {
        ICalendarWeekday::Sunday => Weekday::Sun,
        ICalendarWeekday::Monday => Weekday::Mon,
        ICalendarWeekday::Tuesday => Weekday::Tue,
        ICalendarWeekday::Wednesday => Weekday::Wed,
        ICalendarWeekday::Thursday => Weekday::Thu,
        ICalendarWeekday::Friday => Weekday::Fri,
        ICalendarWeekday::Saturday => Weekday::Sat,
    }
}
