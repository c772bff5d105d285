//! Links to drafts: their author makes and revokes them; whoever has one reads the draft, signed in or not.

use domain::{
    authoring::{
        drafts::Writer,
        store::drafts::{NewLink, add_author, begin, desk, make_link},
    },
    policy::store::token_hash,
};

use super::{Prepared, Subject};
use crate::stage::Stage;

const TOKEN: &str = "a-token-that-nobody-guesses-but-these-tests";
const LINK: &str = "01900000-0000-7000-8000-0000000000aa";

pub fn subject() -> Subject {
    let places = |_: &crate::stage::School| {
        vec![
            ("{module}", "on-rounds".to_owned()),
            ("{unit}", "01-team".to_owned()),
            ("{*path}", "figures/round.svg".to_owned()),
            ("{token}", TOKEN.to_owned()),
            ("{link}", LINK.to_owned()),
        ]
    };
    Subject { table: TABLE, places, form: |_| Vec::new(), prepare }
}

/// Ines writes the module, has a draft of it, and a link to that.
fn prepare(stage: &Stage) -> Prepared<'_> {
    Box::pin(async {
        let (now, ines, module) = (stage.now(), stage.school.ines, stage.school.module);
        let made = stage.db.write(move |tx| {
            Box::pin(async move {
                add_author(tx, now, None, (module, "ines.ferreira@school.example")).await?;
                let writer = Writer { person: ines, everything: false };
                begin(tx, now, ines, &desk(tx, writer, "on-rounds").await?).await?;
                let new = NewLink { id: LINK.parse().unwrap(), token_hash: token_hash(TOKEN), note: String::new() };
                make_link(tx, now, ines, &desk(tx, writer, "on-rounds").await?, &new).await
            })
        });
        made.await.unwrap();
    })
}

// What faculty revoked, an administrator finds revoked.
const TABLE: &str = "
                                                       anonymous  student  elsewhere  faculty  colleague  unproven  staff   administrator
POST /studio/{module}/links                            over       hidden   hidden     page     hidden     factor    hidden  page
POST /studio/{module}/links/{link}/revocation          over       hidden   hidden     done     hidden     factor    hidden  hidden
GET  /read/{token}                                     page       page     page       page     page       page      page    page
GET  /read/{token}/units/{unit}                        page       page     page       page     page       page      page    page
GET  /read/{token}/files/{*path}                       file       file     file       file     file       file      file    file
";
