//! Files of a module: brought in, described, shown to whoever knows their hash, and refused with a sentence.

use std::{process::Command, time::Instant};

use domain::authoring::{
    drafts::Files,
    media::Pointer,
    store::{self, drafts},
};
use reqwest::{
    Body, Method, Response,
    multipart::{Form, Part},
};

use crate::stage::{Answer, Kind, Stage, Visitor};

const PAGE: &str = "/studio/on-rounds/media";
const FILES: &str = "/studio/on-rounds/files";
/// A picture of one red point, with a text beside it that is not kept.
const POINT: &[u8] = include_bytes!("point.png");
const CAPTIONS: &str = "WEBVTT\r\n\r\n00:00.000 --> 00:02.000\r\nGood <i>morning</i>.\r\n\r\n00:02.000 --> 00:04.000\r\nHow are you?\r\n";

async fn send(visitor: &Visitor, path: &str, (name, bytes): (&str, Vec<u8>), alt: &str) -> Answer {
    let form = Form::new().text("alt", alt.to_owned()).part("file", Part::bytes(bytes).file_name(name.to_owned()));
    visitor.send(visitor.request(Method::POST, path).header("accept", "application/json").multipart(form)).await
}

/// Ines, who writes the module and has a draft of it open.
async fn author(stage: &Stage) -> Visitor {
    let (module, now, ines) = (stage.school.module, stage.now(), stage.school.ines);
    let desk = drafts::desk(&stage.db, drafts::administrator(ines), "on-rounds").await.unwrap();
    let begun = stage.db.write(move |tx| {
        Box::pin(async move {
            drafts::add_author(tx, now, None, (module, "ines.ferreira@school.example")).await?;
            drafts::begin(tx, now, ines, &desk).await
        })
    });
    begun.await.unwrap();
    stage.faculty().await
}

/// What stands in the open draft.
async fn drafted(stage: &Stage) -> Files {
    let desk = drafts::desk(&stage.db, drafts::administrator(stage.school.ines), "on-rounds").await.unwrap();
    drafts::files(&stage.db, desk.draft().unwrap().id).await.unwrap()
}

/// The videos that the editor offers.
async fn offered(visitor: &Visitor) -> String {
    let editor = visitor.get("/studio/on-rounds/units/01-team").await.expect(200);
    assert_eq!(editor.attribute("form[data-editor]", "data-media"), PAGE);
    editor.attribute("form[data-editor]", "data-films")
}

async fn refused(visitor: &Visitor, file: (&str, Vec<u8>)) -> String {
    let answer = send(visitor, FILES, file, "Something").await.expect(422);
    let json: serde_json::Value = serde_json::from_str(answer.text()).unwrap();
    json["error"].as_str().unwrap().to_owned()
}

fn a_box(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    [&u32::try_from(content.len() + 8).unwrap().to_be_bytes(), name.as_slice(), content].concat()
}

/// A film as far as its boxes say, of so many bytes and some more.
fn film(bytes: usize) -> Vec<u8> {
    let mut head = vec![0; 100];
    head[12..20].copy_from_slice(b"\0\0\x03\xE8\0\0\x30\xD4");
    let mut track = vec![0; 84];
    track[76..84].copy_from_slice(b"\x05\0\0\0\x02\xD0\0\0");
    let index = a_box(b"moov", &[a_box(b"mvhd", &head), a_box(b"trak", &a_box(b"tkhd", &track))].concat());
    let pattern: Vec<u8> = (0..bytes).map(|at| u8::try_from(at % 251).unwrap()).collect();
    [a_box(b"ftyp", b"isom\0\0\0\0"), a_box(b"mdat", &pattern), index].concat()
}

async fn asked(stage: &Stage, path: &str, headers: &[(&str, &str)]) -> Response {
    let nobody = stage.anonymous();
    let request = headers.iter().fold(nobody.request(Method::GET, path), |request, (name, value)| request.header(*name, *value));
    nobody.execute_raw(request.build().unwrap()).await
}

fn header(response: &Response, name: &str) -> String {
    response.headers().get(name).map_or(String::new(), |value| value.to_str().unwrap().to_owned())
}

