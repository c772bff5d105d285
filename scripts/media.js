// The files of a module: how far an upload is, and lines that are copied with one click. The page is complete without this.
for (const form of document.querySelectorAll("form[data-files]")) {
  const state = form.querySelector(".upload-state");
  const button = form.querySelector("button");
  const most = Number(form.dataset.most);

  function say(words, wrong = false) {
    state.textContent = words;
    state.classList.toggle("field-error", wrong);
  }

  function ended(words) {
    button.disabled = false;
    say(words, true);
  }

  function answered(sending) {
    const kept = sending.response;
    if (sending.status === 200) return location.assign(`${kept.page}?done=added`);
    if (sending.status === 422) return ended(kept.error);
    if (sending.status === 401) return ended("You are signed out, and nothing was kept. Sign in in another window, then press Upload again.");
    ended("The file was not kept. Press Upload to try again.");
  }

  form.addEventListener("submit", (event) => {
    const file = form.elements.file.files[0];
    // Without a file or its words the page itself says what is missing.
    if (!file || !form.elements.alt.value.trim()) return;
    event.preventDefault();
    if (file.size > most) return ended(`This file has more than ${Math.round(most / 1e6)} MB. Make it smaller and choose it again.`);
    const sending = new XMLHttpRequest();
    sending.upload.onprogress = ({ loaded, total }) => say(loaded < total ? `Uploading: ${Math.floor((loaded / total) * 100)}%` : "Looking at the file…");
    sending.onerror = () => ended("The upload broke off, and nothing was kept. Press Upload to try again.");
    sending.onload = () => answered(sending);
    button.disabled = true;
    say("Uploading: 0%");
    sending.open("POST", form.dataset.files);
    sending.setRequestHeader("accept", "application/json");
    sending.responseType = "json";
    sending.send(new FormData(form));
  });
}

for (const line of document.querySelectorAll(".media-line")) {
  const field = line.querySelector("input");
  const copy = document.createElement("button");
  copy.type = "button";
  copy.className = "button";
  copy.textContent = "Copy";
  copy.setAttribute("aria-label", `Copy: ${field.value}`);
  copy.addEventListener("click", async () => {
    field.select();
    await navigator.clipboard.writeText(field.value);
    copy.textContent = "Copied";
    setTimeout(() => { copy.textContent = "Copy"; }, 2000);
  });
  line.append(copy);
}
