//! Points of single members of a team: a fold for each, with what the ratings would come to beside it.

use domain::{
    assignments::{
        GradingRole,
        grading::total,
        marking::Marking,
        members::{Fault, LONGEST, OwnPoints, TypedPoints, suggested},
    },
    ids::EnrollmentId,
};
use leptos::prelude::*;

use super::{Desk, marking::chosen};
use crate::{
    forms::{Field, Filled, TextArea, Typed, field_of_many, text_area_of_many},
    visit::Faculty,
};

fn points_of(member: EnrollmentId) -> String {
    format!("own-points-{member}")
}

fn reason_of(member: EnrollmentId) -> String {
    format!("own-reason-{member}")
}

/// What a marking says of members, as values of the form.
pub(super) fn said(marking: &Marking) -> impl Iterator<Item = (String, String)> + use<'_> {
    let pairs = |own: &OwnPoints| [(points_of(own.member), own.points.to_string()), (reason_of(own.member), own.reason.clone())];
    marking.members.iter().flat_map(pairs)
}

/// What was typed of the members of a team; nothing where somebody handed in alone.
pub fn typed(desk: &Desk, form: &Typed) -> Vec<TypedPoints> {
    let work = &desk.graded.work;
    let of =
        |member| TypedPoints { member, points: form.get(&points_of(member)).to_owned(), reason: form.get(&reason_of(member)).to_owned() };
    work.members.iter().filter(|_| work.hand_in.team.is_some()).map(|(member, _)| of(*member)).collect()
}

/// The members of a team, each with room for points of their own, once what is saved is final.
pub(super) fn members(faculty: &Faculty, desk: &Desk, form: &Filled) -> Option<impl IntoView + use<>> {
    desk.graded.work.hand_in.team?;
    let words = match desk.role(faculty) {
        GradingRole::Final => {
            "Everybody has the team’s points. Give a member other points only where you know why: that member reads both, and nobody else in the team does. What being late costs is the same for all."
        }
        _ => "Everybody has the team’s points. Once both markings are in, members can be given other points here.",
    };
    let folds = (desk.role(faculty) == GradingRole::Final)
        .then(|| typed(desk, &form.typed).iter().map(|typed| fold(desk, form, typed)).collect_view());
    Some(view! {
        <section class="member-points" id="members" aria-labelledby="member-points" tabindex="-1">
            <h3 id="member-points">"Points of members"</h3>
            <p class="hint">{words}</p>
            {folds}
        </section>
    })
}

/// One member; open while something is typed.
fn fold(desk: &Desk, form: &Filled, typed: &TypedPoints) -> impl IntoView + use<> {
    let (rubric, member) = (&desk.graded.settings.rubric, typed.member);
    let name = desk.graded.work.members.iter().find(|(one, _)| *one == member).map(|(_, name)| name.clone()).unwrap_or_default();
    let (shared, possible) = (total(rubric, &chosen(desk, &form.typed)), rubric.possible());
    let fault = form.error("members").and_then(|_| typed.read(shared, possible).err());
    let (points, reason) = match &fault {
        Some(Fault::Points(words)) => (Some(words.clone()), None),
        Some(Fault::Reason(words)) => (None, Some(words.clone())),
        None => (None, None),
    };
    let said =
        if typed.points.trim().is_empty() { "the team’s points".to_owned() } else { format!("{} of {possible} points", typed.points) };
    let field = Field::text("points", "Points").hint("Empty for the team’s.");
    let area = TextArea { name: "reason", label: "Why", hint: "This member reads it.", rows: 3, limit: LONGEST };
    view! {
        <details class="disclosure" open=!typed.points.trim().is_empty() || !typed.reason.trim().is_empty()>
            <summary>{format!("{name}: {said}")}</summary>
            {suggestion(desk, form, member)}
            {field_of_many(points_of(member), &typed.points, points, field)}
            {text_area_of_many(reason_of(member), &typed.reason, reason, area)}
        </details>
    }
}

/// What the ratings of the others would come to; a script keeps it up to date.
fn suggestion(desk: &Desk, form: &Filled, member: EnrollmentId) -> impl IntoView + use<> {
    let says = desk.team.as_ref()?.contributions.iter().find(|one| one.member == member)?;
    let Some(factor) = says.factor else {
        return Some(view! { <p class="hint">"No factor: fewer than three have rated this member."</p> }.into_any());
    };
    let (rubric, levels) = (&desk.graded.settings.rubric, chosen(desk, &form.typed));
    let whole = levels.len() == rubric.criteria.len();
    let points = whole.then(|| format!("{} of {} points", suggested(total(rubric, &levels), factor, rubric.possible()), rubric.possible()));
    let points = points.unwrap_or_else(|| "so much, once the rubric is filled in".to_owned());
    Some(
        view! {
            <p>"By the ratings of the team, factor "{format!("{factor:.2}")}", it would be "<output data-factor=factor.to_string()>{points}</output>". Nothing of this is applied by itself."</p>
        }
        .into_any(),
    )
}
