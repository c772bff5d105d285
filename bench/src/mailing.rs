//! Pages while 10,000 letters are sent: by how much are they slower?

use std::{
    net::SocketAddr,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use domain::{
    Clock,
    clock::SystemClock,
    mail::{self, Letter, Mail, Rank},
};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

use crate::{
    Plan, Result, about,
    cast::{Demo, STUDENT},
    client::plain,
    load::Asked,
    process,
    statistics::median,
    table::{Goal, Measure, Results, grouped},
};

const RECIPIENTS: usize = 10_000;
/// Connections of the load.
const CONNECTIONS: usize = 4;

/// Today pages in each second before and during a mailing, the server on one core, a mail server in this process.
///
/// # Errors
/// If a page does not come, or no mail was sent meanwhile: then nothing was measured.
pub async fn measure(plan: &Plan, program: &Path, demo: &Demo, cores: &str) -> Result<Results> {
    let taken = Arc::new(AtomicUsize::new(0));
    let sink = sink(Arc::clone(&taken)).await?;
    let address = process::free_address()?;
    let mut command = process::on_cores(cores, program);
    command.arg("serve").env("DATA_DIR", &demo.folder).env("LISTEN", address.to_string()).env("SMTP_URL", format!("smtp://{sink}"));
    let server = process::start(command, address, &demo.folder.join("mailing.log")).await?;
    let cookie = demo.sign_in(&server, STUDENT).await?;
    let mut asked = Asked::of(&server, plain("/today", &cookie), CONNECTIONS).await?;
    asked.turn(plan.warm_up).await?;
    let quiet = turns(plan, &mut asked).await?;
    enqueue(demo).await?;
    asked.turn(plan.warm_up * 3).await?;
    let before = taken.load(Ordering::Relaxed);
    let busy = turns(plan, &mut asked).await?;
    let sent = taken.load(Ordering::Relaxed) - before;
    server.stop().await?;
    if sent == 0 {
        return Err("no mail was sent while the pages were measured".into());
    }
    let slower = 1.0 - median(&busy) / median(&quiet);
    let from = format!("{} to {} pages a second; {sent} letters left meanwhile", grouped(median(&busy)), grouped(median(&quiet)));
    let mut results = Results::default();
    results.measures.push(Measure::new("mailing-slowdown", slower.max(0.0), "of pages", Goal::AtMost(0.2), from));
    Ok(results)
}

/// Pages in each second of each turn.
async fn turns(plan: &Plan, asked: &mut Asked<'_>) -> Result<Vec<f64>> {
    let mut pages = Vec::new();
    for _ in 0..plan.rounds {
        pages.push(asked.turn(plan.turn).await?.waits.len() as f64 / plan.turn.as_secs_f64());
    }
    Ok(pages)
}

async fn enqueue(demo: &Demo) -> Result<()> {
    let db = demo.open().await?;
    let now = SystemClock.now();
    let letter = |number: usize| Letter {
        mail: Mail {
            recipient: format!("physician{number}@clinic.example"),
            subject: "The second residency".into(),
            body: "Please answer by Friday.".into(),
        },
        html: Some("<p>Please answer by <strong>Friday</strong>.</p>".into()),
        calendar: None,
        rank: Rank::Many,
        due_at: now,
    };
    let letters: Vec<Letter> = (0..RECIPIENTS).map(letter).collect();
    let change = db.write(move |tx| Box::pin(async move { mail::enqueue_many(tx, &letters, now).await }));
    change.await.map_err(about("the letters"))?;
    db.close().await;
    Ok(())
}

/// A mail server that takes everything; gives its address, and counts what it took.
async fn sink(taken: Arc<AtomicUsize>) -> Result<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0").await.map_err(about("a mail server"))?;
    let address = listener.local_addr().map_err(about("a mail server"))?;
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(talk(stream, Arc::clone(&taken)));
        }
    });
    Ok(address)
}

async fn talk(stream: TcpStream, taken: Arc<AtomicUsize>) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    stream.write_all(b"220 sink.example\r\n").await?;
    let (mut line, mut in_letter) = (String::new(), false);
    loop {
        line.clear();
        if stream.read_line(&mut line).await? == 0 {
            return Ok(());
        }
        let answer: &[u8] = match (in_letter, line.trim_end()) {
            (true, ".") => {
                in_letter = false;
                taken.fetch_add(1, Ordering::Relaxed);
                b"250 taken\r\n"
            }
            (true, _) => continue,
            (false, "DATA") => {
                in_letter = true;
                b"354 go on\r\n"
            }
            (false, _) => b"250 well\r\n",
        };
        stream.write_all(answer).await?;
    }
}
