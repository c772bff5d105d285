//! Every file of the corpus, with what is expected beside it: the report, and the quiz that comes of it.

use std::{fs, path::Path};

use domain::authoring::exchange;

use super::{imported, lesson, packed::document};

/// Beside `NAME.txt` or `NAME.xml` stands `NAME.expected`. With `WRITE_EXPECTED=1` in the environment it is written instead of compared:
/// read the difference before you keep it.
#[test]
fn each_awkward_file_becomes_what_is_written_beside_it() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/exchange/corpus");
    let (mut seen, mut wrong) = (0, Vec::new());
    for folder in fs::read_dir(corpus).unwrap() {
        for file in fs::read_dir(folder.unwrap().path()).unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_some_and(|ending| ending == "expected") {
                continue;
            }
            seen += 1;
            let became = outcome(&path);
            let expected = path.with_extension("expected");
            if std::env::var_os("WRITE_EXPECTED").is_some() {
                fs::write(&expected, &became).unwrap();
            } else if fs::read_to_string(&expected).unwrap_or_default() != became {
                wrong.push(format!("{}:\n{became}", path.display()));
            }
        }
    }
    assert!(seen >= 20, "{seen} files");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn outcome(path: &Path) -> String {
    let name = path.file_name().unwrap().to_string_lossy();
    let bytes = fs::read(path).unwrap();
    let import = match path.parent().and_then(Path::file_name).and_then(|folder| folder.to_str()) {
        Some("word") => {
            lesson(&name, &document(&String::from_utf8(bytes).unwrap())).map(|import| (import.report.to_string(), import.files))
        }
        Some("lesson") => lesson(&name, &bytes).map(|import| (import.report.to_string(), import.files)),
        _ => imported(&name, &bytes).map(|import| (import.report.to_string(), import.files)),
    };
    match import {
        Err(exchange::Failed::Package(faults)) => faults.iter().map(|fault| format!("{fault}\n")).collect(),
        Err(failed) => format!("{failed}\n"),
        Ok((report, files)) => {
            let texts = files.iter().filter(|(path, _)| path != "module.md").map(|(path, content)| match path.ends_with(".md") {
                true => format!("── {path}\n{}", String::from_utf8_lossy(content)),
                false => format!("── {path}: {} bytes\n", content.len()),
            });
            format!("{report}{}", texts.collect::<String>())
        }
    }
}
