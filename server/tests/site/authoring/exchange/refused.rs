//! Bad files: refused with a sentence beside the field, nothing is changed, nothing is kept, and memory stays bounded.

use std::{
    io::{Cursor, Write},
    process::Command,
};

use reqwest::Body;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::*;

/// A zip file with a good `module.md`, and what else is written into it.
fn with(more: impl FnOnce(&mut ZipWriter<Cursor<Vec<u8>>>)) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("module.md", SimpleFileOptions::default()).unwrap();
    writer.write_all(b"---\nmodule: on-rounds\n---\n").unwrap();
    more(&mut writer);
    writer.finish().unwrap().into_inner()
}

fn file(name: &'static str, bytes: usize) -> impl FnOnce(&mut ZipWriter<Cursor<Vec<u8>>>) {
    move |writer| {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        writer.start_file(name, options).unwrap();
        writer.write_all(&vec![b' '; bytes]).unwrap();
    }
}

/// The same with the mark in each head that says a file is encrypted.
fn encrypted(mut zip: Vec<u8>) -> Vec<u8> {
    for (mark, flags) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let places: Vec<usize> = zip.windows(4).enumerate().filter(|(_, part)| part == mark).map(|(place, _)| place).collect();
        places.into_iter().for_each(|place| zip[place + flags] |= 1);
    }
    zip
}

site_test!(bad_zip_files_are_refused_with_a_sentence_and_nothing_is_changed, |stage| {
    let (ines, _) = two_authors(stage).await;
    let before = drafted(stage, "on-rounds").await;
    let link = with(|writer| writer.add_symlink("passwd.md", "/etc/passwd", SimpleFileOptions::default()).unwrap());
    let whole = with(file("a.md", 10));
    for (name, bytes, words) in [
        ("empty.zip", Vec::new(), "This file is empty"),
        ("cut.zip", whole[..whole.len() - 30].to_vec(), "no zip file that can be read"),
        ("picture.zip", b"\x89PNG\r\n\x1a\n".to_vec(), "no zip file that can be read"),
        ("bomb.zip", with(file("a.md", 4_000_000)), "multiple that no real file has: leave it out"),
        ("out.zip", with(file("../a.md", 10)), "leads out of the folder in which it is unpacked: give the file a plain name"),
        ("link.zip", link, "a link or a device, and only plain files and folders may be in it: put the file itself"),
        ("locked.zip", encrypted(whole.clone()), "protected by a password"),
        ("none.zip", zip(&Files::from([("a.md".to_owned(), b"x".to_vec())])), "no module.md"),
    ] {
        let page = bring(&ines, "package", name, bytes.clone(), &[]).await.expect(422);
        let sentence = page.one("#package-error");
        assert!(sentence.contains(words), "{name}: {sentence}");
        assert!(page.one(".error-summary").contains(words));
        let page = send(&ines, "/studio/new/package", ("package", name, bytes), &[("package-slug", "mine")]).await.expect(422);
        assert!(page.one("#package-error").contains(words) && page.attribute("#package-slug", "value") == "mine", "{name}");
    }
    assert_eq!(drafted(stage, "on-rounds").await, before);
    let (site, tomorrow) = (stage.another_site().await, chrono::Utc::now() + chrono::TimeDelta::days(2));
    assert_eq!(site.archive.clear(&stage.db, tomorrow).await.unwrap(), 0, "nothing is kept of them");
});

