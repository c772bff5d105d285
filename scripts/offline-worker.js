// Pages for a corridor without a network: the itinerary and the roll, each as it was opened last, with what they are drawn with. Nothing
// else is kept, and nothing of it once somebody signs out or in: what is kept is one person's.
const KEPT = "kept";
// A page that takes longer than this over the network is shown as it was; in milliseconds.
const PATIENCE = 4000;
const PAGES = [/^\/residencies\/\d+$/, /^\/cohorts\/[^/]+\/residencies\/\d+\/sessions\/[^/]+\/roll$/];
// Where a person goes, or another one comes.
const DOORS = /^\/(sign-in|sign-out|invitations|password-reset)(\/|$)/;

const isKept = (url) => url.origin === location.origin && PAGES.some((page) => page.test(url.pathname));
const isAsset = (path) => path.startsWith("/assets/");

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

// The page that was opened before this worker ran.
self.addEventListener("message", (event) => {
  const url = new URL(event.data.page);
  if (isKept(url)) event.waitUntil(fetch(url.pathname, { redirect: "manual" }).then((answer) => answer.ok && keep(url.pathname, answer)));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.method === "POST" && DOORS.test(url.pathname)) event.waitUntil(caches.delete(KEPT));
  if (request.method !== "GET") return;
  if (request.mode === "navigate" && isKept(url)) event.respondWith(page(event, url));
  else if (isAsset(url.pathname)) event.respondWith(asset(request));
});

// What it is drawn with comes first: a page that is there is whole.
async function keep(path, answer) {
  const cache = await caches.open(KEPT);
  const text = await answer.clone().text();
  for (const one of assetsOf(text)) if (!(await cache.match(one, { ignoreVary: true }))) await cache.add(one);
  await cache.put(path, answer);
  await tidy(cache, ownerOf(text));
}

const assetsOf = (text) => new Set([...text.matchAll(/"(\/assets\/[^"]+)"/g)].map((found) => found[1]));
const ownerOf = (text) => text.match(/data-as-of="" data-owner="([^"]*)"/)?.[1];

// Pages of somebody else are nobody's any more, and neither is what no page is drawn with.
async function tidy(cache, owner) {
  const needed = new Set();
  const paths = (await cache.keys()).map(({ url }) => new URL(url).pathname);
  for (const path of paths.filter((one) => !isAsset(one))) {
    const text = await (await cache.match(path, { ignoreVary: true })).text();
    if (ownerOf(text) === owner) assetsOf(text).forEach((one) => needed.add(one));
    else await cache.delete(path, { ignoreVary: true });
  }
  for (const path of paths.filter((one) => isAsset(one) && !needed.has(one))) await cache.delete(path, { ignoreVary: true });
}

async function page(event, { pathname, search }) {
  const fresh = fetch(event.request).then((answer) => {
    // A page that says what was just done is not one to come back to.
    if (answer.ok && !search) event.waitUntil(keep(pathname, answer.clone()).catch(() => null));
    // The session is over, or it is not theirs any more: then neither is the copy.
    if (answer.type === "opaqueredirect" || (answer.status >= 400 && answer.status < 500)) event.waitUntil(caches.delete(KEPT));
    return answer;
  });
  // One that comes too late to be shown is kept all the same.
  event.waitUntil(fresh.catch(() => null));
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  const answer = await Promise.race([fresh, late]).catch(() => undefined);
  if (answer && answer.status < 500) return answer;
  const kept = await caches.match(pathname, { cacheName: KEPT, ignoreVary: true });
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
