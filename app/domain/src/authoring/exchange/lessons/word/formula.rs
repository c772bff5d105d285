//! Formulas of Word (Office Math, ECMA-376 part 1, 22.1) as LaTeX.

use super::{
    styles::{switch, value},
    symbols,
};
use crate::{authoring::exchange::tree::Element, text::squeezed};

/// Words that LaTeX sets upright by itself.
const FUNCTIONS: [&str; 30] = [
    "sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "coth", "arcsin", "arccos", "arctan", "log", "ln", "lg", "exp",
    "lim", "max", "min", "sup", "inf", "det", "gcd", "arg", "deg", "dim", "hom", "ker", "Pr",
];

/// The LaTeX of a formula, or why there is none.
pub(super) fn latex(formula: &Element) -> Result<String, String> {
    let mut writer = Writer { out: String::new(), aligned: false };
    writer.sequence(formula.children())?;
    let latex = squeezed(&writer.out);
    if latex.is_empty() {
        return Err("it is empty".to_owned());
    }
    if latex.contains(['`', '$']) {
        return Err("a dollar sign or backtick cannot stand in a formula: write what it means as a word".to_owned());
    }
    // What begins with a digit would be taken for money.
    let guard = if latex.starts_with(|c: char| c.is_ascii_digit()) { "{}" } else { "" };
    Ok(format!("{guard}{latex}"))
}

struct Writer {
    out: String,
    /// Whether an ampersand is a place where lines are aligned.
    aligned: bool,
}

impl Writer {
    fn sequence(&mut self, elements: &[Element]) -> Result<(), String> {
        elements.iter().try_for_each(|element| self.one(element))
    }

    fn one(&mut self, element: &Element) -> Result<(), String> {
        match element.name.as_str() {
            "m:r" => self.run(element),
            "m:f" => self.fraction(element)?,
            "m:sSup" => self.parts(element, &[("", "m:e"), ("^", "m:sup")])?,
            "m:sSub" => self.parts(element, &[("", "m:e"), ("_", "m:sub")])?,
            "m:sSubSup" => self.parts(element, &[("", "m:e"), ("_", "m:sub"), ("^", "m:sup")])?,
            "m:sPre" => {
                self.out.push_str("{}");
                self.parts(element, &[("_", "m:sub"), ("^", "m:sup"), ("", "m:e")])?;
            }
            "m:rad" => self.root(element)?,
            "m:nary" => self.n_ary(element)?,
            "m:d" => self.delimited(element)?,
            "m:m" => self.lines(element, "matrix", "m:mr")?,
            "m:eqArr" => self.equations(element)?,
            "m:func" => {
                self.part(element, "m:fName", false)?;
                self.part(element, "m:e", true)?;
            }
            "m:limLow" => self.limit(element, "_", "\\underset")?,
            "m:limUpp" => self.limit(element, "^", "\\overset")?,
            "m:acc" => self.accented(element)?,
            "m:bar" => self.command(if property(element, "m:pos") == Some("top") { "\\overline" } else { "\\underline" }, element)?,
            "m:groupChr" => {
                self.command(if property(element, "m:pos") == Some("top") { "\\overbrace" } else { "\\underbrace" }, element)?
            }
            "m:phant" => self.command("\\phantom", element)?,
            "m:box" | "m:borderBox" | "m:e" | "w:ins" | "w:moveTo" | "m:oMath" => self.sequence(element.children())?,
            "w:r" => self.text(&element.all("w:t").map(Element::text).collect::<String>()),
            name if name.starts_with("m:") && !name.ends_with("Pr") => {
                return Err(format!("we cannot write a part of it (`{name}`): put it in more simply, or as LaTeX between $ and $"));
            }
            _ => {}
        }
        Ok(())
    }

    /// A part of something: its contents, in braces or not.
    fn part(&mut self, element: &Element, name: &str, braces: bool) -> Result<(), String> {
        self.out.push_str(if braces { "{" } else { "" });
        element.child(name).map_or(Ok(()), |part| self.sequence(part.children()))?;
        self.out.push_str(if braces { "}" } else { "" });
        Ok(())
    }

