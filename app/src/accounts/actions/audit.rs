//! Verifying the audit log.

use domain::audit;

use crate::{AppError, Page, accounts::pages, visit::Administrator};

/// `POST /audit/verification`: reads the whole log; changes nothing, so the answer is the page itself.
pub async fn verify_audit(administrator: Administrator) -> Result<Page, AppError> {
    let verdict = audit::verify(&administrator.site.db).await?;
    pages::audit_page(administrator, Some(verdict)).await
}
