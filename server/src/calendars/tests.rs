//! The reader of calendars, in a network of its own: names have public addresses, and connections go to servers of the test.

use std::{
    collections::HashMap,
    io::{self, Write},
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::Duration,
};

use app::residencies::busy::{Calendars, Unreached};
use domain::residencies::busy::MOST_BYTES;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

use super::{
    Reader,
    network::{Awaited, Network, Stream},
};

const PUBLIC: &str = "93.184.216.34";
const CALENDAR: &str = "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n";

/// The addresses of a name, a list for each time it is asked for.
type Answers = Vec<Vec<&'static str>>;

/// Names and their addresses, each answer once until the last, which stays; and what was connected to.
#[derive(Clone, Default)]
struct Lab {
    names: Arc<Mutex<HashMap<String, Answers>>>,
    servers: Arc<Mutex<HashMap<String, SocketAddr>>>,
    connected: Arc<Mutex<Vec<SocketAddr>>>,
}

impl Lab {
    /// A name whose addresses are these, one list for each time it is asked for.
    fn name(&self, host: &str, answers: &[&[&'static str]]) {
        self.names.lock().unwrap().insert(host.to_owned(), answers.iter().map(|list| list.to_vec()).collect());
    }

    /// A server behind a name that answers every request with these bytes, and then keeps the connection.
    async fn server(&self, host: &str, answer: Vec<u8>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        self.servers.lock().unwrap().insert(host.to_owned(), listener.local_addr().unwrap());
        self.name(host, &[&[PUBLIC]]);
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let answer = answer.clone();
                tokio::spawn(async move {
                    let mut asked = [0; 2000];
                    let _ = stream.read(&mut asked).await;
                    let _ = stream.write_all(&answer).await;
                    let _ = stream.flush().await;
                    tokio::time::sleep(Duration::from_secs(30)).await;
                });
            }
        });
    }

    fn reader(&self, patience: Duration) -> Reader {
        Reader { patience, ..Reader::on(Box::new(self.clone())) }
    }

    async fn fetch(&self, address: &str) -> Result<Vec<u8>, Unreached> {
        self.reader(Duration::from_secs(5)).fetch(address).await
    }
}

impl Network for Lab {
    fn resolve<'a>(&'a self, host: &'a str) -> Awaited<'a, Vec<SocketAddr>> {
        Box::pin(async move {
            if let Ok(ip) = host.parse() {
                return Ok(vec![SocketAddr::new(ip, 443)]);
            }
            let mut names = self.names.lock().unwrap();
            let answers = names.get_mut(host).ok_or(io::ErrorKind::NotFound)?;
            let answer = if answers.len() > 1 { answers.remove(0) } else { answers[0].clone() };
            Ok(answer.iter().map(|ip| SocketAddr::new(ip.parse().unwrap(), 443)).collect())
        })
    }

    fn connect<'a>(&'a self, address: SocketAddr, host: &'a str) -> Awaited<'a, Box<dyn Stream>> {
        Box::pin(async move {
            self.connected.lock().unwrap().push(address);
            let server = self.servers.lock().unwrap().get(host).copied().ok_or(io::ErrorKind::ConnectionRefused)?;
            Ok(Box::new(TcpStream::connect(server).await?) as Box<dyn Stream>)
        })
    }
}

fn answer(head: &str, body: &[u8]) -> Vec<u8> {
    let mut bytes = format!("HTTP/1.1 {head}\r\ncontent-length: {}\r\n\r\n", body.len()).into_bytes();
    bytes.extend_from_slice(body);
    bytes
}

