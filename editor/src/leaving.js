// Going away: what is not saved yet is sent, and only who would leave something on this device alone is asked to stay.
const SEEN = "attending-editor-seen-";

const tab = (() => { try { return sessionStorage; } catch { return null; } })();

/** Remembers which revision this tab has last seen. */
export function remember(key, revision) {
  try {
    tab?.setItem(SEEN + key, revision);
  } catch {
    // Without room a page that comes by Back may be older than what was saved; saving then shows the difference.
  }
}

/** Whether the browser went back to a page that is older than what this tab has saved since. */
export function isStale(key, revision) {
  const last = Number(tab?.getItem(SEEN + key));
  tab?.removeItem(SEEN + key); // whatever comes next, the page is fetched once and not again and again
  return last > revision;
}

/** Listens for everything that ends or resumes writing. */
export function leave(form, keeper, save) {
  let going = false;
  addEventListener("beforeunload", (event) => {
    if (going || keeper.isSaved()) return;
    keeper.save({ last: true });
    event.preventDefault();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) keeper.save({ last: true });
    else if (keeper.trouble) keeper.save();
  });
  addEventListener("online", () => keeper.save());
  // The form's own button saves without leaving; another that it has goes where it leads, once everything is saved. A draft that is over
  // is explained by the server's own page.
  form.addEventListener("submit", async (event) => {
    const { submitter } = event;
    const leads = () => submitter?.name || submitter?.hasAttribute("formaction") || keeper.trouble?.kind === "gone";
    if (going || (leads() && keeper.isSaved())) return;
    event.preventDefault();
    await save();
    if (!leads()) return;
    // A form that is being submitted does not hear of being submitted again.
    await new Promise((done) => setTimeout(done));
    going = true;
    form.requestSubmit(submitter);
  });
}
