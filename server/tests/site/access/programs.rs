//! Programs, and the calendars released from them: for who runs the program.

use super::{Subject, as_it_is};
use crate::stage::School;

pub fn subject() -> Subject {
    Subject { table: TABLE, places, form: |_| Vec::new(), prepare: as_it_is }
}

fn places(_: &School) -> Vec<(&'static str, String)> {
    vec![("{cohort}", "2027".into()), ("{program}", "mmm".into()), ("{number}", "1".into())]
}

// These cohorts were never released: there is no release to be read.
const TABLE: &str = "
                                                 anonymous student elsewhere faculty colleague unproven staff   administrator
GET  /programs                                   sign-in   hidden  hidden    hidden  hidden    factor   page    page
GET  /programs/new                               sign-in   hidden  hidden    hidden  hidden    factor   page    page
POST /programs                                   over      hidden  hidden    hidden  hidden    factor   invalid invalid
GET  /programs/{program}                         sign-in   hidden  hidden    hidden  hidden    factor   page    page
POST /programs/{program}                         over      hidden  hidden    hidden  hidden    factor   invalid invalid
GET  /programs/{program}/cohorts/new             sign-in   hidden  hidden    hidden  hidden    factor   page    page
POST /programs/{program}/cohorts                 over      hidden  hidden    hidden  hidden    factor   invalid invalid
GET  /cohorts/{cohort}/calendar/edit             sign-in   hidden  hidden    hidden  hidden    factor   page    page
POST /cohorts/{cohort}/calendar/preview          over      hidden  hidden    hidden  hidden    factor   invalid invalid
GET  /cohorts/{cohort}/calendar/releases         sign-in   hidden  hidden    hidden  hidden    factor   page    page
POST /cohorts/{cohort}/calendar/releases         over      hidden  hidden    hidden  hidden    factor   invalid invalid
GET  /cohorts/{cohort}/calendar/releases/{number} sign-in  hidden  hidden    hidden  hidden    factor   hidden  hidden
";
