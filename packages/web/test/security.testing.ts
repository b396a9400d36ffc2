import { expect, test } from "vitest";
import { SHOWN, type Shown } from "./addresses.testing.ts";
import { type House, PASSWORD } from "./house.testing.ts";
import { visit } from "./visit.testing.ts";

/** Would leave a picture that nobody drew, and an alert, if any part of it were more than text. */
const PAYLOAD = `"'><img src=x onerror=alert(1)><script>alert(2)</script>`;
/** Some names are kept short. */
const SHORT = "<img src=x onerror=alert(3)>";
const LINK = "javascript:alert(4)";
const VICTIM = "payload@evil.example";

const MODEL_TEXT = `
model: payload
label: ${JSON.stringify(PAYLOAD)}
note: ${JSON.stringify(PAYLOAD)}
lists: { bad: [${JSON.stringify(PAYLOAD)}] }
signals:
  clicked: { label: ${JSON.stringify(PAYLOAD)}, on: ${JSON.stringify(PAYLOAD)} }
dimensions: { fit: { label: ${JSON.stringify(PAYLOAD)} }, interest: {} }
rules:
  - { id: named, label: ${JSON.stringify(PAYLOAD)}, dimension: fit, when: { trait: company, inList: bad }, points: 40 }
  - { id: clicked, label: ${JSON.stringify(PAYLOAD)}, dimension: interest, each: clicked, points: 30 }
total: { sum: [fit, interest] }
bands: [{ name: cold }, { name: hot, label: ${JSON.stringify(PAYLOAD)}, from: 20 }]
`;

/** Proofs that what comes from outside stays outside. */
export function security(house: () => House): void {
  test("what is written into any field shows as text on every screen", async () => {
    const { client, leadOf, url } = house();
    await poison(house());
    const id = await leadOf(VICTIM);
    const one = await visit(await house().as("admin"), url, `/leads?search=${encodeURIComponent(VICTIM)}`);
    const { page } = one;
    expect(await page.getByText(PAYLOAD).count()).toBeGreaterThan(0);
    const [account] = (await client.accounts.list({ query: { search: SHORT } })).items;
    const segment = (await client.segments.list()).items.find(({ label }) => label === PAYLOAD);
    const [experiment] = (await client.experiments.list({ query: { model: "payload" } })).items;
    const own: Readonly<Record<string, string>> = {
      "/leads/$id": `/leads/${id}`,
      "/accounts/$id": `/accounts/${account?.id}`,
      "/segments/$id": `/segments/${segment?.id}`,
      "/models/$name/edit": "/models/payload/edit",
      "/predictions?name=$name": "/predictions?name=payload",
      "/experiments?id=$id": `/experiments?id=${experiment?.id}`,
    };
    const ofModel = ["/leads?model=payload", "/board?model=payload"].map((path): Shown => ({ name: path, path }));
    const faults: string[] = [];
    const shown: string[] = [];
    for (const { name, path, open } of [...SHOWN, ...ofModel]) {
      await one.go(own[path] ?? path.replace("$name", "payload"));
      await open?.(page);
      await one.settled();
      faults.push(...(await page.evaluate<readonly string[]>(MADE_OF_DATA)).map((what) => `${name}: ${what}`));
      if (((await page.locator("body").innerText()) ?? "").includes("onerror=alert")) shown.push(name);
      if (open) await page.keyboard.press("Escape");
    }
    expect({ faults, complaints: one.complaints }).toEqual({ faults: [], complaints: [] });
    // The proof would be none if nothing of it were shown.
    expect(shown).toEqual(
      expect.arrayContaining([
        ...["/leads/$id", "/leads/$id with merge", "/models", "/segments", "/signals", "/imports"],
        ...["/imports with report", "/predictions?name=$name", "/experiments?id=$id", "/models/$name?tab=versions"],
      ]),
    );
    await one.close();
  });

  test("a session is in a cookie that scripts cannot read and other sites cannot send", async () => {
    const cookies = await (await house().as("admin")).cookies();
    expect(cookies.length).toBeGreaterThan(0);
    for (const { name, httpOnly, sameSite } of cookies) {
      expect({ name, httpOnly, sameSite }).toEqual({
        name,
        httpOnly: true,
        sameSite: expect.stringMatching(/Lax|Strict/),
      });
    }
  });

  test("what another site's page sends with the session is refused", async () => {
    const { request } = await house().as("admin");
    const { url } = house();
    const tell = (headers: Record<string, string>) =>
      request.post(`${url}/api/v1/people/invitations`, { headers, data: { email: "eve@evil.example", role: "admin" } });
    expect((await tell({ origin: "https://evil.example" })).status()).toBe(403);
    expect((await tell({ origin: "null" })).status()).toBe(403);
    const signIn = { email: "admin@house.example", password: PASSWORD };
    const foreign = { headers: { origin: "https://evil.example" }, data: signIn };
    expect((await request.post(`${url}/api/auth/sign-in/email`, foreign)).status()).toBe(403);
  });

  test("the policy of every page is the strict one", async () => {
    const pages = await Promise.all(
      ["/entrance", "/leads", "/models/x/edit"].map((path) =>
        fetch(`${house().url}${path}`, { headers: { accept: "text/html" } }),
      ),
    );
    const nonces = new Set<string>();
    for (const page of pages) {
      const policy = page.headers.get("content-security-policy") ?? "";
      const [, nonce = ""] = /'nonce-([\w+/=]{22,})'/.exec(policy) ?? [];
      nonces.add(nonce);
      expect(policy).toBe(
        [
          "default-src 'none'",
          "script-src 'self'",
          `style-src 'self' 'nonce-${nonce}'`,
          "img-src 'self' data: blob:",
          "font-src 'self'",
          "connect-src 'self'",
          "worker-src 'self'",
          "form-action 'self'",
          "base-uri 'none'",
          "frame-ancestors 'none'",
        ].join("; "),
      );
      expect(page.headers.get("x-content-type-options")).toBe("nosniff");
      expect(await page.text()).not.toMatch(/<script(?![^>]* src=)|<style|\son\w+=/);
    }
    expect(nonces.size).toBe(pages.length);
  });
}

