//! attending
fn main() {}
