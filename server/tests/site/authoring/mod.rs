//! Writing modules in the studio, and modules as those who teach them see them.

mod bank;
mod disclosures;
mod drafts;
mod estimate;
mod exchange;
mod links;
mod looking;
mod media;
mod results;
mod review;
mod saving;
mod settings;
mod simulators;
mod together;
mod told;

use domain::authoring::store::drafts::add_author;

use crate::stage::{Answer, Stage, Visitor};

/// Ines and Paul write the module; Ines has begun a draft of it.
async fn two_authors(stage: &Stage) -> (Visitor, Visitor) {
    let (now, module) = (stage.now(), stage.school.module);
    let added = stage.db.write(move |tx| {
        Box::pin(async move {
            add_author(tx, now, None, (module, "ines.ferreira@school.example")).await?;
            add_author(tx, now, None, (module, "paul.adler@school.example")).await
        })
    });
    added.await.unwrap();
    let (ines, paul) = (stage.faculty().await, stage.visitor(crate::stage::Kind::FacultyElsewhere).await);
    let page = ines.get("/studio/on-rounds").await.expect(200);
    assert!(page.text().contains("No draft is open"));
    ines.submit(&page, "form[action$='/draft']", &[]).await.expect(303);
    (ines, paul)
}

const LESSON: &str = "/studio/on-rounds/units/01-team";

/// The text in an editor, line by line as it is.
fn text_in(page: &Answer) -> String {
    let (_, fields) = page.form("form.editor");
    fields.into_iter().find(|(name, _)| name == "text").map(|(_, text)| text.replace("\r\n", "\n")).unwrap()
}