/** Parts of the page that only the payloads can have made. */
const MADE_OF_DATA = `[...document.querySelectorAll('img[src="x"], [onerror], a[href^="javascript:"], script:not([src])')].map((one) => one.outerHTML)`;

/** Writes it into everything that anybody outside or inside can write into. */
async function poison({ client, send, leadOf }: House): Promise<void> {
  await client.models.putDraft({ params: { name: "payload" }, body: MODEL_TEXT });
  await client.models.publish({ params: { name: "payload" } });
  const live = async () => (await client.models.get({ params: { name: "payload" } })).live;
  await expect.poll(live, { timeout: 120_000 }).toBe(1);
  const traits = {
    email: VICTIM,
    name: PAYLOAD,
    company: PAYLOAD,
    title: PAYLOAD,
    phone: PAYLOAD,
    country: PAYLOAD,
    website: LINK,
    [PAYLOAD]: PAYLOAD,
  };
  const context = { page: { url: LINK, referrer: LINK, path: PAYLOAD, title: PAYLOAD }, userAgent: PAYLOAD };
  const properties = { url: LINK, path: PAYLOAD, title: PAYLOAD, [PAYLOAD]: PAYLOAD };
  const by = { userId: SHORT, context };
  await send(
    { type: "identify", ...by, traits },
    { type: "group", ...by, groupId: SHORT, traits: { name: SHORT, domain: "evil.example" } },
    { type: "page", ...by, name: PAYLOAD, properties },
    { type: "track", ...by, event: PAYLOAD, properties },
    { type: "track", ...by, event: "Demo Requested", properties },
    { type: "track", event: PAYLOAD, properties },
  );
  const params = { id: await leadOf(VICTIM) };
  await client.leads.adjust({ params, body: { model: "payload", dimension: "fit", points: 1, reason: PAYLOAD } });
  await client.leads.addNote({ params, body: { text: PAYLOAD } });
  await client.leads.tag({ params, body: { add: [SHORT] } });
  await client.leads.setOwner({ params, body: { owner: SHORT } });
  const segment = await client.segments.create({ body: { name: "payload", label: PAYLOAD, note: PAYLOAD } });
  await client.segments.put({ params: { id: segment.id }, body: { leads: [params.id] } });
  await client.lists.put({ params: { name: "payload" }, body: { entries: [PAYLOAD], note: PAYLOAD } });
  await client.experiments.create({
    body: {
      ...{ name: PAYLOAD, note: PAYLOAD, model: "payload", difference: 0.1 },
      arms: [
        { name: SHORT, version: "live" },
        { name: `other ${SHORT}`, version: "draft" },
      ],
      guards: [{ name: SHORT, of: { event: PAYLOAD } }],
    },
  });
  await client.predictions.create({ body: { name: "payload", model: "payload", label: PAYLOAD } });
  await client.models.putSample({ params: { name: "payload", lead: params.id }, body: { note: PAYLOAD } });
  const source = await client.sources.create({ body: { name: SHORT, kind: "import" } });
  await client.endpoints.create({
    body: { url: "https://evil.example/hook", description: PAYLOAD, types: ["lead.band.entered"] },
  });
  await client.imports.create({
    query: { kind: "leads", source: source.id, fileName: `${SHORT}.csv` },
    body: new TextEncoder().encode(`email,name\n"${SHORT}","${SHORT}"\n`),
  } as never);
}
