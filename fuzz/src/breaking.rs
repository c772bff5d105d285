//! Breaks inputs: takes one that is known, or two, and changes something of it a few times.

use rand::{Rng, SeedableRng, rngs::StdRng};

/// Bytes that mean something in one of the formats, or are broken UTF-8.
const SPECIAL: &[u8] = b"{}~=#:\\<>&;[]()$*_`|\"'%!-./@ \n\r\t\0\xff\xc3\xef";

pub struct Breaker(StdRng);

impl Breaker {
    pub fn new(seed: u64) -> Self {
        Self(StdRng::seed_from_u64(seed))
    }

    /// One of the inputs, broken; at most so long.
    pub fn broken(&mut self, inputs: &[Vec<u8>], longest: usize) -> Vec<u8> {
        let mut input = self.one(inputs).clone();
        for _ in 0..self.0.random_range(1..=6) {
            match self.0.random_range(0..6) {
                0 => self.change(&mut input),
                1 => self.insert(&mut input),
                2 => drop(input.drain(self.range(input.len()))),
                3 => self.repeat(&mut input),
                4 => self.mix(&mut input, inputs),
                _ => self.swap(&mut input),
            }
            input.truncate(longest);
        }
        input
    }

    fn one<'a>(&mut self, inputs: &'a [Vec<u8>]) -> &'a Vec<u8> {
        &inputs[self.0.random_range(0..inputs.len())]
    }

    /// A piece of something so long: mostly a short one.
    fn range(&mut self, length: usize) -> std::ops::Range<usize> {
        let start = self.0.random_range(0..=length);
        let most = if self.0.random_ratio(1, 4) { length - start } else { (length - start).min(12) };
        start..start + self.0.random_range(0..=most)
    }

    fn change(&mut self, input: &mut [u8]) {
        if !input.is_empty() {
            let at = self.0.random_range(0..input.len());
            input[at] = if self.0.random() { SPECIAL[self.0.random_range(0..SPECIAL.len())] } else { self.0.random() };
        }
    }

    fn insert(&mut self, input: &mut Vec<u8>) {
        let at = self.0.random_range(0..=input.len());
        input.insert(at, SPECIAL[self.0.random_range(0..SPECIAL.len())]);
    }

    fn repeat(&mut self, input: &mut Vec<u8>) {
        let range = self.range(input.len());
        let times = if self.0.random_ratio(1, 10) { 500 } else { self.0.random_range(1..4) };
        let (at, piece) = (range.end, input[range].repeat(times));
        input.splice(at..at, piece);
    }

    fn mix(&mut self, input: &mut Vec<u8>, inputs: &[Vec<u8>]) {
        let other = self.one(inputs);
        let piece = other[self.range(other.len())].to_vec();
        let place = self.range(input.len());
        input.splice(place, piece);
    }

    fn swap(&mut self, input: &mut Vec<u8>) {
        let range = self.range(input.len());
        let piece: Vec<u8> = input.drain(range).collect();
        let at = self.0.random_range(0..=input.len());
        input.splice(at..at, piece);
    }
}
