use std::io::Cursor;

use image::{DynamicImage, ImageEncoder, Rgb, RgbImage, Rgba, RgbaImage, codecs::jpeg::JpegEncoder};

use super::*;

fn encoded(pixels: &DynamicImage, format: image::ImageFormat) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    pixels.write_to(&mut out, format).unwrap();
    out.into_inner()
}

/// Left half red, right half blue.
fn flag(width: u32, height: u32) -> DynamicImage {
    RgbImage::from_fn(width, height, |x, _| if x < width / 2 { Rgb([230, 0, 0]) } else { Rgb([0, 0, 230]) }).into()
}

/// An EXIF block that says the camera was turned (6: a quarter to the right), and a place in words.
fn exif(orientation: u8) -> Vec<u8> {
    let mut block = b"MM\0*\0\0\0\x08\0\x02\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    block.extend([orientation, 0, 0]);
    block.extend(b"\x01\x0E\0\x02\0\0\0\x0C\0\0\0\x26\0\0\0\0Ward 7, bed\0");
    block
}

fn turned_photograph() -> Vec<u8> {
    let pixels = flag(64, 32);
    let mut out = Vec::new();
    let mut encoder = JpegEncoder::new(&mut out);
    encoder.set_exif_metadata(exif(6)).unwrap();
    encoder.write_image(pixels.as_bytes(), 64, 32, image::ExtendedColorType::Rgb8).unwrap();
    assert!(out.windows(6).any(|part| part == b"Ward 7"));
    out
}

fn a_box(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let mut out = u32::try_from(content.len() + 8).unwrap().to_be_bytes().to_vec();
    out.extend(name);
    out.extend(content);
    out
}

/// A film of 12.5 seconds in 1280 by 720, or only sound, as far as its boxes say.
fn an_mp4(brand: &[u8; 4], picture: bool) -> Vec<u8> {
    let mut head = vec![0; 100];
    head[12..16].copy_from_slice(&1000_u32.to_be_bytes());
    head[16..20].copy_from_slice(&12_500_u32.to_be_bytes());
    let mut track = vec![0; 84];
    if picture {
        track[76..80].copy_from_slice(&(1280_u32 << 16).to_be_bytes());
        track[80..84].copy_from_slice(&(720_u32 << 16).to_be_bytes());
    }
    let track = a_box(b"trak", &a_box(b"tkhd", &track));
    let index = a_box(b"moov", &[a_box(b"mvhd", &head), track].concat());
    [a_box(b"ftyp", &[brand.as_slice(), b"\0\0\0\0"].concat()), a_box(b"mdat", &[7; 500]), index].concat()
}

fn read_movie(kind: MediaKind, bytes: &[u8]) -> Result<Facts, Refusal> {
    movie(kind, &mut Cursor::new(bytes), bytes.len() as u64)
}

#[test]
fn a_file_is_what_its_bytes_say() {
    for (head, kind) in [
        (b"\x89PNG\r\n\x1a\nrest".as_slice(), MediaKind::Png),
        (b"\xFF\xD8\xFF\xE0", MediaKind::Jpeg),
        (b"GIF89a", MediaKind::Gif),
        (b"RIFF\0\0\0\0WEBPVP8 ", MediaKind::Webp),
        (b"%PDF-1.7", MediaKind::Pdf),
        (b"\0\0\0\x18ftypisom", MediaKind::Mp4),
        (b"\0\0\0\x18ftypM4A ", MediaKind::M4a),
        (b"\x1A\x45\xDF\xA3\x42\x82\x84webm", MediaKind::Webm),
        (b"ID3\x04", MediaKind::Mp3),
        (b"\xFF\xFB\x90\x64", MediaKind::Mp3),
    ] {
        assert_eq!(recognize(head), Ok(kind), "{head:?}");
    }
}