fn leads_to(location: &str) -> Vec<u8> {
    answer(&format!("302 Found\r\nlocation: {location}"), b"")
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

#[tokio::test]
async fn a_calendar_is_fetched_packed_or_not_and_over_redirects() {
    let lab = Lab::default();
    lab.server("plain.example", answer("200 OK\r\ncontent-type: text/calendar", CALENDAR.as_bytes())).await;
    lab.server("packed.example", answer("200 OK\r\ncontent-encoding: gzip", &gzip(CALENDAR.as_bytes()))).await;
    lab.server("leads.example", leads_to("https://plain.example/c.ics")).await;
    for address in ["https://plain.example/c.ics", "webcal://plain.example/c.ics", "https://packed.example/", "https://leads.example/x"] {
        assert_eq!(lab.fetch(address).await.as_deref(), Ok(CALENDAR.as_bytes()), "{address}");
    }
}

#[tokio::test]
async fn a_name_in_a_private_network_is_never_connected_to() {
    let lab = Lab::default();
    lab.server("inside.example", answer("200 OK", CALENDAR.as_bytes())).await;
    for ip in ["127.0.0.1", "10.0.0.5", "169.254.169.254", "::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "fd00::1"] {
        lab.name("inside.example", &[&[ip]]);
        assert_eq!(lab.fetch("https://inside.example/").await, Err(Unreached::Nowhere), "{ip}");
    }
    lab.name("inside.example", &[&[PUBLIC, "10.0.0.5"]]);
    assert_eq!(lab.fetch("https://inside.example/").await, Err(Unreached::Nowhere), "one of its addresses is private");
    for address in
        ["https://127.0.0.1/", "https://[::1]/", "https://0x7f.1/", "https://2130706433/", "https://192.168.1.1/", "https://localhost/"]
    {
        assert_eq!(lab.fetch(address).await, Err(Unreached::Nowhere), "{address}");
    }
    assert!(lab.connected.lock().unwrap().is_empty());
}

#[tokio::test]
async fn a_redirect_is_checked_like_the_first_address() {
    let lab = Lab::default();
    lab.server("inside.example", answer("200 OK", CALENDAR.as_bytes())).await;
    lab.name("inside.example", &[&["10.0.0.5"]]);
    for (location, expected) in [
        ("https://inside.example/", Unreached::Nowhere),
        ("https://127.0.0.1/", Unreached::Nowhere),
        ("https://[fe80::1]/", Unreached::Nowhere),
        ("http://outside.example/", Unreached::NotHttps),
        ("https://outside.example:22/", Unreached::NotHttps),
        ("/again", Unreached::TooManyRedirects),
    ] {
        lab.server("outside.example", leads_to(location)).await;
        assert_eq!(lab.fetch("https://outside.example/").await, Err(expected), "{location}");
    }
    assert!(lab.connected.lock().unwrap().iter().all(|address| address.ip().to_string() == PUBLIC));
}

/// A name that is public when it is looked at, and private a moment later: it is looked up once for each connection.
#[tokio::test]
async fn a_name_that_changes_its_address_gains_nothing() {
    let lab = Lab::default();
    lab.server("rebinds.example", answer("200 OK", CALENDAR.as_bytes())).await;
    lab.name("rebinds.example", &[&[PUBLIC], &["127.0.0.1"]]);
    assert!(lab.fetch("https://rebinds.example/").await.is_ok());
    assert_eq!(lab.connected.lock().unwrap().iter().map(|one| one.ip().to_string()).collect::<Vec<_>>(), [PUBLIC]);
    assert_eq!(lab.fetch("https://rebinds.example/").await, Err(Unreached::Nowhere));
    lab.server("rebinds.example", leads_to("https://rebinds.example/again")).await;
    lab.name("rebinds.example", &[&[PUBLIC], &["127.0.0.1"]]);
    assert_eq!(lab.fetch("https://rebinds.example/").await, Err(Unreached::Nowhere), "at a redirect it is looked up anew");
    assert_eq!(lab.connected.lock().unwrap().len(), 2);
}

#[tokio::test]
async fn who_is_slow_is_given_up() {
    let lab = Lab::default();
    lab.server("silent.example", Vec::new()).await;
    lab.server("stops.example", b"HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\nBEGIN".to_vec()).await;
    for address in ["https://silent.example/", "https://stops.example/"] {
        assert_eq!(lab.reader(Duration::from_millis(300)).fetch(address).await, Err(Unreached::TooSlow), "{address}");
    }
}

#[tokio::test]
async fn what_is_too_large_is_left() {
    let lab = Lab::default();
    let endless = [
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n".to_vec(),
        format!("10000\r\n{}\r\n", "x".repeat(65_536)).repeat(90).into_bytes(),
    ];
    lab.server("endless.example", endless.concat()).await;
    lab.server("large.example", answer("200 OK", &vec![b'x'; MOST_BYTES + 1])).await;
    let bomb = gzip(&vec![b' '; 60 * 1024 * 1024]);
    assert!(bomb.len() < 100_000);
    lab.server("bomb.example", answer("200 OK\r\ncontent-encoding: gzip", &bomb)).await;
    for address in ["https://endless.example/", "https://large.example/", "https://bomb.example/"] {
        assert_eq!(lab.fetch(address).await, Err(Unreached::TooLarge), "{address}");
    }
}

#[tokio::test]
async fn every_other_answer_is_a_sentence() {
    let lab = Lab::default();
    for (head, expected) in [
        ("200 OK\r\ncontent-type: text/html; charset=utf-8", Unreached::WrongKind),
        ("200 OK\r\ncontent-type: image/png", Unreached::WrongKind),
        ("200 OK\r\ncontent-encoding: br", Unreached::WrongKind),
        ("200 OK\r\ncontent-encoding: gzip", Unreached::Broken),
        ("401 Unauthorized", Unreached::SignIn),
        ("403 Forbidden", Unreached::SignIn),
        ("404 Not Found", Unreached::NotThere),
        ("410 Gone", Unreached::NotThere),
        ("500 Oh", Unreached::Broken),
        ("302 Found", Unreached::Broken),
    ] {
        lab.server("other.example", answer(head, b"not a calendar")).await;
        assert_eq!(lab.fetch("https://other.example/").await, Err(expected), "{head}");
    }
    lab.server("other.example", b"SSH-2.0-OpenSSH_9.2\r\n".to_vec()).await;
    assert_eq!(lab.fetch("https://other.example/").await, Err(Unreached::Broken));
    assert_eq!(lab.fetch("https://unknown.example/").await, Err(Unreached::Nowhere));
}
