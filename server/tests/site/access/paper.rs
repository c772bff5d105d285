//! Paper for a residency: for staff who run its program.

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
GET  /cohorts/{cohort}/residencies/{number}/paper               sign-in    hidden   hidden     hidden   hidden     factor    page    page
GET  /cohorts/{cohort}/residencies/{number}/paper/run-of-show   sign-in    hidden   hidden     hidden   hidden     factor    page    page
GET  /cohorts/{cohort}/residencies/{number}/paper/sign-in       sign-in    hidden   hidden     hidden   hidden     factor    page    page
GET  /cohorts/{cohort}/residencies/{number}/paper/badges        sign-in    hidden   hidden     hidden   hidden     factor    page    page
GET  /cohorts/{cohort}/residencies/{number}/paper/meals         sign-in    hidden   hidden     hidden   hidden     factor    page    page
";
