// Makes one script of the editor: `node build.mjs OUT`. What browsers load has its licenses' notice at its head.
import { build } from "esbuild";

const notice = "/* With CodeMirror and Lezer, copyright Marijn Haverbeke and others, under the MIT license: https://codemirror.net */";
const [out] = process.argv.slice(2);
if (!out) throw new Error("Say where the script goes: node build.mjs OUT");

await build({
  entryPoints: [new URL("src/main.js", import.meta.url).pathname],
  outfile: out,
  bundle: true,
  minify: true,
  format: "esm",
  target: ["es2022"],
  banner: { js: notice },
  legalComments: "none",
  logLevel: "warning",
});
