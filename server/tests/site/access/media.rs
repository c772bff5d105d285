//! Files of a module: whoever teaches it, and administrators; the files themselves are read by whoever knows their hash.

use super::{Subject, as_it_is};

pub fn subject() -> Subject {
    let places = |_: &crate::stage::School| {
        vec![
            ("{module}", "on-rounds".to_owned()),
            // Nobody's.
            ("{file}", "01900000-0000-7000-8000-000000000004".to_owned()),
            ("{name}", format!("{}.png", "0".repeat(64))),
        ]
    };
    Subject { table: TABLE, places, form: |_| Vec::new(), prepare: as_it_is }
}

const TABLE: &str = "
                                            anonymous  student  elsewhere  faculty  colleague  unproven  staff    administrator
GET  /media/{name}                          hidden     hidden   hidden     hidden   hidden     hidden    hidden   hidden
GET  /studio/{module}/media                 sign-in    hidden   hidden     page     page       factor    hidden   page
POST /studio/{module}/media                 over       hidden   hidden     invalid  invalid    factor    hidden   invalid
POST /studio/{module}/files                 over       hidden   hidden     invalid  invalid    factor    hidden   invalid
GET  /studio/{module}/media/{file}          sign-in    hidden   hidden     hidden   hidden     factor    hidden   hidden
POST /studio/{module}/media/{file}          over       hidden   hidden     hidden   hidden     factor    hidden   hidden
POST /studio/{module}/media/{file}/removal  over       hidden   hidden     hidden   hidden     factor    hidden   hidden
";
