//! The roll as a form, for browsers without scripts, and one code at a time.

use std::collections::{HashMap, HashSet};

use axum::{
    extract::{Path, State as Shared},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    FieldError,
    ids::{EnrollmentId, MarkId},
    residencies::{
        presence::{AttendanceState, Mark, MarkKind, MarkWay, typed_code},
        store::presence::{RollLine, roll, student_by_code},
    },
};

use super::{record, record_rest};
use crate::{
    AppError, Site,
    forms::Typed,
    residencies::presence::{held::Held, pages::scan_again},
    visit::StaffOrFaculty,
};

type At = (String, String, String);

/// `POST /cohorts/{cohort}/residencies/{number}/sessions/{session}/roll`
pub async fn save_roll(Shared(site): Shared<Site>, visit: StaffOrFaculty, Path(at): Path<At>, form: Typed) -> Result<Redirect, AppError> {
    let held = Held::load(&visit, &at).await?;
    let lines = roll(&site.db, held.session.id).await?;
    let marks: Vec<Mark> =
        said(&form, &lines).into_iter().map(|(student, kind)| mark(&visit, &held, student, (kind, MarkWay::Roll))).collect();
    let unknown: HashSet<EnrollmentId> = lines.iter().filter(|line| line.state.is_none()).map(|line| line.enrollment_id).collect();
    let is_rest = |mark: &&Mark| mark.kind == MarkKind::Absent && unknown.contains(&mark.enrollment);
    let rest = marks.iter().filter(is_rest).map(|mark| mark.id).collect();
    record_rest(&site.db, visit.now, held.session.id, (marks, rest)).await?;
    Ok(Redirect::to(&format!("{}/roll?done=saved", held.address())))
}

/// A mark made now.
fn mark(visit: &StaffOrFaculty, held: &Held, enrollment: EnrollmentId, (kind, way): (MarkKind, MarkWay)) -> Mark {
    let (session, by) = (held.session.id, visit.session.person.id);
    Mark { id: MarkId::new(), session, enrollment, kind, way, by, occurred_at: visit.now, reason: String::new(), minutes: None }
}

/// What somebody said by sending the roll: only of those whose box they changed since they saw it, and of those who had no mark then and
/// have none now. So the same form sent twice says nothing the second time, and nobody undoes what another device told meanwhile.
fn said(form: &Typed, lines: &[RollLine]) -> Vec<(EnrollmentId, MarkKind)> {
    let shown: HashMap<&str, &str> = form.all("shown").filter_map(|pair| pair.split_once(' ')).collect();
    let ticked: HashSet<&str> = form.all("here").collect();
    let all = form.get("all") == "1";
    let say = |line: &RollLine| {
        let id = line.enrollment_id.to_string();
        let shown = *shown.get(id.as_str())?;
        let is_here = line.state.is_some_and(|state| state != AttendanceState::Absent);
        let here = ticked.contains(id.as_str()) || (all && line.expected);
        let kind = match (here, shown) {
            (true, "here") => None,
            (true, _) => (!is_here).then_some(MarkKind::In),
            (false, "here") => is_here.then_some(MarkKind::Absent),
            (false, "absent") => None,
            (false, _) => (line.state.is_none() && line.expected).then_some(MarkKind::Absent),
        };
        kind.map(|kind| (line.enrollment_id, kind))
    };
    lines.iter().filter_map(say).collect()
}

/// `POST /cohorts/{cohort}/residencies/{number}/sessions/{session}/scans`
pub async fn scan(Shared(site): Shared<Site>, visit: StaffOrFaculty, Path(at): Path<At>, form: Typed) -> Result<Response, AppError> {
    let held = Held::load(&visit, &at).await?;
    let found = match typed_code(form.get("code")) {
        Some(code) => student_by_code(&site.db, held.cohort, &code).await?,
        None => None,
    };
    let Some(student) = found else {
        let message = "This is the code of nobody in this cohort. Scan it again, or mark the student by name.".to_owned();
        return Ok(scan_again(&visit, held, form, vec![FieldError { field: "code", message }]).await?.into_response());
    };
    let (kind, word) = if form.get("kind") == "out" { (MarkKind::Out, "out") } else { (MarkKind::In, "in") };
    record(&site.db, visit.now, vec![mark(&visit, &held, student, (kind, MarkWay::Scan))]).await?;
    Ok(Redirect::to(&format!("{}/roll?done={student}&kind={word}", held.address())).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(state: Option<AttendanceState>) -> RollLine {
        RollLine {
            enrollment_id: EnrollmentId::new(),
            name: "Amara Okafor".into(),
            credentials: "MD".into(),
            code: None,
            expected: true,
            state,
            present: None,
            minutes: None,
            corrected: None,
        }
    }

    /// What is said by a form that showed the first state, and came back with or without a tick when the second one stood.
    fn says(shown: &str, tick: bool, stands: Option<AttendanceState>) -> Option<MarkKind> {
        let line = line(stands);
        let id = line.enrollment_id.to_string();
        let shown = format!("{id} {shown}");
        let form = Typed::of([("shown", shown.as_str()), if tick { ("here", id.as_str()) } else { ("none", "") }]);
        said(&form, &[line]).first().map(|(_, kind)| *kind)
    }

    #[test]
    fn a_form_says_what_was_changed_on_it_and_nothing_twice() {
        use AttendanceState::{Absent, Present};
        let cases = [
            ("unknown", true, None, Some(MarkKind::In)),
            ("unknown", true, Some(Present), None),
            ("unknown", false, None, Some(MarkKind::Absent)),
            ("unknown", false, Some(Present), None),
            ("here", false, Some(Present), Some(MarkKind::Absent)),
            ("here", false, Some(Absent), None),
            ("here", true, Some(Absent), None),
            ("absent", true, Some(Absent), Some(MarkKind::In)),
            ("absent", false, Some(Present), None),
        ];
        for (shown, tick, stands, expected) in cases {
            assert_eq!(says(shown, tick, stands), expected, "{shown} {tick} {stands:?}");
        }
    }

    #[test]
    fn all_are_here_means_those_who_are_expected_and_were_shown() {
        let (one, two) = (line(None), RollLine { expected: false, ..line(None) });
        let shown = [&one, &two].map(|line| format!("{} unknown", line.enrollment_id));
        let form = Typed::of([("all", "1"), ("shown", &shown[0]), ("shown", &shown[1])]);
        let first = one.enrollment_id;
        assert_eq!(said(&form, &[one, two, line(None)]), [(first, MarkKind::In)]);
    }
}
