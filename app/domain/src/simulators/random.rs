//! Random numbers from a seed, the same on every machine.
//!
//! The generator is xoshiro256++ 1.0 (D. Blackman and S. Vigna, "Scrambled linear pseudorandom number generators", ACM Trans. Math. Softw.
//! 47:36, 2021), its state filled from the seed by SplitMix64 as its authors recommend. Not for secrets.

/// A generator: the same seed gives the same numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Random {
    state: [u64; 4],
}

/// SplitMix64's step: the golden ratio in 64 bits.
const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// SplitMix64's finalizer (Steele, Lea and Flood 2014).
fn mixed(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

impl Random {
    /// A generator from a seed; every seed will do, 0 included.
    pub fn seeded(seed: u64) -> Self {
        let mut counter = seed;
        let state = std::array::from_fn(|_| {
            counter = counter.wrapping_add(GOLDEN);
            mixed(counter)
        });
        Self { state }
    }

    /// The generator of one draw of a run: what a draw gets depends on the seed and its number alone, so that draws can be made in any
    /// order and in chunks.
    pub fn of_draw(seed: u64, draw: u64) -> Self {
        Self::seeded(mixed(mixed(seed.wrapping_add(GOLDEN)) ^ draw))
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        let [a, b, c, d] = self.state;
        let result = a.wrapping_add(d).rotate_left(23).wrapping_add(a);
        let (c, d) = (c ^ a, d ^ b);
        self.state = [a ^ d, b ^ c, c ^ (b << 17), d.rotate_left(45)];
        result
    }

    /// Uniform in [0, 1): the upper 53 bits.
    pub fn uniform(&mut self) -> f64 {
        let upper = self.bits() >> 11;
        // Exact: each half fits in an f64 without rounding, and so does their sum.
        let (high, low) = ((upper >> 32) & 0x1f_ffff, upper & 0xffff_ffff);
        let [high, low] = [high, low].map(|half| u32::try_from(half).map_or(0.0, f64::from));
        (high * 4_294_967_296.0 + low) / 9_007_199_254_740_992.0
    }

    /// Uniform in (0, 1): never 0, for logarithms.
    pub fn uniform_open(&mut self) -> f64 {
        // The least step of `uniform` is 2^-53; half a step up keeps 0 out, and rounding to even keeps 1 out of all but the last step.
        (self.uniform() + f64::EPSILON / 4.0).min(1.0 - f64::EPSILON / 2.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_first_numbers_are_those_of_the_authors_code() {
        // State 1, 2, 3, 4 in the reference C code, as in the tests of the crate `rand_xoshiro`.
        let mut random = Random { state: [1, 2, 3, 4] };
        let first: Vec<u64> = (0..4).map(|_| random.bits()).collect();
        assert_eq!(first, [41_943_041, 58_720_359, 3_588_806_011_781_223, 3_591_011_842_654_386]);
    }

    #[test]
    fn the_seed_0_is_filled_by_split_mix() {
        assert_eq!(Random::seeded(0).state[..2], [0xe220_a839_7b1d_cdaf, 0x6e78_9e6a_a1b9_65f4]);
    }

    proptest! {
        #[test]
        fn uniform_numbers_stay_in_their_interval(seed: u64) {
            let mut random = Random::seeded(seed);
            for _ in 0..100 {
                prop_assert!((0.0..1.0).contains(&random.uniform()));
                let open = random.uniform_open();
                prop_assert!(open > 0.0 && open < 1.0);
            }
        }

        #[test]
        fn draws_of_a_seed_differ(seed: u64, draw in 0u64..1_000_000) {
            prop_assert_ne!(Random::of_draw(seed, draw), Random::of_draw(seed, draw + 1));
        }
    }
}
