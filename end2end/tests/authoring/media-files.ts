// Small files for journeys: a picture of one red point, and a film as far as its boxes say.
import type { Page } from "@playwright/test";

/** A file that is chosen in a field. */
export interface Chosen {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

export const POINT: Chosen = {
  name: "Red point.png",
  mimeType: "image/png",
  buffer: Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGN4xsAAAAK2AOfvPEDhAAAAAElFTkSuQmCC", "base64"),
};

function box(name: string, ...content: Buffer[]): Buffer {
  const body = Buffer.concat(content);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8);
  head.write(name, 4, "latin1");
  return Buffer.concat([head, body]);
}

/** A film of 12.5 seconds that nobody could watch, different for each letter. */
export function film(letter: string): Chosen {
  const head = Buffer.alloc(100);
  head.writeUInt32BE(1000, 12);
  head.writeUInt32BE(12_500, 16);
  const track = Buffer.alloc(84);
  track.writeUInt32BE(1280 << 16, 76);
  track.writeUInt32BE(720 << 16, 80);
  const index = box("moov", box("mvhd", head), box("trak", box("tkhd", track)));
  const buffer = Buffer.concat([box("ftyp", Buffer.from("isom\0\0\0\0", "latin1")), box("mdat", Buffer.alloc(1_200_000, letter)), index]);
  return { name: "Ward round.mp4", mimeType: "video/mp4", buffer };
}

/** Fills in the form for a file and sends it. */
export async function put(page: Page, alt: string, file: Chosen) {
  await page.getByLabel("What it shows").fill(alt);
  await page.getByLabel("File", { exact: true }).setInputFiles(file);
  await page.getByRole("button", { name: "Upload" }).click();
}

/** A module of one's own, so that nobody else's draft is touched; begun only once. Opens its files. */
export async function ownFiles(page: Page, slug: string) {
  await page.context().request.post("/studio", { form: { title: `Files for ${slug}`, slug }, maxRedirects: 0 });
  await page.goto(`/studio/${slug}/media`);
}
