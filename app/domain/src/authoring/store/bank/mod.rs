//! The question bank in the database. Everybody who writes a module reads it and adds to it; new versions of a question are made by
//! whoever put it there, by authors of the module it came from, and by administrators.

mod keeping;
mod reading;
mod taking;

pub use keeping::{make, put, retire};
pub use reading::{
    BankLine, BankModule, BankQuestion, BankUse, BankVersion, Newest, Search, banked, modules, newest, question, search, uses, versions,
};
pub use taking::{take, take_newer};

use crate::{
    Result,
    authoring::Question,
    db::{Tx, sql},
    ids::QuestionId,
};

/// Notes that a question of a version that is being published is one of the bank. A mark of no version there is means nothing.
pub(in crate::authoring) async fn note_use(tx: &Tx, id: QuestionId, question: &Question) -> Result<()> {
    let Some(mark) = &question.bank else { return Ok(()) };
    tx.run(sql!(
        "INSERT INTO bank_uses (question_id, bank_version_id)
         SELECT $1, v.id FROM bank_questions b JOIN bank_versions v ON v.question_id = b.id WHERE b.slug = $2 AND v.number = $3",
        id,
        mark.slug,
        mark.number
    ))
    .await?;
    Ok(())
}

#[cfg(test)]
mod tests;
