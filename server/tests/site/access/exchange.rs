//! In and out of a module: whoever writes it, and administrators. Nobody has sent a file yet, so reports lead back to where one is chosen.

use domain::authoring::{
    drafts::Writer,
    store::drafts::{add_author, begin, desk},
};

use super::{Prepared, Subject};
use crate::stage::Stage;

pub fn subject() -> Subject {
    let places = |_: &crate::stage::School| vec![("{module}", "on-rounds".to_owned()), ("{number}", "1".to_owned())];
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

const TABLE: &str = "
                                                       anonymous  student  elsewhere  faculty  colleague  unproven  staff    administrator
GET  /studio/{module}/exchange                         sign-in    hidden   hidden     page     hidden     factor    hidden  page
GET  /studio/{module}/exchange/draft                   sign-in    hidden   hidden     file     hidden     factor    hidden  file
GET  /studio/{module}/exchange/versions/{number}       sign-in    hidden   hidden     file     hidden     factor    hidden  file
GET  /studio/{module}/exchange/questions               sign-in    hidden   hidden     page     hidden     factor    hidden  page
GET  /studio/{module}/exchange/questions/file          sign-in    hidden   hidden     file     hidden     factor    hidden  file
POST /studio/{module}/exchange/package                 over       hidden   hidden     invalid  hidden     factor    hidden  invalid
POST /studio/{module}/exchange/lesson                  over       hidden   hidden     invalid  hidden     factor    hidden  invalid
POST /studio/{module}/exchange/questions               over       hidden   hidden     invalid  hidden     factor    hidden  invalid
GET  /studio/{module}/exchange/report                  sign-in    hidden   hidden     done     hidden     factor    hidden  done
POST /studio/{module}/exchange/report                  over       hidden   hidden     done     hidden     factor    hidden  done
POST /studio/new/package                               over       hidden   hidden     invalid  invalid    factor    hidden  invalid
GET  /studio/new                                       sign-in    hidden   hidden     done     done       factor    hidden  done
POST /studio/new                                       over       hidden   hidden     done     done       factor    hidden  done
";
