//! Where what is shown of a draft leads to: the renderer writes addresses of students, and a draft is read elsewhere.

/// Where the files of a draft are for its reader, and its other units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ways {
    files: String,
    /// What stands before and behind a unit's name in addresses of the studio; units are where students find them if absent.
    units: Option<(String, &'static str)>,
}

impl Ways {
    /// For its authors: each unit is tried.
    pub fn trial(module: &str) -> Self {
        Self { units: Some((format!("/studio/{module}/units/"), "/trial")), ..Self::student(module) }
    }

    /// For reviewers.
    pub fn review(module: &str) -> Self {
        Self { units: Some((format!("/studio/{module}/review/"), "")), ..Self::student(module) }
    }

    /// For an author who looks as a student would: units are where students find them.
    pub fn student(module: &str) -> Self {
        Self { files: format!("/studio/{module}/files/"), units: None }
    }

    /// For whoever has a link: all of it lies below that address.
    pub fn link(address: &str) -> Self {
        Self { files: format!("{address}/files/"), units: Some((format!("{address}/units/"), "")) }
    }

    /// HTML of a draft with addresses for its reader. `units` are names for students, each with that in addresses of the studio; `quote` is
    /// the end of an attribute, as the text writes it.
    pub(super) fn led<'u>(&self, html: String, module: &str, units: impl IntoIterator<Item = (&'u str, &'u str)>, quote: &str) -> String {
        let mut html = html.replace(&format!("/modules/{module}/versions/0/files/"), &self.files);
        let Some((before, behind)) = &self.units else { return html };
        for (slug, name) in units {
            for end in [quote, "#"] {
                html = html.replace(&format!("/learn/{module}/{slug}{end}"), &format!("{before}{name}{behind}{end}"));
            }
        }
        html
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_and_units_are_where_the_reader_reads() {
        let html = "<a href=\"/learn/m/one#top\"><img src=\"/modules/m/versions/0/files/figures/a.svg\"></a><a href=\"/learn/m/one-two\">";
        let led = |ways: Ways| ways.led(html.to_owned(), "m", [("one", "01-one"), ("one-two", "02")], "\"");
        let expected = |unit: &str, other: &str, files: &str| {
            format!("<a href=\"{unit}#top\"><img src=\"{files}figures/a.svg\"></a><a href=\"{other}\">")
        };
        assert_eq!(led(Ways::trial("m")), expected("/studio/m/units/01-one/trial", "/studio/m/units/02/trial", "/studio/m/files/"));
        assert_eq!(led(Ways::review("m")), expected("/studio/m/review/01-one", "/studio/m/review/02", "/studio/m/files/"));
        assert_eq!(led(Ways::student("m")), expected("/learn/m/one", "/learn/m/one-two", "/studio/m/files/"));
        assert_eq!(led(Ways::link("/read/t")), expected("/read/t/units/01-one", "/read/t/units/02", "/read/t/files/"));
    }
}
