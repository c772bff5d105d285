//! How people stand in a cohort, who teaches it, who runs its program: for its staff. One's own place is one's own.

use super::{Subject, as_it_is};
use crate::stage::School;

pub fn subject() -> Subject {
    Subject { table: TABLE, places, form, prepare: as_it_is }
}

fn places(school: &School) -> Vec<(&'static str, String)> {
    vec![
        ("{cohort}", "2027".into()),
        ("{program}", "mmm".into()),
        ("{enrollment}", school.amaras_place.to_string()),
        ("{teaching}", school.teaching.to_string()),
        ("{import}", school.roster.to_string()),
        ("{person}", school.omar.to_string()),
    ]
}

fn form(route: &str) -> Vec<(&'static str, &'static str)> {
    match route {
        "POST /cohorts/{cohort}/students/{enrollment}/place" | "POST /cohorts/{cohort}/students/{enrollment}/transfer" => {
            vec![("from", "enrolled")]
        }
        "POST /cohorts/{cohort}/imports/{import}/application" => {
            vec![("expected", "{\"new\":9,\"changed\":0,\"unchanged\":0,\"refused\":0,\"leaving\":0,\"members\":0}")]
        }
        _ => Vec::new(),
    }
}

// Amara is invited again, for she has no password on this stage. What staff throw away or remove, the administrator no longer finds.
const TABLE: &str = "
                                                               anonymous student elsewhere faculty colleague unproven staff   administrator
GET  /places                                                   sign-in   page    page      page    page      page     page    page
POST /places/{enrollment}/acceptance                           over      done    hidden    hidden  hidden    hidden   hidden  hidden
GET  /cohorts/{cohort}/students/{enrollment}/place             sign-in   hidden  hidden    hidden  hidden    factor   page    page
POST /cohorts/{cohort}/students/{enrollment}/place             over      hidden  hidden    hidden  hidden    factor   invalid invalid
POST /cohorts/{cohort}/students/{enrollment}/transfer          over      hidden  hidden    hidden  hidden    factor   invalid invalid
POST /cohorts/{cohort}/students/{enrollment}/invitation        over      hidden  hidden    hidden  hidden    factor   done    done
GET  /cohorts/{cohort}/invitations/new                         sign-in   hidden  hidden    hidden  hidden    factor   page    page
POST /cohorts/{cohort}/invitations                             over      hidden  hidden    hidden  hidden    factor   invalid invalid
GET  /cohorts/{cohort}/faculty                                 sign-in   hidden  hidden    hidden  hidden    factor   page    page
POST /cohorts/{cohort}/faculty                                 over      hidden  hidden    hidden  hidden    factor   invalid invalid
POST /cohorts/{cohort}/faculty/{teaching}/removal              over      hidden  hidden    hidden  hidden    factor   done    hidden
GET  /programs/{program}/staff                                 sign-in   hidden  hidden    hidden  hidden    factor   page    page
POST /programs/{program}/staff                                 over      hidden  hidden    hidden  hidden    factor   invalid invalid
POST /programs/{program}/staff/{person}/removal                over      hidden  hidden    hidden  hidden    factor   done    done
GET  /cohorts/{cohort}/imports                                 sign-in   hidden  hidden    hidden  hidden    factor   page    page
POST /cohorts/{cohort}/imports                                 over      hidden  hidden    hidden  hidden    factor   invalid invalid
GET  /cohorts/{cohort}/imports/{import}                        sign-in   hidden  hidden    hidden  hidden    factor   page    page
POST /cohorts/{cohort}/imports/{import}                        over      hidden  hidden    hidden  hidden    factor   invalid invalid
POST /cohorts/{cohort}/imports/{import}/application            over      hidden  hidden    hidden  hidden    factor   invalid invalid
POST /cohorts/{cohort}/imports/{import}/removal                over      hidden  hidden    hidden  hidden    factor   done    hidden
";