    fn parts(&mut self, element: &Element, parts: &[(&str, &str)]) -> Result<(), String> {
        parts.iter().try_for_each(|(mark, name)| {
            self.out.push_str(mark);
            self.part(element, name, true)
        })
    }

    /// A command with the contents as its argument.
    fn command(&mut self, command: &str, element: &Element) -> Result<(), String> {
        self.out.push_str(command);
        self.part(element, "m:e", true)
    }

    fn fraction(&mut self, element: &Element) -> Result<(), String> {
        match property(element, "m:type") {
            Some("lin" | "skw") => self.parts(element, &[("", "m:num"), ("/", "m:den")]),
            Some("noBar") => {
                self.out.push_str("\\begin{matrix}");
                self.parts(element, &[("", "m:num"), ("\\\\", "m:den")])?;
                self.out.push_str("\\end{matrix}");
                Ok(())
            }
            _ => self.parts(element, &[("\\frac", "m:num"), ("", "m:den")]),
        }
    }

    fn root(&mut self, element: &Element) -> Result<(), String> {
        self.out.push_str("\\sqrt");
        let hidden = element.child("m:radPr").and_then(|properties| switch(properties, "m:degHide")) == Some(true);
        if !hidden && element.child("m:deg").is_some_and(|degree| !degree.children().is_empty()) {
            self.out.push_str("[{");
            self.part(element, "m:deg", false)?;
            self.out.push_str("}]");
        }
        self.part(element, "m:e", true)
    }

    fn n_ary(&mut self, element: &Element) -> Result<(), String> {
        let sign = property(element, "m:chr").and_then(|sign| sign.chars().next()).unwrap_or('∫');
        self.sign(sign);
        let properties = element.child("m:naryPr");
        for (mark, name, hide) in [("_", "m:sub", "m:subHide"), ("^", "m:sup", "m:supHide")] {
            let hidden = properties.and_then(|properties| switch(properties, hide)) == Some(true);
            if !hidden && element.child(name).is_some_and(|part| !part.children().is_empty()) {
                self.out.push_str(mark);
                self.part(element, name, true)?;
            }
        }
        self.part(element, "m:e", true)
    }

    fn delimited(&mut self, element: &Element) -> Result<(), String> {
        let begin = delimiter(property(element, "m:begChr").unwrap_or("("))?;
        let end = delimiter(property(element, "m:endChr").unwrap_or(")"))?;
        let between = property(element, "m:sepChr").and_then(|sign| sign.chars().next()).unwrap_or('|');
        self.out.push_str(&format!("\\left{begin} "));
        for (index, part) in element.all("m:e").enumerate() {
            if index > 0 {
                self.sign(between);
            }
            self.sequence(part.children())?;
        }
        self.out.push_str(&format!("\\right{end} "));
        Ok(())
    }

    /// Rows, each with its cells.
    fn lines(&mut self, element: &Element, environment: &str, row: &str) -> Result<(), String> {
        self.out.push_str(&format!("\\begin{{{environment}}}"));
        for (index, row) in element.all(row).enumerate() {
            self.out.push_str(if index > 0 { "\\\\ " } else { "" });
            for (index, cell) in row.all("m:e").enumerate() {
                self.out.push_str(if index > 0 { " & " } else { " " });
                self.sequence(cell.children())?;
            }
        }
        self.out.push_str(&format!("\\end{{{environment}}}"));
        Ok(())
    }

    fn equations(&mut self, element: &Element) -> Result<(), String> {
        let before = std::mem::replace(&mut self.aligned, true);
        self.out.push_str("\\begin{aligned}");
        for (index, equation) in element.all("m:e").enumerate() {
            self.out.push_str(if index > 0 { "\\\\ " } else { " " });
            self.sequence(equation.children())?;
        }
        self.out.push_str("\\end{aligned}");
        self.aligned = before;
        Ok(())
    }

    /// What stands below or above something: of `lim` and its like as an index.
    fn limit(&mut self, element: &Element, mark: &str, command: &str) -> Result<(), String> {
        let mut base = Writer { out: String::new(), aligned: false };
        base.part(element, "m:e", false)?;
        let base = base.out.trim().to_owned();
        if base.strip_prefix('\\').is_some_and(|name| FUNCTIONS.contains(&name)) {
            self.out.push_str(&format!("{base}{mark}"));
            return self.part(element, "m:lim", true);
        }
        self.out.push_str(command);
        self.part(element, "m:lim", true)?;
        self.out.push_str(&format!("{{{base}}}"));
        Ok(())
    }

