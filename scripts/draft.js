// Keeps what is typed into a post: on this device at once, on the server a moment later. The form is complete without this.
for (const form of document.querySelectorAll("form[data-draft]")) {
  const field = form.elements.body;
  const state = form.querySelector(".save-state");
  const key = `attending-draft-${form.dataset.owner}-${form.dataset.draft}`;
  let timer;

  function say(kind, words) {
    state.dataset.state = kind;
    state.textContent = words;
  }

  function here() {
    return JSON.parse(localStorage.getItem(key) ?? "null");
  }

  async function save() {
    clearTimeout(timer);
    const sent = field.value;
    try {
      const body = new URLSearchParams(new FormData(form));
      const answer = await fetch(form.dataset.to ?? "/discussion/drafts", { method: "POST", keepalive: true, headers: { accept: "application/json" }, body });
      if (!answer.ok) throw new Error(answer.status);
      if (field.value !== sent) return;
      localStorage.removeItem(key);
      say("saved", sent.trim() ? `Saved ${new Date().toTimeString().slice(0, 5)}` : "");
    } catch {
      say("kept", "Kept on this device, not yet on the server");
    }
  }

  // What the server never had comes back, unless it was posted after all: then its post stands on this page.
  const kept = here();
  const arrived = kept && (kept.text === field.value || document.getElementById(`post-${kept.id}`));
  if (arrived) localStorage.removeItem(key);
  else if (kept && !form.querySelector(".error-summary")) {
    field.value = kept.text;
    if (kept.id && form.elements.id) form.elements.id.value = kept.id;
    form.closest("details")?.setAttribute("open", "");
    save();
  }

  field.addEventListener("input", () => {
    localStorage.setItem(key, JSON.stringify({ text: field.value, id: form.elements.id?.value }));
    say("saving", "Saving…");
    clearTimeout(timer);
    timer = setTimeout(save, 1500);
  });
  document.addEventListener("visibilitychange", () => { if (document.hidden && here()) save(); });
  addEventListener("online", () => { if (here()) save(); });
  // Another form that is on its way would bring the draft back to the server after it was posted.
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    if (!form.elements.id && navigator.onLine) localStorage.removeItem(key);
    else if (field.value) localStorage.setItem(key, JSON.stringify({ text: field.value, id: form.elements.id?.value }));
  });
}
