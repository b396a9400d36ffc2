import { loadPhrases } from "@plumbline/phrases";
import type { Page } from "playwright-core";
import { beforeAll, expect, test, vi } from "vitest";
import { type House, MODEL } from "./house.testing.ts";
import { tabTo } from "./tab-to.testing.ts";
import { type Visit, visit } from "./visit.testing.ts";

const { screens } = await loadPhrases("en");
const { builder, condition, shell } = screens;

const WAIT = { timeout: 90_000 };
const NAME = "workshop";
const PARAMS = { params: { name: NAME } } as const;
const EDIT = `/models/${NAME}/edit`;
const EMAIL = "wanda@workshop.example";

/** Small enough to be read whole beside its cards. */
const TEXT = `model: workshop
# What everybody learns on.
signals: { demo: { label: Asked for a demo, on: Demo Requested } }
dimensions: { fit: { label: Fit }, interest: { label: Interest } }
groups: { asking: { label: Asking, dimension: interest, limit: { total: 25 } } }
rules:
  - { id: boss, label: Decides, dimension: fit, when: { trait: title, is: CEO }, points: 20 }
  - { id: asks, label: Asks, dimension: interest, each: demo, points: 10, group: asking }
total: { sum: [fit, interest], clip: [0, 100] }
bands: [{ name: cold, label: Cold }, { name: hot, label: Hot, from: 40 }]
`;