    fn accented(&mut self, element: &Element) -> Result<(), String> {
        let accent = property(element, "m:chr").and_then(|accent| accent.chars().next()).unwrap_or('\u{302}');
        let command = match accent {
            '\u{302}' | '^' => "\\hat",
            '\u{303}' | '~' => "\\tilde",
            '\u{304}' | '\u{305}' | '¯' => "\\bar",
            '\u{307}' => "\\dot",
            '\u{308}' => "\\ddot",
            '\u{30C}' => "\\check",
            '\u{301}' => "\\acute",
            '\u{300}' => "\\grave",
            '\u{306}' => "\\breve",
            '\u{20D7}' | '→' => "\\vec",
            other => return Err(format!("we cannot write its accent `{other}`: put it in more simply")),
        };
        self.command(command, element)
    }

    fn run(&mut self, run: &Element) {
        let properties = run.child("m:rPr");
        let words: String = run.all("m:t").map(Element::text).collect();
        let style = properties.and_then(|properties| value(properties, "m:sty"));
        let script = properties.and_then(|properties| value(properties, "m:scr"));
        if properties.and_then(|properties| switch(properties, "m:nor")) == Some(true) {
            return self.text(&words);
        }
        if FUNCTIONS.contains(&words.trim()) {
            return self.out.push_str(&format!("\\{} ", words.trim()));
        }
        let upright = style == Some("p") && words.chars().filter(|c| c.is_alphabetic()).count() > 1;
        let command = match (script, style) {
            (Some("double-struck"), _) => "\\mathbb{",
            (Some("script"), _) => "\\mathcal{",
            (Some("fraktur"), _) => "\\mathfrak{",
            (_, Some("b" | "bi")) => "\\mathbf{",
            _ if upright => "\\mathrm{",
            _ => "",
        };
        self.out.push_str(command);
        words.chars().for_each(|c| self.sign(c));
        self.out.push_str(if command.is_empty() { "" } else { "}" });
    }

    fn sign(&mut self, c: char) {
        match symbols::latex(c) {
            _ if c == '&' && self.aligned => self.out.push('&'),
            Some(name) => self.out.push_str(&format!("{name} ")),
            // A sign of nothing to see, such as that of a function applied.
            None if matches!(c, '\u{2061}'..='\u{2064}' | '\u{200B}') => {}
            None if c.is_whitespace() => self.out.push_str("\\ "),
            None => self.out.push(c),
        }
    }

    /// Words that are no formula.
    fn text(&mut self, words: &str) {
        let escaped: String = words
            .chars()
            .map(|c| match c {
                '{' | '}' | '\\' | '^' | '~' | '_' => " ".to_owned(),
                '%' | '&' | '#' => format!("\\{c}"),
                c => c.to_string(),
            })
            .collect();
        self.out.push_str(&format!("\\text{{{escaped}}}"));
    }
}

/// A value among the properties of an element, `m:fPr` of `m:f`.
fn property<'a>(element: &'a Element, name: &str) -> Option<&'a str> {
    element.child(&format!("{}Pr", element.name)).and_then(|properties| value(properties, name))
}

fn delimiter(sign: &str) -> Result<&'static str, String> {
    Ok(match sign {
        "" => ".",
        "(" => "(",
        ")" => ")",
        "[" => "[",
        "]" => "]",
        "{" => "\\{",
        "}" => "\\}",
        "|" | "∣" => "\\vert",
        "‖" | "∥" => "\\Vert",
        "⌈" => "\\lceil",
        "⌉" => "\\rceil",
        "⌊" => "\\lfloor",
        "⌋" => "\\rfloor",
        "⟨" | "〈" | "<" => "\\langle",
        "⟩" | "〉" | ">" => "\\rangle",
        "/" => "/",
        other => return Err(format!("we cannot write its bracket `{other}`: use another")),
    })
}

#[cfg(test)]
mod tests;
