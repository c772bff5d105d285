//! How sure a student says they are of an answer.

crate::words! {
    /// How sure a student says they are of an answer. It is asked where the quiz' author wishes, may be left open, and never counts.
    pub enum Confidence {
        /// They chose something.
        Guess = "guess",
        /// They think so, and might be wrong.
        Fair = "fair",
        /// They have no doubt.
        Certain = "certain",
    }
}

impl Confidence {
    /// What students choose.
    pub fn label(self) -> &'static str {
        match self {
            Self::Guess => "A guess",
            Self::Fair => "Fairly sure",
            Self::Certain => "Certain",
        }
    }
}
