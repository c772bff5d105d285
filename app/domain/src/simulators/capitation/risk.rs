//! Risk scores as CMS builds them for Medicare Advantage: factors after hierarchies, then normalization and the coding adjustment.
//!
//! Source: CMS, Advance Notice and Rate Announcement, CMS-HCC risk adjustment; the factors themselves are inputs, for they change yearly.
//! CMS rounds to three decimals after each step; here nothing is rounded.

use super::super::amounts::{length, number, positive, share};
use super::super::{Refused, Result};

/// A diagnosis group with its factor.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// "HCC18".
    pub code: String,
    /// What it adds to the score.
    pub factor: f64,
}

/// A more severe group that makes milder ones of the same disease not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hierarchy {
    /// The severe group: "HCC17".
    pub above: String,
    /// Groups that do not count when it is present: "HCC18", "HCC19".
    pub below: Vec<String>,
}

/// What a member's score is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct RiskFactors {
    /// Factor of age, sex, and eligibility.
    pub demographic: f64,
    /// Conditions of the member (and interactions, as codes of their own).
    pub conditions: Vec<Condition>,
    /// Hierarchies among the conditions.
    pub hierarchies: Vec<Hierarchy>,
    /// What the raw score is divided by so that the average stays 1 as coding grows over the years; 1 is none.
    pub normalization: f64,
    /// Coding-intensity adjustment: share by which the normalized score is lowered (0.059 is the statutory least for Medicare Advantage).
    pub coding_adjustment: f64,
}

/// A risk score, step by step.
#[derive(Clone, Debug, PartialEq)]
pub struct RiskScore {
    /// Demographic factor plus the conditions that count.
    pub raw: f64,
    /// Raw score divided by the normalization factor.
    pub normalized: f64,
    /// What is paid on: normalized × (1 − coding adjustment).
    pub payment: f64,
    /// Codes that a hierarchy (or a repetition) left out.
    pub left_out: Vec<String>,
}

/// Adds up a member's risk score. A condition that is named twice counts once.
///
/// # Errors
/// Numbers that are not finite, a normalization that is not positive, more than 200 conditions or hierarchies, and a total that is not
/// positive.
pub fn risk_score(factors: &RiskFactors) -> Result<RiskScore> {
    length("conditions", &factors.conditions, 0, 200)?;
    length("hierarchies", &factors.hierarchies, 0, 200)?;
    let mut raw = number("demographic", factors.demographic)?;
    let mut left_out = Vec::new();
    for (place, condition) in factors.conditions.iter().enumerate() {
        let factor = number(&format!("conditions.{place}.factor"), condition.factor)?;
        let repeated = factors.conditions[..place].iter().any(|earlier| earlier.code == condition.code);
        if repeated || trumped(factors, &condition.code) {
            left_out.push(condition.code.clone());
        } else {
            raw += factor;
        }
    }
    if raw <= 0.0 {
        return Err(Refused::new("demographic", "The factors add up to nothing: enter a demographic factor above zero."));
    }
    let normalized = raw / positive("normalization", factors.normalization)?;
    let payment = normalized * (1.0 - share("coding_adjustment", factors.coding_adjustment)?);
    Ok(RiskScore { raw, normalized, payment, left_out })
}

fn trumped(factors: &RiskFactors, code: &str) -> bool {
    factors.hierarchies.iter().any(|hierarchy| {
        hierarchy.above != code
            && hierarchy.below.iter().any(|below| below == code)
            && factors.conditions.iter().any(|condition| condition.code == hierarchy.above)
    })
}
