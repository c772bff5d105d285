//! Distributions drawn from uniform numbers.
//!
//! Normal by G. Marsaglia's polar method (G. Marsaglia and T. Bray, SIAM Rev 1964;6:260-264), which needs no sine or cosine; gamma by G. Marsaglia and W. Tsang ("A simple method for generating
//! gamma variables", ACM Trans. Math. Softw. 2000;26:363-372), below shape 1 with their factor `U^(1/shape)`.

use super::random::Random;

/// Tries of a rejection that succeeds 78 times in 100 or more: that all fail does not happen, but no loop is without an end.
const TRIES: usize = 1000;

/// An exponential time over its mean.
pub(super) fn exponential(random: &mut Random) -> f64 {
    -random.uniform_open().ln()
}

/// A standard normal value, one of the pair.
pub(super) fn normal(random: &mut Random) -> f64 {
    for _ in 0..TRIES {
        let (x, y) = (2.0 * random.uniform() - 1.0, 2.0 * random.uniform() - 1.0);
        let square = x * x + y * y;
        if square > 0.0 && square < 1.0 {
            return x * (-2.0 * square.ln() / square).sqrt();
        }
    }
    0.0
}

/// A gamma distribution with scale 1, ready to be drawn from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct StandardGamma {
    /// Marsaglia and Tsang's d and c.
    d: f64,
    c: f64,
    /// `1/shape` below shape 1, else 0.
    root: f64,
}

impl StandardGamma {
    /// Of a shape above 0.
    pub fn new(shape: f64) -> Self {
        let root = if shape < 1.0 { 1.0 / shape } else { 0.0 };
        let d = if shape < 1.0 { shape + 1.0 } else { shape } - 1.0 / 3.0;
        Self { d, c: 1.0 / (9.0 * d).sqrt(), root }
    }

    /// A draw.
    pub fn draw(&self, random: &mut Random) -> f64 {
        self.draw_ln(random).exp()
    }

    /// The logarithm of a draw: of a small shape it is exact where the draw itself would be 0.
    pub fn draw_ln(&self, random: &mut Random) -> f64 {
        let mut ln_v = 0.0;
        for _ in 0..TRIES {
            let x = normal(random);
            let cube_root = 1.0 + self.c * x;
            let ln_u = random.uniform_open().ln();
            if cube_root > 0.0 {
                let ln = 3.0 * cube_root.ln();
                if ln_u < 0.5 * x * x + self.d * (1.0 - cube_root.powi(3) + ln) {
                    ln_v = ln;
                    break;
                }
            }
        }
        let factor = if self.root > 0.0 { random.uniform_open().ln() * self.root } else { 0.0 };
        self.d.ln() + ln_v + factor
    }
}
