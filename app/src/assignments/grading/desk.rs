//! A hand-in on its grader's desk: the text with comments in place, files and runs, the rubric beside it. All of it is one form, so that
//! nothing that was chosen or written is lost by whatever is sent.

mod beside;
mod marking;
pub mod members;
mod text;

pub use marking::chosen;

use std::collections::HashMap;

use axum::extract::{Path, State as Shared};
use domain::{
    assignments::{
        GradingRole,
        gradebook::Entry,
        grading::Points,
        marking::Marking,
        store::{
            grading::{Comment, Graded, comments, in_cohort, is_newest},
            of_student,
            peers::{TeamSays, team_says},
        },
    },
    ids::{GradingCommentId, GradingId, HandInId},
};
use leptos::prelude::*;

use super::{
    list::Assigned,
    words::{self, grade, late},
};
use crate::{
    AppError, Page, Site,
    cohorts::{breadcrumbs, notice},
    forms::{Filled, Typed, error_summary, with_summary},
    page::Width,
    visit::Faculty,
    when,
};

const NOTICES: &[(&str, &str)] = &[
    ("graded", "Graded. This is the next one."),
    ("returned", "Returned for revision: its student reads your words now. This is the next one."),
];

/// A hand-in with all that its grader needs.
pub struct Desk {
    /// The assignment, with what else was handed in.
    pub assigned: Assigned,
    /// The hand-in.
    pub graded: Graded,
    /// What was said in place, as far as this grader may see it.
    pub comments: Vec<Comment>,
    /// What a team says of its members.
    pub team: Option<TeamSays>,
    /// Whether a newer version was handed in.
    pub superseded: bool,
    /// That version, if it was handed in here.
    pub newer: Option<HandInId>,
}

impl Desk {
    /// Reads it.
    pub async fn load(faculty: &Faculty, (cohort, module, unit, id): (&str, &str, &str, &str)) -> Result<Self, AppError> {
        let db = &faculty.site.db;
        let assigned = Assigned::load(faculty, (cohort, module, unit)).await?;
        let id: HandInId = id.parse().map_err(|_| AppError::NotFound)?;
        let graded = in_cohort(db, &assigned.scope, id).await?;
        if graded.work.hand_in.unit != assigned.unit.slug {
            return Err(AppError::NotFound);
        }
        let open = graded.markings.is_open_to_all(graded.settings.markers);
        let mut comments = comments(db, id).await?;
        comments.retain(|comment| open || comment.author == faculty.session.person.id);
        let superseded = !is_newest(db, id).await?;
        let newer = match superseded {
            false => None,
            true => {
                let assignment = domain::assignments::Assignment { module: graded.work.hand_in.module, unit: unit.to_owned() };
                of_student(db, graded.work.hand_in.enrollment, &assignment)
                    .await?
                    .first()
                    .map(|newest| newest.id)
                    .filter(|newest| *newest != id)
            }
        };
        // What a team says of itself is for those who grade it.
        let team = if graded.elsewhere.is_none() { team_says(db, &graded.work).await? } else { None };
        Ok(Self { team, assigned, graded, comments, superseded, newer })
    }

    /// Its address.
    pub fn address(&self) -> String {
        self.assigned.of(self.graded.work.hand_in.id)
    }

    /// Whether faculty of this cohort grade it, and are not only readers of what a team of another one handed in.
    pub fn is_graded_here(&self) -> bool {
        self.graded.elsewhere.is_none()
    }

    /// Whose it is: a team, or a student.
    pub fn whose(&self) -> String {
        let work = &self.graded.work;
        work.hand_in.team_name.clone().unwrap_or_else(|| work.members.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>().join(", "))
    }

    /// The role in which this grader marks now.
    pub fn role(&self, faculty: &Faculty) -> GradingRole {
        self.graded.markings.role_of(faculty.session.person.id, self.graded.settings.markers)
    }

    /// What stands in the form to begin with: what counts, or what this grader said before.
    fn before(&self, faculty: &Faculty) -> Option<&Marking> {
        let own = |marking: &&Marking| marking.grader == faculty.session.person.id;
        self.graded.markings.standing().or_else(|| self.graded.markings.0.iter().rev().find(own))
    }

    /// The form as it is first drawn.
    fn form(&self, faculty: &Faculty) -> Filled {
        let before = self.before(faculty);
        let mut pairs = vec![("comment".to_owned(), before.map(|marking| marking.comment.clone()).unwrap_or_default())];
        let none = Points::new();
        pairs.extend(before.map_or(&none, |marking| &marking.points).iter().map(|(slug, points)| (field(slug), points.to_string())));
        pairs.extend(before.into_iter().flat_map(members::said));
        Filled { typed: self.fresh(Typed::from_address(pairs), faculty), errors: Vec::new() }
    }

