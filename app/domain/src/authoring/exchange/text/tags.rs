//! What each element of HTML is to us.

/// What becomes of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Its contents are a paragraph of their own.
    Paragraph,
    /// Its contents are a block, which need not be a paragraph.
    Boundary,
    Heading,
    List,
    NumberedList,
    Item,
    Quotation,
    Verbatim,
    Table,
    Row,
    Cell,
    Rule,
    LineBreak,
    /// Emphasis, by its mark.
    Emphasis(&'static str),
    Code,
    Link,
    Picture,
    Raised,
    Lowered,
    /// It and what is in it is dropped, and this is told.
    Dropped(&'static str),
    /// It is dropped, and has nothing in it; this is told.
    Void(&'static str),
    /// Its contents count, it does not.
    Styling,
}

/// By the name in lower case; what is not known is styling.
pub(super) fn meaning(name: &str) -> Meaning {
    match name {
        "p" => Meaning::Paragraph,
        "div" | "section" | "article" | "header" | "footer" | "main" | "figure" | "figcaption" | "address" | "dl" | "dt" | "dd"
        | "center" | "fieldset" | "legend" | "caption" | "thead" | "tbody" | "tfoot" | "details" | "summary" | "body" | "html" => {
            Meaning::Boundary
        }
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Meaning::Heading,
        "ul" | "menu" => Meaning::List,
        "ol" => Meaning::NumberedList,
        "li" => Meaning::Item,
        "blockquote" => Meaning::Quotation,
        "pre" => Meaning::Verbatim,
        "table" => Meaning::Table,
        "tr" => Meaning::Row,
        "td" | "th" => Meaning::Cell,
        "hr" => Meaning::Rule,
        "br" => Meaning::LineBreak,
        "em" | "i" | "cite" | "dfn" => Meaning::Emphasis("*"),
        "strong" | "b" => Meaning::Emphasis("**"),
        "del" | "s" | "strike" => Meaning::Emphasis("~~"),
        "code" | "kbd" | "samp" | "tt" => Meaning::Code,
        "a" => Meaning::Link,
        "img" => Meaning::Picture,
        "sup" => Meaning::Raised,
        "sub" => Meaning::Lowered,
        _ => dropped(name),
    }
}

fn dropped(name: &str) -> Meaning {
    match name {
        "script" => Meaning::Dropped("a script was taken out"),
        "style" | "title" | "head" | "template" | "noscript" | "noembed" | "noframes" => Meaning::Dropped(""),
        "iframe" | "object" | "applet" | "canvas" => Meaning::Dropped("what was embedded from elsewhere was taken out"),
        "embed" | "frame" => Meaning::Void("what was embedded from elsewhere was taken out"),
        "video" | "audio" => Meaning::Dropped("a video or sound was taken out: put the file under media/ and write it into the unit"),
        "select" | "textarea" | "button" => Meaning::Dropped("a field to fill in was taken out"),
        "input" => Meaning::Void("a field to fill in was taken out"),
        "math" => Meaning::Dropped("a formula in MathML was taken out: write it as LaTeX between \\( and \\)"),
        "svg" => Meaning::Dropped("a drawing in the text was taken out: put it under figures/ as a file"),
        _ => Meaning::Styling,
    }
}

/// A character as it is raised or lowered, where Unicode has it.
pub(in crate::authoring::exchange) fn shifted(c: char, raised: bool) -> Option<char> {
    const FROM: &str = "0123456789+-=()n";
    const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ";
    const LOWERED: &str = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₙ";
    let place = FROM.chars().position(|known| known == c.replaced())?;
    (if raised { RAISED } else { LOWERED }).chars().nth(place)
}

trait Replaced {
    fn replaced(self) -> Self;
}

impl Replaced for char {
    /// A minus is one, however it was typed.
    fn replaced(self) -> Self {
        if matches!(self, '\u{2212}' | '\u{2013}') { '-' } else { self }
    }
}
