//! What Medicare pays for one service under the physician fee schedule.

use super::super::Result;
use super::super::amounts::amount;

/// A service in a place. Source: CMS, Medicare Physician Fee Schedule (42 CFR 414.22 and 414.26).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MedicareFee {
    /// Work RVUs of the service.
    pub work: f64,
    /// Practice-expense RVUs.
    pub practice: f64,
    /// Malpractice RVUs.
    pub malpractice: f64,
    /// Geographic index of work; 1 is the national average.
    pub work_index: f64,
    /// Geographic index of practice expense.
    pub practice_index: f64,
    /// Geographic index of malpractice.
    pub malpractice_index: f64,
    /// Conversion factor of the year: dollars per RVU.
    pub conversion_factor: f64,
}

/// Dollars for one service: `(work × index + practice × index + malpractice × index) × conversion factor`, not rounded.
///
/// # Errors
/// Numbers that are negative or not finite.
pub fn medicare_payment(fee: &MedicareFee) -> Result<f64> {
    let work = amount("work", fee.work)? * amount("work_index", fee.work_index)?;
    let practice = amount("practice", fee.practice)? * amount("practice_index", fee.practice_index)?;
    let malpractice = amount("malpractice", fee.malpractice)? * amount("malpractice_index", fee.malpractice_index)?;
    Ok((work + practice + malpractice) * amount("conversion_factor", fee.conversion_factor)?)
}
