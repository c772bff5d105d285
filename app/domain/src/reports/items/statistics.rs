//! The discrimination of a question.

/// Sums over pairs of figures of the same students: what a question earned them, and what the rest of the quiz did.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Moments {
    n: f64,
    x: f64,
    y: f64,
    xx: f64,
    yy: f64,
    xy: f64,
}

impl Moments {
    /// Adds `n` students who all earned `x`, and of whose other figure `y` the sum and the sum of squares are known.
    pub fn add(&mut self, n: f64, x: f64, (y, yy): (f64, f64)) {
        self.n += n;
        self.x += n * x;
        self.xx += n * x * x;
        self.y += y;
        self.yy += yy;
        self.xy += x * y;
    }

    /// Sums of squares and products about the means.
    fn about_means(&self) -> (f64, f64, f64) {
        if self.n == 0.0 {
            return (0.0, 0.0, 0.0);
        }
        (self.xx - self.x * self.x / self.n, self.yy - self.y * self.y / self.n, self.xy - self.x * self.y / self.n)
    }
}

/// The correlation between a question and the rest of its quiz: for a question that is right or wrong, the point-biserial
/// correlation, corrected for the part of the total that is the question itself.
///
/// Sums of squares and products are added over the versions, each about its own means, so that a version with harder questions
/// beside this one says nothing about this one: the pooled within-group correlation. With one version it is Pearson's.
///
/// Henrysson, "Correction of item-total correlations in item analysis", *Psychometrika* 28 (1963), 211-218.
pub fn discrimination(versions: impl IntoIterator<Item = Moments>) -> Option<f64> {
    let (mut xx, mut yy, mut xy) = (0.0, 0.0, 0.0);
    for version in versions {
        let (one, two, both) = version.about_means();
        (xx, yy, xy) = (xx + one, yy + two, xy + both);
    }
    // What is nothing but rounding is nothing.
    let some = xx > 1e-9 && yy > 1e-9;
    some.then(|| (xy / (xx * yy).sqrt()).clamp(-1.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many of 1,000 students had each pattern of five right and wrong answers, 00000 first and 11111 last: the Law School
    /// Admission Test, sections 6 and 7. Bock & Lieberman, *Psychometrika* 35 (1970), 179-197.
    const SECTIONS: [[i64; 32]; 2] = [
        [3, 6, 2, 11, 1, 1, 3, 4, 1, 8, 0, 16, 0, 3, 2, 15, 10, 29, 14, 81, 3, 28, 15, 80, 16, 56, 21, 173, 11, 61, 28, 298],
        [12, 19, 1, 7, 3, 19, 3, 17, 10, 5, 3, 7, 7, 23, 8, 28, 7, 39, 11, 34, 14, 51, 15, 90, 6, 25, 7, 35, 18, 136, 32, 308],
    ];

    /// What `itemstats` of the R package mirt (Chalmers, *Journal of Statistical Software* 48, 6) prints of them in its manual, under
    /// LSAT6 and LSAT7, as `mean` and `total.r_if_rm`.
    const PUBLISHED: [[(f64, f64); 5]; 2] = [
        [(0.924, 0.113), (0.709, 0.153), (0.553, 0.173), (0.763, 0.144), (0.870, 0.122)],
        [(0.828, 0.246), (0.658, 0.247), (0.772, 0.313), (0.606, 0.223), (0.843, 0.175)],
    ];

    fn moments(patterns: &[i64; 32], item: usize) -> Moments {
        let mut moments = Moments::default();
        for (pattern, students) in patterns.iter().enumerate() {
            let right = pattern >> (4 - item) & 1;
            let (n, rest) = (*students as f64, f64::from(pattern.count_ones() - right as u32));
            moments.add(n, right as f64, (n * rest, n * rest * rest));
        }
        moments
    }

    #[test]
    fn published_figures_are_found_again() {
        for (patterns, published) in SECTIONS.iter().zip(PUBLISHED) {
            for (item, (facility, corrected)) in published.into_iter().enumerate() {
                let moments = moments(patterns, item);
                assert!((moments.x / moments.n - facility).abs() < 5e-4);
                let found = discrimination([moments]).unwrap();
                assert!((found - corrected).abs() < 5e-4, "{found} instead of {corrected}");
            }
        }
    }

    #[test]
    fn versions_are_compared_each_with_itself() {
        let section = moments(&SECTIONS[0], 2);
        // The same answers beside easier questions: each student has one point more in the rest.
        let mut easier = Moments { y: section.y + section.n, yy: section.yy + 2.0 * section.y + section.n, ..section };
        easier.xy += section.x;
        let (one, both) = (discrimination([section]).unwrap(), discrimination([section, easier]).unwrap());
        assert!((one - both).abs() < 1e-12);
    }

    #[test]
    fn where_all_are_equal_there_is_none() {
        let mut same = Moments::default();
        same.add(7.0, 1.0 / 3.0, (7.0 * 0.1, 7.0 * 0.01));
        assert_eq!((discrimination([same]), discrimination([])), (None, None));
    }
}
