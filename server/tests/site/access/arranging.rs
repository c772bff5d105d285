//! Letting a residency be arranged: only who runs the program, as they draft it.

use super::{Prepared, Subject};
use crate::stage::Stage;

pub fn subject() -> Subject {
    let places = |_: &crate::stage::School| vec![("{cohort}", "2027".to_owned()), ("{number}", "1".to_owned())];
    // A run that nobody asked for: it can be stopped and left, for nothing is done by that, and not taken over.
    let form = |_: &str| vec![("id", "01900000-0000-7000-8000-00000000000a")];
    Subject { table: TABLE, places, form, prepare }
}

fn prepare(stage: &Stage) -> Prepared<'_> {
    Box::pin(async { drop(stage.residency().await) })
}

const TABLE: &str = "
                                                                           anonymous  student  elsewhere  faculty  colleague  unproven  staff    administrator
GET  /cohorts/{cohort}/residencies/{number}/arrangement                    sign-in    hidden   hidden     hidden   hidden     factor    page     page
POST /cohorts/{cohort}/residencies/{number}/arrangement                    over       hidden   hidden     hidden   hidden     factor    invalid  invalid
POST /cohorts/{cohort}/residencies/{number}/arrangement/cancellation       over       hidden   hidden     hidden   hidden     factor    done     done
POST /cohorts/{cohort}/residencies/{number}/arrangement/acceptance         over       hidden   hidden     hidden   hidden     factor    409      409
POST /cohorts/{cohort}/residencies/{number}/arrangement/dismissal          over       hidden   hidden     hidden   hidden     factor    done     done
";
