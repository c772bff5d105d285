// The itinerary without a network: the page as it was opened last, and what it is drawn with. Nothing else is kept, and nothing of it once
// somebody signs out or in: what is kept is one person's.
const KEPT = "itinerary";
// A page that takes longer than this over the network is shown as it was; in milliseconds.
const PATIENCE = 4000;

const isItinerary = (url) => url.origin === location.origin && /^\/residencies\/\d+$/.test(url.pathname);

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

// The page that was opened before this worker ran, with its style sheets and scripts.
self.addEventListener("message", (event) => {
  const { page, assets } = event.data;
  if (isItinerary(new URL(page))) event.waitUntil(keep(page, assets));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.method === "POST" && ["/sign-out", "/sign-in"].includes(url.pathname)) event.waitUntil(caches.delete(KEPT));
  if (request.method !== "GET") return;
  if (request.mode === "navigate" && isItinerary(url)) event.respondWith(itinerary(request, url.pathname));
  else if (url.pathname.startsWith("/assets/")) event.respondWith(asset(request));
});

async function keep(page, assets) {
  const cache = await caches.open(KEPT);
  // Sheets and scripts of an older version are nobody's any more.
  for (const old of await cache.keys()) {
    if (old.url.includes("/assets/") && !assets.includes(old.url)) await cache.delete(old);
  }
  for (const one of assets) if (!(await cache.match(one, { ignoreVary: true }))) await cache.add(one);
  const answer = await fetch(page, { redirect: "manual" });
  if (answer.ok) await cache.put(new URL(page).pathname, answer);
}

async function itinerary(request, path) {
  const cache = await caches.open(KEPT);
  const fresh = fetch(request).then(async (answer) => {
    if (answer.ok) await cache.put(path, answer.clone());
    // The session is over, or it is not theirs any more: then neither is the copy.
    else if (answer.type === "opaqueredirect" || answer.status < 500) await caches.delete(KEPT);
    return answer;
  });
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  const answer = await Promise.race([fresh, late]).catch(() => undefined);
  if (answer && answer.status < 500) return answer;
  const kept = await cache.match(path, { ignoreVary: true });
  return kept ? asKept(kept) : fresh;
}

// The page says itself as of when it is; the sentence waits in it, hidden.
async function asKept(kept) {
  const text = (await kept.text()).replace(/(<p[^>]*data-as-of[^>]*?) hidden(="[^"]*")?/, "$1");
  return new Response(text, { status: 200, headers: kept.headers });
}

async function asset(request) {
  return (await caches.match(request, { cacheName: KEPT, ignoreVary: true })) ?? fetch(request);
}
