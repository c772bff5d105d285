//! A mail server on loopback that does what it is told to, one manner for each letter.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
};

use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

/// What becomes of a letter.
#[derive(Clone, Copy, Debug)]
pub enum Manner {
    /// It is taken and acknowledged.
    Takes,
    /// Its recipient is refused with these words.
    Refuses(&'static str),
    /// The connection ends while the letter comes in.
    DiesInMidSentence,
    /// The letter is taken whole, and the connection ends before that is acknowledged.
    DiesBeforeItsAnswer,
}

/// The server.
pub struct Sink {
    pub port: u16,
    letters: Arc<Mutex<Vec<String>>>,
}

impl Sink {
    /// Listens as long as there are letters to come.
    pub async fn open<const N: usize>(manners: [Manner; N]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let letters = Arc::default();
        let sink = Self { port, letters: Arc::clone(&letters) };
        let manners = Arc::new(Mutex::new(VecDeque::from(manners)));
        if is_done(&manners) {
            return sink;
        }
        // Several at a time, as mail servers do: the manners are given in the order in which letters come.
        tokio::spawn(async move {
            while !is_done(&manners) {
                let (stream, _) = listener.accept().await.unwrap();
                let (manners, letters) = (Arc::clone(&manners), Arc::clone(&letters));
                tokio::spawn(async move {
                    let _ = talk(stream, &manners, &letters).await;
                });
            }
        });
        sink
    }

    /// Every letter that came in whole.
    pub fn taken(&self) -> Vec<String> {
        self.letters.lock().unwrap().clone()
    }
}

fn is_done(manners: &Mutex<VecDeque<Manner>>) -> bool {
    manners.lock().unwrap().is_empty()
}

/// One connection; it may bring several letters, and ends when the manners do.
async fn talk(stream: TcpStream, manners: &Mutex<VecDeque<Manner>>, letters: &Mutex<Vec<String>>) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    stream.write_all(b"220 sink.example\r\n").await?;
    while !is_done(manners) {
        let mut line = String::new();
        if stream.read_line(&mut line).await? == 0 {
            return Ok(());
        }
        let verb = line.split([' ', ':', '\r']).next().unwrap_or_default().to_uppercase();
        let refused = (verb == "RCPT").then(|| refusal(manners)).flatten();
        let answer = match (verb.as_str(), refused) {
            ("EHLO", _) => "250-sink.example\r\n250 8BITMIME",
            ("RCPT", Some(words)) => words,
            ("DATA", _) => {
                stream.write_all(b"354 go on\r\n").await?;
                let manner = manner_of_a_letter(manners);
                match letter(&mut stream, manner, letters).await? {
                    Some(answer) => answer,
                    None => return Ok(()),
                }
            }
            ("QUIT", _) => "221 bye",
            _ => "250 ok",
        };
        stream.write_all(format!("{answer}\r\n").as_bytes()).await?;
    }
    Ok(())
}

/// The words of the next manner, if it refuses a recipient. Several connections ask at once: each manner is one letter's.
fn refusal(manners: &Mutex<VecDeque<Manner>>) -> Option<&'static str> {
    let mut manners = manners.lock().unwrap();
    let Some(Manner::Refuses(words)) = manners.front().copied() else { return None };
    manners.pop_front();
    Some(words)
}

/// The next manner that is about a letter: its recipient was not refused.
fn manner_of_a_letter(manners: &Mutex<VecDeque<Manner>>) -> Option<Manner> {
    let mut manners = manners.lock().unwrap();
    let place = manners.iter().position(|manner| !matches!(manner, Manner::Refuses(_)))?;
    manners.remove(place)
}

/// Reads a letter; the answer, or nothing where the server dies.
async fn letter(
    stream: &mut BufReader<TcpStream>,
    manner: Option<Manner>,
    letters: &Mutex<Vec<String>>,
) -> std::io::Result<Option<&'static str>> {
    let mut text = String::new();
    while !text.ends_with("\r\n.\r\n") {
        if matches!(manner, Some(Manner::DiesInMidSentence)) && !text.is_empty() {
            return Ok(None);
        }
        stream.read_line(&mut text).await?;
    }
    letters.lock().unwrap().push(text);
    Ok(matches!(manner, Some(Manner::Takes)).then_some("250 taken"))
}
