//! Question files of another program: how long the program takes to read 2,000 questions into a module, from its start to its end.

use std::{fmt::Write, fs, path::Path, time::Instant};

use crate::{
    Plan, Result, about, process,
    statistics::median,
    table::{Goal, Measure, Results},
};

/// How many questions a file has.
const QUESTIONS: usize = 2_000;
const MODULE: &str = "---\nmodule: bank\ntitle: Bank\nsummary: S.\ncompetencies: PL-1\nauthors:\n- A Example, MD\nlicense: CC-BY-4.0\n\
                      reviewed: 2026-11-01\nobjectives:\n- Say it\nunits:\n- 01-lesson.md\n---\n\nWords.\n";
const LESSON: &str = "---\nunit: lesson\nkind: lesson\ntitle: L\nminutes: 5\nobjectives:\n- Say it\n---\n\nWords.\n";

/// Imports the questions as GIFT, then exports them as Moodle XML and imports that, each time into an empty module.
///
/// # Errors
/// If the program refuses something.
pub fn measure(plan: &Plan, program: &Path, folder: &Path) -> Result<Results> {
    let folder = folder.join("questions");
    fs::create_dir_all(&folder).map_err(about(folder.display().to_string()))?;
    let [gift, xml] = ["gift.txt", "moodle.xml"].map(|name| folder.join(name));
    fs::write(&gift, questions()).map_err(about(gift.display().to_string()))?;
    let (mut of_gift, mut of_xml) = (Vec::new(), Vec::new());
    for _ in 0..plan.rounds {
        of_gift.push(import(program, &folder, &gift)?);
        let _ = fs::remove_file(&xml);
        let paths = [folder.join("module"), xml.clone()].map(|path| path.to_string_lossy().into_owned());
        process::run(program, &["questions", "export", &paths[0], &paths[1], "--as", "moodle-xml"], &folder)?;
        of_xml.push(import(program, &folder, &xml)?);
    }
    let (gift, xml) = (median(&of_gift), median(&of_xml));
    let from = format!(
        "the slower of two formats, medians of {} imports of {QUESTIONS} questions: GIFT {gift:.2} s, Moodle XML {xml:.2} s",
        plan.rounds
    );
    let mut results = Results::default();
    results.measures.push(Measure::new("question-import", gift.max(xml), "s", Goal::AtMost(5.0), from));
    Ok(results)
}

/// Seconds of one import into a module that has no questions.
fn import(program: &Path, folder: &Path, file: &Path) -> Result<f64> {
    let module = folder.join("module");
    if module.exists() {
        fs::remove_dir_all(&module).map_err(about(module.display().to_string()))?;
    }
    fs::create_dir(&module).map_err(about(module.display().to_string()))?;
    for (name, text) in [("module.md", MODULE), ("01-lesson.md", LESSON)] {
        fs::write(module.join(name), text).map_err(about(name))?;
    }
    let (module, file) = (module.to_string_lossy(), file.to_string_lossy());
    let begun = Instant::now();
    process::run(program, &["questions", "import", &module, &file, "--unit", "lesson"], folder)?;
    Ok(begun.elapsed().as_secs_f64())
}

/// Questions of all kinds that GIFT knows, each as long as one of the starter module.
fn questions() -> String {
    let words = "The committee compares two programs over five years, with costs in dollars and effects in years of life. ".repeat(3);
    let mut text = String::new();
    for number in 0..QUESTIONS {
        let answers = match number % 5 {
            0 => "=the next best alternative#Right.\n~the price#No.\n~the charge#No.\n~nothing#No.".to_owned(),
            1 => "~%50%nurses ~%50%contrast ~%-50%parking ~%-50%lamps".to_owned(),
            2 => format!("#{number}:0.5"),
            3 => "=cost -> resources\n=price -> payment\n=charge -> list".to_owned(),
            _ => "=opportunity cost =opportunity costs".to_owned(),
        };
        let _ = writeln!(
            text,
            "// [id:q-{number}] [tag:PL-1]\n::Question {number}::[html]<p>{words}</p><p>Which is <b>{number}</b>, if \\\\(x \\= \\\\frac\\{{a\\}}\\{{b\\}}\\\\)?</p>{{\n{answers}\n####<p>{words}</p>\n}}\n"
        );
    }
    text
}
