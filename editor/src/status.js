// The line that says what is saved where. A screen reader hears of trouble and of its end, not of each save.
import { element, hour } from "./page.js";

const KINDS = { "saved": "saved", "saving": "saving", "unreachable": "kept", "signed-out": "kept", "conflict": "kept" };

/** The line, which the form may have already, and a function `say(kind, answer, kept)` that changes it. */
export function status(there) {
  const line = there ?? element("p", { class: "save-state", role: "status" });
  line.classList.add("editor-state");
  line.setAttribute("aria-live", "off");
  let troubled = false;
  const say = (kind, answer, kept = true) => {
    const trouble = !["saved", "saving"].includes(kind);
    line.setAttribute("aria-live", trouble || (troubled && kind === "saved") || answer?.asked ? "polite" : "off");
    if (kind !== "saving") troubled = trouble;
    line.dataset.state = KINDS[kind] ?? "error";
    line.replaceChildren(...sentence(kind, answer, kept ? "What you typed is kept on this device." : "What you typed is in this page alone: do not close it."));
  };
  return { line, say };
}

function sentence(kind, answer, where) {
  switch (kind) {
    case "saved": return [`Saved ${hour(Date.now())}`];
    case "saving": return ["Saving…"];
    case "unreachable": return [`Not connected. ${where}`];
    case "signed-out": return [`Signed out. ${where} `, element("a", { href: "/sign-in", target: "_blank", rel: "noopener" }, "Sign in in another tab"), ", and it is saved."];
    case "conflict": return [`Somebody else changed this text. ${where} Choose above which stands.`];
    case "gone": return [`Not saved: this draft is over, or no longer yours to change. ${where} Press Save to see what you can do.`];
    default: return [`Not saved. ${answer?.why ?? ""} ${where}`];
  }
}
