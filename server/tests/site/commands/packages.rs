//! Content packages and question files, in and out by command.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::Deployment;

#[test]
fn a_package_comes_out_as_it_went_in_and_a_version_is_made_once() {
    let deployment = Deployment::new();
    let package = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/site/stage/module");
    let package = package.to_str().unwrap();
    assert_eq!(deployment.done(&["import", package]), "Imported on-rounds as version 1.\n");
    assert_eq!(deployment.done(&["import", package]), "Nothing to import: version 1 of on-rounds has the same content.\n");
    let out = deployment.0.path().join("out");
    deployment.done(&["export", "on-rounds", out.to_str().unwrap()]);
    for name in ["module.md", "01-team.md", "02-check.md", "03-case.md"] {
        assert_eq!(fs::read(out.join(name)).unwrap(), fs::read(Path::new(package).join(name)).unwrap(), "{name}");
    }
    let again = deployment.run(&["export", "on-rounds", out.to_str().unwrap()]);
    assert_eq!(again.status, 1);
    assert!(again.errors.contains("has a package already: add --replace to write over it"), "{}", again.errors);
    let missing = deployment.run(&["export", "on-rounds", "--version", "7", "elsewhere"]);
    assert_eq!((missing.status, missing.errors.as_str()), (1, "There is no version 7 of a module \"on-rounds\".\n"));
}

#[test]
fn a_module_is_kept_in_git() {
    let deployment = Deployment::new();
    let package = module_in(&deployment);
    deployment.done(&["import", package.to_str().unwrap()]);
    let kept = deployment.0.path().join("kept");
    fs::create_dir_all(kept.join(".git")).unwrap();
    let export = ["export", "on-rounds", kept.to_str().unwrap()];
    deployment.done(&export);
    let text = fs::read_to_string(kept.join("01-team.md")).unwrap();
    fs::write(kept.join("01-team.md"), format!("{text}\nOne more sentence.\n")).unwrap();
    assert_eq!(deployment.done(&["import", kept.to_str().unwrap()]), "Imported on-rounds as version 2.\n");
    fs::write(kept.join("notes.txt"), "To do.\n").unwrap();
    let said = deployment.done(&[&export[..], &["--replace", "--version", "1"]].concat());
    assert!(said.ends_with("Not in this version, and left as they are:\n  notes.txt\n"), "{said}");
    assert_eq!(fs::read_to_string(kept.join("01-team.md")).unwrap(), text);
    assert!(kept.join(".git").is_dir() && !kept.join(".attending-change").exists());
    fs::write(kept.join("module.md"), "---\nmodule: another\n---\n").unwrap();
    let refused = deployment.run(&[&export[..], &["--replace"]].concat());
    assert!(refused.errors.contains("has the package of another module"), "{}", refused.errors);
    fs::remove_file(kept.join("module.md")).unwrap();
    assert!(deployment.run(&export).errors.contains("is not empty"), "what is no package is not written over");
}

#[test]
fn a_package_travels_as_a_zip_file_that_is_always_the_same() {
    let (there, here) = (Deployment::new(), Deployment::new());
    let package = module_in(&there);
    let (one, other) = (there.0.path().join("one.zip"), here.0.path().join("other.zip"));
    there.done(&["import", package.to_str().unwrap()]);
    let said = there.done(&["export", "on-rounds", "--zip", one.to_str().unwrap()]);
    assert!(said.ends_with(&format!("files to {}.\n", one.display())), "{said}");
    assert_eq!(here.done(&["import", one.to_str().unwrap()]), "Imported on-rounds as version 1.\n");
    here.done(&["export", "on-rounds", "--zip", other.to_str().unwrap()]);
    assert_eq!(fs::read(&one).unwrap(), fs::read(&other).unwrap());
    let again = here.run(&["export", "on-rounds", "--zip", other.to_str().unwrap()]);
    assert_eq!(again.status, 1);
    assert!(again.errors.contains("exists"), "{}", again.errors);
    fs::write(&other, "no zip").unwrap();
    assert!(here.run(&["import", other.to_str().unwrap()]).errors.contains("no zip file"));
}

