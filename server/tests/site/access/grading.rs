//! Grading: the faculty of the module in this cohort, and nobody else; gradebooks for them and for staff; students read their own alone.

use super::{Prepared, Subject};
use crate::{
    grading::{HAND_IN, released},
    stage::Stage,
};

pub fn subject() -> Subject {
    let places = |_: &crate::stage::School| {
        vec![
            ("{cohort}", "2027".to_owned()),
            ("{module}", "on-plans".to_owned()),
            ("{unit}", "plan".to_owned()),
            ("{hand_in}", HAND_IN.to_owned()),
        ]
    };
    Subject { table: TABLE, places, form: |_| Vec::new(), prepare }
}

fn prepare(stage: &Stage) -> Prepared<'_> {
    Box::pin(released(stage))
}

// This one was handed in by no team, so there are no peers to rate; that those of a team find them is in `grading.rs`.
const TABLE: &str = "
                                                                       anonymous  student  elsewhere  faculty  colleague  unproven  staff   administrator
GET  /teaching/{cohort}/{module}/assignments/{unit}                    sign-in    hidden   hidden     page     hidden     factor    hidden  hidden
POST /teaching/{cohort}/{module}/assignments/{unit}/release            over       hidden   hidden     done     hidden     factor    hidden  hidden
GET  /teaching/{cohort}/{module}/assignments/{unit}/hand-ins/{hand_in} sign-in    hidden   hidden     page     hidden     factor    hidden  hidden
POST /teaching/{cohort}/{module}/assignments/{unit}/hand-ins/{hand_in} over       hidden   hidden     page     hidden     factor    hidden  hidden
GET  /teaching/{cohort}/{module}/grades                                sign-in    hidden   hidden     page     hidden     factor    hidden  hidden
GET  /teaching/{cohort}/{module}/grades.csv                            sign-in    hidden   hidden     file     hidden     factor    hidden  hidden
GET  /cohorts/{cohort}/grades                                          sign-in    hidden   hidden     hidden   hidden     factor    page    page
GET  /cohorts/{cohort}/grades.csv                                      sign-in    hidden   hidden     hidden   hidden     factor    file    file
GET  /grades                                                           sign-in    page     page       hidden   hidden     hidden    hidden  hidden
GET  /learn/{module}/{unit}/feedback                                   sign-in    page     hidden     hidden   hidden     hidden    hidden  hidden
GET  /learn/{module}/{unit}/peers                                      sign-in    hidden   hidden     hidden   hidden     hidden    hidden  hidden
POST /learn/{module}/{unit}/peers                                      over       hidden   hidden     hidden   hidden     hidden    hidden  hidden
";
