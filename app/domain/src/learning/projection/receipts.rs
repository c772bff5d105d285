//! What to tell each sender.

use std::collections::{HashMap, HashSet};

use super::{Kept, Recorded};
use crate::{
    Result,
    db::{Tx, list},
    ids::EvidenceId,
    learning::evidence::{Act, Answered, Evidence, Receipt},
};

/// One receipt for each act of the batch, of which `kept` is new. An id that was there before is compared with what is kept under it.
pub(super) async fn receipts(tx: &Tx, batch: &[Evidence], kept: &[&Recorded]) -> Result<Vec<Receipt>> {
    let mut under: HashMap<EvidenceId, Recorded> = kept.iter().map(|recorded| (recorded.evidence.id, (*recorded).clone())).collect();
    let mut new: HashSet<EvidenceId> = under.keys().copied().collect();
    let known: Vec<EvidenceId> = batch.iter().map(|evidence| evidence.id).filter(|id| !new.contains(id)).collect();
    let before = tx
        .all::<Kept>(list!(
            "SELECT id, person_id, enrollment_id, version_id, unit_id, payload, occurred_at, recorded_at FROM evidence WHERE id IN ($list)",
            in known
        ))
        .await?;
    under.extend(before.into_iter().map(Recorded::from).map(|recorded| (recorded.evidence.id, recorded)));
    let receipt = |evidence: &Evidence| match under.get(&evidence.id) {
        Some(have) if have.evidence.at == evidence.at && have.evidence.act.is_same(&evidence.act) => {
            let stored = new.remove(&evidence.id);
            match &have.evidence.act {
                Act::Answered(Answered { late: true, .. }) => Receipt::Late,
                _ if stored => Receipt::Stored,
                _ => Receipt::Repeated,
            }
        }
        _ => Receipt::Refused,
    };
    Ok(batch.iter().map(receipt).collect())
}
