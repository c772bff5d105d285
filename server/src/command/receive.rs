//! `receive`: what a mail server hands over that was sent to RSVP_ADDRESS. Answers to invitations count; everything else is thrown away.

use std::io::{self, Read};

use domain::{
    Clock,
    clock::SystemClock,
    residencies::store::{Taken, take_reply},
};

use super::print;
use crate::{
    Failure,
    receive::{LARGEST, reply},
    serve,
    settings::Serving,
};

/// Reads one mail from standard input. The exit status is what mail servers understand: 0 for whatever is done with, 75 to try again later.
pub async fn receive(serving: Serving) -> Result<(), Failure> {
    take(&serving).await.map_err(|failure| match failure {
        // A mail must not bounce because a setting is wrong at the moment: the server keeps it meanwhile.
        Failure::Setting(why) | Failure::Work(why) | Failure::Later(why) => Failure::Later(why),
    })
}

async fn take(serving: &Serving) -> Result<(), Failure> {
    let mail = mail().map_err(|error| Failure::Later(format!("The mail could not be read: {error}.")))?;
    let reply = match reply(&mail) {
        Ok(reply) => reply,
        Err(why) => return print(&format!("Thrown away: {why}.\n")),
    };
    let db = serve::open_to_read(&serving.storage).await?;
    let (base_url, now) = (serving.public_url(), SystemClock.now());
    let taken = db.write(move |tx| Box::pin(async move { take_reply(tx, &base_url, &reply, now).await })).await;
    db.close().await;
    print(match taken? {
        Taken::Stands(_) => "Taken: the answer stands.\n",
        Taken::WhichDays => "Taken: the student is asked on which days they come.\n",
        Taken::TooLate => "Taken: the time to answer is over, and the student is told so.\n",
        Taken::FromSomebodyElse => "Thrown away: somebody else answered, and the student is told so.\n",
        Taken::Repeated => "Thrown away: it was taken before.\n",
        Taken::Overtaken => "Thrown away: something later stands.\n",
        Taken::Unknown => "Thrown away: it answers no invitation of ours.\n",
    })
}

/// What came, as far as it is looked at. The rest is read, too, so that whoever writes it is not cut off.
fn mail() -> io::Result<Vec<u8>> {
    let mut input = io::stdin().lock();
    let mut mail = Vec::new();
    input.by_ref().take(LARGEST as u64 + 1).read_to_end(&mut mail)?;
    io::copy(&mut input, &mut io::sink())?;
    Ok(mail)
}
