//! The question bank: who teaches reads it; versions are made by authors of the module a question came from, and by administrators.

use domain::authoring::{
    drafts::Writer,
    store::{
        bank::put,
        drafts::{add_author, begin, desk},
    },
};

use super::{Prepared, Subject};
use crate::stage::Stage;

pub fn subject() -> Subject {
    let places = |_: &crate::stage::School| {
        vec![
            ("{question}", "how-often".to_owned()),
            ("{number}", "1".to_owned()),
            ("{*path}", "figures/none.svg".to_owned()),
            ("{module}", "on-rounds".to_owned()),
            ("{unit}", "02-check".to_owned()),
        ]
    };
    Subject { table: TABLE, places, form, prepare }
}

fn form(route: &str) -> Vec<(&'static str, &'static str)> {
    match route {
        "POST /studio/bank/{question}" => vec![("seen", "1"), ("block", "no question")],
        // As it is: nothing is changed for who asks next.
        "POST /studio/bank/{question}/retirement" => vec![("offer", "again")],
        "POST /studio/{module}/units/{unit}/bank" | "POST /studio/{module}/units/{unit}/bank/newer" => vec![("question", "how-often")],
        _ => Vec::new(),
    }
}

/// Ines writes the module, has a draft of it, and shares one of its questions.
fn prepare(stage: &Stage) -> Prepared<'_> {
    Box::pin(async {
        let (now, ines, module) = (stage.now(), stage.school.ines, stage.school.module);
        let shared = stage.db.write(move |tx| {
            Box::pin(async move {
                add_author(tx, now, None, (module, "ines.ferreira@school.example")).await?;
                let writer = Writer { person: ines, everything: false };
                begin(tx, now, ines, &desk(tx, writer, "on-rounds").await?).await?;
                let desk = desk(tx, writer, "on-rounds").await?;
                put(tx, now, writer, &desk, ("02-check.md", "how-often")).await
            })
        });
        shared.await.unwrap();
    })
}

// Who may not change a question may see it, and is told so: 403.
const TABLE: &str = "
                                                     anonymous  student  elsewhere  faculty  colleague  unproven  staff   administrator
GET  /studio/bank                                    sign-in    hidden   hidden     page     page       factor    hidden  page
GET  /studio/bank/{question}                         sign-in    hidden   hidden     page     page       factor    hidden  page
POST /studio/bank/{question}                         over       hidden   hidden     invalid  403        factor    hidden  invalid
POST /studio/bank/{question}/retirement              over       hidden   hidden     done     403        factor    hidden  done
GET  /studio/bank/{question}/{number}/files/{*path}  sign-in    hidden   hidden     hidden   hidden     factor    hidden  hidden
GET  /studio/{module}/units/{unit}/bank              sign-in    hidden   hidden     page     hidden     factor    hidden  page
POST /studio/{module}/units/{unit}/bank              over       hidden   hidden     invalid  hidden     factor    hidden  invalid
POST /studio/{module}/units/{unit}/bank/taken        over       hidden   hidden     invalid  hidden     factor    hidden  invalid
POST /studio/{module}/units/{unit}/bank/newer        over       hidden   hidden     done     hidden     factor    hidden  done
";
