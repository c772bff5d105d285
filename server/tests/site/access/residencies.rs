//! The days in person: what staff prepare.

use super::{Prepared, Subject};
use crate::stage::Stage;

pub fn subject() -> Subject {
    Subject { table: TABLE, places: |_| vec![("{cohort}", "2027".to_owned()), ("{number}", "1".to_owned())], form: |_| Vec::new(), prepare }
}

fn prepare(stage: &Stage) -> Prepared<'_> {
    Box::pin(async { drop(stage.residency().await) })
}

const TABLE: &str = "
                                              anonymous  student  elsewhere  faculty  colleague  unproven  staff   administrator
GET  /cohorts/{cohort}/residencies            sign-in    hidden   hidden     hidden   hidden     factor    page    page
GET  /cohorts/{cohort}/residencies/{number}   sign-in    hidden   hidden     hidden   hidden     factor    page    page
";
