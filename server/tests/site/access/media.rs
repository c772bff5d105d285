//! Files of a module: whoever writes it, and administrators; the files themselves are read by whoever knows their hash.

use domain::authoring::store::drafts::add_author;

use super::{Prepared, Subject};
use crate::stage::Stage;

pub fn subject() -> Subject {
    let places = |_: &crate::stage::School| {
        vec![
            ("{module}", "on-rounds".to_owned()),
            // Nobody's.
            ("{file}", "01900000-0000-7000-8000-000000000004".to_owned()),
            ("{name}", format!("{}.png", "0".repeat(64))),
        ]
    };
    Subject { table: TABLE, places, form: |_| Vec::new(), prepare }
}

/// Ines writes the module.
fn prepare(stage: &Stage) -> Prepared<'_> {
    let (module, now) = (stage.school.module, stage.now());
    Box::pin(async move {
        let added =
            stage.db.write(move |tx| Box::pin(async move { add_author(tx, now, None, (module, "ines.ferreira@school.example")).await }));
        added.await.unwrap();
    })
}

const TABLE: &str = "
                                              anonymous  student  elsewhere  faculty  colleague  unproven  staff    administrator
GET  /media/{name}                            hidden     hidden   hidden     hidden   hidden     hidden    hidden   hidden
GET  /studio/{module}/media                      sign-in    hidden   hidden     page     hidden     factor    hidden  page
POST /studio/{module}/media                      over       hidden   hidden     invalid  hidden     factor    hidden  invalid
POST /studio/{module}/files                      over       hidden   hidden     invalid  hidden     factor    hidden  invalid
GET  /studio/{module}/media/{file}               sign-in    hidden   hidden     hidden   hidden     factor    hidden  hidden
POST /studio/{module}/media/{file}               over       hidden   hidden     hidden   hidden     factor    hidden  hidden
POST /studio/{module}/media/{file}/placement     over       hidden   hidden     hidden   hidden     factor    hidden  hidden
POST /studio/{module}/media/{file}/removal       over       hidden   hidden     hidden   hidden     factor    hidden  hidden
";
