//! Review of drafts: the author of a module asks, who is asked reads this draft and no other; colleagues who are not asked find nothing.

use domain::authoring::{
    drafts::Writer,
    store::drafts::{
        add_author, begin, desk,
        review::{Asking, Beginning, ask, begin_thread, page},
    },
};

use super::{Prepared, Subject};
use crate::stage::Stage;

pub fn subject() -> Subject {
    let places = |_: &crate::stage::School| {
        vec![
            ("{module}", "on-rounds".to_owned()),
            ("{unit}", "01-team".to_owned()),
            // Nobody's and nothing's.
            ("{person}", "01900000-0000-7000-8000-000000000001".to_owned()),
            ("{thread}", "01900000-0000-7000-8000-000000000001".to_owned()),
        ]
    };
    Subject { table: TABLE, places, form: |_| Vec::new(), prepare }
}

/// Ines writes the module, has a draft of it, and asks Ruth to read it; there is a comment on it.
fn prepare(stage: &Stage) -> Prepared<'_> {
    Box::pin(async {
        let (now, ines, ruth, module) = (stage.now(), stage.school.ines, stage.school.ruth, stage.school.module);
        let asked = stage.db.write(move |tx| {
            Box::pin(async move {
                add_author(tx, now, None, (module, "ines.ferreira@school.example")).await?;
                let writer = Writer { person: ines, everything: false };
                begin(tx, now, ines, &desk(tx, writer, "on-rounds").await?).await?;
                let here = desk(tx, writer, "on-rounds").await?;
                ask(tx, now, ines, &here, &Asking { people: vec![ruth], note: String::new() }).await?;
                let new = Beginning { path: "01-team.md".into(), paragraph: None, words: "Good.".into(), suggested: None };
                begin_thread(tx, now, ines, &page(tx, writer, "on-rounds").await?, &new).await
            })
        });
        asked.await.unwrap();
    })
}

// Faculty is the author, staff the reviewer. An administrator writes every module and reviews none; a thread that is not there is hidden.
const TABLE: &str = "
                                                       anonymous  student  elsewhere  faculty  colleague  unproven  staff   administrator
GET  /studio/{module}/review                           sign-in    hidden   hidden     page     hidden     factor    page    page
POST /studio/{module}/review                           over       hidden   hidden     invalid  hidden     factor    hidden  invalid
POST /studio/{module}/reviewers/{person}/removal       over       hidden   hidden     409      hidden     factor    hidden  409
POST /studio/{module}/reviewers/{person}/reminder      over       hidden   hidden     hidden   hidden     factor    hidden  hidden
POST /studio/{module}/verdicts                         over       hidden   hidden     hidden   hidden     factor    invalid hidden
POST /studio/{module}/retirement                       over       hidden   hidden     done     hidden     factor    hidden  409
POST /studio/{module}/retirement/end                   over       hidden   hidden     409      hidden     factor    hidden  409
GET  /studio/{module}/difference                       sign-in    hidden   hidden     page     hidden     factor    page    page
GET  /studio/{module}/review/{unit}                    sign-in    hidden   hidden     page     hidden     factor    page    page
GET  /studio/{module}/review/{unit}/remark             sign-in    hidden   hidden     page     hidden     factor    page    page
POST /studio/{module}/review/{unit}/comments           over       hidden   hidden     invalid  hidden     factor    invalid invalid
POST /studio/{module}/review/{unit}/suggestions        over       hidden   hidden     invalid  hidden     factor    invalid invalid
POST /studio/{module}/threads/{thread}/replies         over       hidden   hidden     hidden   hidden     factor    hidden  hidden
POST /studio/{module}/threads/{thread}/closing         over       hidden   hidden     hidden   hidden     factor    hidden  hidden
POST /studio/{module}/threads/{thread}/opening         over       hidden   hidden     hidden   hidden     factor    hidden  hidden
POST /studio/{module}/threads/{thread}/acceptance      over       hidden   hidden     hidden   hidden     factor    hidden  hidden
POST /studio/{module}/threads/{thread}/refusal         over       hidden   hidden     hidden   hidden     factor    hidden  hidden
";
