//! A paragraph's contents: words with their looks, links, fields, notes, pictures and formulas.

use super::{
    body::{Reader, chosen, has_content},
    fields::{self, Field, Treatment},
    formula,
    line::Line,
    styles::{Look, switch, value},
    symbols,
};
use crate::authoring::{
    exchange::{text, tree::Element},
    markdown,
};

/// How many fields may lie in one another.
const DEEPEST_FIELD: usize = 100;

impl<'a> Reader<'a, '_> {
    pub fn inline(&mut self, elements: &'a [Element], line: &mut Line) {
        for element in elements {
            match element.name.as_str() {
                "w:r" => self.run(element, line),
                "w:hyperlink" => self.hyperlink(element, line),
                "w:fldSimple" => {
                    let treatment = fields::treatment(element.attribute("w:instr").unwrap_or_default());
                    self.field(treatment, element, line);
                }
                "w:ins" | "w:moveTo" => {
                    self.changes.insert("a suggested insertion is taken".to_owned());
                    self.inline(element.children(), line);
                }
                "w:del" | "w:moveFrom" => {
                    self.changes.insert("a suggested deletion is left out".to_owned());
                }
                "w:sdt" => self.inline(element.child("w:sdtContent").map_or(&[], |content| content.children()), line),
                "w:smartTag" | "w:customXml" | "w:dir" | "w:bdo" => self.inline(element.children(), line),
                "m:oMath" => self.formula(element, false, line),
                "m:oMathPara" => element.all("m:oMath").for_each(|formula| self.formula(formula, true, line)),
                "mc:AlternateContent" => self.inline(chosen(element).map_or(&[], |chosen| chosen.children()), line),
                "w:subDoc" => self.refuse("part of another document", "copy its text into this document"),
                _ => {}
            }
        }
    }

    fn hyperlink(&mut self, element: &'a Element, line: &mut Line) {
        let target = element.attribute("r:id").and_then(|id| self.targets.get(id)).filter(|target| target.outside);
        let treatment = match target {
            Some(target) => fields::link(&target.path),
            None => Treatment::Words(Some("a link to another place of the document is plain text now".to_owned())),
        };
        self.field(treatment, element, line);
    }

    /// A field or link with all that it shows.
    fn field(&mut self, treatment: Treatment, element: &'a Element, line: &mut Line) {
        self.begin_result(&treatment, line);
        self.fields.push(Field { treatment: Some(treatment.clone()), ..Field::default() });
        self.inline(element.children(), line);
        self.fields.pop();
        end_result(&treatment, line);
    }

    /// The result of a field begins, whose mark is not among those that are open yet. In one that is left out nothing is told.
    fn begin_result(&mut self, treatment: &Treatment, line: &mut Line) {
        if self.is_passed_over() {
            return;
        }
        match treatment {
            Treatment::Link(address) => line.begin_link(address.clone()),
            Treatment::Words(Some(told)) => drop(self.changes.insert(told.clone())),
            Treatment::Words(None) => {}
            Treatment::Dropped(told) => drop(self.notes.insert(told)),
            Treatment::Refused(reason) => self.refuse("field", reason.clone()),
        }
    }

    /// Whether what is read now belongs to a field that is not taken, or is its instruction.
    fn is_passed_over(&self) -> bool {
        self.fields.iter().any(|field| matches!(field.treatment, None | Some(Treatment::Dropped(_) | Treatment::Refused(_))))
    }

    fn field_mark(&mut self, kind: Option<&str>, line: &mut Line) {
        match kind {
            Some("begin") if self.fields.len() < DEEPEST_FIELD => self.fields.push(Field::default()),
            Some("begin") => self.refuse("field", "it lies in too many others: take it out"),
            Some("separate") => {
                let Some(field) = self.fields.pop() else { return };
                let treatment = fields::treatment(&field.instruction);
                self.begin_result(&treatment, line);
                self.fields.push(Field { treatment: Some(treatment), ..field });
            }
            Some("end") => match self.fields.pop() {
                Some(Field { treatment: Some(treatment), .. }) => end_result(&treatment, line),
                // It shows nothing.
                Some(field) => {
                    let treatment = fields::treatment(&field.instruction);
                    if matches!(treatment, Treatment::Refused(_)) {
                        self.begin_result(&treatment, line);
                    }
                }
                None => {}
            },
            _ => {}
        }
    }

    /// A text has ended. A field that has not would have taken the rest of it along.
    pub fn end_fields(&mut self) {
        if !self.fields.is_empty() {
            self.fields.clear();
            self.refuse("field", "one is not closed above here, and its text is lost: take it out, or save the document again");
        }
    }

    fn run(&mut self, run: &'a Element, line: &mut Line) {
        let properties = run.child("w:rPr");
        if properties.and_then(|properties| switch(properties, "w:vanish")) == Some(true) {
            self.changes.insert("hidden text is left out".to_owned());
            return;
        }
        let raised = properties.and_then(|properties| value(properties, "w:vertAlign")).and_then(|place| match place {
            "superscript" => Some(true),
            "subscript" => Some(false),
            _ => None,
        });
        line.look(self.look(properties));
        for piece in run.children() {
            self.piece(piece, raised, line);
        }
    }

    fn look(&self, properties: Option<&Element>) -> Look {
        let Some(properties) = properties else { return Look::default() };
        let styled = value(properties, "w:rStyle").map(|style| self.parts.styles.look(style)).unwrap_or_default();
        Look {
            bold: switch(properties, "w:b").unwrap_or(styled.bold),
            italic: switch(properties, "w:i").unwrap_or(styled.italic),
            struck: switch(properties, "w:strike").or_else(|| switch(properties, "w:dstrike")).unwrap_or(false),
            code: styled.code,
        }
    }

    fn piece(&mut self, piece: &'a Element, raised: Option<bool>, line: &mut Line) {
        match piece.name.as_str() {
            "w:fldChar" => return self.field_mark(piece.attribute("w:fldCharType"), line),
            "w:instrText" => {
                if let Some(field) = self.fields.last_mut().filter(|field| field.instruction.len() < 4_000) {
                    field.instruction.push_str(piece.text());
                }
                return;
            }
            _ if self.is_passed_over() => return,
            _ => {}
        }
        match piece.name.as_str() {
            "w:t" => self.words(piece.text(), raised, line),
            "w:tab" | "w:ptab" => line.text(" "),
            "w:noBreakHyphen" => line.text("-"),
            "w:br" | "w:cr" => match piece.attribute("w:type") {
                Some("page" | "column") => drop(self.changes.insert("the break of a page or column is not kept".to_owned())),
                _ => line.line_break(),
            },
            "w:sym" => match symbols::of_font(piece.attribute("w:font"), piece.attribute("w:char")) {
                Some(symbol) => line.text(symbol.encode_utf8(&mut [0; 4])),
                None => drop(self.changes.insert("a symbol of a font of symbols is left out: write it as a letter or formula".to_owned())),
            },
            "w:footnoteReference" => self.note(false, piece.attribute("w:id"), line),
            "w:endnoteReference" => self.note(true, piece.attribute("w:id"), line),
            "w:commentReference" => {
                let comment = piece.attribute("w:id").and_then(|id| self.parts.comments.get(id));
                let comment = comment.map(|words| format!(" of {words}")).unwrap_or_default();
                self.changes.insert(format!("a comment is not kept{comment}"));
            }
            "mc:AlternateContent" => chosen(piece).into_iter().flat_map(Element::children).for_each(|piece| self.drawn(piece, line)),
            "w:drawing" | "w:pict" | "w:object" => self.drawn(piece, line),
            "w:ruby" => drop(self.changes.insert("the reading above a word is left out".to_owned())),
            _ => {}
        }
    }

    fn words(&mut self, words: &str, raised: Option<bool>, line: &mut Line) {
        let Some(raised) = raised else { return line.text(words) };
        let shifted: Option<String> = words.trim().chars().map(|c| text::shifted(c, raised)).collect();
        if shifted.is_none() {
            self.changes.insert("what was raised or lowered stands in the line: write it as a formula".to_owned());
        }
        line.text(shifted.as_deref().unwrap_or(words));
    }

    fn note(&mut self, end: bool, id: Option<&str>, line: &mut Line) {
        let Some(id) = id else { return };
        if self.inside > 0 && self.place.0.starts_with("footnote ") {
            self.changes.insert("a footnote of a footnote is left out".to_owned());
            return;
        }
        let key = (end, id.to_owned());
        let number = match self.note_numbers.get(&key) {
            Some(number) => *number,
            None => {
                let notes = if end { &self.parts.endnotes } else { &self.parts.footnotes };
                let number = notes.texts.get(id).filter(|note| has_content(note)).map(|_| {
                    self.used_notes.push(key.clone());
                    self.used_notes.len()
                });
                self.note_numbers.insert(key, number);
                number
            }
        };
        match number {
            Some(number) => line.raw(&format!("[^{number}]")),
            None => drop(self.changes.insert("a footnote that has no text in the document is left out".to_owned())),
        }
    }

    fn formula(&mut self, element: &'a Element, display: bool, line: &mut Line) {
        if self.is_passed_over() {
            return;
        }
        let latex = formula::latex(element).and_then(|latex| match markdown::formula_fault(&latex, display) {
            Some(fault) => Err(fault),
            None => Ok(latex),
        });
        match latex {
            Ok(latex) => line.formula(latex, display),
            Err(reason) => self.refuse("formula", reason),
        }
    }
}

fn end_result(treatment: &Treatment, line: &mut Line) {
    if let Treatment::Link(_) = treatment {
        line.end_link();
    }
}

/// The words of a paragraph of code, with their spaces and ends of lines.
pub(super) fn verbatim(element: &Element) -> String {
    match element.name.as_str() {
        "w:t" => element.text().to_owned(),
        "w:tab" => "\t".to_owned(),
        "w:br" | "w:cr" => "\n".to_owned(),
        "w:noBreakHyphen" => "-".to_owned(),
        "w:pPr" | "w:rPr" | "w:del" | "w:moveFrom" | "w:drawing" | "w:pict" | "w:object" | "mc:AlternateContent" => String::new(),
        _ => element.children().iter().map(verbatim).collect(),
    }
}
