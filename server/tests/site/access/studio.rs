//! The studio: who teaches comes in, the author of a module writes it, administrators write all; an author of another module finds nothing.

use domain::authoring::{
    drafts::Writer,
    store::drafts::{add_author, begin, desk},
};

use super::{Prepared, Subject};
use crate::stage::Stage;

pub fn subject() -> Subject {
    let places = |_: &crate::stage::School| {
        vec![
            ("{module}", "on-rounds".to_owned()),
            ("{unit}", "01-team".to_owned()),
            ("{*path}", "figures/round.svg".to_owned()),
            // Nobody's.
            ("{person}", "01900000-0000-7000-8000-000000000001".to_owned()),
        ]
    };
    Subject { table: TABLE, places, form: |_| Vec::new(), prepare }
}

/// Ines writes the module and has a draft of it.
fn prepare(stage: &Stage) -> Prepared<'_> {
    Box::pin(async {
        let (now, ines, module) = (stage.now(), stage.school.ines, stage.school.module);
        let begun = stage.db.write(move |tx| {
            Box::pin(async move {
                add_author(tx, now, None, (module, "ines.ferreira@school.example")).await?;
                let desk = desk(tx, Writer { person: ines, everything: false }, "on-rounds").await?;
                begin(tx, now, ines, &desk).await
            })
        });
        begun.await.unwrap();
    })
}

// Texts without the revision that was seen are conflicts (409); what faculty took out, an administrator finds no more.
const TABLE: &str = "
                                                       anonymous  student  elsewhere  faculty  colleague  unproven  staff   administrator
GET  /studio                                           sign-in    hidden   hidden     page     page       factor    page    page
POST /studio                                           over       hidden   hidden     invalid  invalid    factor    hidden  invalid
GET  /studio/{module}                                  sign-in    hidden   hidden     page     hidden     factor    hidden  page
POST /studio/{module}/draft                            over       hidden   hidden     done     hidden     factor    hidden  done
POST /studio/{module}/discard                          over       hidden   hidden     invalid  hidden     factor    hidden  invalid
GET  /studio/{module}/publishing                       sign-in    hidden   hidden     page     hidden     factor    hidden  page
POST /studio/{module}/publishing                       over       hidden   hidden     409      hidden     factor    hidden  409
GET  /studio/{module}/view                              sign-in    hidden   hidden     page     hidden     factor    hidden  page
POST /studio/{module}/view                              over       hidden   hidden     invalid  hidden     factor    hidden  invalid
GET  /studio/{module}/authors                          sign-in    hidden   hidden     page     hidden     factor    hidden  page
POST /studio/{module}/authors                          over       hidden   hidden     hidden   hidden     factor    hidden  invalid
POST /studio/{module}/authors/{person}/removal         over       hidden   hidden     hidden   hidden     factor    hidden  409
GET  /studio/{module}/disclosures                      sign-in    hidden   hidden     page     hidden     factor    hidden  page
POST /studio/{module}/disclosures                      over       hidden   hidden     invalid  hidden     factor    hidden  invalid
GET  /studio/{module}/files/{*path}                    sign-in    hidden   hidden     file     hidden     factor    hidden  file
POST /studio/{module}/units                            over       hidden   hidden     invalid  hidden     factor    hidden  invalid
POST /studio/{module}/units/{unit}/place               over       hidden   hidden     invalid  hidden     factor    hidden  invalid
POST /studio/{module}/units/{unit}/title               over       hidden   hidden     invalid  hidden     factor    hidden  invalid
POST /studio/{module}/units/{unit}/copy                over       hidden   hidden     done     hidden     factor    hidden  done
POST /studio/{module}/units/{unit}/removal             over       hidden   hidden     done     hidden     factor    hidden  hidden
POST /studio/{module}/units/{unit}/module              over       hidden   hidden     invalid  hidden     factor    hidden  invalid
GET  /studio/{module}/units/{unit}                     sign-in    hidden   hidden     page     hidden     factor    hidden  page
POST /studio/{module}/units/{unit}                     over       hidden   hidden     409      hidden     factor    hidden  409
POST /studio/{module}/units/{unit}/text                over       hidden   hidden     409      hidden     factor    hidden  409
POST /studio/{module}/units/{unit}/minutes             over       hidden   hidden     409      hidden     factor    hidden  409
POST /studio/{module}/units/{unit}/presence            over       hidden   hidden     200      hidden     factor    hidden  200
POST /studio/{module}/units/{unit}/presence/end        over       hidden   hidden     204      hidden     factor    hidden  204
POST /studio/{module}/units/{unit}/preview             over       hidden   hidden     200      hidden     factor    hidden  200
GET  /studio/{module}/units/{unit}/trial               sign-in    hidden   hidden     page     hidden     factor    hidden  page
POST /studio/{module}/units/{unit}/trial               over       hidden   hidden     page     hidden     factor    hidden  page
POST /studio/{module}/units/{unit}/aside               over       hidden   hidden     done     hidden     factor    hidden  done
GET  /studio/{module}/units/{unit}/saves               sign-in    hidden   hidden     page     hidden     factor    hidden  page
POST /studio/{module}/units/{unit}/saves               over       hidden   hidden     400      hidden     factor    hidden  400
GET  /studio/{module}/units/{unit}/settings            sign-in    hidden   hidden     page     hidden     factor    hidden  page
POST /studio/{module}/units/{unit}/settings            over       hidden   hidden     done     hidden     factor    hidden  done
";
