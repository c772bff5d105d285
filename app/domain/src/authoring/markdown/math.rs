//! Formulas: LaTeX to MathML.

use std::panic::{AssertUnwindSafe, catch_unwind};

use pulldown_latex::{Event, Parser, RenderConfig, Storage, config::DisplayMode, event::Content, push_mathml};

use super::escape;
use crate::authoring::xml::{self, Token};

/// The longest formula, in bytes.
const LONGEST: usize = 4_000;
/// How deeply braces and environments may nest.
const DEEPEST: usize = 50;

/// The formula as MathML, or what is wrong with it.
pub(super) fn mathml(latex: &str, display: bool) -> Result<String, String> {
    check(latex)?;
    // The library promises nothing about odd input; a panic in it is a formula we cannot read, no more.
    let rendered = catch_unwind(AssertUnwindSafe(|| render(latex, display)));
    let markup = rendered.unwrap_or_else(|_| Err("this formula cannot be read: write it more simply".to_owned()))?;
    allowed(&markup)
}

fn check(latex: &str) -> Result<(), String> {
    let first = latex.trim_start().chars().next();
    if first.is_none() {
        return Err("the formula is empty".to_owned());
    }
    if first.is_some_and(|c| c.is_ascii_digit()) {
        return Err(
            "a formula that begins with a digit is refused: write money as \\$5, or begin the formula with a name or `{}`".to_owned()
        );
    }
    if latex.len() > LONGEST {
        return Err(format!("the formula is longer than {LONGEST} bytes: break it into several"));
    }
    let definitions = ["\\def", "\\edef", "\\gdef", "\\xdef", "\\let", "\\futurelet", "\\newcommand", "\\renewcommand", "\\providecommand"];
    if definitions.iter().any(|name| latex.contains(name)) {
        return Err("a formula cannot define commands: write it out".to_owned());
    }
    let mut depth = 0_usize;
    for c in latex.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            return Err(format!("braces nest deeper than {DEEPEST}"));
        }
    }
    if latex.matches("\\begin").count() + latex.matches("\\left").count() > DEEPEST {
        return Err("the formula has too many environments: break it into several".to_owned());
    }
    Ok(())
}

/// The library writes texts and single characters as they are, so what could be taken for markup is escaped before and after.
fn render(latex: &str, display: bool) -> Result<String, String> {
    let storage = Storage::new();
    let events: Vec<Event> = Parser::new(latex, &storage)
        .collect::<Result<_, _>>()
        .map_err(|error| format!("this formula cannot be read: {}", on_one_line(&error.to_string())))?;
    let texts: Vec<String> = events.iter().map(|event| words(event).map(escape).unwrap_or_default()).collect();
    let events = events.into_iter().zip(&texts).map(|(event, text)| {
        Ok::<_, std::fmt::Error>(match event {
            Event::Content(Content::Text(_)) => Event::Content(Content::Text(text)),
            Event::Content(Content::Function(_)) => Event::Content(Content::Function(text)),
            event => event,
        })
    });
    let mode = if display { DisplayMode::Block } else { DisplayMode::Inline };
    let mut markup = String::new();
    push_mathml(&mut markup, events, RenderConfig { display_mode: mode, ..RenderConfig::default() })
        .map_err(|error| format!("this formula cannot be read: {error}"))?;
    Ok(escape_single_characters(&markup))
}

fn words<'a>(event: &Event<'a>) -> Option<&'a str> {
    match event {
        Event::Content(Content::Text(text) | Content::Function(text)) => Some(text),
        _ => None,
    }
}

fn escape_single_characters(markup: &str) -> String {
    markup
        .replace("&nbsp;", "\u{A0}")
        .replace("><</", ">&lt;</")
        .replace(">></", ">&gt;</")
        .replace(">&</", ">&amp;</")
        .replace("><\u{338}</", ">&lt;\u{338}</")
        .replace(">>\u{338}</", ">&gt;\u{338}</")
}

/// The markup again, if it is made of MathML and nothing else. Inline styles are left out: no page of ours would apply them.
fn allowed(markup: &str) -> Result<String, String> {
    let tokens = xml::tokens(markup).map_err(|_| "this formula cannot be shown: write it more simply".to_owned())?;
    let mut clean = String::with_capacity(markup.len());
    for (_, token) in tokens {
        match token {
            Token::Text(text) => clean.push_str(text),
            Token::Close(name) => clean.push_str(&format!("</{name}>")),
            Token::Open { name, attributes, empty } => {
                if !ELEMENTS.contains(&name) {
                    return Err(format!("this formula uses what cannot be shown ({name}): write it more simply"));
                }
                clean.push_str(&format!("<{name}"));
                for (attribute, value) in attributes.iter().filter(|(attribute, _)| ATTRIBUTES.contains(attribute)) {
                    clean.push_str(&format!(" {attribute}=\"{value}\""));
                }
                // In HTML an element such as mspace is not closed by a slash outside of MathML; a closing tag is right everywhere.
                clean.push_str(&if empty { format!("></{name}>") } else { ">".to_owned() });
            }
        }
    }
    Ok(clean)
}

