//! What came back, read as a person reads a page: by headings, links and forms.

use reqwest::header::HeaderMap;
use scraper::{ElementRef, Html, Selector};

/// A response, read to its end.
#[derive(Clone, Debug)]
pub struct Answer {
    status: u16,
    headers: HeaderMap,
    text: String,
}

impl Answer {
    pub async fn read(response: reqwest::Response) -> Self {
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Self { status, headers, text: response.text().await.unwrap() }
    }

    /// A page that came otherwise than by asking.
    pub fn page(text: &str) -> Self {
        Self { status: 200, headers: HeaderMap::new(), text: text.to_owned() }
    }

    /// The status as a number.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The whole body.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// A header, or nothing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// Every header.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Fails unless the status is this one, and shows the body.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{} {}", self.header("location"), self.text);
        self
    }

    /// Where a redirect leads.
    #[track_caller]
    pub fn location(&self) -> &str {
        assert_eq!(self.status, 303, "{}", self.text);
        self.header("location")
    }

    /// The texts of all elements that a selector finds.
    #[track_caller]
    pub fn all(&self, selector: &str) -> Vec<String> {
        self.document().select(&parsed(selector)).map(said).collect()
    }

    /// The text of the one element that a selector finds.
    #[track_caller]
    pub fn one(&self, selector: &str) -> String {
        let mut found = self.all(selector);
        assert_eq!(found.len(), 1, "{selector} is there {} times in {}", found.len(), self.text);
        found.remove(0)
    }

    /// Whether a selector finds anything.
    #[track_caller]
    pub fn has(&self, selector: &str) -> bool {
        self.document().select(&parsed(selector)).next().is_some()
    }

    /// An attribute of the one element that a selector finds.
    #[track_caller]
    pub fn attribute(&self, selector: &str, name: &str) -> String {
        let document = self.document();
        let found: Vec<_> = document.select(&parsed(selector)).collect();
        assert_eq!(found.len(), 1, "{selector} is there {} times in {}", found.len(), self.text);
        found[0].attr(name).unwrap_or_else(|| panic!("{selector} has no {name}")).to_owned()
    }

    /// Where the one form that a selector finds is sent, and what a browser would send of it untouched.
    #[track_caller]
    pub fn form(&self, selector: &str) -> (String, Vec<(String, String)>) {
        let document = self.document();
        let found: Vec<_> = document.select(&parsed(selector)).collect();
        assert_eq!(found.len(), 1, "{selector} is there {} times in {}", found.len(), self.text);
        let named = parsed("input[name], select[name], textarea[name]");
        (found[0].attr("action").unwrap_or_default().to_owned(), found[0].select(&named).filter_map(sent).collect())
    }

    fn document(&self) -> Html {
        Html::parse_document(&self.text)
    }
}

fn parsed(selector: &str) -> Selector {
    Selector::parse(selector).unwrap_or_else(|error| panic!("{selector}: {error}"))
}

/// As it is read: white space is one space.
fn said(element: ElementRef) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The name and value a browser sends of a field.
fn sent(field: ElementRef) -> Option<(String, String)> {
    let value = match (field.value().name(), field.attr("type").unwrap_or("text")) {
        ("textarea", _) => field.text().collect(),
        ("select", _) => {
            let options: Vec<_> = field.select(&parsed("option")).collect();
            let chosen = options.iter().find(|option| option.attr("selected").is_some()).or(options.first())?;
            chosen.attr("value").map_or_else(|| said(*chosen), str::to_owned)
        }
        (_, "checkbox" | "radio") if field.attr("checked").is_none() => return None,
        (_, "submit" | "button" | "image" | "reset" | "file") => return None,
        (_, "checkbox" | "radio") => field.attr("value").unwrap_or("on").to_owned(),
        _ => field.attr("value").unwrap_or_default().to_owned(),
    };
    field.attr("disabled").is_none().then(|| (field.attr("name").unwrap_or_default().to_owned(), value))
}
