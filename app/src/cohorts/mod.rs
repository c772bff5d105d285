//! Cohorts as staff see them, and modules as their faculty see them: who is where, and who needs help.

mod actions;
pub(crate) mod arrangement;
mod csv;
mod pages;
mod plan;

pub(crate) use pages::{breadcrumbs, cohort_nav, count};

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
        .and(calendars())
        .and(programs())
        .and(releases())
        .and(extensions())
}

/// Calendars, their secret addresses, and looking as a student.
fn calendars() -> Routes {
    Routes::default()
        .page("/calendar", "one's own dates", pages::own_calendar)
        .action("/calendar/feeds", "make a secret address of the own calendar", actions::make_feed)
        .action("/calendar/feeds/{feed}/revocation", "stop a secret address of the own calendar", actions::revoke_feed)
        .page("/feeds/{file}", "a calendar for other programs, by its secret address", pages::feed)
        .page("/cohorts/{cohort}/calendar", "the dates of a cohort", pages::cohort_calendar)
        .page("/teaching/{cohort}/calendar", "the dates of a cohort one teaches", pages::taught_calendar)
        .action("/cohorts/{cohort}/view", "look at the site as a student of the cohort", actions::begin_view)
        .action("/view-end", "look at the site as oneself again", actions::end_view)
}

/// Programs, and the cohorts that are made from them.
fn programs() -> Routes {
    Routes::default()
        .page("/programs", "the programs one runs", pages::programs)
        .page("/programs/new", "create a program", pages::new_program)
        .action("/programs", "create a program", actions::create_program)
        .page("/programs/{program}", "the template of a program", pages::program)
        .action("/programs/{program}", "change the template of a program", actions::change_program)
        .page("/programs/{program}/cohorts/new", "create a cohort: its calendar before it exists", pages::new_cohort)
        .action("/programs/{program}/cohorts", "see the calendar of a cohort, then create it", actions::create_cohort)
}

/// Moving the dates of a cohort, and the releases there were.
fn releases() -> Routes {
    Routes::default()
        .page("/cohorts/{cohort}/calendar/edit", "change the dates of a cohort", pages::edit_calendar)
        .action("/cohorts/{cohort}/calendar/preview", "see what a change of dates moves", actions::preview_release)
        .page("/cohorts/{cohort}/calendar/releases", "the releases of a calendar", pages::releases)
        .action("/cohorts/{cohort}/calendar/releases", "release a calendar", actions::release_calendar)
        .page("/cohorts/{cohort}/calendar/releases/{number}", "a release, compared with another", pages::release)
}

/// More time for students, and the versions of modules.
fn extensions() -> Routes {
    Routes::default()
        .page("/cohorts/{cohort}/extensions", "more time that was asked for and given", pages::cohort_extensions)
        .page("/cohorts/{cohort}/extensions.csv", "the same, for a spreadsheet", pages::cohort_extensions_csv)
        .page("/cohorts/{cohort}/extensions/{extension}", "more time for one student and unit", pages::cohort_extension)
        .action("/cohorts/{cohort}/extensions/{extension}/answer", "answer, change or take back more time", actions::answer_extension)
        .page("/cohorts/{cohort}/students/{enrollment}/extensions", "give a student more time", pages::student_extensions)
        .action("/cohorts/{cohort}/students/{enrollment}/extensions", "give a student more time", actions::give_more_time)
        .page("/cohorts/{cohort}/modules", "the versions of a cohort's modules", pages::cohort_modules)
        .page("/cohorts/{cohort}/modules/{module}", "what is different in the newest version", pages::cohort_module)
        .action("/cohorts/{cohort}/modules/{module}/version", "go on with the newest version", actions::move_version)
}

/// Staff read the cohorts of their programs, administrators all.
pub(crate) fn as_staff(staff: &Staff) -> Reader {
    if staff.rights().administrator { Reader::Administrator } else { Reader::Staff(staff.session.person.id) }
}

/// Faculty read what they themselves teach.
pub(crate) fn as_faculty(faculty: &Faculty) -> Reader {
    Reader::Faculty(faculty.session.person.id)
}
