// Works the simulators of a page while somebody types. The page is whole without it: the form then asks the server for the same result.
const { dataset: at } = document.getElementById("simulators");
/** Where the sums of each simulator are. */
const addresses = new URLSearchParams(at.sums);
const loaded = new Map();
/** The sums of a simulator, loaded when they are first needed. */
function load(name) {
  if (!loaded.has(name)) {
    const module = import(addresses.get(`${name}.js`));
    const sums = module.then((sums) => sums.default({ module_or_path: addresses.get(`${name}.wasm`) }).then(() => sums));
    loaded.set(name, sums);
    // What did not come, as on a train, is asked for again at the next key.
    sums.catch(() => loaded.delete(name));
  }
  return loaded.get(name);
}

/** So many draws are made at a time: some hundredths of a second, between which a newer input is seen. */
const CHUNK = 500;

const within = (box) => box.querySelectorAll("[data-simulator]").forEach(enliven);
within(document);
// The preview of a lesson that is being written shows others all the time.
document.addEventListener("shown", ({ target }) => within(target));

function enliven(place) {
  const form = place.querySelector("form");
  if (!form) return;
  const name = place.dataset.simulator;
  // As the sums read them: names and values with zeros between, so that nothing has to be decoded.
  const inputs = () => [...new FormData(form)].flat().join("\0");
  const draws = "drawing" in place.dataset ? drawing(place, form, name, inputs) : undefined;
  let asked = 0;

  async function work() {
    const turn = ++asked;
    const { result, address } = await load(name);
    if (turn !== asked) return;
    const query = inputs();
    show(place, form, result(query));
    const link = `/simulators/${name}?${address(query)}`;
    for (const one of place.querySelectorAll("[data-link]")) one.href = link;
    for (const line of place.querySelectorAll("[data-line]")) line.value = line.value.replace(/\(simulator:\S+/, () => `(simulator:${link.slice(12)}`);
    if ("alone" in place.dataset) history.replaceState(history.state, "", link);
    await draws?.changed();
  }

  form.addEventListener("input", work);
  form.addEventListener("submit", (event) => {
    if (event.submitter?.formMethod === "post") return;
    event.preventDefault();
    work().then(() => tell(place));
  });
  const reset = form.querySelector("[data-reset]");
  reset.hidden = false;
  form.addEventListener("reset", () => setTimeout(work));
  form.addEventListener("change", () => tell(place));
  for (const grid of form.querySelectorAll("[data-grid]")) growing(grid);
  // What is about to be used is fetched before the first key.
  form.addEventListener("focusin", () => load(name), { once: true });
}

/** Puts a result in its place, keeps tables open that are, and marks the input that it refuses. */
function show(place, form, html) {
  const result = place.querySelector("[data-result]");
  const open = [...result.querySelectorAll("details")].map((one) => one.open);
  result.innerHTML = html;
  result.querySelectorAll("details").forEach((one, number) => (one.open = open[number] ?? false));
  mark(place, form);
}

/** Marks the input that the result or the draws refuse, and says whether there is one. */
function mark(place, form) {
  const refused = place.querySelector("[data-input]")?.dataset.input;
  for (const field of form.elements) {
    if (field.name && field.name === refused) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  }
  return refused !== undefined;
}

/** Says the result once somebody has finished with a field, not at each key. */
function tell(place) {
  const says = place.querySelector(".field-error") ?? place.querySelector("[data-result] .says");
  place.querySelector("[data-says]").textContent = says?.textContent ?? "";
}

/** A button that adds a row below a grid. */
function growing(grid) {
  const body = grid.querySelector("tbody");
  const button = Object.assign(document.createElement("button"), { type: "button", className: "link", textContent: "Add a row" });
  const full = () => (button.hidden = body.rows.length >= Number(grid.dataset.most));
  full();
  button.addEventListener("click", () => {
    const number = body.rows.length;
    const row = body.rows[number - 1].cloneNode(true);
    for (const field of row.querySelectorAll("input, select")) {
      field.name = field.name.replace(/\.\d+\./, `.${number}.`);
      field.setAttribute("aria-label", field.getAttribute("aria-label").replace(/\d+$/, number + 1));
      field.removeAttribute("aria-invalid");
      if (field.matches("input")) field.value = "";
    }
    body.append(row);
    row.querySelector("input, select").focus();
    full();
  });
  grid.append(button);
}

/** Draws in a worker: the page stays usable, and says how far it is. */
function drawing(place, form, name, inputs) {
  const box = place.querySelector("[data-draws]");
  const bar = Object.assign(document.createElement("p"), { className: "form-actions", hidden: true });
  const button = Object.assign(document.createElement("button"), { type: "button", className: "button" });
  const far = Object.assign(document.createElement("span"), { className: "hint" });
  far.setAttribute("role", "status");
  bar.append(button, far);
  box.before(bar);
  let worker;

  async function offer() {
    const { wanted, drawn } = await load(name);
    const query = inputs();
    const refused = place.querySelector("[data-result] [data-input]");
    const number = refused ? 0 : wanted(query);
    if (number === 0) {
      // Why there is nothing to draw, unless it is said above.
      box.innerHTML = refused ? "" : drawn(query, new Float64Array());
      mark(place, form);
    }
    bar.hidden = number === 0;
    button.textContent = `Draw ${number.toLocaleString("en-US")} times`;
    return number;
  }
  function stop() {
    worker?.terminate();
    worker = undefined;
  }
  async function draw() {
    stop();
    const number = await offer();
    const began = performance.now();
    worker = new Worker(at.worker, { type: "module" });
    worker.onmessage = ({ data }) => {
      if (data.html === undefined) far.textContent = `${data.made.toLocaleString("en-US")} of ${number.toLocaleString("en-US")}`;
      else {
        box.innerHTML = data.html;
        far.textContent = mark(place, form) ? "" : `${number.toLocaleString("en-US")} draws`;
        box.dataset.took = performance.now() - began;
        stop();
      }
    };
    worker.onerror = () => ((far.textContent = "The draws could not be made: reload the page and try again."), stop());
    worker.postMessage({ module: addresses.get(`${name}.js`), wasm: addresses.get(`${name}.wasm`), inputs: inputs(), number, chunk: CHUNK });
  }
  button.addEventListener("click", draw);
  new IntersectionObserver((seen, observer) => {
    if (seen.some((one) => one.isIntersecting)) observer.disconnect(), offer();
  }).observe(place);
  return {
    async changed() {
      stop();
      // What was drawn belongs to other inputs.
      box.replaceChildren();
      far.textContent = "";
      await offer();
      mark(place, form);
    },
  };
}
