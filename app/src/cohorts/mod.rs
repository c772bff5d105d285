//! Cohorts as staff see them, and modules as their faculty see them: who is where, and who needs help.

mod arrangement;
mod csv;
mod pages;

#[allow(unused_imports, reason = "other subjects show pages of a cohort as well")]
pub(crate) use pages::cohort_nav;

use domain::cohorts::Reader;

use crate::{
    routes::Routes,
    visit::{Faculty, Staff},
};

/// What can be looked at here.
pub fn routes() -> Routes {
    Routes::default()
        .page("/cohorts", "all cohorts", pages::cohorts)
        .page("/cohorts/{cohort}", "the roster of a cohort", pages::cohort)
        .page("/cohorts/{cohort}/roster.csv", "the roster of a cohort, for a spreadsheet", pages::cohort_csv)
        .page("/cohorts/{cohort}/students/{enrollment}", "a student of a cohort", pages::cohort_student)
        .page("/teaching", "what one teaches", pages::teaching)
        .page("/teaching/{cohort}/{module}", "the roster of a module one teaches", pages::taught_module)
        .page("/teaching/{cohort}/{module}/roster.csv", "the roster of a module one teaches, for a spreadsheet", pages::taught_module_csv)
        .page("/teaching/{cohort}/{module}/students/{enrollment}", "a student in a module one teaches", pages::taught_student)
}

/// Staff read the cohorts of their programs, administrators all.
fn as_staff(staff: &Staff) -> Reader {
    if staff.rights().administrator { Reader::Administrator } else { Reader::Staff(staff.session.person.id) }
}

/// Faculty read what they themselves teach.
fn as_faculty(faculty: &Faculty) -> Reader {
    Reader::Faculty(faculty.session.person.id)
}
