//! Who comes: staff of the program ask and see, students answer for themselves; faculty never see what anybody needs.

use super::{Prepared, Subject};
use crate::{residencies::stays, stage::Stage};

pub fn subject() -> Subject {
    let places = |school: &crate::stage::School| {
        vec![("{cohort}", "2027".to_owned()), ("{number}", "1".to_owned()), ("{enrollment}", school.amaras_place.to_string())]
    };
    Subject { table: TABLE, places, form, prepare }
}

fn prepare(stage: &Stage) -> Prepared<'_> {
    Box::pin(async { drop(stays(stage).await) })
}

fn form(route: &str) -> Vec<(&'static str, &'static str)> {
    match route {
        route if route.ends_with("/coming/round") => {
            vec![("answer_by", "2027-01-30"), ("logistics_until", "2027-02-05"), ("erase_after", "14")]
        }
        route if route.ends_with("/answer") => vec![("answer", "yes"), ("reason", "Told me on the phone")],
        _ => Vec::new(),
    }
}

// The question is taken back once: the administrator comes too late.
const TABLE: &str = "
                                                                          anonymous  student  elsewhere  faculty  colleague  unproven  staff    administrator
GET  /cohorts/{cohort}/residencies/{number}/coming                        sign-in    hidden   hidden     hidden   hidden     factor    page     page
GET  /cohorts/{cohort}/residencies/{number}/coming.csv                    sign-in    hidden   hidden     hidden   hidden     factor    file     file
POST /cohorts/{cohort}/residencies/{number}/coming/round                  over       hidden   hidden     hidden   hidden     factor    done     done
POST /cohorts/{cohort}/residencies/{number}/coming/reminder               over       hidden   hidden     hidden   hidden     factor    done     done
POST /cohorts/{cohort}/residencies/{number}/coming/withdrawal             over       hidden   hidden     hidden   hidden     factor    done     hidden
GET  /cohorts/{cohort}/residencies/{number}/coming/{enrollment}           sign-in    hidden   hidden     hidden   hidden     factor    page     page
POST /cohorts/{cohort}/residencies/{number}/coming/{enrollment}/answer    over       hidden   hidden     hidden   hidden     factor    done     done
GET  /cohorts/{cohort}/residencies/{number}/logistics                     sign-in    hidden   hidden     hidden   hidden     factor    page     page
GET  /cohorts/{cohort}/residencies/{number}/logistics/people              sign-in    hidden   hidden     hidden   hidden     factor    page     page
GET  /cohorts/{cohort}/residencies/{number}/logistics.csv                 sign-in    hidden   hidden     hidden   hidden     factor    file     file
GET  /residencies/{number}/answer                                         sign-in    page     hidden     hidden   hidden     hidden    hidden   hidden
POST /residencies/{number}/answer                                         over       done     hidden     hidden   hidden     hidden    hidden   hidden
GET  /residencies/{number}/logistics                                      sign-in    page     hidden     hidden   hidden     hidden    hidden   hidden
POST /residencies/{number}/logistics                                      over       invalid  hidden     hidden   hidden     hidden    hidden   hidden
POST /residencies/{number}/logistics/erasure                              over       done     hidden     hidden   hidden     hidden    hidden   hidden
";
