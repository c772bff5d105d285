//! Where a visitor can go.

use domain::policy;

use super::Visit;

/// Everybody with dates has one.
const CALENDAR: (&str, &str) = ("Calendar", "/calendar");

impl Visit {
    /// The places of the site this visitor can go to: label and address.
    pub fn navigation(&self) -> Vec<(&'static str, &'static str)> {
        let rights = self.rights();
        let mut links = Vec::new();
        if self.place().is_some() {
            links.extend([("Today", "/today"), ("Program", "/program"), CALENDAR, ("Cohort", "/cohort")]);
        } else if self.has_nowhere_else() {
            links.push(("Your place", "/today"));
        }
        if self.viewing().is_some() {
            return links;
        }
        if rights.teaches {
            links.push(("Teaching", "/teaching"));
        }
        if policy::is_staff(rights) {
            links.push(("Cohorts", "/cohorts"));
            links.push(("Programs", "/programs"));
            links.push(("Requests", "/information-requests"));
        }
        if self.is_in_the_studio() {
            links.push(("Studio", "/studio"));
        }
        if (rights.teaches || policy::is_staff(rights)) && !links.contains(&CALENDAR) {
            links.push(CALENDAR);
        }
        if rights.administrator {
            links.push(("People", "/people"));
            links.push(("Audit", "/audit"));
        }
        links
    }
}
