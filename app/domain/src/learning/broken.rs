//! A deliberately broken ledger: it acknowledges before the commit. It exists so that the kill harness can prove it would notice.
//! Only the feature `acknowledge-before-commit` compiles it, and no release is built with that.

use std::time::Duration;

use tokio::sync::oneshot;

use super::evidence::Receipt;
use crate::Result;

/// How long what was acknowledged is nowhere: long enough for a kill to fall into it.
const GAP: Duration = Duration::from_millis(5);

/// Tells every sender that its act is stored, before it is; the senders given back are nobody's.
pub(super) async fn acknowledge_first(answers: Vec<oneshot::Sender<Result<Receipt>>>) -> Vec<oneshot::Sender<Result<Receipt>>> {
    let count = answers.len();
    for answer in answers {
        let _ = answer.send(Ok(Receipt::Stored));
    }
    tokio::time::sleep(GAP).await;
    (0..count).map(|_| oneshot::channel().0).collect()
}
