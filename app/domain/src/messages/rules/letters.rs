//! What a notice and a digest say as mail.

use super::super::Notice;
use crate::{
    authoring::{Reading, remark},
    text::escaped,
};

/// Where people say how they want to be told.
const SETTINGS: &str = "/account/notifications";

/// The text and the HTML of a mail that tells one thing.
pub fn letter(notice: &Notice, base_url: &str) -> (String, String) {
    let mut text = notice.body.trim_end().to_owned();
    let mut html = for_mail(&notice.body, base_url);
    if !notice.link.is_empty() {
        text.push_str(&format!("\n\n{base_url}{}", notice.link));
        html.push_str(&link(base_url, &notice.link));
    }
    (with_ending(text, base_url), document(&notice.title, &html, base_url))
}

/// The subject, the text and the HTML of a mail that tells several things, in their order.
pub fn digest(notices: &[Notice], base_url: &str) -> (String, String, String) {
    if let [one] = notices {
        let (text, html) = letter(one, base_url);
        return (one.title.clone(), text, html);
    }
    let subject = format!("{} things since your last digest", notices.len());
    let mut text = String::new();
    let mut html = String::new();
    for notice in notices {
        text.push_str(&format!("* {}\n\n{}\n\n{base_url}{}\n\n\n", notice.title, notice.body.trim_end(), notice.link));
        html.push_str(&format!(
            "<h2>{}</h2>\n{}{}",
            escaped(&notice.title),
            for_mail(&notice.body, base_url),
            link(base_url, &notice.link)
        ));
    }
    let html = document(&subject, &html, base_url);
    (subject, with_ending(text.trim_end().to_owned(), base_url), html)
}

fn for_mail(text: &str, base_url: &str) -> String {
    remark(text, Reading { base: base_url, names: &|_| Vec::new() })
}

fn link(base_url: &str, path: &str) -> String {
    let address = escaped(&format!("{base_url}{path}"));
    format!("<p><a href=\"{address}\">{address}</a></p>\n")
}

fn with_ending(text: String, base_url: &str) -> String {
    format!("{text}\n\n-- \nHow you are told, and when: {base_url}{SETTINGS}\n")
}

fn document(title: &str, body: &str, base_url: &str) -> String {
    let title = escaped(title);
    let settings = escaped(&format!("{base_url}{SETTINGS}"));
    format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title></head>\n<body>\n{body}<hr>\n\
         <p><small><a href=\"{settings}\">How you are told, and when</a></small></p>\n</body></html>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ids::PersonId, messages::Topic};

    fn notice(title: &str, body: &str) -> Notice {
        Notice { person: PersonId::new(), topic: Topic::Dates, title: title.into(), body: body.into(), link: "/calendar".into() }
    }

    #[test]
    fn a_letter_says_the_same_twice_and_how_to_have_less_of_it() {
        let (text, html) = letter(&notice("Dates <moved>", "Two dates of **Finance** moved."), "https://school.example");
        assert!(text.starts_with("Two dates of **Finance** moved.\n\nhttps://school.example/calendar\n"), "{text}");
        assert!(html.contains("<strong>Finance</strong>") && html.contains("<title>Dates &lt;moved&gt;</title>"), "{html}");
        for part in [text, html] {
            assert!(part.contains("https://school.example/account/notifications"), "{part}");
        }
    }

    #[test]
    fn a_digest_of_one_thing_is_that_thing() {
        let (subject, ..) = digest(&[notice("Dates moved", "Two.")], "https://school.example");
        assert_eq!(subject, "Dates moved");
        let (subject, text, html) = digest(&[notice("First", "One."), notice("Second", "Two.")], "https://school.example");
        assert_eq!(subject, "2 things since your last digest");
        assert!(text.find("First").unwrap() < text.find("Second").unwrap() && html.matches("<h2>").count() == 2, "{text}");
    }
}
