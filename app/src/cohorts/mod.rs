//! Cohorts as staff see them, and modules as their faculty see them: who is where, and who needs help.

mod actions;
mod arrangement;
mod csv;
mod pages;

#[allow(unused_imports, reason = "other subjects show pages of a cohort as well")]
pub(crate) use pages::{cohort_nav, not_studying};

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
        .action("/cohorts/{cohort}/students/{enrollment}/notes", "keeps a note of staff on a student", actions::write_note)
        .action("/cohorts/{cohort}/students/{enrollment}/notes/{note}/striking", "strikes out a note", actions::strike_note)
        .page("/teaching", "what one teaches", pages::teaching)
        .page("/teaching/{cohort}/{module}", "the roster of a module one teaches", pages::taught_module)
        .page("/teaching/{cohort}/{module}/roster.csv", "the roster of a module one teaches, for a spreadsheet", pages::taught_module_csv)
        .page("/teaching/{cohort}/{module}/students/{enrollment}", "a student in a module one teaches", pages::taught_student)
        .and(people())
        .and(rosters())
}

/// How people stand in a cohort, who teaches it and who runs its program.
fn people() -> Routes {
    const STUDENT: &str = "/cohorts/{cohort}/students/{enrollment}/place";
    Routes::default()
        .page("/places", "one's own places in cohorts", pages::own_places_page)
        .action("/places/{enrollment}/acceptance", "accept a place in a cohort", actions::accept_place)
        .page(STUDENT, "a student's place in the cohort", pages::student_place)
        .action(STUDENT, "change how a student stands", actions::change_place)
        .action("/cohorts/{cohort}/students/{enrollment}/transfer", "let a student go on in another cohort", actions::transfer_student)
        .action("/cohorts/{cohort}/students/{enrollment}/invitation", "send an invitation again", actions::invite_student_again)
        .page("/cohorts/{cohort}/invitations/new", "invite a student", pages::new_student)
        .action("/cohorts/{cohort}/invitations", "send an invitation to a student", actions::invite_student)
        .page("/cohorts/{cohort}/faculty", "who teaches a cohort", pages::cohort_faculty)
        .action("/cohorts/{cohort}/faculty", "let somebody teach a cohort", actions::assign_faculty)
        .action("/cohorts/{cohort}/faculty/{teaching}/removal", "let somebody teach no longer", actions::remove_faculty)
        .page("/programs/{program}/staff", "who runs a program", pages::staff_of_program)
        .action("/programs/{program}/staff", "let somebody run a program", actions::add_to_program)
        .action("/programs/{program}/staff/{person}/removal", "let somebody run a program no longer", actions::remove_from_program)
}

/// Rosters from spreadsheets.
fn rosters() -> Routes {
    const FILE: &str = "/cohorts/{cohort}/imports/{import}";
    Routes::default()
        .page("/cohorts/{cohort}/imports", "rosters that were uploaded", pages::roster_imports)
        .upload("/cohorts/{cohort}/imports", "upload a roster", actions::LARGEST_ROSTER, actions::upload_roster)
        .page(FILE, "what would become of a roster", pages::roster_import)
        .action(FILE, "say which column of a roster is what", actions::map_columns)
        .action("/cohorts/{cohort}/imports/{import}/application", "take a roster in", actions::apply_roster)
        .action("/cohorts/{cohort}/imports/{import}/removal", "throw a roster away", actions::discard_roster)
}

/// Staff read the cohorts of their programs, administrators all.
fn as_staff(staff: &Staff) -> Reader {
    if staff.rights().administrator { Reader::Administrator } else { Reader::Staff(staff.session.person.id) }
}

/// Faculty read what they themselves teach.
fn as_faculty(faculty: &Faculty) -> Reader {
    Reader::Faculty(faculty.session.person.id)
}
