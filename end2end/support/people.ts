// The demo's people, and how they come in. A test that changes something has a person of its own, so that no order matters.
import { type BrowserContext, type Page, expect } from "@playwright/test";

/** What everybody in the demo signs in with. */
export const PASSWORD = "attending-demo";

const HOST = "demo.attending.example";
const LEADING: Record<string, string> = { "Amara Okafor": "student", "Ines Ferreira": "faculty", "Ruth Lindqvist": "staff", "Omar Haddad": "admin" };

/** The address of somebody in the cast. */
export function address(name: string): string {
  return `${LEADING[name] ?? name.toLowerCase().replaceAll(" ", ".")}@${HOST}`;
}

/** Signs in as a person does, from the sign-in page that is open. */
export async function signIn(page: Page, email: string, password = PASSWORD) {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** Gives a context somebody's session without a page: for tests about something else. */
export async function comeIn(context: BrowserContext, name: string) {
  const answer = await context.request.post("/sign-in", { form: { email: address(name), password: PASSWORD }, maxRedirects: 0 });
  expect(answer.status(), `${name} signs in`).toBe(303);
}
