//! Markov cohort model.

simulate::simulator!(markov, draws);