#[test]
fn a_lesson_of_another_program_becomes_a_unit() {
    let deployment = Deployment::new();
    let (module, file) = (module_in(&deployment), deployment.0.path().join("costs.md"));
    fs::write(&file, "# What it costs\n\nIt costs $5.\n\n![A plane](https://example.org/a.png)\n").unwrap();
    let (folder, file) = (module.to_str().unwrap(), file.to_str().unwrap());
    let import = ["lessons", "import", file, folder];
    let said = deployment.run(&import);
    assert_eq!(said.status, 1);
    assert!(said.output.contains("line 5: refused: picture"), "{}", said.output);
    assert!(!module.join("what-it-costs.md").exists());

    let said = deployment.done(&[&import[..], &["--leave-out-refused"]].concat());
    assert!(said.contains("Wrote what-it-costs.md, module.md in"), "{said}");
    assert!(fs::read_to_string(module.join("what-it-costs.md")).unwrap().contains("It costs \\$5."));
    assert_eq!(deployment.done(&["import", folder]), "Imported on-rounds as version 1.\n");
    assert_eq!(deployment.run(&[&import[..], &["--unit", "what-it-costs"]].concat()).status, 1);
}

/// The stage's module in a folder that may be changed.
fn module_in(deployment: &Deployment) -> PathBuf {
    let (from, to) = (Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/site/stage/module"), deployment.0.path().join("module"));
    copy(&from, &to);
    to
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let (path, to) = (entry.as_ref().unwrap().path(), to.join(entry.unwrap().file_name()));
        if path.is_dir() {
            copy(&path, &to);
        } else {
            fs::copy(path, to).unwrap();
        }
    }
}

/// A film as far as its boxes say, with so many bytes of pictures.
pub(super) fn film(bytes: usize) -> Vec<u8> {
    let a_box =
        |name: &[u8; 4], content: &[u8]| [&u32::try_from(content.len() + 8).unwrap().to_be_bytes(), name.as_slice(), content].concat();
    let mut track = vec![0; 84];
    track[76..84].copy_from_slice(b"\x05\0\0\0\x02\xD0\0\0");
    let index = a_box(b"moov", &[a_box(b"mvhd", &[0; 100]), a_box(b"trak", &a_box(b"tkhd", &track))].concat());
    [a_box(b"ftyp", b"isom\0\0\0\0"), a_box(b"mdat", &vec![7; bytes]), index].concat()
}

/// The stage's module with a film in its case.
pub(super) fn with_film(deployment: &Deployment, film: &[u8]) -> PathBuf {
    let module = module_in(deployment);
    let media = module.join("media");
    fs::create_dir(&media).unwrap();
    fs::write(media.join("round.mp4"), film).unwrap();
    fs::write(media.join("round.vtt"), "WEBVTT\n\n00:00.000 --> 00:01.000\nGood morning.\n").unwrap();
    fs::write(media.join("round.txt"), "Good morning.\n").unwrap();
    let lesson = fs::read_to_string(module.join("03-case.md")).unwrap();
    fs::write(module.join("03-case.md"), lesson + "\n![A round](media/round.mp4 \"On the ward\")\n").unwrap();
    module
}

