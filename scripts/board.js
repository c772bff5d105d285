// Sessions of a board can be dragged to another room, time or day. Dropping one sends the same form that its buttons send; the board is
// complete without this. What is dragged is a card, what it is dropped on is a day's grid.
const ROW = 15; // minutes, as in the board's grid
let dragged;

/** The room whose column is at this place; undefined beside all columns. */
function roomAt(grid, x) {
  const rooms = [...grid.querySelectorAll(".board-room")];
  return rooms.find((room) => { const box = room.getBoundingClientRect(); return box.left <= x && x <= box.right; })?.dataset.room;
}

/** The minute at this height: hours are lines an hour apart, and rows may be taller where a card needs it. */
function minuteAt(grid, y) {
  const first = Number(grid.dataset.first);
  const hours = [...grid.querySelectorAll(".board-hour")].map((hour) => hour.getBoundingClientRect().top);
  if (!hours.length || y < hours[0]) return first;
  const last = hours.findLastIndex((top) => top <= y);
  const height = (hours[last + 1] ?? grid.getBoundingClientRect().bottom) - hours[last];
  const rows = Math.min(3, Math.floor(((y - hours[last]) / height) * 4));
  return first + last * 60 + rows * ROW;
}

/** Fills in the form of a card and sends it. */
function place(card, { day, minute, room }) {
  const form = card.querySelector("form");
  form.elements.day.value = day;
  form.elements.start.value = `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
  form.elements.room.value = room;
  form.submit();
}

for (const card of document.querySelectorAll(".board-card")) {
  card.draggable = true;
  card.addEventListener("dragstart", (event) => {
    // Where it was taken hold of, so that its beginning lands where it is seen to.
    dragged = { card, held: card.closest(".board-cell") ? event.clientY - card.getBoundingClientRect().top : 0 };
    card.dataset.dragged = "";
    event.dataTransfer.setData("text/plain", card.dataset.session);
    event.dataTransfer.effectAllowed = "move";
  });
  card.addEventListener("dragend", () => { delete card.dataset.dragged; dragged = undefined; });
}

for (const grid of document.querySelectorAll(".board-grid")) {
  grid.addEventListener("dragover", (event) => {
    if (!dragged || !roomAt(grid, event.clientX)) return;
    event.preventDefault();
    grid.dataset.over = "";
  });
  grid.addEventListener("dragleave", () => { delete grid.dataset.over; });
  grid.addEventListener("drop", (event) => {
    delete grid.dataset.over;
    const room = roomAt(grid, event.clientX);
    if (!dragged || !room) return;
    event.preventDefault();
    place(dragged.card, { day: grid.dataset.day, minute: minuteAt(grid, event.clientY - dragged.held), room });
  });
}
