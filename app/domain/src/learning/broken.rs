//! A deliberately broken ledger: it acknowledges before the commit. It exists so that the kill harness can prove it would notice.
//! Only the feature `acknowledge-before-commit` compiles it, and no release is built with that.

use tokio::sync::oneshot;

use super::evidence::Receipt;
use crate::Result;

/// Tells every sender that its act is stored, before it is; the senders given back are nobody's.
pub(super) fn acknowledge_first(answers: Vec<oneshot::Sender<Result<Receipt>>>) -> Vec<oneshot::Sender<Result<Receipt>>> {
    let count = answers.len();
    for answer in answers {
        let _ = answer.send(Ok(Receipt::Stored));
    }
    (0..count).map(|_| oneshot::channel().0).collect()
}
