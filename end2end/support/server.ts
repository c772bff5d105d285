// One program for a whole run: a fresh demo in a folder of its own, on a free port, gone afterwards.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

// Not `import.meta.dirname`: Debian 12 has Node 18.
const here = fileURLToPath(new URL(".", import.meta.url));
const log = join(here, "../results/server.log");

export default async function start() {
  const program = process.env.ATTENDING_BIN ?? join(process.env.CARGO_TARGET_DIR ?? resolve(here, "../../target"), "debug/attending");
  if (!existsSync(program)) throw new Error(`There is no ${program}: build it, or set ATTENDING_BIN.`);
  const data = mkdtempSync(join(tmpdir(), "attending-browser-"));
  const address = `127.0.0.1:${await freePort()}`;
  const environment = { ...ours(), DATA_DIR: data, LISTEN: address, BASE_URL: `http://${address}`, SECOND_FACTOR_FOR_STAFF: "false" };
  process.env.ATTENDING_URL = environment.BASE_URL;
  process.env.ATTENDING_DATA = data;
  process.env.ATTENDING_PROGRAM = program;

  execFileSync(program, ["seed", "--demo"], { cwd: data, env: environment, stdio: ["ignore", "ignore", "inherit"] });
  mkdirSync(join(here, "../results"), { recursive: true });
  const written = openSync(log, "w");
  const server = spawn(program, ["serve"], { cwd: data, env: environment, stdio: ["ignore", written, written] });
  closeSync(written);
  const stop = () => server.kill("SIGKILL");
  process.once("exit", stop);
  await answers(environment.BASE_URL, server);
  return async () => {
    process.off("exit", stop);
    await stopped(server);
    rmSync(data, { recursive: true, force: true });
    const panic = readFileSync(log, "utf8").split("\n").find((line) => line.includes("panicked at"));
    if (panic) throw new Error(`The server panicked: ${panic}`);
  };
}

// The settings of whoever runs the tests are not the tests'.
function ours() {
  const settings = ["DATABASE_URL", "DATA_DIR", "LISTEN", "BASE_URL", "SMTP_URL", "SITE_NAME", "ADMISSIONS_EMAIL", "CLIENT_ADDRESS_HEADER"];
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !settings.includes(name)));
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer().once("error", failed);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => found(port));
    });
  });
}

async function answers(url: string, server: ChildProcess) {
  for (const end = Date.now() + 30_000; Date.now() < end; ) {
    if (server.exitCode !== null) break;
    const response = await fetch(url).catch(() => undefined);
    if (response) return;
    await new Promise((wait) => setTimeout(wait, 50));
  }
  server.kill("SIGKILL");
  throw new Error(`The server did not answer at ${url}. It wrote:\n${readFileSync(log, "utf8")}`);
}

// Asked to stop, it has ten seconds; a server that needs killing is a failure.
function stopped(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) throw new Error(`The server ended by itself, see ${log}`);
  return new Promise((done, failed) => {
    const patience = setTimeout(() => {
      server.kill("SIGKILL");
      failed(new Error("The server did not stop within ten seconds of SIGTERM."));
    }, 10_000);
    server.once("exit", () => {
      clearTimeout(patience);
      done();
    });
    server.kill("SIGTERM");
  });
}