const ELEMENTS: [&str; 24] = [
    "math",
    "mrow",
    "mi",
    "mn",
    "mo",
    "mtext",
    "mspace",
    "mfrac",
    "msqrt",
    "mroot",
    "msub",
    "msup",
    "msubsup",
    "munder",
    "mover",
    "munderover",
    "mmultiscripts",
    "mprescripts",
    "mtable",
    "mtr",
    "mtd",
    "mstyle",
    "mpadded",
    "mphantom",
];

const ATTRIBUTES: [&str; 22] = [
    "display",
    "displaystyle",
    "scriptlevel",
    "stretchy",
    "symmetric",
    "minsize",
    "maxsize",
    "form",
    "fence",
    "separator",
    "largeop",
    "movablelimits",
    "accent",
    "accentunder",
    "linethickness",
    "mathvariant",
    "width",
    "height",
    "lspace",
    "rspace",
    "columnspan",
    "class",
];

fn on_one_line(message: &str) -> String {
    let words: Vec<&str> = message.split_whitespace().filter(|word| !word.chars().all(|c| "╭╰│─►═^".contains(c))).collect();
    words.join(" ").replace("╭─►", "").replace("─►", "").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn formulas_of_the_field_become_mathml() {
        for latex in [
            r"\text{ICER} = \frac{\Delta C}{\Delta E}",
            r"\mathrm{NMB}(\lambda) = \lambda E - C",
            r"p = 1 - e^{-rt}",
            r"\sum_{t=0}^{T} \frac{c_t}{(1+r)^t}",
            r"a < b \le c > d \& e",
            r"\begin{aligned} a &= b \\ c &= d \end{aligned}",
            r"\begin{cases} 1 & x > 0 \\ 0 & \text{otherwise} \end{cases}",
            r"\text{Cost in \$}",
            r"\frac{10\,000 - 5\,000}{2 - 1} = 5\,000",
            r"\text{cost per QALY (\%)}",
            r"a \not< b",
        ] {
            let markup = mathml(latex, true).unwrap_or_else(|error| panic!("{latex}: {error}"));
            assert!(markup.starts_with("<math") && markup.ends_with("</math>"), "{latex}: {markup}");
        }
    }

    #[test]
    fn text_in_a_formula_is_never_markup() {
        let markup = mathml(r"\text{<img src=x onerror=alert(1)>} \operatorname{<b>}", false).unwrap();
        assert!(!markup.contains("<img") && !markup.contains("<b>"), "{markup}");
        assert!(markup.contains("&lt;img"), "{markup}");
    }

    #[test]
    fn a_formula_that_is_money_is_refused() {
        assert!(mathml("5,000 and ", false).unwrap_err().contains("\\$"));
    }

    #[test]
    fn a_broken_formula_says_so() {
        for latex in [r"\frac{a}{", r"\nosuchcommand", r"a}", r"\left( a", "", " ", r"\def\a{\a\a}\a", r"x^2^3"] {
            assert!(mathml(latex, false).is_err(), "{latex}");
        }
    }

    proptest! {
        #[test]
        fn any_formula_is_rendered_or_refused(latex in r"[\\{}a-c_^&$<>#%~ ()]{0,40}") {
            if let Ok(markup) = mathml(&latex, false) {
                prop_assert!(xml::tokens(&markup).is_ok());
            }
        }

        #[test]
        fn commands_in_any_order_are_rendered_or_refused(
            words in proptest::collection::vec(proptest::sample::select(vec![
                r"\frac", r"\left(", r"\right)", r"\begin{cases}", r"\end{cases}", r"\\", "&", "{", "}", "^", "_", r"\text{<}", "a", "<",
                r"\sqrt[3]", r"\color{red}", r"\hline", r"\begin{array}{c|c}", r"\end{array}", r"\not", r"\substack{", r"\href{x}", r"\limits",
            ]), 0..12)
        ) {
            if let Ok(markup) = mathml(&words.join(" "), true) {
                prop_assert!(xml::tokens(&markup).is_ok());
            }
        }
    }
}
