//! Failure modes and effects.

simulate::simulator!(fmea);
