//! Who was there: staff and whoever holds a session call its roll; staff correct and decide; students see their own.

use super::{Prepared, Subject};
use crate::{residencies::presence::SESSION, stage::Stage};

pub fn subject() -> Subject {
    let places = |school: &crate::stage::School| {
        vec![
            ("{cohort}", "2027".to_owned()),
            ("{number}", "1".to_owned()),
            ("{session}", SESSION.to_owned()),
            ("{enrollment}", school.amaras_place.to_string()),
            ("{code}", "AAAAAAAAAA".to_owned()),
            // Nobody's.
            ("{make_up}", "01900000-0000-7000-8000-000000000001".to_owned()),
        ]
    };
    Subject { table: TABLE, places, form: |_| Vec::new(), prepare }
}

fn prepare(stage: &Stage) -> Prepared<'_> {
    Box::pin(async { drop(crate::residencies::presence::begun(stage).await) })
}

// Marks that are no JSON are malformed (400); a code of no room is said to be none, on the page for typing it (422).
const TABLE: &str = "
                                                                                                       anonymous  student  elsewhere  faculty  colleague  unproven  staff    administrator
GET  /cohorts/{cohort}/residencies/{number}/presence                                                   sign-in    hidden   hidden     hidden   hidden     factor    page     page
GET  /cohorts/{cohort}/residencies/{number}/presence.csv                                               sign-in    hidden   hidden     hidden   hidden     factor    file     file
GET  /cohorts/{cohort}/residencies/{number}/make-ups/{make_up}                                         sign-in    hidden   hidden     hidden   hidden     factor    hidden   hidden
POST /cohorts/{cohort}/residencies/{number}/make-ups/{make_up}/decision                                over       hidden   hidden     hidden   hidden     factor    hidden   hidden
GET  /cohorts/{cohort}/residencies/{number}/sessions/{session}/roll                                    sign-in    hidden   hidden     page     hidden     factor    page     page
POST /cohorts/{cohort}/residencies/{number}/sessions/{session}/roll                                    over       hidden   hidden     done     hidden     factor    done     done
POST /cohorts/{cohort}/residencies/{number}/sessions/{session}/scans                                   over       hidden   hidden     invalid  hidden     factor    invalid  invalid
POST /cohorts/{cohort}/residencies/{number}/sessions/{session}/marks                                   over       hidden   hidden     400      hidden     factor    400      400
GET  /cohorts/{cohort}/residencies/{number}/sessions/{session}/door                                    sign-in    hidden   hidden     page     hidden     factor    page     page
GET  /cohorts/{cohort}/residencies/{number}/sessions/{session}/students/{enrollment}                   sign-in    hidden   hidden     hidden   hidden     factor    page     page
POST /cohorts/{cohort}/residencies/{number}/sessions/{session}/students/{enrollment}/corrections       over       hidden   hidden     hidden   hidden     factor    invalid  invalid
GET  /check-in                                                                                         sign-in    page     page       hidden   hidden     hidden    hidden   hidden
POST /check-in                                                                                         over       invalid  invalid    hidden   hidden     hidden    hidden   hidden
GET  /check-in/{code}                                                                                  sign-in    invalid  invalid    hidden   hidden     hidden    hidden   hidden
POST /check-in/{code}                                                                                  over       invalid  invalid    hidden   hidden     hidden    hidden   hidden
GET  /me/code                                                                                          sign-in    page     page       hidden   hidden     hidden    hidden   hidden
POST /me/code                                                                                          over       done     done       hidden   hidden     hidden    hidden   hidden
GET  /attendance                                                                                       sign-in    page     page       hidden   hidden     hidden    hidden   hidden
GET  /attendance/make-ups/{make_up}                                                                    sign-in    hidden   hidden     hidden   hidden     hidden    hidden   hidden
POST /attendance/make-ups/{make_up}                                                                    over       hidden   hidden     hidden   hidden     hidden    hidden   hidden
POST /attendance/make-ups/{make_up}/draft                                                              over       hidden   hidden     hidden   hidden     hidden    hidden   hidden
";
