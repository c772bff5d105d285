// Videos for the menu. Which ones the draft has says the server (`data-films`): `[path, what it shows, whether captions stand beside it]` of each.

/** What stands in the text while one is chosen; what is typed behind it is looked for. */
export const ASKED = "/video ";

/** The videos of the draft; none where the server sent none. */
export const filmed = (json) => JSON.parse(json || "[]");

/** The videos that have all these words in their name or in what they show: each with the line to put in. */
export function found(films, words) {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return films
    .filter(([path, shows]) => wanted.every((word) => `${path} ${shows}`.toLowerCase().includes(word)))
    .map(([path, shows, captions]) => ({
      title: path.replace(/^media\//, ""),
      detail: captions ? shows : "Its captions are missing",
      template: line(path, shows),
    }));
}

/** A video is written like a figure. What is known of it stands there; what a template or Markdown would read otherwise does not. */
function line(path, shows) {
  const plain = shows.replace(/[\\[\]${}\s]+/g, " ").trim();
  return `![${plain || "${What it shows, for those who cannot see it}"}](${path} "\${Caption}")`;
}
