//! Formulas of every kind, and whether they can be shown.

use super::*;
use crate::authoring::{exchange::tree, markdown::formula_fault};

fn read(inner: &str) -> Result<String, String> {
    latex(&tree::part(&format!("<m:oMath>{inner}</m:oMath>"), "m:oMath").unwrap())
}

fn run(text: &str) -> String {
    format!("<m:r><m:t>{text}</m:t></m:r>")
}

#[test]
fn formulas_become_latex_that_can_be_shown() {
    let (a, b, c) = (run("a"), run("b"), run("c"));
    for (inner, expected) in [
        (format!("<m:f><m:num>{a}</m:num><m:den>{b}</m:den></m:f>"), r"\frac{a}{b}"),
        (format!("<m:f><m:fPr><m:type m:val=\"lin\"/></m:fPr><m:num>{a}</m:num><m:den>{b}</m:den></m:f>"), "{a}/{b}"),
        (
            format!("<m:f><m:fPr><m:type m:val=\"noBar\"/></m:fPr><m:num>{a}</m:num><m:den>{b}</m:den></m:f>"),
            r"\begin{matrix}{a}\\{b}\end{matrix}",
        ),
        (format!("<m:sSup><m:e>{a}</m:e><m:sup>{b}</m:sup></m:sSup>"), "{a}^{b}"),
        (format!("<m:sSubSup><m:e>{a}</m:e><m:sub>{b}</m:sub><m:sup>{c}</m:sup></m:sSubSup>"), "{a}_{b}^{c}"),
        (format!("<m:sPre><m:sub>{a}</m:sub><m:sup>{b}</m:sup><m:e>{c}</m:e></m:sPre>"), "{}_{a}^{b}{c}"),
        (format!("<m:rad><m:radPr><m:degHide m:val=\"1\"/></m:radPr><m:deg/><m:e>{a}</m:e></m:rad>"), r"\sqrt{a}"),
        (format!("<m:rad><m:deg>{}</m:deg><m:e>{a}</m:e></m:rad>", run("3")), r"\sqrt[{3}]{a}"),
        (
            format!("<m:nary><m:naryPr><m:chr m:val=\"∑\"/></m:naryPr><m:sub>{a}</m:sub><m:sup>{b}</m:sup><m:e>{c}</m:e></m:nary>"),
            r"\sum _{a}^{b}{c}",
        ),
        (format!("<m:nary><m:sub/><m:sup/><m:e>{c}</m:e></m:nary>"), r"\int {c}"),
        (format!("<m:d><m:e>{a}</m:e><m:e>{b}</m:e></m:d>"), r"\left( a\vert b\right)"),
        (format!("<m:d><m:dPr><m:begChr m:val=\"[\"/><m:endChr m:val=\"\"/></m:dPr><m:e>{a}</m:e></m:d>"), r"\left[ a\right."),
        (
            format!("<m:m><m:mr><m:e>{a}</m:e><m:e>{b}</m:e></m:mr><m:mr><m:e>{b}</m:e><m:e>{c}</m:e></m:mr></m:m>"),
            r"\begin{matrix} a & b\\ b & c\end{matrix}",
        ),
        (
            format!("<m:eqArr><m:e>{}</m:e><m:e>{}</m:e></m:eqArr>", run("a&amp;=b"), run("c&amp;=d")),
            r"\begin{aligned} a&=b\\ c&=d\end{aligned}",
        ),
        (format!("<m:func><m:fName>{}</m:fName><m:e>{a}</m:e></m:func>", run("sin")), r"\sin {a}"),
        (format!("<m:limLow><m:e>{}</m:e><m:lim>{}</m:lim></m:limLow>", run("lim"), run("n→∞")), r"\lim_{n\to \infty }"),
        (format!("<m:limUpp><m:e>{a}</m:e><m:lim>{b}</m:lim></m:limUpp>"), r"\overset{b}{a}"),
        (format!("<m:acc><m:accPr><m:chr m:val=\"\u{304}\"/></m:accPr><m:e>{a}</m:e></m:acc>"), r"\bar{a}"),
        (format!("<m:bar><m:barPr><m:pos m:val=\"top\"/></m:barPr><m:e>{a}</m:e></m:bar>"), r"\overline{a}"),
        (format!("<m:groupChr><m:e>{a}</m:e></m:groupChr>"), r"\underbrace{a}"),
        (format!("<m:borderBox><m:e>{a}</m:e></m:borderBox>"), "a"),
        (run("ΔC≥5%"), r"\Delta C\ge 5\%"),
        (run("2x"), "{}2x"),
        ("<m:r><m:rPr><m:nor/></m:rPr><m:t>cost &amp; time</m:t></m:r>".to_owned(), r"\text{cost \& time}"),
        ("<m:r><m:rPr><m:sty m:val=\"p\"/></m:rPr><m:t>ICER</m:t></m:r>".to_owned(), r"\mathrm{ICER}"),
        ("<m:r><m:rPr><m:scr m:val=\"double-struck\"/></m:rPr><m:t>R</m:t></m:r>".to_owned(), r"\mathbb{R}"),
    ] {
        let latex = read(&inner).unwrap();
        assert_eq!(latex, expected, "{inner}");
        assert_eq!(formula_fault(&latex, true), None, "{latex}");
    }
}

#[test]
fn every_sign_can_be_shown() {
    for c in "αβγδεϵζηθϑικλμνξπρσςτυφϕχψωΓΔΘΛΞΠΣΥΦΨΩ∂∇∞ℓ≤≥≪≫≠≈≅≡∼∝±∓×÷⋅∙∘∗−∑∏∐∫∬∭∮⋃⋂⋁⋀∪∩∨∧¬∈∉⊂⊆⊃⊇∅∀∃→←↔⇒⇐⇔↑↓…⋯⋮⋱%#_|".chars()
    {
        let latex = read(&run(&c.to_string())).unwrap();
        assert_eq!(formula_fault(&latex, false), None, "{c}: {latex}");
    }
}

#[test]
fn what_we_cannot_write_is_refused() {
    for inner in [
        "<m:unknown/>",
        "",
        "<m:r><m:t> </m:t></m:r>",
        "<m:r><m:t>$5</m:t></m:r>",
        "<m:acc><m:accPr><m:chr m:val=\"x\"/></m:accPr></m:acc>",
    ] {
        let latex = read(inner);
        assert!(latex.is_err() || latex.as_deref() == Ok("\\"), "{inner}: {latex:?}");
    }
}
