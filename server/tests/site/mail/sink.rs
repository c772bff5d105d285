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
        let mut manners = VecDeque::from(manners);
        if manners.is_empty() {
            return sink;
        }
        tokio::spawn(async move {
            while !manners.is_empty() {
                let (stream, _) = listener.accept().await.unwrap();
                let _ = talk(stream, &mut manners, &letters).await;
            }
        });
        sink
    }

    /// Every letter that came in whole.
    pub fn taken(&self) -> Vec<String> {
        self.letters.lock().unwrap().clone()
    }
}

/// One connection; it may bring several letters, and ends when the manners do.
async fn talk(stream: TcpStream, manners: &mut VecDeque<Manner>, letters: &Mutex<Vec<String>>) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    stream.write_all(b"220 sink.example\r\n").await?;
    while !manners.is_empty() {
        let mut line = String::new();
        if stream.read_line(&mut line).await? == 0 {
            return Ok(());
        }
        let verb = line.split([' ', ':', '\r']).next().unwrap_or_default().to_uppercase();
        let answer = match (verb.as_str(), manners.front().copied()) {
            ("EHLO", _) => "250-sink.example\r\n250 8BITMIME",
            ("RCPT", Some(Manner::Refuses(words))) => {
                manners.pop_front();
                words
            }
            ("DATA", _) => {
                stream.write_all(b"354 go on\r\n").await?;
                match letter(&mut stream, manners.pop_front(), letters).await? {
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