#[test]
fn what_is_not_taken_is_refused_with_what_to_bring_instead() {
    for (head, words) in [
        (b"".as_slice(), "empty"),
        (b"<svg xmlns=\"http://www.w3.org/2000/svg\">", "as PNG, or as PDF"),
        (b"\xEF\xBB\xBF  <?xml version=\"1.0\"?><!-- x --><SVG>", "as PNG, or as PDF"),
        (b"<!DOCTYPE html><p>x", "Web pages"),
        (b"\n <HTML>", "Web pages"),
        (b"PK\x03\x04word/", "as PDF"),
        (b"\xD0\xCF\x11\xE0", "old Office"),
        (b"\0\0\0\x14ftypqt  ", "QuickTime"),
        (b"\0\0\0\x18ftypheic", "as JPEG"),
        (b"\x1A\x45\xDF\xA3\x42\x82\x88matroska", "Matroska"),
        (b"OggS", "as MP3"),
        (b"RIFF\0\0\0\0AVI ", "as MP4"),
        (b"BM6", "as PNG"),
        (b"MZ\x90", "none of the kinds"),
        (b"\xFF\xFE<\0s\0v\0g\0", "none of the kinds"),
        (b"hello", "none of the kinds"),
    ] {
        let refusal = recognize(head).unwrap_err().to_string();
        assert!(refusal.contains(words), "{head:?}: {refusal}");
    }
}

#[test]
fn a_photograph_is_turned_upright_and_forgets_where_it_was_taken() {
    let kept = picture(MediaKind::Jpeg, &turned_photograph()).unwrap();
    assert_eq!((kept.kind, kept.width, kept.height), (MediaKind::Jpeg, 32, 64));
    let bytes = &kept.bytes;
    assert!(!bytes.windows(4).any(|part| part == b"Exif") && !bytes.windows(6).any(|part| part == b"Ward 7"));
    let pixels = image::load_from_memory(bytes).unwrap().into_rgb8();
    assert!(pixels.get_pixel(16, 4)[0] > 180 && pixels.get_pixel(16, 60)[2] > 180, "what was left is above now");
}

#[test]
fn what_stands_behind_or_beside_the_pixels_is_gone() {
    let mut polyglot = encoded(&flag(40, 20), image::ImageFormat::Png);
    let text = b"\0\0\0\x1AtEXtComment\0<script>bad()</scr".to_vec();
    let crc = [0, 0, 0, 0];
    polyglot.splice(33..33, [text, crc.to_vec()].concat());
    polyglot.extend(b"PK\x03\x04<script>bad()</script>");
    // Whether such a file is read or refused is the decoder's to say; what is kept has pixels alone.
    if let Ok(kept) = picture(MediaKind::Png, &polyglot) {
        assert!(!kept.bytes.windows(7).any(|part| part == b"<script"));
    }
    let mut trailing = encoded(&flag(40, 20), image::ImageFormat::Png);
    trailing.extend(b"PK\x03\x04<script>bad()</script>");
    let kept = picture(MediaKind::Png, &trailing).unwrap();
    assert!(kept.bytes.ends_with(b"IEND\xAE\x42\x60\x82"));
}

#[test]
fn pictures_of_all_kinds_are_kept_as_png_or_jpeg() {
    let clear: DynamicImage = RgbaImage::from_pixel(30, 20, Rgba([10, 200, 10, 120])).into();
    let webp = encoded(&clear, image::ImageFormat::WebP);
    let gif = encoded(&clear, image::ImageFormat::Gif);
    for (kind, bytes, kept_as) in [(MediaKind::Webp, webp, MediaKind::Png), (MediaKind::Gif, gif, MediaKind::Png)] {
        assert_eq!(recognize(&bytes), Ok(kind));
        let kept = picture(kind, &bytes).unwrap();
        assert_eq!((kept.kind, kept.width, kept.height), (kept_as, 30, 20));
        assert_eq!(recognize(&kept.bytes), Ok(kept_as));
    }
    let opaque = picture(MediaKind::Webp, &encoded(&flag(30, 20), image::ImageFormat::WebP)).unwrap();
    assert_eq!(opaque.kind, MediaKind::Jpeg);
    let wide = picture(MediaKind::Png, &encoded(&flag(4_800, 100), image::ImageFormat::Png)).unwrap();
    assert_eq!((wide.width, wide.height), (2_400, 50));
}