#[test]
fn a_large_film_goes_through_the_store_and_comes_out_as_it_went_in() {
    let (deployment, film) = (Deployment::new(), film(6_000_000));
    let (module, out) = (with_film(&deployment, &film), deployment.0.path().join("out"));
    let media = module.join("media");
    let [folder, target] = [&module, &out].map(|path| path.to_str().unwrap());
    assert_eq!(deployment.done(&["import", folder]), "Imported on-rounds as version 1.\n");
    assert_eq!(deployment.done(&["import", folder]), "Nothing to import: version 1 of on-rounds has the same content.\n");
    assert!(fs::metadata(deployment.0.path().join("attending.sqlite")).unwrap().len() < 6_000_000);
    deployment.done(&["export", "on-rounds", target]);
    assert!(fs::read(out.join("media/round.mp4")).unwrap() == film);
    assert_eq!(fs::read(out.join("03-case.md")).unwrap(), fs::read(module.join("03-case.md")).unwrap());
    assert_eq!(deployment.done(&["import", target]), "Nothing to import: version 1 of on-rounds has the same content.\n");

    // A pointer alone is refused where its file is not, and so is an export from a store that lacks it; a film that is cut off as well.
    let elsewhere = Deployment::new();
    let pointer = "attending-media 1\nsha256 ".to_owned() + &"0".repeat(64) + "\nkind mp4\nsize 7000000\n";
    fs::write(media.join("round.mp4"), pointer).unwrap();
    let refused = elsewhere.run(&["import", folder]);
    assert!(refused.status == 1 && refused.errors.contains("media/round.mp4: this only stands for a file"), "{}", refused.errors);
    fs::write(media.join("round.mp4"), &film[..5_000_000]).unwrap();
    let refused = elsewhere.run(&["import", folder]);
    assert!(refused.status == 1 && refused.errors.contains("media/round.mp4: This file is cut off"), "{}", refused.errors);
    fs::remove_dir_all(deployment.0.path().join("media")).unwrap();
    fs::remove_dir_all(&out).unwrap();
    let broken = deployment.run(&["export", "on-rounds", target]);
    assert!(broken.status == 1 && broken.errors.contains("is not whole"), "{}", broken.errors);
}

#[test]
fn questions_of_another_program_come_into_a_module_and_out_of_it() {
    let deployment = Deployment::new();
    let (module, gift, xml) = (module_in(&deployment), deployment.0.path().join("q.gift"), deployment.0.path().join("q.xml"));
    let [module, gift, xml] = [&module, &gift, &xml].map(|path| path.to_str().unwrap());
    fs::write(gift, "::One::What?{=this ~that####So.}\n\n::Two::What?{=a =b ~c}\n").unwrap();
    let before = fs::read(Path::new(module).join("02-check.md")).unwrap();
    let import = ["questions", "import", module, gift, "--new-quiz", "bank", "--title", "The bank"];
    let said = deployment.run(&import);
    assert_eq!(said.status, 1);
    assert!(said.output.contains(":1: taken: one\n") && said.output.contains(":3: refused: Two\n"), "{}", said.output);
    assert!(said.errors.starts_with("Nothing was imported, because some"), "{}", said.errors);
    assert!(!Path::new(module).join("bank.md").exists());

    let said = deployment.done(&[&import[..], &["--leave-out-refused"]].concat());
    assert!(said.ends_with(&format!("Wrote bank.md, module.md in {module}.\n")), "{said}");
    assert_eq!(fs::read(Path::new(module).join("02-check.md")).unwrap(), before);
    assert_eq!(deployment.done(&["import", module]), "Imported on-rounds as version 1.\n");
    assert_eq!(
        fs::read_dir(module).unwrap().filter(|file| file.as_ref().unwrap().file_name().to_string_lossy().starts_with('.')).count(),
        0
    );

    let export = ["questions", "export", module, xml, "--as", "moodle-xml", "--unit", "bank"];
    assert!(deployment.done(&export).ends_with(&format!("Wrote {xml}.\n")));
    assert!(fs::read_to_string(xml).unwrap().contains("<idnumber>one</idnumber>"));
    let again = deployment.run(&export);
    assert_eq!(again.status, 1);
    assert!(again.errors.contains("exists"), "{}", again.errors);
    assert_eq!(deployment.run(&["questions", "export", module, xml, "--as", "aiken"]).status, 2);
}

#[test]
fn a_faulty_package_is_told_by_file_and_line_and_changes_nothing() {
    let deployment = Deployment::new();
    let folder = deployment.0.path().join("faulty");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("module.md"), "---\nmodule: faulty\nnonsense\n---\n").unwrap();
    let said = deployment.run(&["import", folder.to_str().unwrap()]);
    assert_eq!(said.status, 1);
    assert!(said.errors.contains("faulty/module.md:3: "), "{}", said.errors);
    assert!(!deployment.0.path().join("attending.sqlite").exists());
}
