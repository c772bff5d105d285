//! A program's rules as dated data.

use super::super::amounts::{amount, length, positive, share};
use super::super::{Refused, Result};

/// A calendar day; ordered as days are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// Year: 2024.
    pub year: u16,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, 1 to 31.
    pub day: u8,
}

/// The rules of a program and when they held.
#[derive(Clone, Debug, PartialEq)]
pub struct Program {
    /// "Medicare Shared Savings Program".
    pub name: String,
    /// First day in force.
    pub from: Date,
    /// Last day in force; none while it still is.
    pub until: Option<Date>,
    /// Where the figures are from: "42 CFR 425.605".
    pub source: String,
    /// What the figures leave out.
    pub note: String,
    /// Its tracks.
    pub tracks: Vec<Track>,
}

/// One track: how savings and losses are shared.
#[derive(Clone, Debug, PartialEq)]
pub struct Track {
    /// "BASIC level E".
    pub name: String,
    /// Savings.
    pub savings: SavingsTerms,
    /// Losses; none in a one-sided track.
    pub losses: Option<LossTerms>,
}

/// How savings are shared.
#[derive(Clone, Debug, PartialEq)]
pub struct SavingsTerms {
    /// Highest share of the savings, at full quality.
    pub sharing_rate: f64,
    /// From which share of the benchmark savings count.
    pub minimum: MinimumRate,
    /// The most that is paid.
    pub cap: Cap,
}

/// How losses are shared.
#[derive(Clone, Debug, PartialEq)]
pub struct LossTerms {
    /// Share of the losses that is owed.
    pub rate: LossRate,
    /// From which share of the benchmark losses count.
    pub minimum: MinimumRate,
    /// The most that is owed.
    pub cap: Cap,
    /// If that is less: the most that is owed as a share of the organization's own revenue (BASIC E: 0.08); none is no such bound.
    pub revenue_cap: Option<f64>,
}

/// Share of the losses that is owed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum LossRate {
    /// The same in every year (BASIC: 0.30).
    Fixed(f64),
    /// 1 − sharing rate × quality, within bounds (ENHANCED: 0.40 to 0.75).
    OneMinusSharing {
        /// The least.
        least: f64,
        /// The most.
        most: f64,
    },
}

/// A minimum savings or loss rate as a share of the benchmark.
#[derive(Clone, Debug, PartialEq)]
pub enum MinimumRate {
    /// The same for any number of lives.
    Fixed(f64),
    /// In straight lines between the points, which ascend by lives; beyond the first and last it stays.
    ByLives(Vec<RateAt>),
}

/// A point of a minimum rate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RateAt {
    /// Assigned lives.
    pub lives: f64,
    /// Rate as a share of the benchmark.
    pub rate: f64,
}

/// The most that is paid or owed, as a share of the benchmark.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cap {
    /// Of what is paid, after sharing (Medicare Shared Savings Program).
    OnPayment(f64),
    /// Of the savings or losses that count, before sharing: a cap of 5 % and a share of 80 % pay at most 4 % of the benchmark.
    OnGross(f64),
}

impl Program {
    /// The track of a name.
    pub(super) fn track(&self, name: &str) -> Result<&Track> {
        self.tracks.iter().find(|track| track.name == name).ok_or_else(|| {
            let names: Vec<&str> = self.tracks.iter().map(|track| track.name.as_str()).collect();
            Refused::new("track", format!("The program has no track “{name}”: choose one of {}.", names.join(", ")))
        })
    }

    pub(super) fn check_in_force(&self, input: &str, day: Date) -> Result<()> {
        if !(1..=12).contains(&day.month) || !(1..=31).contains(&day.day) {
            return Err(Refused::new(input, "This is no day of the calendar: enter year, month and day."));
        }
        if day < self.from || self.until.is_some_and(|until| day > until) {
            return Err(Refused::new(input, "The program's rules were not in force on this day: choose the rules of that year."));
        }
        Ok(())
    }
}

impl Track {
    pub(super) fn check(&self) -> Result<()> {
        share("track.savings.sharing_rate", self.savings.sharing_rate)?;
        self.savings.minimum.check("track.savings.minimum")?;
        self.savings.cap.check("track.savings.cap")?;
        let Some(losses) = &self.losses else { return Ok(()) };
        losses.minimum.check("track.losses.minimum")?;
        losses.cap.check("track.losses.cap")?;
        losses.revenue_cap.map_or(Ok(0.0), |cap| share("track.losses.revenue_cap", cap))?;
        match losses.rate {
            LossRate::Fixed(rate) => share("track.losses.rate", rate).map(|_| ()),
            LossRate::OneMinusSharing { least, most } if share("track.losses.rate", least)? > share("track.losses.rate", most)? => {
                Err(Refused::new("track.losses.rate", "The least loss rate is above the most: exchange them."))
            }
            LossRate::OneMinusSharing { .. } => Ok(()),
        }
    }
}

impl LossRate {
    pub(super) fn at(self, sharing: f64) -> f64 {
        match self {
            Self::Fixed(rate) => rate,
            Self::OneMinusSharing { least, most } => (1.0 - sharing).max(least).min(most),
        }
    }
}

impl MinimumRate {
    fn check(&self, input: &str) -> Result<()> {
        let points = match self {
            Self::Fixed(rate) => return share(input, *rate).map(|_| ()),
            Self::ByLives(points) => points,
        };
        length(input, points, 1, 100)?;
        for (place, point) in points.iter().enumerate() {
            positive(&format!("{input}.{place}.lives"), point.lives)?;
            share(&format!("{input}.{place}.rate"), point.rate)?;
        }
        if points.windows(2).all(|pair| pair[0].lives < pair[1].lives) {
            Ok(())
        } else {
            Err(Refused::new(input, "The points of a minimum rate ascend by lives: put the fewest lives first."))
        }
    }

    /// The rate for a number of lives.
    pub(super) fn at(&self, lives: f64) -> f64 {
        let points = match self {
            Self::Fixed(rate) => return *rate,
            Self::ByLives(points) => points,
        };
        let (first, last) = (points.first().map_or(0.0, |point| point.rate), points.last().map_or(0.0, |point| point.rate));
        if points.first().is_some_and(|point| lives <= point.lives) {
            return first;
        }
        points.windows(2).find(|pair| lives <= pair[1].lives).map_or(last, |pair| {
            let along = (lives - pair[0].lives) / (pair[1].lives - pair[0].lives);
            pair[0].rate + along * (pair[1].rate - pair[0].rate)
        })
    }
}

impl Cap {
    fn check(self, input: &str) -> Result<()> {
        let (Self::OnPayment(share) | Self::OnGross(share)) = self;
        amount(input, share).map(|_| ())
    }

    /// What is paid of `gross`, and whether the cap cut it.
    pub(super) fn payment(self, sharing: f64, gross: f64, benchmark: f64) -> (f64, bool) {
        let (uncapped, most) = match self {
            Self::OnPayment(share) => (sharing * gross, share * benchmark),
            Self::OnGross(share) => (sharing * gross, sharing * (share * benchmark)),
        };
        (uncapped.min(most), uncapped > most)
    }
}
