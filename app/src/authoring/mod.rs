//! The studio, where faculty write, check and publish modules; and modules as those who teach them and those who run programs see them:
//! what changed from version to version, how their questions were answered, and how their lessons are read.

mod actions;
mod bank;
mod difference;
mod disclosures;
mod exchange;
pub mod links;
pub mod media;
mod module;
mod pages;
mod results;
mod review;
mod settings;
mod together;
mod versions;

pub(crate) use difference::different;
pub(crate) use disclosures::disclosed;
pub(crate) use module::ways;

use domain::authoring::{
    drafts::{Files, LONGEST_TEXT, Looked, file_of, look},
    store::drafts::{self, Desk, Stands},
};

use crate::{AppError, routes::Routes, visit::Author};

/// What can be looked at and done here.
pub fn routes() -> Routes {
    Routes::default()
        .page("/studio", "the modules one writes", pages::studio)
        .action("/studio", "begin a new module", actions::begin_module)
        .page("/studio/{module}", "what is in a module, and what is missing", pages::module)
        .action("/studio/{module}/draft", "begin a draft of a module", actions::begin_draft)
        .action("/studio/{module}/discard", "give a draft up", actions::discard)
        .page("/studio/{module}/publishing", "whom a new version concerns", pages::publishing)
        .action("/studio/{module}/publishing", "publish a draft", actions::publish)
        .page("/studio/{module}/view", "choose as a student of which cohort to see a draft", pages::view)
        .action("/studio/{module}/view", "look at a draft as a student of a cohort", actions::begin_view)
        .page("/studio/{module}/authors", "who writes a module", pages::authors)
        .action("/studio/{module}/authors", "make somebody an author", actions::add_author)
        .action("/studio/{module}/authors/{person}/removal", "take a module out of somebody's hands", actions::remove_author)
        .page("/studio/{module}/files/{*path}", "a figure of a draft", pages::file)
        .page("/modules/{module}/versions", "the versions of a module, and what is different between two of them", versions::versions)
        .page("/modules/{module}/results", "how the questions of a module were answered, and how its lessons are read", results::results)
        .and(of_the_outline())
        .and(of_a_unit())
        .and(bank::routes())
        .and(disclosures::routes())
        .and(exchange::routes())
        .and(links::routes())
        .and(media::routes())
        .and(review::routes())
        .and(settings::routes())
}

fn of_the_outline() -> Routes {
    Routes::default()
        .action("/studio/{module}/units", "add a unit", actions::add_unit)
        .action("/studio/{module}/units/{unit}/place", "move a unit", actions::move_unit)
        .action("/studio/{module}/units/{unit}/title", "rename a unit", actions::rename_unit)
        .action("/studio/{module}/units/{unit}/copy", "duplicate a unit", actions::copy_unit)
        .action("/studio/{module}/units/{unit}/removal", "take a unit out", actions::remove_unit)
        .action("/studio/{module}/units/{unit}/module", "move a unit to another module", actions::hand_over)
}

fn of_a_unit() -> Routes {
    Routes::default()
        .page("/studio/{module}/units/{unit}", "write a unit", pages::unit)
        .action("/studio/{module}/units/{unit}", "save a unit", actions::save)
        .action("/studio/{module}/units/{unit}/text", "save a unit while it is typed", actions::save_typed)
        .action("/studio/{module}/units/{unit}/minutes", "take the estimate that readings suggest", actions::take_minutes)
        .action("/studio/{module}/units/{unit}/presence", "say that one has a unit open", together::present)
        .action("/studio/{module}/units/{unit}/presence/end", "say that one has left a unit", together::leave)
        .action("/studio/{module}/units/{unit}/preview", "a unit as students read it, while it is typed", pages::preview)
        .page("/studio/{module}/units/{unit}/trial", "a unit as students see it", pages::trial)
        .action("/studio/{module}/units/{unit}/trial", "try the questions of a unit", pages::tried)
        .action("/studio/{module}/units/{unit}/aside", "take what the other author wrote", actions::set_aside)
        .page("/studio/{module}/units/{unit}/saves", "earlier texts of a unit", pages::saves)
        .action("/studio/{module}/units/{unit}/saves", "bring an earlier text back", actions::restore)
}

/// A module that this author may write.
async fn desk(author: &Author, module: &str) -> Result<Desk, AppError> {
    Ok(drafts::desk(&author.site.db, author.writer(), module).await?)
}

/// A file of the open draft, by its name in addresses.
async fn standing(author: &Author, desk: &Desk, unit: &str) -> Result<(String, Stands), AppError> {
    let file = file_of(unit);
    let draft = desk.draft.as_ref().ok_or(AppError::NotFound)?;
    let stands = drafts::file(&author.site.db, draft.id, &file).await?.ok_or(AppError::NotFound)?;
    Ok((file, stands))
}

/// What of a draft can be shown. Reading a whole package takes some milliseconds of pure work: not in the way of other requests.
pub(crate) async fn looked(files: Files, module: &str) -> Result<Looked, AppError> {
    let module = module.to_owned();
    tokio::task::spawn_blocking(move || look(&files, &module)).await.map_err(|_| AppError::Broken)
}

/// The address of a module's outline.
fn module_address(module: &str) -> String {
    format!("/studio/{module}")
}

/// The address of the page on which the authors of a module disclose what there is.
fn disclosures_address(module: &str) -> String {
    format!("{}/disclosures", module_address(module))
}

/// The address of a unit's editor. `unit` is its name in addresses of the studio.
fn unit_address(module: &str, unit: &str) -> String {
    format!("/studio/{module}/units/{unit}")
}

/// A text as browsers send it, with line ends as files have them.
fn text_of(typed: &str) -> String {
    typed.replace("\r\n", "\n")
}

/// The most characters of a unit's text.
const LONGEST: usize = LONGEST_TEXT;
