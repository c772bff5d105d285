//! What members of a team say of each other's contribution, made comparable.
//!
//! The method is that of WebPA (Loughborough University; S. Loddington, K. Pond, N. Wilkinson and P. Willmot, "A case study of the
//! development of WebPA", British Journal of Educational Technology 40(2), 2009, 329-341): of all points that a rater gave, the share that
//! went to a member counts, so that a mild rater and a strict one weigh the same. Nobody rates themselves here.

use std::collections::HashMap;

use crate::ids::EnrollmentId;

/// From so many raters on a factor is shown: of fewer it could be guessed who said what.
pub const FEWEST_RATERS: usize = 3;

/// What one member gave another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rating {
    /// Who rates.
    pub rater: EnrollmentId,
    /// Who is rated.
    pub rated: EnrollmentId,
    /// 1 to 5.
    pub points: u32,
}

/// What the others say of one member.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Contribution {
    /// Of whom.
    pub member: EnrollmentId,
    /// How many others have rated them.
    pub raters: usize,
    /// 1 for an equal part in the work, more for more; from [`FEWEST_RATERS`] raters on.
    pub factor: Option<f64>,
}

/// What all of them say of each member: the mean of the shares of each rater's points, times how many that rater rated. What somebody
/// says of themselves or of who is no member is left out.
pub fn contributions(members: &[EnrollmentId], ratings: &[Rating]) -> Vec<Contribution> {
    let counts = |rating: &&Rating| rating.rater != rating.rated && members.contains(&rating.rated) && members.contains(&rating.rater);
    let mut given: HashMap<EnrollmentId, (u32, u32)> = HashMap::new();
    for rating in ratings.iter().filter(counts) {
        let (points, rated) = given.entry(rating.rater).or_default();
        *points += rating.points;
        *rated += 1;
    }
    let share = |rating: &Rating| {
        let (points, rated) = given.get(&rating.rater).copied().unwrap_or((1, 1));
        f64::from(rating.points) / f64::from(points.max(1)) * f64::from(rated)
    };
    let of = |member: &EnrollmentId| {
        let shares: Vec<f64> = ratings.iter().filter(counts).filter(|rating| rating.rated == *member).map(share).collect();
        let factor = (shares.len() >= FEWEST_RATERS).then(|| shares.iter().sum::<f64>() / shares.len() as f64);
        Contribution { member: *member, raters: shares.len(), factor }
    };
    members.iter().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn team() -> Vec<EnrollmentId> {
        (0..4).map(|_| EnrollmentId::new()).collect()
    }

    /// Everybody rates all others in the order of the team.
    fn ratings(team: &[EnrollmentId], points: [[u32; 4]; 4]) -> Vec<Rating> {
        let mut all = Vec::new();
        for (rater, row) in team.iter().zip(points) {
            all.extend(team.iter().zip(row).map(|(rated, points)| Rating { rater: *rater, rated: *rated, points }));
        }
        all
    }

    #[test]
    fn a_mild_rater_and_a_strict_one_weigh_the_same() {
        let team = team();
        let all = ratings(&team, [[5, 5, 5, 5], [1, 1, 1, 1], [3, 3, 3, 3], [2, 2, 2, 2]]);
        assert!(contributions(&team, &all).iter().all(|one| one.factor == Some(1.0) && one.raters == 3));
    }

    #[test]
    fn what_somebody_says_of_themselves_does_not_count() {
        let team = team();
        let modest = ratings(&team, [[1, 4, 4, 4], [4, 4, 4, 4], [4, 4, 4, 4], [4, 4, 4, 4]]);
        let proud = ratings(&team, [[5, 4, 4, 4], [4, 4, 4, 4], [4, 4, 4, 4], [4, 4, 4, 4]]);
        assert_eq!(contributions(&team, &modest), contributions(&team, &proud));
    }

    #[test]
    fn shares_are_those_of_the_raters_points() {
        let team = team();
        // Each of the three others gives the last one 2 of 10 points; of three rated that is 0.6.
        let all = ratings(&team, [[0, 4, 4, 2], [4, 0, 4, 2], [4, 4, 0, 2], [3, 3, 3, 0]]);
        let factors: Vec<f64> = contributions(&team, &all).iter().filter_map(|one| one.factor).collect();
        assert_eq!(factors.iter().map(|factor| format!("{factor:.2}")).collect::<Vec<_>>(), ["1.13", "1.13", "1.13", "0.60"]);
        assert!((factors.iter().sum::<f64>() - 4.0).abs() < 1e-9, "{factors:?}");
    }

    #[test]
    fn of_two_raters_nothing_is_shown_but_that_they_were_two() {
        let team = team();
        let all = ratings(&team, [[1; 4], [5; 4], [1; 4], [5; 4]]);
        let two: Vec<Rating> = all.into_iter().filter(|rating| rating.rater == team[0] || rating.rater == team[1]).collect();
        let last = contributions(&team, &two)[3];
        assert_eq!((last.raters, last.factor), (2, None));
        let stranger = Rating { rater: EnrollmentId::new(), rated: team[3], points: 5 };
        assert_eq!(contributions(&team, &[stranger])[3].raters, 0);
    }
}
