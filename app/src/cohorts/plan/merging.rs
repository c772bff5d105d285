//! What somebody typed, on top of what somebody else released meanwhile: what they changed stays theirs, all else is what is in force.

use super::{BlackoutRow, Draft, ModuleRow, ResidencyRow, Rest, UnitRow};

/// What can be put together from three: what both began with, the other's, and one's own.
trait Merge: Clone + PartialEq {
    fn merged(base: &Self, theirs: &Self, own: &Self) -> Self;
}

impl Merge for String {
    fn merged(base: &Self, theirs: &Self, own: &Self) -> Self {
        if own == base { theirs.clone() } else { own.clone() }
    }
}

/// Rows: one by one where they are as many in all three, otherwise all of whoever changed them; own ones if both did.
impl<R: Merge> Merge for Vec<R> {
    fn merged(base: &Self, theirs: &Self, own: &Self) -> Self {
        if own == base {
            return theirs.clone();
        }
        if base.len() != theirs.len() || base.len() != own.len() {
            return own.clone();
        }
        base.iter().zip(theirs).zip(own).map(|((base, theirs), own)| R::merged(base, theirs, own)).collect()
    }
}

/// Merges field by field.
macro_rules! merge {
    ($($row:ident { $($field:ident),+ })+) => {$(
        impl Merge for $row {
            fn merged(base: &Self, theirs: &Self, own: &Self) -> Self {
                Self { $($field: Merge::merged(&base.$field, &theirs.$field, &own.$field)),+ }
            }
        }
    )+};
}

merge! {
    ResidencyRow { title, place, days, first_day }
    ModuleRow { slug, opens, due, units }
    UnitRow { slug, due }
    BlackoutRow { title, first, last }
    Rest { end, opens_at, due_at, hours, units_percent, residencies_asked, more }
    Draft { residencies, modules, blackouts, rest }
}

impl Draft {
    /// What was typed from a base, on top of what was released from it meanwhile.
    #[must_use]
    pub fn on_top_of(&self, base: &Self, theirs: &Self) -> Self {
        Self::merged(base, theirs, self)
    }
}
