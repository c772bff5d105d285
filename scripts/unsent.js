// Answers that a quiz kept on this device and could not send: any page of the student's sends them, under the same ids.
const owners = Object.keys(localStorage).filter((key) => key.startsWith("attending-outbox-"));
for (const owner of owners) {
  for (const entry of JSON.parse(localStorage.getItem(owner) ?? "[]")) {
    const headers = { "content-type": "application/json", accept: "application/json" };
    const answer = await fetch("/learn/answers", { method: "POST", headers, body: JSON.stringify(entry) }).catch(() => null);
    if (answer?.status !== 200) continue; // it waits on; the quiz's own page says so
    const left = JSON.parse(localStorage.getItem(owner) ?? "[]").filter((other) => other.id !== entry.id);
    if (left.length) localStorage.setItem(owner, JSON.stringify(left));
    else localStorage.removeItem(owner);
  }
}