    /// The same with new ids, and what was seen of others.
    pub fn fresh(&self, typed: Typed, faculty: &Faculty) -> Typed {
        let seen = self.graded.markings.standing().map(|marking| marking.id.to_string()).unwrap_or_default();
        typed.replaced("id", GradingId::new().to_string()).replaced("role", self.role(faculty).to_string()).replaced("seen", seen)
    }
}

/// The name of a criterion's field.
pub fn field(criterion: &str) -> String {
    format!("points-{criterion}")
}

/// `GET /teaching/{cohort}/{module}/assignments/{unit}/hand-ins/{hand_in}`
pub async fn desk(
    Shared(_): Shared<Site>,
    faculty: Faculty,
    Path((cohort, module, unit, id)): Path<(String, String, String, String)>,
) -> Result<Page, AppError> {
    let desk = Desk::load(&faculty, (&cohort, &module, &unit, &id)).await?;
    let form = desk.form(&faculty);
    Ok(page(faculty, desk, form))
}

/// The desk with a form as it stands.
pub fn page(faculty: Faculty, desk: Desk, form: Filled) -> Page {
    let visit = faculty.visit().clone();
    let title = with_summary(&form, &format!("{}: {}", desk.whose(), desk.graded.title));
    let filled = form.clone();
    let page = Page::new(&visit, title, move || body(&faculty, &desk, &form)).width(Width::Wide).with_script("grading.js");
    filled.on(page)
}

fn body(faculty: &Faculty, desk: &Desk, form: &Filled) -> impl IntoView + use<> {
    let hidden = ["id", "role", "seen"].map(|name| view! { <input type="hidden" name=name value=form.typed.get(name).to_owned()/> });
    let newer = desk.superseded.then(|| {
        let way = desk.newer.map(|newer| view! { <a href=desk.assigned.of(newer)>"Go to the newest version"</a> });
        let words = if way.is_some() {
            "A newer version was handed in, and that one counts. "
        } else {
            "A newer version was handed in in another cohort, and that one counts."
        };
        view! { <p class="notice" data-kind="attention"><span>{words}{way}</span></p> }
    });
    let marks = (!desk.superseded && desk.is_graded_here()).then(|| marking::marking(faculty, desk, form));
    view! {
        {error_summary(form)}
        {head(faculty, desk)}
        {notice(faculty, NOTICES)}
        {newer}
        {beside::elsewhere(desk)}
        <form class="grading" method="post" action=desk.address()>
            {hidden.collect_view()}
            <div class="grading-work">
                {text::text(faculty, desk, form)}
                {beside::files(&desk.graded.work)}
                {beside::runs(&desk.graded.work)}
                {beside::team(desk)}
            </div>
            <div class="grading-side">{beside::others(faculty, desk)}{marks}</div>
        </form>
    }
}

fn head(faculty: &Faculty, desk: &Desk) -> impl IntoView + use<> {
    let mut way = desk.assigned.way();
    way.push((desk.assigned.unit.title.clone(), desk.assigned.address()));
    let campus = desk.assigned.scope.cohort().time_zone;
    let hand_in = &desk.graded.work.hand_in;
    let entry = desk.assigned.stack().into_iter().find(|(entry, _)| entry.hand_in == hand_in.id).map(|(entry, _)| entry.clone());
    let open = desk.assigned.stack().iter().filter(|(entry, _)| entry.is_open()).count();
    let members = hand_in.team.map(|_| desk.graded.work.members.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>().join(", "));
    let next = desk.assigned.next(Some(hand_in.id), faculty).map(|next| view! { <a href=desk.assigned.of(next)>"Next to grade"</a> });
    view! {
        <header class="page-head">
            {breadcrumbs(way, desk.whose())}
            <h1>{desk.whose()}</h1>
            <p class="meta">
                {members.map(|members| view! { <span>{members}</span> })}
                <span>"Version "{hand_in.version}", handed in "{when::long(hand_in.handed_in_at, campus)}" by "{hand_in.by.clone()}</span>
                {entry.as_ref().and_then(|entry| entry.late).map(|by| view! { <span>{late(by)}</span> })}
                {entry.as_ref().map(|entry| words::state(entry.state))}
                {entry.as_ref().and_then(Entry::shared_grade).map(|of| view! { <span>{grade(&of)}</span> })}
                <span>{open}" to grade"</span>
                {next}
            </p>
        </header>
    }
}

/// Comments by paragraph.
fn by_paragraph(desk: &Desk) -> HashMap<i64, Vec<&Comment>> {
    let mut all: HashMap<i64, Vec<&Comment>> = HashMap::new();
    for comment in &desk.comments {
        all.entry(comment.paragraph).or_default().push(comment);
    }
    all
}

/// The id that a comment would have: of the form that was sent, as long as it was not kept.
fn comment_id(form: &Filled, paragraph: usize) -> String {
    let typed = form.typed.get(&format!("comment-id-{paragraph}"));
    if typed.is_empty() { GradingCommentId::new().to_string() } else { typed.to_owned() }
}
