//! Messages for staff alone, announcements and discussion for the people of the cohort, choices for everybody.

use super::{Subject, as_it_is};

const NOBODYS: &str = "01900000-0000-7000-8000-000000000003";

pub fn subject() -> Subject {
    let places = |_: &crate::stage::School| {
        vec![
            ("{cohort}", "2027".to_owned()),
            ("{module}", "on-rounds".to_owned()),
            ("{unit}", "team".to_owned()),
            ("{message}", NOBODYS.to_owned()),
            ("{announcement}", NOBODYS.to_owned()),
            ("{post}", NOBODYS.to_owned()),
        ]
    };
    Subject { table: TABLE, places, form: |_| Vec::new(), prepare: as_it_is }
}

// Messages, announcements and posts are nobody's here: that those there are are found by whom they should be is in `messages`.
const TABLE: &str = "
                                                                 anonymous  student  elsewhere  faculty  colleague  unproven  staff    administrator
GET  /account/notifications                                      sign-in    page     page       page     page       page      page     page
POST /account/notifications                                      over       invalid  invalid    invalid  invalid    invalid   invalid  invalid
GET  /cohorts/{cohort}/messages                                  sign-in    hidden   hidden     hidden   hidden     factor    page     page
GET  /cohorts/{cohort}/messages/new                              sign-in    hidden   hidden     hidden   hidden     factor    page     page
POST /cohorts/{cohort}/messages/preview                          over       hidden   hidden     hidden   hidden     factor    invalid  invalid
POST /cohorts/{cohort}/messages/test                             over       hidden   hidden     hidden   hidden     factor    invalid  invalid
POST /cohorts/{cohort}/messages                                  over       hidden   hidden     hidden   hidden     factor    invalid  invalid
GET  /cohorts/{cohort}/messages/{message}                        sign-in    hidden   hidden     hidden   hidden     factor    hidden   hidden
GET  /cohort                                                     sign-in    page     page       hidden   hidden     hidden    hidden   hidden
GET  /cohorts/{cohort}/announcements                             sign-in    hidden   hidden     page     hidden     factor    page     page
POST /cohorts/{cohort}/announcements                             over       hidden   hidden     invalid  hidden     factor    invalid  invalid
GET  /cohorts/{cohort}/announcements/{announcement}              sign-in    hidden   hidden     hidden   hidden     factor    hidden   hidden
POST /cohorts/{cohort}/announcements/{announcement}              over       hidden   hidden     hidden   hidden     factor    hidden   hidden
POST /cohorts/{cohort}/announcements/{announcement}/withdrawal   over       hidden   hidden     hidden   hidden     factor    hidden   hidden
GET  /cohort/discussion                                          sign-in    page     page       hidden   hidden     hidden    hidden   hidden
GET  /learn/{module}/{unit}/discussion                           sign-in    page     page       hidden   hidden     hidden    hidden   hidden
GET  /cohorts/{cohort}/discussion                                sign-in    hidden   hidden     page     hidden     factor    page     page
GET  /cohorts/{cohort}/discussion/{module}/{unit}                sign-in    hidden   hidden     page     hidden     factor    page     page
POST /discussion/posts                                           over       400      400        400      400        400       400      400
POST /discussion/drafts                                          over       400      400        400      400        400       400      400
GET  /discussion/posts/{post}                                    sign-in    hidden   hidden     hidden   hidden     hidden    hidden   hidden
POST /discussion/posts/{post}                                    over       hidden   hidden     hidden   hidden     hidden    hidden   hidden
GET  /discussion/posts/{post}/edit                               sign-in    hidden   hidden     hidden   hidden     hidden    hidden   hidden
GET  /discussion/posts/{post}/history                            sign-in    hidden   hidden     hidden   hidden     hidden    hidden   hidden
GET  /discussion/posts/{post}/removal                            sign-in    hidden   hidden     hidden   hidden     hidden    hidden   hidden
POST /discussion/posts/{post}/removal                            over       hidden   hidden     hidden   hidden     hidden    hidden   hidden
POST /discussion/posts/{post}/answer                             over       hidden   hidden     hidden   hidden     hidden    hidden   hidden
POST /discussion/posts/{post}/answer/withdrawal                  over       hidden   hidden     hidden   hidden     hidden    hidden   hidden
";
