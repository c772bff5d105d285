//! Field of forces.

simulate::simulator!(change::force_field);
