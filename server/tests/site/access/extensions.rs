//! More time and versions: students ask for their own, staff answer and move; nobody else finds any of it.

use super::{Subject, as_it_is};

pub fn subject() -> Subject {
    let places = |school: &crate::stage::School| {
        vec![
            ("{cohort}", "2027".to_owned()),
            ("{module}", "on-rounds".to_owned()),
            ("{unit}", "team".to_owned()),
            ("{enrollment}", school.amaras_place.to_string()),
            // Nobody's.
            ("{extension}", "01900000-0000-7000-8000-000000000001".to_owned()),
        ]
    };
    Subject { table: TABLE, places, form: |_| Vec::new(), prepare: as_it_is }
}

// A request without its id is let in and refused as malformed (400); a move from a version nobody saw is stale (409).
const TABLE: &str = "
                                                          anonymous  student  elsewhere  faculty  colleague  unproven  staff    administrator
GET  /learn/{module}/{unit}/extension                     sign-in    page     page       hidden   hidden     hidden    hidden   hidden
POST /learn/{module}/{unit}/extension                     over       400      400        hidden   hidden     hidden    hidden   hidden
POST /learn/{module}/{unit}/extension/withdrawal          over       400      400        hidden   hidden     hidden    hidden   hidden
GET  /cohorts/{cohort}/extensions                         sign-in    hidden   hidden     hidden   hidden     factor    page     page
GET  /cohorts/{cohort}/extensions.csv                     sign-in    hidden   hidden     hidden   hidden     factor    file     file
GET  /cohorts/{cohort}/extensions/{extension}             sign-in    hidden   hidden     hidden   hidden     factor    hidden   hidden
POST /cohorts/{cohort}/extensions/{extension}/answer      over       hidden   hidden     hidden   hidden     factor    hidden   hidden
GET  /cohorts/{cohort}/students/{enrollment}/extensions   sign-in    hidden   hidden     hidden   hidden     factor    page     page
POST /cohorts/{cohort}/students/{enrollment}/extensions   over       hidden   hidden     hidden   hidden     factor    invalid  invalid
GET  /cohorts/{cohort}/modules                            sign-in    hidden   hidden     hidden   hidden     factor    page     page
GET  /cohorts/{cohort}/modules/{module}                   sign-in    hidden   hidden     hidden   hidden     factor    page     page
POST /cohorts/{cohort}/modules/{module}/version           over       hidden   hidden     hidden   hidden     factor    409      409
";