#[test]
fn bombs_and_what_is_cut_off_are_refused() {
    // A head that says 60,000 by 60,000 pixels, and nothing behind it; then one within the sides, but with too many pixels.
    for (width, height) in [(60_000_u32, 60_000_u32), (19_000, 19_000)] {
        let mut bomb = b"\x89PNG\r\n\x1a\n\0\0\0\x0DIHDR".to_vec();
        bomb.extend(width.to_be_bytes());
        bomb.extend(height.to_be_bytes());
        bomb.extend(b"\x08\x06\0\0\0");
        bomb.extend(crc(&bomb[12..]).to_be_bytes());
        bomb.extend(b"\0\0\0\0IDAT\x35\xAF\x06\x1E");
        assert!(picture(MediaKind::Png, &bomb).unwrap_err().0.contains("50 megapixels"), "{width}");
    }
    for format in [image::ImageFormat::Png, image::ImageFormat::Gif, image::ImageFormat::WebP] {
        let whole = encoded(&flag(200, 100), format);
        let kind = recognize(&whole).unwrap();
        assert!(picture(kind, &whole[..whole.len() / 2]).unwrap_err().0.contains("cut off"), "{kind}");
    }
    assert!(picture(MediaKind::Jpeg, b"\xFF\xD8\xFF\xE0").is_err());
    assert!(picture(MediaKind::Png, b"\x89PNG\r\n\x1a\n").is_err());
}

/// The check of PNG's chunks, bit by bit.
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xEDB8_8320 * (crc & 1))))
}

#[test]
fn a_film_is_whole_or_refused() {
    let film = an_mp4(b"isom", true);
    assert_eq!(read_movie(MediaKind::Mp4, &film), Ok(Facts { width: Some(1280), height: Some(720), duration: Some(12_500) }));
    let sound = an_mp4(b"M4A ", false);
    assert_eq!(read_movie(MediaKind::M4a, &sound), Ok(Facts { duration: Some(12_500), ..Facts::default() }));
    assert!(read_movie(MediaKind::Mp4, &sound).unwrap_err().0.contains("only sound"));
    for cut in [film.len() - 1, film.len() / 2, 20, 9] {
        assert!(read_movie(MediaKind::Mp4, &film[..cut]).is_err(), "{cut}");
    }
    let with_tail = [film.as_slice(), b"<script>bad()</script>"].concat();
    assert!(read_movie(MediaKind::Mp4, &with_tail).unwrap_err().0.contains("damaged"));
    assert!(read_movie(MediaKind::Mp4, &a_box(b"ftyp", b"isom")).unwrap_err().0.contains("nothing to play"));
    // Sizes that lie: behind the end, shorter than their own head, and 2^64 - 1.
    assert!(read_movie(MediaKind::Mp4, b"\0\0\0\xFFftypisom").is_err());
    assert!(read_movie(MediaKind::Mp4, b"\0\0\0\x04ftypisom").is_err());
    assert!(read_movie(MediaKind::Mp4, b"\0\0\0\x01ftyp\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFFisom").is_err());
}

#[test]
fn sound_begins_with_two_frames_behind_its_tags() {
    // 128 kbit/s at 44,100 Hz: 417 bytes a frame.
    let frame = [b"\xFF\xFB\x90\x64".to_vec(), vec![0; 413]].concat();
    let plain = [frame.clone(), frame.clone()].concat();
    let tagged = [b"ID3\x04\0\0\0\0\x02\0".to_vec(), vec![0x20; 256], plain.clone()].concat();
    for good in [&plain, &tagged] {
        assert_eq!(sound(&mut Cursor::new(good)), Ok(Facts::default()));
    }
    for bad in [frame, b"ID3\x04\0\0\0\0\x02\0<script>".to_vec(), b"ID3".to_vec(), b"ID3\x04\0\0\x7F\x7F\x7F\x7F".to_vec()] {
        assert!(sound(&mut Cursor::new(bad)).is_err());
    }
}

