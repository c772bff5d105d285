//! Saving a run of a simulator: those who study the unit, and nobody else.

use super::{Prepared, Subject};
use crate::{learning::runs::prepared, stage::Stage};

pub fn subject() -> Subject {
    let places = |_: &crate::stage::School| vec![("{module}", "on-sums".to_owned()), ("{unit}", "fees".to_owned())];
    Subject { table: TABLE, places, form: |_| vec![("simulator", "1:fee")], prepare }
}

fn prepare(stage: &Stage) -> Prepared<'_> {
    Box::pin(prepared(stage))
}

const TABLE: &str = "
                                   anonymous  student  elsewhere  faculty  colleague  unproven  staff   administrator
POST /learn/{module}/{unit}/runs   over       done     hidden     hidden   hidden     hidden    hidden  hidden
";
