// What can be put into a lesson from the menu: the blocks of docs/content-package.md. `${…}` is a place to fill in.

/** An id for a question: nobody has to think of one, and it is never given twice. */
function freshId(kind) {
  const letters = crypto.getRandomValues(new Uint8Array(6));
  return `${kind}-${[...letters].map((letter) => "abcdefghjkmnpqrstvwxyz23456789"[letter % 30]).join("")}`;
}

const callout = (kind, name, detail) => ({
  name: `Callout: ${name}`,
  words: `callout box ${name}`,
  detail,
  template: `> [!${kind}] \${Title}\n> \${Text}`,
});

// Places are filled in as they stand; where one of them is a number, all have theirs in front.
const question = (kind, name, words, answers, [asked, why] = ["What do you ask?", "The rationale"]) => ({
  name: `Question: ${name}`,
  words: `question ${words} ${kind}`,
  detail: "With a rationale",
  template: () => `\`\`\`question\nid: ${freshId(kind)}\nkind: ${kind}\n\n\${${asked}}\n\n${answers}\n\nWhy: \${${why}}\n\`\`\``,
});

/** All blocks, in the order of the menu. `words` are searched, `inline` ones stay in their line, `act` names what is more than text. */
export const BLOCKS = [
  { name: "Heading", words: "heading section title", detail: "A part of the lesson", template: "## ${Heading}" },
  { name: "Heading, smaller", words: "heading subsection smaller", detail: "A part of a part", template: "### ${Heading}" },
  callout("NOTE", "note", "What to know as well"),
  callout("TIP", "tip", "What helps"),
  callout("IMPORTANT", "important", "What must not be missed"),
  callout("WARNING", "warning", "What may go wrong"),
  callout("CAUTION", "caution", "What does harm"),
  { name: "Figure", words: "figure picture image photo drawing", detail: "A picture from this device", act: "picture" },
  { name: "Video", words: "video film movie", detail: "Of those under Files", act: "video" },
  { name: "Simulator", words: "simulator model sums interactive", detail: "Sums that students work", act: "simulator" },
  {
    name: "Table",
    words: "table rows columns grid",
    detail: "Rows and columns",
    template: "| ${What} | ${How much} |\n| --- | ---: |\n| ${One} | ${Its number} |\n| ${Another} | ${The number of the other} |",
  },
  { name: "Footnote", words: "footnote reference source citation", detail: "A mark here, the text at the end", act: "footnote", inline: true },
  { name: "Formula in the line", words: "formula mathematics latex equation inline", detail: "LaTeX between dollar signs", template: "$${a + b}$", inline: true },
  { name: "Formula", words: "formula mathematics latex equation block", detail: "LaTeX on lines of its own", template: "$$\n${a = b + c}\n$$" },
  question("single", "one right answer", "single choice", "( ) ${A wrong answer}\n    > ${Why it is wrong}\n(x) ${The right answer}\n    > ${Why it is right}"),
  question("multiple", "several right answers", "multiple choice", "[x] ${A right answer}\n[x] ${Another right answer}\n[ ] ${A wrong answer}"),
  question("numeric", "a number", "numeric number tolerance", "= ${2:5000} +- ${3:50}\nunit: ${4:USD}", ["1:What do you ask?", "5:The rationale"]),
  question("matching", "matching", "pairs match", "${Left} => ${Right}\n${Left, too} => ${Right, too}"),
  question("ordering", "ordering", "order steps sequence", "1. ${First}\n2. ${Second}\n3. ${Third}"),
  question("short", "a short answer", "short word fill", "= ${An accepted answer}"),
  question("text", "a free answer", "text free essay reflection", "words: 40-150\nmodel: ${A model answer}"),
  { name: "Bulleted list", words: "bulleted list unordered", detail: "", template: "- ${Point}" },
  { name: "Numbered list", words: "numbered list ordered", detail: "", template: "1. ${Step}" },
  { name: "Quotation", words: "quotation quote", detail: "", template: "> ${Words}" },
  { name: "Code", words: "code listing", detail: "", template: "```\n${Code}\n```" },
];