site_test_on_both!(a_picture_is_written_anew_and_read_by_whoever_knows_its_hash, |stage| {
    let ines = author(stage).await;
    let form = Form::new().text("alt", "A red point").part("file", Part::bytes(POINT).file_name("../Red Point.HTML"));
    let added = ines.send(ines.request(Method::POST, PAGE).multipart(form)).await;
    let page = ines.follow(&added).await.expect(200);
    assert_eq!(page.one("h1"), "figures/red-point.png");
    assert_eq!(page.attribute(".media-line input", "value"), "![A red point](figures/red-point.png \"Caption\")");
    assert!(!page.has(".media-missing"));
    let address = page.attribute(".media-shown img", "src");
    let response = asked(stage, &address, &[("cookie", "session=nonsense")]).await;
    assert_eq!((response.status().as_u16(), header(&response, "content-type").as_str()), (200, "image/png"));
    assert_eq!(header(&response, "cache-control"), "public, max-age=31536000, immutable");
    assert!(header(&response, "content-security-policy").contains("default-src 'none'; sandbox"));
    assert_eq!((header(&response, "x-content-type-options").as_str(), header(&response, "set-cookie").as_str()), ("nosniff", ""));
    let bytes = response.bytes().await.unwrap();
    assert!(
        bytes.starts_with(b"\x89PNG") && POINT.windows(6).any(|part| part == b"secret") && !bytes.windows(6).any(|part| part == b"secret")
    );
    // The same picture again is the same file, and its name says nothing of what it is.
    let again = send(&ines, FILES, ("other.jpg", POINT.to_vec()), "Again").await.expect(200);
    assert!(again.text().contains("\"path\":\"figures/red-point.png\""), "{}", again.text());
    let list = ines.get(PAGE).await.expect(200);
    assert_eq!(list.all(".media-list > li").len(), 1);
    assert_eq!(drafted(stage).await["figures/red-point.png"], bytes);
    for wrong in [
        address.replace(".png", ".jpg"),
        address.replace("/media/", "/media/0"),
        "/media/x.png".into(),
        "/media/..%2f..%2fattending.sqlite".into(),
    ] {
        let missing = asked(stage, &wrong, &[]).await;
        assert_eq!((missing.status().as_u16(), header(&missing, "content-type").starts_with("text/html")), (404, false), "{wrong}");
    }
});

site_test!(a_film_is_read_in_parts_and_is_the_same_in_every_version, |stage| {
    let (ines, film) = (author(stage).await, film(1_500_000));
    let added = send(&ines, FILES, ("Ward round.mov", film.clone()), "A round").await.expect(200);
    let json: serde_json::Value = serde_json::from_str(added.text()).unwrap();
    assert_eq!((json["path"].as_str().unwrap(), json["missing"].as_array().unwrap().len()), ("media/ward-round.mp4", 2));
    let address = json["address"].as_str().unwrap();
    let whole = asked(stage, address, &[]).await;
    let (length, tag) = (film.len(), header(&whole, "etag"));
    assert_eq!((header(&whole, "content-length"), header(&whole, "accept-ranges")), (length.to_string(), "bytes".into()));
    assert_eq!(whole.bytes().await.unwrap(), film);
    for (range, status, from, until) in [
        ("bytes=0-0", 206, 0, 1),
        ("bytes=1000000-", 206, 1_000_000, length),
        ("bytes=-100", 206, length - 100, length),
        ("bytes=5-999999999", 206, 5, length),
        ("bytes=0-1,5-6", 200, 0, length),
        ("nonsense", 200, 0, length),
    ] {
        let part = asked(stage, address, &[("range", range), ("accept-encoding", "br, gzip")]).await;
        assert_eq!((part.status().as_u16(), header(&part, "content-encoding").as_str()), (status, ""), "{range}");
        let expected = if status == 206 { format!("bytes {from}-{}/{length}", until - 1) } else { String::new() };
        assert_eq!((header(&part, "content-range"), header(&part, "content-length")), (expected, (until - from).to_string()));
        assert_eq!(part.bytes().await.unwrap(), film[from..until], "{range}");
    }
    let beyond = asked(stage, address, &[("range", "bytes=99999999-")]).await;
    assert_eq!((beyond.status().as_u16(), header(&beyond, "content-range")), (416, format!("bytes */{length}")));
    for (known, status) in [(tag.as_str(), 206), ("\"other\"", 200)] {
        assert_eq!(asked(stage, address, &[("range", "bytes=0-9"), ("if-range", known)]).await.status(), status);
    }
    let unchanged = asked(stage, address, &[("if-none-match", &tag)]).await;
    assert_eq!((unchanged.status().as_u16(), header(&unchanged, "etag")), (304, tag.clone()));
    let nobody = stage.anonymous();
    let head = nobody.execute_raw(nobody.request(Method::HEAD, address).build().unwrap()).await;
    assert_eq!((head.status().as_u16(), header(&head, "content-length")), (200, length.to_string()));
});

