//! Modules: for those who teach them, in whatever cohort, and for staff whose program has them.

use super::{Subject, as_it_is};

pub fn subject() -> Subject {
    Subject { table: TABLE, places: |_| vec![("{module}", "on-rounds".to_owned())], form: |_| Vec::new(), prepare: as_it_is }
}

const TABLE: &str = "
                                 anonymous  student  elsewhere  faculty  colleague  unproven  staff  administrator
GET  /modules/{module}/versions  sign-in    hidden   hidden     page     page       factor    page   page
GET  /modules/{module}/results   sign-in    hidden   hidden     page     page       factor    page   page
";