/** A model that is built: by keyboard, as cards and as text, tried on leads, and never lost. */
export function building(house: () => House): void {
  beforeAll(async () => {
    const { client, send, leadOf } = house();
    const at = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
    const traits = { email: EMAIL, name: "Wanda Workshop", title: "CEO" };
    const asked = [1, 2, 3, 4].map((days) => ({ type: "track", event: "Demo Requested", timestamp: at(days) }));
    await send(
      ...[{ type: "identify", traits, timestamp: at(9) }, ...asked].map((one) => ({ userId: "wanda", ...one })),
    );
    await leadOf(EMAIL);
    await replaceDraft(house(), TEXT);
    await client.models.publish(PARAMS);
    // It answers as soon as everybody is scored.
    await vi.waitFor(() => client.reports.bands({ query: { model: NAME } }), WAIT);
    // Where none is chosen, what was published last answers.
    await client.models.setDefault({ params: { name: MODEL } });
  });

  test("a condition is built by keyboard alone, and stands as a sentence and as text", async () => {
    const one = await begin(house());
    const { page } = one;
    const { keyboard } = page;
    await tabTo(page.getByRole("button", { name: /^Decides\b/ }));
    await keyboard.press("Enter");
    const whole = page.getByRole("group", { name: builder.kinds.when, exact: true });
    await tabTo(whole.getByRole("button", { name: condition.addQuestion, exact: true }));
    await keyboard.press("Enter");
    const second = whole.getByRole("group", { name: condition.row(2), exact: true });
    await tabTo(second.getByLabel(condition.names.trait, { exact: true }));
    await keyboard.type("country");
    await tabTo(second.getByLabel(condition.operator, { exact: true }));
    await keyboard.type(condition.operators.in);
    await tabTo(second.getByLabel(condition.values, { exact: true }));
    for (const country of ["DE", "AT"]) {
      await keyboard.type(country);
      await keyboard.press("Enter");
    }
    await tabTo(whole.getByRole("button", { name: condition.addGroup, exact: true }));
    await keyboard.press("Enter");
    const inner = whole.getByRole("group", { name: condition.group(3), exact: true });
    await tabTo(inner.getByLabel(condition.subject, { exact: true }));
    await keyboard.type(condition.subjects.signal);
    await tabTo(inner.getByRole("combobox", { name: condition.names.signal, exact: true }).last());
    await keyboard.type("Asked for");
    await keyboard.press("ArrowDown");
    await keyboard.press("Enter");
    const said = page.getByLabel(condition.sentence, { exact: true });
    await expect.poll(() => said.innerText(), WAIT).toMatch(/CEO.*DE.*AT.*Asked for a demo/);
    await page.getByText(builder.states.saved, { exact: true }).waitFor(WAIT);
    const all = [{ trait: "title", is: "CEO" }, { trait: "country", in: ["DE", "AT"] }, { any: [{ signal: "demo" }] }];
    await expect.poll(async () => (await drafted(house()))?.rules[0]?.when, WAIT).toEqual({ all });
    await done(one);
  });

  test("what a signal measures is chosen on its card", async () => {
    const one = await begin(house());
    const { page } = one;
    await page.getByRole("tab", { name: builder.parts.signals }).click();
    await page.getByRole("button", { name: /^Asked for a demo\b/ }).click();
    await page.getByLabel(condition.measure, { exact: true }).selectOption("visits");
    const demo = async () => (await drafted(house()))?.signals?.["demo"];
    await expect.poll(demo, WAIT).toEqual({ label: "Asked for a demo", on: "Demo Requested", visits: {} });
    await done(one);
  });

  test("bands and matrix are moved and painted by keyboard, over how many leads there are", async () => {
    const { client } = house();
    const one = await begin(house());
    const { page } = one;
    const { keyboard } = page;
    await tabTo(page.getByRole("tab", { name: builder.parts.rules }));
    await keyboard.press("ArrowRight");
    await keyboard.press("ArrowRight");
    const slider = page.getByRole("slider", { name: "Hot", exact: true });
    await tabTo(slider);
    for (const key of ["ArrowLeft", "Shift+ArrowRight", "PageDown", "PageDown", "PageDown", "PageDown", "PageDown"])
      await keyboard.press(key);
    await expect.poll(() => slider.getAttribute("aria-valuenow"), WAIT).toBe("0");
    const { bands, count } = await client.reports.bands({ query: { model: NAME } });
    const held = bands.find(({ band }) => band === "hot")?.count ?? 0;
    expect(held).toBeLessThan(count);
    // Whoever has any total is at nothing or above it.
    await page.getByText(builder.insteadOf(held), { exact: true }).waitFor(WAIT);

    await tabTo(
      page.getByRole("radiogroup", { name: builder.total }).getByRole("radio", { checked: true }),
      "Shift+Tab",
    );
    await keyboard.press("ArrowRight");
    const cell = (name: string) => page.getByRole("button", { name: new RegExp(`^${name}: `) });
    await tabTo(cell("A4"));
    await keyboard.press("ArrowDown");
    await keyboard.press("ArrowRight");
    await keyboard.press("2");
    await expect.poll(() => cell("B3").getAttribute("aria-label"), WAIT).toBe("B3: Hot");
    await keyboard.press("ArrowRight");
    await keyboard.press("Enter");
    await expect.poll(() => cell("B2").getAttribute("aria-label"), WAIT).toBe("B2: Cold");
    await keyboard.press("Delete");
    await expect.poll(() => cell("B2").getAttribute("aria-label"), WAIT).toBe(`B2: ${builder.noCellBand}`);
    await keyboard.press("Control+z");
    await expect.poll(() => cell("B2").getAttribute("aria-label"), WAIT).toBe("B2: Cold");
    const text = async () => (await client.models.draft(PARAMS)).text;
    await expect.poll(text, WAIT).toContain("matrix: { rows: fit, columns: interest }");
    await expect.poll(text, WAIT).toMatch(/name: cold, .*cells: \[ ?B2 ?\]/);
    await expect.poll(text, WAIT).toMatch(/name: hot, .*cells: \[ ?B3 ?\]/);
    await done(one);
  });

  test("cards and text are one: either changes the other, and an error is shown at its place", async () => {
    const one = await begin(house());
    const { page } = one;
    const editor = page.getByRole("textbox", { name: builder.views.text, exact: true });
    const card = page.getByRole("button", { name: /^Decides\b/ });
    const { keyboard } = page;
    const press = async (key: string, times: number) => {
      for (let pressed = 0; pressed < times; pressed++) await keyboard.press(key);
    };
    await editor.getByText("points", { exact: true }).first().dblclick();
    await press("ArrowRight", 5);
    await press("Shift+ArrowLeft", 2);
    await keyboard.type("21");
    await expect.poll(() => card.innerText(), WAIT).toContain("+21");
    await press("Shift+ArrowLeft", 2);
    await keyboard.type("many");
    // What has no meaning is shown as it was, beside the way to its place.
    await page.getByRole("button", { name: builder.toPlace }).first().click();
    await expect.poll(() => lineAt(page), WAIT).toContain("points: many");
    expect(await card.innerText()).toContain("+21");
    await keyboard.press("End");
    await keyboard.type("[");
    await page.getByText(builder.unreadable, { exact: true }).waitFor(WAIT);
    expect(await card.innerText()).toContain("+21");
    await press("Backspace", 1);
    await page.getByText(builder.unreadable, { exact: true }).waitFor({ state: "hidden", ...WAIT });
    await card.click();
    await page.getByRole("textbox", { name: builder.points, exact: true }).first().fill("44");
    await expect.poll(() => editor.innerText(), WAIT).toContain("points: 44 }");
    expect(await editor.innerText()).toContain("# What everybody learns on.");
    await page.getByText(builder.states.saved, { exact: true }).waitFor(WAIT);
    await done(one);
  });

  test("a market has points of its own, and decay shows its curve with its figures", async () => {
    const one = await begin(house());
    const { page } = one;
    const editor = page.getByRole("textbox", { name: builder.views.text, exact: true });
    await page.getByRole("tab", { name: builder.parts.markets }).click();
    await page.getByRole("button", { name: builder.addMarket, exact: true }).click();
    await page.getByLabel(builder.label, { exact: true }).fill("Germany");
    await page.keyboard.press("Enter");
    const own = page.getByRole("table", { name: builder.overrides }).getByLabel("Germany: Decides", { exact: true });
    await own.fill("35");
    await expect.poll(() => editor.innerText(), WAIT).toMatch(/name: Germany[\s\S]*boss: ?[\s\S]*points: 35/i);
    const markets = async () => (await drafted(house()))?.markets?.[0]?.rules;
    await expect.poll(markets, WAIT).toEqual({ boss: { points: 35 } });
    await own.fill("");
    await expect.poll(() => editor.innerText(), WAIT).not.toContain("points: 35");

    await page.getByRole("tab", { name: builder.parts.rules }).click();
    await page.getByRole("button", { name: /^Asks\b/ }).click();
    await page.getByLabel(builder.decay, { exact: true }).selectOption("halfLife");
    const curve = page.getByRole("figure").filter({ has: page.getByRole("img", { name: /every 30 days/ }) });
    await curve.waitFor(WAIT);
    expect(await curve.innerText()).toContain(builder.leftAfter(0.5, "30 days"));
    await expect.poll(() => editor.innerText(), WAIT).toContain("halfLife: 30d");
    await page.getByText(builder.states.saved, { exact: true }).waitFor(WAIT);
    await done(one);
  });

  test("a lead is tried rule by rule with what the group's limit took, and kept with what sales expects", async () => {
    const { client, leadOf } = house();
    const one = await begin(house());
    const { page } = one;
    await page.getByText(builder.views.trial, { exact: true }).click();
    await page.getByRole("combobox", { name: builder.pickLead, exact: true }).fill("Wanda Workshop");
    await page.getByRole("option", { name: "Wanda Workshop", exact: true }).click();
    await page.getByText(/^Rule by rule/).click();
    const lines = page.getByRole("row");
    const figure = async (name: RegExp) =>
      (await lines.filter({ hasText: name }).first().innerText()).replaceAll("−", "-");
    await expect.poll(() => figure(/^Decides/), WAIT).toMatch(/\+20\b/);
    expect(await figure(/^Asks/)).toMatch(/\+40\b/);
    expect(await figure(/^Asking/)).toMatch(/-15\b/);
    expect(await figure(/^Total/)).toMatch(/\b45\b/);
    // What is changed is tried at once, beside what is live.
    await page.getByRole("button", { name: /^Decides\b/ }).click();
    await page.getByRole("textbox", { name: builder.points, exact: true }).first().fill("5");
    await expect.poll(() => figure(/^Total/), WAIT).toMatch(/\b30\b/);
    expect(await figure(/^Decides/)).toContain(builder.before("+20"));

    const expecting = page.getByLabel(builder.expectedOf("Wanda Workshop"), { exact: true });
    await expecting.selectOption({ label: builder.expectBand("Hot") });
    await page.getByText(builder.fails, { exact: true }).waitFor(WAIT);
    await expecting.selectOption({ label: builder.expectBand("Cold") });
    await page.getByText(builder.holds, { exact: true }).waitFor(WAIT);
    const kept = [{ lead: await leadOf(EMAIL), band: "cold" }];
    expect((await client.models.samples(PARAMS)).items).toMatchObject(kept);
    // What is on its way when a page closes may come after what the next one begins with.
    await page.getByText(builder.states.saved, { exact: true }).waitFor(WAIT);
    await done(one);
  });

  test("while the server cannot save, a draft is kept, survives a reload, and is saved when the server is back", async () => {
    const { client } = house();
    const one = await begin(house());
    const { page } = one;
    await page.route("**/draft", (route) =>
      route.request().method() === "PUT" ? route.fulfill({ status: 502, body: "Bad gateway" }) : route.fallback(),
    );
    const field = await pointsOf(page);
    await field.fill("27");
    await page.getByText(builder.states.offline, { exact: true }).waitFor(WAIT);
    await page.reload({ waitUntil: "domcontentloaded" });
    expect(await (await pointsOf(page)).inputValue()).toBe("27");
    expect((await client.models.draft(PARAMS)).text).toContain("points: 20");
    await page.unroute("**/draft");
    await expect.poll(async () => (await client.models.draft(PARAMS)).text, WAIT).toContain("points: 27");
    await page.getByText(builder.states.saved, { exact: true }).waitFor(WAIT);
    await done(one);
  });

  test("whose draft a colleague has changed goes on typing, reloads, and puts her own in its place", async () => {
    const { client } = house();
    const one = await begin(house());
    const { page } = one;
    const field = await pointsOf(page);
    await replaceDraft(house(), TEXT.replace("points: 20", "points: 99"));
    await field.fill("28");
    await page.getByText(shell.changedElsewhere).waitFor(WAIT);
    await field.fill("29");
    await page.reload({ waitUntil: "domcontentloaded" });
    await page.getByText(shell.changedElsewhere).waitFor(WAIT);
    expect(await (await pointsOf(page)).inputValue()).toBe("29");
    expect((await client.models.draft(PARAMS)).text).toContain("points: 99");
    await page.getByRole("button", { name: builder.keepMine, exact: true }).click();
    await expect.poll(async () => (await client.models.draft(PARAMS)).text, WAIT).toContain("points: 29");
    await page.getByText(builder.states.saved, { exact: true }).waitFor(WAIT);
    await done(one);
  });
}

/** Opens the builder on the draft as it was. */
async function begin(house: House): Promise<Visit> {
  await replaceDraft(house, TEXT);
  const one = await visit(await house.as("marketer"), house.url, EDIT);
  await one.page.getByText(builder.states.saved, { exact: true }).waitFor(WAIT);
  return one;
}

/** As a colleague does who has read what is there. */
async function replaceDraft({ client }: House, body: string): Promise<void> {
  await client.models.dropDraft(PARAMS).catch(() => undefined);
  await client.models.putDraft({ ...PARAMS, body });
}

async function pointsOf(page: Page) {
  await page.getByRole("button", { name: /^Decides\b/ }).click();
  return page.getByRole("textbox", { name: builder.points, exact: true }).first();
}

/** The line of text in which the cursor stands. */
const lineAt = (page: Page) =>
  page.evaluate<string>("getSelection()?.anchorNode?.parentElement?.closest('.cm-line')?.textContent ?? ''");

/** What the draft on the server means. */
async function drafted({ client }: House) {
  const { text } = await client.models.draft(PARAMS);
  return (await client.models.validate({ body: text })).body;
}

async function done({ complaints, close }: Visit): Promise<void> {
  expect(complaints, complaints.join("\n")).toEqual([]);
  await close();
}