site_test_on_both!(captions_and_a_transcript_are_demanded_read_and_put_beside_the_film_in_a_draft, |stage| {
    let ines = author(stage).await;
    let added = send(&ines, FILES, ("round.mp4", film(1_200_000)), "A round").await.expect(200);
    let json: serde_json::Value = serde_json::from_str(added.text()).unwrap();
    let address = json["page"].as_str().unwrap().to_owned();
    assert_eq!(offered(&ines).await, r#"[["media/round.mp4","A round",false]]"#);
    let page = ines.get(&address).await.expect(200);
    assert_eq!(
        page.all(".media-missing li"),
        ["Add captions (WebVTT) for those who cannot hear it.", "Add a transcript for those who would rather read."]
    );
    let describe = async |captions: &str, spoken: bool| {
        let form = Form::new().text("alt", "A round").text("transcript", "");
        let form = form.part("captions", Part::bytes(captions.as_bytes().to_vec()).file_name("c.vtt"));
        let form = if spoken { form.text("spoken", "1") } else { form };
        ines.send(ines.request(Method::POST, &address).multipart(form)).await
    };
    let wrong = describe("1\n00:01 --> 00:02\nSubtitle\n", false).await.expect(422);
    assert!(wrong.one("#captions-error").contains("Line 1: captions begin with a line WEBVTT"), "{}", wrong.one("#captions-error"));
    let kept = describe(CAPTIONS, true).await;
    let page = ines.follow(&kept).await.expect(200);
    assert_eq!((page.one("#transcript").as_str(), page.has(".media-missing")), ("Good morning. How are you?", false));

    let files = drafted(stage).await;
    assert_eq!(offered(&ines).await, r#"[["media/round.mp4","A round",true]]"#);
    assert!(Pointer::read(&files["media/round.mp4"]).unwrap().size > 1_200_000);
    assert_eq!(files["media/round.vtt"], CAPTIONS.replace("\r\n", "\n").as_bytes());
});

site_test!(what_is_not_taken_is_refused_with_a_sentence_and_nothing_is_kept, |stage| {
    let ines = author(stage).await;
    let cut = film(1_000)[..900].to_vec();
    for (name, bytes, words) in [
        ("a.png", Vec::new(), "empty"),
        ("a.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(), "PNG, or as PDF"),
        ("a.png", b"<!doctype html><script>1</script>".to_vec(), "Web pages"),
        ("a.mp4", cut, "cut off"),
        ("a.png", POINT[..60].to_vec(), "damaged or cut off"),
        ("a.pdf", b"%PDF-1.7\n1 0 obj".to_vec(), "PDF is cut off"),
        ("a.mp3", b"ID3\x04\0\0\0\0\0\0<script>".to_vec(), "damaged"),
        ("a.exe", b"MZ\x90\0".to_vec(), "none of the kinds"),
        ("a.mp4", film(4_100_000), "more than 4.0 MB"),
    ] {
        let sentence = refused(&ines, (name, bytes)).await;
        assert!(sentence.contains(words), "{name}: {sentence}");
    }
    assert!(refused(&ines, ("a.png", [POINT, vec![0; 3_000_000].as_slice()].concat())).await.contains("more than 3.0 MB"));
    let silent = send(&ines, FILES, ("point.png", POINT.to_vec()), " ").await.expect(422);
    assert!(silent.text().contains("for those who cannot see it"));
    let nothing = ines.send(ines.request(Method::POST, PAGE).multipart(Form::new().text("alt", "Typed"))).await.expect(422);
    assert!(nothing.one("#file-error").contains("Choose a file") && nothing.attribute("#alt", "value") == "Typed");
    assert!(store::library(&stage.db, stage.school.module).await.unwrap().is_empty());
    // A module may have 6 MB here.
    send(&ines, FILES, ("one.mp4", film(3_500_000)), "One").await.expect(200);
    assert!(refused(&ines, ("two.mp4", film(3_400_000))).await.contains("more than 6.0 MB together"));
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
        .args(["--exact", "authoring::media::a_hundred_megabytes_alone"])
        .env("ALONE", "1")
        .output();
    let said = String::from_utf8(itself.unwrap().stdout).unwrap();
    assert!(said.contains("test result: ok. 1 passed"), "{said}");
}

site_test!(a_hundred_megabytes_alone, |stage| {
    if std::env::var_os("ALONE").is_none() {
        return;
    }
    let ines = author(stage).await;
    let piece = vec![0_u8; 1_000_000];
    let pieces = std::iter::once(POINT.to_vec()).chain(std::iter::repeat_n(piece, 100)).map(Ok::<_, std::io::Error>);
    let (before, begun) = (peak(), Instant::now());
    let part = Part::stream(Body::wrap_stream(futures::stream::iter(pieces))).file_name("huge.png");
    let form = Form::new().text("alt", "Huge").part("file", part);
    let answer = ines.send(ines.request(Method::POST, FILES).multipart(form)).await.expect(422);
    assert!(answer.text().contains("more than 3.0 MB"), "{}", answer.text());
    let grown = peak() - before;
    assert!(grown < 60, "{grown} MB more in {:?}", begun.elapsed());
    assert!(store::library(&stage.db, stage.school.module).await.unwrap().is_empty());
});

site_test!(a_file_that_no_version_has_is_deleted_and_its_bytes_go_with_the_sweep, |stage| {
    let ines = author(stage).await;
    let added = send(&ines, FILES, ("point.png", POINT.to_vec()), "A point").await.expect(200);
    let json: serde_json::Value = serde_json::from_str(added.text()).unwrap();
    let (page, address) = (json["page"].as_str().unwrap().to_owned(), json["address"].as_str().unwrap().to_owned());
    let site = stage.another_site().await;
    let tomorrow = chrono::Utc::now() + chrono::TimeDelta::days(2);
    assert_eq!(site.archive.clear(&stage.db, tomorrow).await.unwrap(), 0, "a library has it");
    let colleague = stage.visitor(Kind::Student).await;
    colleague.post(&format!("{page}/removal"), &[]).await.expect(404);
    let shown = drafted(stage).await["01-team.md"].clone();
    let (text, now, person) = ([shown.as_slice(), b"\n![A point](figures/point.png \"It\")\n"].concat(), stage.now(), stage.school.ines);
    let placed = |content: Vec<u8>| {
        let (module, files) = (stage.school.module, Files::from([("01-team.md".to_owned(), content)]));
        stage.db.write(move |tx| Box::pin(async move { drafts::place(tx, now, person, module, &files).await }))
    };
    placed(text).await.unwrap();
    let refused = ines.post(&format!("{page}/removal"), &[]).await.expect(409);
    assert!(refused.text().contains("A text of the draft shows this file"));
    assert!(drafted(stage).await.contains_key("figures/point.png"), "nothing was done by halves");
    placed(shown).await.unwrap();
    let removed = ines.submit(&ines.get(&page).await.expect(200), "form[action$='/removal']", &[]).await;
    assert!(ines.follow(&removed).await.expect(200).one("p.notice").contains("Deleted"));
    assert!(!drafted(stage).await.contains_key("figures/point.png"));
    assert_eq!(site.archive.clear(&stage.db, chrono::Utc::now()).await.unwrap(), 0, "it is not a day old");
    assert_eq!(asked(stage, &address, &[]).await.status(), 200);
    assert_eq!(site.archive.clear(&stage.db, tomorrow).await.unwrap(), 1);
    assert_eq!(asked(stage, &address, &[]).await.status(), 404);
});
