import { createHmac } from "node:crypto";
import { newClient } from "@plumbline/api";
import { loadPhrases } from "@plumbline/phrases";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { type House, PASSWORD } from "./house.testing.ts";
import { visit } from "./visit.testing.ts";

const { screens } = await loadPhrases("en");
const { entrance, leads, settings, shell } = screens;
const { me, keys, audit } = settings;

const WAIT = { timeout: 90_000 };

/** What is one's own, and what a workspace owns: second factor, sessions, keys, retention, consent; all of it audited. */
export function owning(house: () => House): void {
  test("a second factor is turned on by a code, asked for at the entrance, spared by a backup code, and turned off", async () => {
    const { url } = house();
    const email = "fay@house.example";
    const link = await house().invite("analyst", email);
    const context = await house().stranger();
    const origin = { headers: { origin: url } };
    const joining = { name: "Fay Factor", email, password: PASSWORD, invitation: link.split("=").at(-1) };
    await context.request.post(`${url}/api/auth/sign-up/email`, { ...origin, data: joining });
    const one = await visit(context, url, "/settings/me");
    const { page } = one;
    const second = page.getByRole("region", { name: me.second, exact: true });
    await second.getByRole("button", { name: me.turnOn, exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel(entrance.password, { exact: true }).fill(PASSWORD);
    await dialog.getByRole("button", { name: me.continue, exact: true }).click();
    await dialog.getByRole("img", { name: me.qr }).waitFor(WAIT);
    const uri = (await dialog.getByRole("link", { name: me.openApp }).getAttribute("href")) ?? "";
    const key = new URL(uri).searchParams.get("secret") ?? "";
    await dialog.getByLabel(me.firstCode, { exact: true }).fill("000000");
    await dialog.getByRole("button", { name: me.turnOn, exact: true }).click();
    await dialog.getByText(entrance.refused.INVALID_CODE, { exact: true }).waitFor(WAIT);
    await dialog.getByLabel(me.firstCode, { exact: true }).fill(codeOf(key, Date.now()));
    await dialog.getByRole("button", { name: me.turnOn, exact: true }).click();
    await dialog.getByText(me.backupHint).waitFor(WAIT);
    const [backup = ""] = await dialog.getByRole("listitem").allInnerTexts();
    await dialog.getByRole("button", { name: me.kept, exact: true }).click();
    await second.getByText(me.on, { exact: true }).waitFor(WAIT);

    // Another browser: by a code of the app, and then without the phone.
    const other = await house().stranger();
    const there = await other.newPage();
    const arrive = async () => {
      await there.goto(`${url}/entrance`);
      await there.getByLabel(entrance.email, { exact: true }).fill(email);
      await there.getByLabel(entrance.password, { exact: true }).fill(PASSWORD);
      await there.getByRole("button", { name: entrance.signIn, exact: true }).click();
      await there.getByRole("heading", { name: entrance.secondTitle }).waitFor(WAIT);
    };
    await arrive();
    // The next one: each counts once.
    await there.getByLabel(entrance.code, { exact: true }).fill(codeOf(key, Date.now() + 30_000));
    await there.getByRole("button", { name: entrance.verify, exact: true }).click();
    await there.getByRole("heading", { level: 1, name: leads.title }).waitFor(WAIT);
    await other.request.post(`${url}/api/auth/sign-out`, { ...origin, data: {} });
    await arrive();
    await there.getByRole("button", { name: entrance.useBackup, exact: true }).click();
    await there.getByLabel(entrance.backupCode, { exact: true }).fill(backup);
    await there.getByRole("button", { name: entrance.verify, exact: true }).click();
    await there.getByRole("heading", { level: 1, name: leads.title }).waitFor(WAIT);

    // The older of the two is this one: the newest stands above.
    await page.reload({ waitUntil: "domcontentloaded" });
    const ends = page.getByRole("button", { name: new RegExp(`^${me.endOf("")}`) });
    await expect.poll(() => ends.count(), WAIT).toBe(2);
    await ends.first().click();
    await expect.poll(() => ends.count(), WAIT).toBe(1);
    await there.reload();
    await there.waitForURL(/\/entrance/, WAIT);
    await other.close();

    await second.getByRole("button", { name: me.turnOff, exact: true }).click();
    await dialog.getByLabel(entrance.password, { exact: true }).fill(PASSWORD);
    await dialog.getByRole("button", { name: me.turnOff, exact: true }).click();
    await second.getByText(me.off, { exact: true }).waitFor(WAIT);
    expect(one.complaints).toEqual([]);
    await context.close();
  });

  test("a key is made and shown once, works, is rotated and revoked, and the audit has all of it", async () => {
    const { url } = house();
    const one = await visit(await house().as("admin"), url, "/settings/keys");
    const { page } = one;
    const dialog = page.getByRole("dialog");
    const shown = async () => {
      const made = dialog.getByRole("region", { name: keys.key });
      await made.waitFor(WAIT);
      const text = (await made.innerText()).trim();
      await dialog.getByRole("button", { name: shell.close, exact: true }).last().click();
      await dialog.waitFor({ state: "hidden", ...WAIT });
      expect(await page.getByText(text).count()).toBe(0);
      return newClient({ url, key: text });
    };
    await page.getByRole("button", { name: keys.create, exact: true }).first().click();
    await dialog.getByRole("textbox", { name: keys.name, exact: true }).fill("CRM sync");
    await dialog.getByRole("button", { name: keys.create, exact: true }).click();
    const first = await shown();
    expect((await first.leads.list({ query: { limit: 1 } })).items).toHaveLength(1);
    const does = async (what: string) => {
      await page
        .getByRole("button", { name: keys.actionsOf("CRM sync"), exact: true })
        .first()
        .click();
      await page.getByRole("menuitem", { name: what, exact: true }).click();
    };
    await does(keys.rotate);
    await dialog.getByRole("combobox", { name: keys.overlap, exact: true }).click();
    await page.getByRole("option", { name: keys.hours(0), exact: true }).click();
    await dialog.getByRole("button", { name: keys.rotate, exact: true }).click();
    const next = await shown();
    await expect(first.leads.list({ query: { limit: 1 } })).rejects.toThrow();
    expect((await next.leads.list({ query: { limit: 1 } })).items).toHaveLength(1);
    await does(keys.revoke);
    await dialog.getByRole("button", { name: keys.revoke, exact: true }).click();
    await dialog.waitFor({ state: "hidden", ...WAIT });
    await expect(next.leads.list({ query: { limit: 1 } })).rejects.toThrow();

    await one.go("/settings/retention");
    await page.getByRole("radio", { name: settings.retention.limited, exact: true }).check();
    await page.getByLabel(settings.retention.months, { exact: true }).fill("120");
    await save(page, true);
    await one.go("/settings/consent");
    await page.getByRole("button", { name: settings.consent.add, exact: true }).click();
    await page.getByRole("textbox", { name: settings.consent.name }).last().fill("Nordics");
    await page.getByRole("combobox", { name: settings.consent.countries }).last().fill("Norw");
    await page.getByRole("option", { name: "Norway", exact: true }).click();
    await save(page, false);
    const kept = await house().client.workspace.get();
    expect(kept).toMatchObject({ retentionMonths: 120 });
    expect(kept.consent.markets.at(-1)).toMatchObject({ name: "Nordics", countries: ["NO"] });

    await one.go("/settings/audit");
    const acts = page.getByRole("table").getByRole("row").filter({ hasText: "Some admin" });
    for (const verb of ["create", "rotate", "revoke"] as const)
      await acts
        .filter({ hasText: `${audit.areas.keys}: ${audit.verbs[verb]}` })
        .first()
        .waitFor(WAIT);
    expect(one.complaints).toEqual([]);
    await one.close();
  });
}

async function save(page: Page, isAsked: boolean): Promise<void> {
  await page.getByRole("button", { name: shell.save, exact: true }).click();
  if (isAsked) await page.getByRole("dialog").getByRole("button", { name: shell.save, exact: true }).click();
  await page.getByText(shell.saved, { exact: true }).waitFor(WAIT);
}

/** The six digits that an app shows for a key at an instant (RFC 6238). */
function codeOf(key: string, at: number): string {
  const bits = [...key].map((letter) =>
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0"),
  );
  const bytes = Buffer.from((bits.join("").match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const moment = Buffer.alloc(8);
  moment.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const hash = createHmac("sha1", bytes).update(moment).digest();
  const offset = (hash.at(-1) ?? 0) & 15;
  return String((hash.readUInt32BE(offset) & 0x7fff_ffff) % 1_000_000).padStart(6, "0");
}
