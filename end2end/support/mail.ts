// What the program has mailed: files in the demo's folder, a letter each.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";

/** The address at the first link under `path` in the newest letter to somebody; waits until it has been written. */
export async function mailedLink(recipient: string, path: string): Promise<string> {
  const link = new RegExp(`^http://\\S+${path}/\\S+$`, "m");
  const found = () => lettersTo(recipient).map((letter) => letter.match(link)?.[0]).findLast(Boolean);
  await expect.poll(found, { message: `a letter to ${recipient} with a link to ${path}`, timeout: 60_000 }).toBeTruthy();
  return found() ?? "";
}

/** Letters to somebody, oldest first: their names begin with the time. */
function lettersTo(recipient: string): string[] {
  const folder = join(process.env.ATTENDING_DATA ?? "", "mail");
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith(".eml")).sort();
  return names.map((name) => readable(readFileSync(join(folder, name), "utf8"))).filter((letter) => letter.includes(`To: ${recipient}`));
}

/** A letter without carriage returns, its body without the soft breaks and escapes of quoted-printable. */
function readable(letter: string): string {
  const text = letter.replaceAll("\r\n", "\n");
  if (!/^Content-Transfer-Encoding: quoted-printable$/im.test(text)) return text;
  return text.replaceAll("=\n", "").replace(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
