//! Busy times: one's own, those of a cohort without names, and days away for everybody.

use super::{Prepared, Subject};
use crate::stage::Stage;

pub fn subject() -> Subject {
    let places = |_: &crate::stage::School| {
        vec![
            ("{cohort}", "2027".to_owned()),
            ("{number}", "1".to_owned()),
            // Nobody's.
            ("{source}", "01900000-0000-7000-8000-000000000003".to_owned()),
        ]
    };
    Subject { table: TABLE, places, form, prepare }
}

fn form(route: &str) -> Vec<(&'static str, &'static str)> {
    match route {
        "POST /conflicts/scheduler" => vec![("kind", "notice"), ("notice", "60")],
        "POST /busy/addresses" => vec![("address", "https://calendar.example/call.ics")],
        "POST /busy/days" => vec![("from", "2027-03-01")],
        _ => Vec::new(),
    }
}

fn prepare(stage: &Stage) -> Prepared<'_> {
    Box::pin(async { drop(stage.residency().await) })
}

const TABLE: &str = "
                                      anonymous  student  elsewhere  faculty  colleague  unproven  staff    administrator
GET  /busy                            sign-in    page     page       page     page       factor    page     page
POST /busy/addresses                  over       done     done       done     done       factor    done     done
POST /busy/files                      over       invalid  invalid    invalid  invalid    factor    invalid  invalid
POST /busy/days                       over       done     done       done     done       factor    done     done
POST /busy/{source}/removal           over       hidden   hidden     hidden   hidden     factor    hidden   hidden
GET  /conflicts                       sign-in    page     page       hidden   hidden     hidden    hidden   hidden
POST /conflicts/scheduler             over       done     done       hidden   hidden     hidden    hidden   hidden
GET  /conflicts/request/{number}      sign-in    page     hidden     hidden   hidden     hidden    hidden   hidden
GET  /cohorts/{cohort}/busy           sign-in    hidden   hidden     hidden   hidden     factor    page     page
GET  /cohorts/{cohort}/dates          sign-in    hidden   hidden     hidden   hidden     factor    page     page
GET  /days-away                       page       page     page       page     page       page      page     page
POST /days-away                       invalid    invalid  invalid    invalid  invalid    invalid   invalid  invalid
";
