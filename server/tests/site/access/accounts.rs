//! Signing in and out, one's own account, and the people of the school.

use crate::stage::School;

use super::{Subject, as_it_is};

pub fn subject() -> Subject {
    Subject { table: TABLE, places, form, prepare: as_it_is }
}

/// The token is nobody's, the session as well; the person studies elsewhere and has not accepted an invitation yet.
fn places(school: &School) -> Vec<(&'static str, String)> {
    vec![
        ("{token}", "unknown".into()),
        ("/sessions/{id}/", "/sessions/01900000-0000-7000-8000-000000000000/".into()),
        ("{id}", school.ravi.to_string()),
    ]
}

fn form(route: &str) -> Vec<(&'static str, &'static str)> {
    match route {
        "POST /sign-in" => vec![("email", "nobody@school.example"), ("password", "not the password")],
        "POST /people/{id}/grants" | "POST /people/{id}/revocations" => vec![("power", "staff")],
        "POST /account/second-factor" => vec![("secret", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"), ("code", "000")],
        _ => Vec::new(),
    }
}

const TABLE: &str = "
                                              anonymous  student  elsewhere  faculty  colleague  unproven  staff    administrator
GET  /sign-in                                 page       done     done       done     done       done      done     done
POST /sign-in                                 invalid    invalid  invalid    invalid  invalid    invalid   invalid  invalid
GET  /sign-in/second-factor                   401        done     done       done     done       done      done     done
POST /sign-in/second-factor                   401        401      401        401      401        401       401      401
POST /sign-out                                done       done     done       done     done       done      done     done
GET  /password-reset                          page       page     page       page     page       page      page     page
POST /password-reset                          invalid    invalid  invalid    invalid  invalid    invalid   invalid  invalid
GET  /password-reset/{token}                  hidden     hidden   hidden     hidden   hidden     hidden    hidden   hidden
POST /password-reset/{token}                  hidden     hidden   hidden     hidden   hidden     hidden    hidden   hidden
GET  /invitations/{token}                     hidden     hidden   hidden     hidden   hidden     hidden    hidden   hidden
POST /invitations/{token}                     hidden     hidden   hidden     hidden   hidden     hidden    hidden   hidden
GET  /email-change/{token}                    hidden     hidden   hidden     hidden   hidden     hidden    hidden   hidden
POST /email-change/{token}                    hidden     hidden   hidden     hidden   hidden     hidden    hidden   hidden
GET  /account                                 sign-in    page     page       page     page       page      page     page
POST /account                                 over       invalid  invalid    invalid  invalid    invalid   invalid  invalid
GET  /account/sign-in-details                 sign-in    page     page       page     page       page      page     page
POST /account/email                           over       invalid  invalid    invalid  invalid    invalid   invalid  invalid
POST /account/password                        over       invalid  invalid    invalid  invalid    invalid   invalid  invalid
GET  /account/sessions                        sign-in    page     page       page     page       page      page     page
POST /account/sessions/{id}/end               over       hidden   hidden     hidden   hidden     hidden    hidden   hidden
POST /account/sessions/others/end             over       done     done       done     done       done      done     done
GET  /account/second-factor                   sign-in    page     page       page     page       page      page     page
POST /account/second-factor                   over       invalid  invalid    invalid  invalid    invalid   invalid  invalid
POST /account/second-factor/recovery-codes    over       hidden   hidden     hidden   hidden     hidden    hidden   hidden
POST /account/second-factor/removal           over       hidden   hidden     hidden   hidden     hidden    hidden   hidden
GET  /people                                  sign-in    hidden   hidden     hidden   hidden     factor    hidden   page
POST /people                                  over       hidden   hidden     hidden   hidden     factor    invalid  invalid
GET  /people/new                              sign-in    hidden   hidden     hidden   hidden     factor    page     page
GET  /people/{id}                             sign-in    hidden   hidden     hidden   hidden     factor    hidden   page
POST /people/{id}/invitation                  over       hidden   hidden     hidden   hidden     factor    hidden   done
POST /people/{id}/grants                      over       hidden   hidden     hidden   hidden     factor    hidden   done
POST /people/{id}/revocations                 over       hidden   hidden     hidden   hidden     factor    hidden   done
POST /people/{id}/deactivation                over       hidden   hidden     hidden   hidden     factor    hidden   done
POST /people/{id}/reactivation                over       hidden   hidden     hidden   hidden     factor    hidden   done
POST /people/{id}/second-factor-removal       over       hidden   hidden     hidden   hidden     factor    hidden   409
GET  /audit                                   sign-in    hidden   hidden     hidden   hidden     factor    hidden   page
POST /audit/verification                      over       hidden   hidden     hidden   hidden     factor    hidden   page
";
