//! Cohorts as staff see them, and modules as their faculty see them: who is where, and who needs help.

mod actions;
pub(crate) mod arrangement;
pub(crate) mod csv;
mod pages;
mod plan;

pub(crate) use actions::{DateTitles, viewed_day};
pub(crate) use pages::{Done, breadcrumbs, cohort_nav, count, not_studying, notice, subnav, to_do};

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
        .and(people())
        .and(rosters())
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
pub(crate) fn as_staff(staff: &Staff) -> Reader {
    if staff.rights().administrator { Reader::Administrator } else { Reader::Staff(staff.session.person.id) }
}

/// Faculty read what they themselves teach.
pub(crate) fn as_faculty(faculty: &Faculty) -> Reader {
    Reader::Faculty(faculty.session.person.id)
}
