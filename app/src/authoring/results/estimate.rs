//! The estimate that the readings of a lesson suggest, for an author who has a draft in which it can be taken over.

use std::collections::HashMap;

use domain::{
    Error,
    authoring::{
        UnitKind,
        drafts::{Line, Writer, outline},
        store::drafts,
    },
    reports::{
        reading::{Lesson, Pace, offer},
        store as reports,
    },
};
use leptos::prelude::*;

use crate::{
    AppError,
    authoring::{module::scope, unit_address},
    visit::{Author, Colleague, Visit},
    when,
};

/// A lesson as it stands in an open draft, whose readings suggest another estimate than the published one.
pub(super) struct InDraft {
    action: String,
    /// The revision of the file, as the page shows it.
    seen: i64,
    minutes: Option<u32>,
    offer: Option<i64>,
}

/// Where a suggested estimate is taken over.
fn action(module: &str, unit: &str) -> String {
    format!("{}/minutes", unit_address(module, unit))
}

/// Lessons with a suggestion by their names for students, as they stand in the open draft; none to whoever does not write the module.
pub(super) async fn in_draft(
    visit: &Visit,
    writer: Writer,
    (module, lessons): (&str, &[Lesson]),
) -> Result<HashMap<String, InDraft>, AppError> {
    let db = &visit.site.db;
    let suggested: Vec<(&Lesson, Pace)> = lessons.iter().filter_map(|lesson| Some((lesson, lesson.suggests()?))).collect();
    let desk = match drafts::desk(db, writer, module).await {
        Ok(desk) => desk,
        Err(Error::NotFound) => return Ok(HashMap::new()),
        Err(other) => return Err(other.into()),
    };
    let Some(draft) = desk.draft.filter(|_| !suggested.is_empty()) else { return Ok(HashMap::new()) };
    let outline = outline(&drafts::files(db, draft.id).await?, &[]);
    let mut found = HashMap::new();
    for (lesson, pace) in suggested {
        let Some(line) = outline.units.iter().find(|line| line.slug.as_ref() == Some(&lesson.slug)) else { continue };
        let Some(stands) = drafts::file(db, draft.id, &line.file).await? else { continue };
        let offer = offer(line.minutes.map_or(0, i64::from), pace.minutes);
        let one = InDraft { action: action(module, line.address()), seen: stands.revision, minutes: line.minutes, offer };
        found.insert(lesson.slug.clone(), one);
    }
    Ok(found)
}

impl InDraft {
    /// A form that takes the estimate over, or what the draft says already.
    pub fn taking(&self) -> AnyView {
        let Some(minutes) = self.offer else {
            return view! { <span class="roster-note">"The draft says "{when::length(self.minutes.map_or(0, i64::from))}</span> }
                .into_any();
        };
        view! {
            <form class="inline" method="post" action=self.action.clone()>
                <input type="hidden" name="seen" value=self.seen.to_string()/>
                <input type="hidden" name="minutes" value=minutes.to_string()/>
                <input type="hidden" name="to" value="results"/>
                <button class="button" data-size="small">"Take "{when::length(minutes)}</button>
            </form>
        }
        .into_any()
    }
}

/// What the readings of a lesson suggest to whoever writes its text.
pub(in crate::authoring) struct Suggested {
    pace: Pace,
    offer: i64,
    estimate: Option<u32>,
}

/// What the readings of a unit suggest, where that is not near what its draft says. Nothing to an author who may see no readings.
pub(in crate::authoring) async fn suggested(author: &Author, module: &str, line: Option<Line>) -> Result<Option<Suggested>, AppError> {
    let Some(line) = line.filter(|line| line.kind == Some(UnitKind::Lesson)) else { return Ok(None) };
    let Some(slug) = &line.slug else { return Ok(None) };
    let scope = match scope(&Colleague::from(author.clone()), module).await {
        Ok(scope) => scope,
        Err(AppError::NotFound) => return Ok(None),
        Err(other) => return Err(other),
    };
    let pace = reports::pace(&author.site.db, &scope, slug, author.now).await?;
    Ok(pace.and_then(|pace| {
        let offer = offer(line.minutes.map_or(0, i64::from), pace.minutes)?;
        Some(Suggested { pace, offer, estimate: line.minutes })
    }))
}

impl Suggested {
    /// The line above a text, with a button of its form: what is typed goes along.
    pub fn line(&self, module: &str, unit: &str) -> impl IntoView + use<> {
        let estimate = match self.estimate {
            Some(minutes) => format!("its estimate is {}", when::length(i64::from(minutes))),
            None => "it has no estimate".to_owned(),
        };
        let words = format!(
            "Students take {} to read this lesson (the median of {} readings); {estimate}. ",
            when::length(self.pace.minutes),
            self.pace.readings
        );
        view! {
            <p class="notice" data-kind="info">
                {words}
                <button class="button" data-size="small" form="writing" formaction=action(module, unit) name="minutes" value=self.offer.to_string()>
                    "Take "{when::length(self.offer)}
                </button>
            </p>
        }
    }
}
