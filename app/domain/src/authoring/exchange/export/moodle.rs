//! Moodle XML, with the elements that Moodle itself writes for each type.

use base64::{Engine, engine::general_purpose::STANDARD};

use super::html::{Html, html, line, tell, words};
use crate::{
    authoring::{Answers, Choice, Question, Tolerance, Written, package::Package},
    text::escaped,
};

/// Questions as a file.
pub(super) fn file(questions: &[String]) -> String {
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<quiz>\n{}</quiz>\n", questions.concat())
}

/// A question as an element.
pub(super) fn question(Written(question): &Written, package: &Package, lost: &mut Vec<String>) -> String {
    let mut writer = Writer { package, lost };
    let (kind, answers) = writer.answers(question);
    let prompt = writer.text("questiontext", &question.prompt);
    let general = writer.text("generalfeedback", &question.rationale);
    let tags: String = question.tags.iter().map(|tag| format!("<tag><text>{}</text></tag>", escaped(tag))).collect();
    let tags = if tags.is_empty() { tags } else { format!("<tags>{tags}</tags>\n") };
    format!(
        "<question type=\"{kind}\">\n<name><text>{slug}</text></name>\n{prompt}{general}<defaultgrade>{points}</defaultgrade>\n\
         <penalty>0</penalty>\n<hidden>0</hidden>\n<idnumber>{slug}</idnumber>\n{answers}{tags}</question>\n",
        slug = question.slug,
        points = question.points.max(1),
    )
}

/// What each option of several right ones is worth, in percent, as our scoring has it: a wrong one takes as much away as a right one gives.
/// Moodle knows the shares of up to ten right options only.
pub(super) fn weights(options: &[Choice], lost: &mut Vec<String>) -> Vec<String> {
    let right = options.iter().filter(|option| option.right).count();
    if right > 10 {
        tell(lost, "Moodle may ask for other weights: it knows none for more than ten right options");
    }
    let each = format!("{:.5}", 100.0 / right.max(1) as f64);
    let each = each.trim_end_matches('0').trim_end_matches('.');
    options.iter().map(|option| if option.right { each.to_owned() } else { format!("-{each}") }).collect()
}

struct Writer<'a> {
    package: &'a Package,
    lost: &'a mut Vec<String>,
}

impl Writer<'_> {
    /// A text of several paragraphs, with its pictures.
    fn text(&mut self, element: &str, markdown: &str) -> String {
        let Html { html, figures } = html(markdown, true, self.lost);
        let files = figures.iter().filter_map(|path| Some((path, self.package.files.get(path)?))).map(|(path, content)| {
            let name = path.rsplit('/').next().unwrap_or(path);
            format!("<file name=\"{name}\" path=\"/\" encoding=\"base64\">{}</file>\n", STANDARD.encode(content))
        });
        format!("<{element} format=\"html\">\n{}{}</{element}>\n", cdata(&html), files.collect::<String>())
    }

    /// A text of one line.
    fn line(&mut self, markdown: &str) -> String {
        cdata(&line(markdown, self.lost))
    }

    fn answers(&mut self, question: &Question) -> (&'static str, String) {
        match &question.answers {
            Answers::Single { options } => {
                let weights = options.iter().map(|option| if option.right { "100" } else { "0" }.to_owned()).collect();
                ("multichoice", self.choices(options, weights, true))
            }
            Answers::Multiple { options } => {
                let weights = weights(options, self.lost);
                ("multichoice", self.choices(options, weights, false))
            }
            Answers::Numeric { value, tolerance, unit } => ("numerical", self.number(*value, *tolerance, unit.as_deref())),
            Answers::Short { accepted } => {
                let answer = |answer: &String| {
                    format!("<answer fraction=\"100\" format=\"plain_text\">{}</answer>\n", cdata(&answer.replace('*', "\\*")))
                };
                ("shortanswer", format!("<usecase>0</usecase>\n{}", accepted.iter().map(answer).collect::<String>()))
            }
            Answers::Matching { lefts, rights, pairs } => ("matching", self.pairs(lefts, rights, pairs)),
            Answers::Ordering { items, order } => {
                let item = |(index, item): (usize, &usize)| {
                    format!("<answer fraction=\"{}\" format=\"html\">{}</answer>\n", index + 1, self.line(&items[*item]))
                };
                let items: String = order.iter().enumerate().map(item).collect();
                let how = "<layouttype>VERTICAL</layouttype>\n<selecttype>ALL</selecttype>\n<gradingtype>RELATIVE_NEXT_EXCLUDE_LAST</gradingtype>\n";
                ("ordering", format!("{how}{items}"))
            }
            Answers::Text { words, model } => {
                let limits = format!("<minwordlimit>{}</minwordlimit>\n<maxwordlimit>{}</maxwordlimit>\n", words.min, words.max);
                ("essay", format!("<responseformat>editor</responseformat>\n{limits}{}", self.text("graderinfo", model)))
            }
        }
    }

    fn choices(&mut self, options: &[Choice], weights: Vec<String>, one: bool) -> String {
        let fixed = options.iter().filter(|option| option.fixed).count();
        if fixed > 0 && fixed < options.len() {
            tell(self.lost, "Moodle keeps all options in their place or none: these are shuffled");
        }
        let shuffled = fixed < options.len();
        let options: String = options.iter().zip(weights).map(|(option, weight)| self.choice(option, &weight)).collect();
        let how = format!("<single>{one}</single>\n<shuffleanswers>{shuffled}</shuffleanswers>\n<answernumbering>none</answernumbering>\n");
        format!("{how}{options}")
    }

    fn choice(&mut self, option: &Choice, weight: &str) -> String {
        let feedback = option.feedback.as_ref().map(|feedback| self.text("feedback", feedback)).unwrap_or_default();
        format!("<answer fraction=\"{weight}\" format=\"html\">\n{}{feedback}</answer>\n", self.line(&option.html))
    }

    fn number(&mut self, value: f64, tolerance: Tolerance, unit: Option<&str>) -> String {
        if matches!(tolerance, Tolerance::Percent(_)) {
            tell(self.lost, "a tolerance in percent is one in the number's own unit");
        }
        let answer = format!("<answer fraction=\"100\"><text>{value}</text><tolerance>{}</tolerance></answer>\n", tolerance.around(value));
        let unit =
            unit.map(|unit| format!("<units><unit><multiplier>1</multiplier><unit_name>{}</unit_name></unit></units>\n", escaped(unit)));
        format!("{answer}{}", unit.unwrap_or_default())
    }

    fn pairs(&mut self, lefts: &[String], rights: &[String], pairs: &[usize]) -> String {
        let unused = (0..rights.len()).filter(|right| !pairs.contains(right)).map(|right| ("", right));
        let all = lefts.iter().map(String::as_str).zip(pairs.iter().copied()).chain(unused);
        let pair = |(left, right): (&str, usize)| {
            let (left, right) = (self.line(left), cdata(&words(&rights[right], self.lost)));
            format!("<subquestion format=\"html\">{left}<answer>{right}</answer></subquestion>\n")
        };
        format!("<shuffleanswers>true</shuffleanswers>\n{}", all.map(pair).collect::<String>())
    }
}

/// Any text as an element's text; the end of a section in it is divided between two.
fn cdata(text: &str) -> String {
    format!("<text><![CDATA[{}]]></text>\n", text.replace("]]>", "]]]]><![CDATA[>"))
}