#[test]
fn captions_are_read_to_the_end() {
    let good = "\u{FEFF}WEBVTT - A round\r\n\r\nNOTE\r\nWritten by hand\r\n\r\n1\r\n00:01.000 --> 00:04.000 line:0\r\n<v Ada>Good &amp; well.</v>\r\n\r\n00:00:04.000 --> 01:00:05.500\r\nMorning\r\nrounds,\r\n\r\n01:00:05.500 --> 01:00:06.000\r\nthat is.\r\n";
    let kept = captions(good.as_bytes()).unwrap();
    assert!(kept.starts_with("WEBVTT") && !kept.contains('\r'));
    assert_eq!(spoken(&kept), "Good & well.\n\nMorning rounds, that is.");
    for (text, line, words) in [
        ("", 1, "WEBVTT"),
        ("1\n00:00:01,000 --> 00:00:02,000\nSRT\n", 1, "SRT"),
        ("WEBVTTX\n", 1, "WEBVTT"),
        ("WEBVTT\n", 1, "no cue"),
        ("WEBVTT\n\n00:01,000 --> 00:02,000\nComma\n", 3, "write times"),
        ("WEBVTT\n\n00:01.000 --> 00:61.000\nSeconds\n", 3, "write times"),
        ("WEBVTT\n\n00:02.000 --> 00:01.000\nBack\n", 3, "ends before"),
        ("WEBVTT\n\n00:02.000 --> 00:03.000\nA\n\nid\n00:01.000 --> 00:04.000\nB\n", 7, "in order"),
        ("WEBVTT\n\n00:02.000 --> 00:03.000\n\nText\n", 3, "no text"),
        ("WEBVTT\n\n00:02.000 --> 00:03.000\nText\n\nA loose line\n", 6, "neither a cue"),
        ("WEBVTT\n\n00:02.000 --> 00:03.000\nA\u{7}\n", 4, "control character"),
    ] {
        let fault = captions(text.as_bytes()).unwrap_err();
        assert!(fault.line == line && fault.message.contains(words), "{text:?}: {fault}");
    }
    assert!(captions(b"WEBVTT\n\n\xFF").is_err());
    assert!(captions(&vec![b'a'; 1_000_001]).unwrap_err().message.contains("1 MB"));
}

#[test]
fn a_pointer_is_read_as_it_was_written_and_nothing_else_is_one() {
    let pointer = Pointer { sha256: "0a".repeat(32), kind: MediaKind::Mp4, size: 12 };
    let text = pointer.text();
    assert_eq!(Pointer::read(text.as_bytes()), Some(pointer.clone()));
    assert_eq!(pointer.address(), format!("/media/{}.mp4", "0a".repeat(32)));
    for other in [text.replace("0a", "0A"), text.replace("mp4", "exe"), text.replace("12", "012"), format!("{text}x"), text[1..].to_owned()]
    {
        assert_eq!(Pointer::read(other.as_bytes()), None, "{other}");
    }
    assert!(apart("media/a.mp4", KEPT_APART + 1) && !apart("media/a.mp4", KEPT_APART));
    assert!(!apart("media/a.vtt", KEPT_APART + 1) && !apart("figures/a.png", KEPT_APART + 1));
}

#[test]
fn names_are_made_plain_and_free() {
    assert_eq!(path_for("C:\\Users\\Ada\\Ward Round (final).MOV", MediaKind::Mp4), "media/ward-round-final.mp4");
    assert_eq!(path_for("../../etc/passwd", MediaKind::Png), "figures/passwd.png");
    assert_eq!(path_for("画像.jpeg", MediaKind::Jpeg), "figures/picture.jpg");
    assert_eq!(path_for("page.html", MediaKind::Png), "figures/page.png");
    let taken = ["media/round.mp4".to_owned(), "media/round-2.txt".to_owned()];
    assert_eq!(free_path("media/round.mp3", &taken), "media/round-3.mp3");
    assert_eq!(free_path("media/other.mp3", &taken), "media/other.mp3");
    assert_eq!((named("x.png"), named(&format!("{}.exe", "a".repeat(64)))), (None, None));
    assert_eq!(bytes(999) + &bytes(173_273) + &bytes(3_450_000) + &bytes(500_000_000), "999 bytes173 KB3.4 MB500 MB");
}