site_test!(documents_and_questions_of_another_kind_are_refused_with_a_sentence, |stage| {
    let (ines, _) = two_authors(stage).await;
    let before = drafted(stage, "on-rounds").await;
    let picture = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01".to_vec();
    for (what, bytes, words) in [
        ("lesson", Vec::new(), "This file is empty"),
        ("lesson", zip(&before), "no Word document"),
        ("lesson", b"PK\x03\x04 cut".to_vec(), "no zip file"),
        ("lesson", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(), "without a password"),
        ("lesson", picture.clone(), "cannot be taken"),
        ("lesson", [b"# Long\n\n".to_vec(), b"word ".repeat(20_000)].concat(), "Make two files of this one"),
        ("lesson", vec![b'a'; 5_000_000], "more than"),
        ("questions", Vec::new(), "This file is empty"),
        ("questions", picture, "cannot be taken"),
        ("questions", b"// Nothing but a comment.\n".to_vec(), "no question in the file"),
        ("questions", b"<quiz><question".to_vec(), "cannot be taken"),
    ] {
        let page = bring(&ines, what, "a.file", bytes, &[("unit", "check"), ("title", "")]).await;
        assert_eq!(page.status(), 422, "{what} that should say: {words}");
        let sentence = page.one(&format!("#{what}-error"));
        assert!(sentence.contains(words), "{what}: {sentence}");
    }
    let nowhere = bring(&ines, "questions", "a.gift", GIFT.into(), &[("unit", "nothing"), ("title", "")]).await.expect(422);
    assert!(nowhere.one("#questions-error").contains("no unit nothing"));
    for what in ["package", "lesson", "questions"] {
        let form = Form::new().text("unit", "check");
        let nothing = ines.send(ines.request(Method::POST, &format!("{PAGE}/{what}")).multipart(form)).await.expect(422);
        assert!(nothing.one(&format!("#{what}-error")).contains("Choose a file"));
    }
    assert_eq!(drafted(stage, "on-rounds").await, before);
});

site_test!(an_upload_that_breaks_off_is_refused, |stage| {
    let (ines, _) = two_authors(stage).await;
    let whole = zip(&drafted(stage, "on-rounds").await);
    let head = b"--x\r\ncontent-disposition: form-data; name=\"package\"; filename=\"a.zip\"\r\n\r\n";
    let body = [head.as_slice(), &whole[..whole.len() / 2]].concat();
    let request =
        ines.request(Method::POST, &format!("{PAGE}/package")).header("content-type", "multipart/form-data; boundary=x").body(body);
    let page = ines.send(request).await.expect(422);
    assert!(page.one("#package-error").contains("did not arrive whole"));
});

/// How much memory this process has had at most, in megabytes.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() / 1024
}

/// Memory is that of the process, so this test has one of its own: it runs itself again, and nothing else.
#[test]
fn a_hundred_megabytes_are_refused_without_being_held() {
    let itself = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "authoring::exchange::refused::a_hundred_megabytes_alone"])
        .env("ALONE", "1")
        .output();
    let said = String::from_utf8(itself.unwrap().stdout).unwrap();
    assert!(said.contains("test result: ok. 1 passed"), "{said}");
}

site_test!(a_hundred_megabytes_alone, |stage| {
    if std::env::var_os("ALONE").is_none() {
        return;
    }
    let (ines, _) = two_authors(stage).await;
    for what in ["package", "lesson", "questions"] {
        let pieces = std::iter::repeat_n(vec![0_u8; 1_000_000], 100).map(Ok::<_, std::io::Error>);
        let before = peak();
        let part = Part::stream(Body::wrap_stream(futures::stream::iter(pieces))).file_name("huge.zip");
        let form = Form::new().text("unit", "check").part(what, part);
        let page = ines.send(ines.request(Method::POST, &format!("{PAGE}/{what}")).multipart(form)).await.expect(422);
        assert!(page.one(&format!("#{what}-error")).contains("This file has more than the"));
        let grown = peak() - before;
        assert!(grown < 60, "{grown} MB more for {what}");
    }
});

site_test!(what_was_not_taken_over_goes_with_the_sweep_or_when_many_others_come, |stage| {
    let (ines, _) = two_authors(stage).await;
    let sent = bring(&ines, "lesson", "Beds.md", LESSON.to_vec(), &[]).await;
    let (report, digest) = (sent.location().to_owned(), sent.location().rsplit('=').next().unwrap().to_owned());
    let (site, owner) = (stage.another_site().await, stage.school.ines.to_string());
    // Another process of the site has what this one was sent.
    assert!(site.archive.aside(&owner, &digest).await.unwrap().is_some());
    assert_eq!(site.archive.clear(&stage.db, chrono::Utc::now()).await.unwrap(), 0, "it is not a day old");
    ines.get(&report).await.expect(200);
    let tomorrow = chrono::Utc::now() + chrono::TimeDelta::days(2);
    assert_eq!(site.archive.clear(&stage.db, tomorrow).await.unwrap(), 1);
    assert_eq!(ines.get(&report).await.location(), format!("{PAGE}?done=gone"));
    for number in 0..20 {
        site.archive.set_aside(&owner, &number.to_string(), vec![0]).await.unwrap();
    }
    assert_eq!(site.archive.clear(&stage.db, tomorrow).await.unwrap(), 12);
});
