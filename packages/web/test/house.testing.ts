import { setTimeout as sleep } from "node:timers/promises";
import { type Client, newClient, type Role } from "@plumbline/api";
import type { Browser, BrowserContext, BrowserContextOptions } from "playwright-core";
import { openChromium } from "./chromium.testing.ts";
import { type Installation, newInstallation } from "./installation.testing.ts";

export const PASSWORD = "correct horse battery";
export const MODEL = "b2b-sample";

/** An installation with its people, each of whom has a browser of her own. */
export type House = {
  readonly installation: Installation;
  readonly browser: Browser;
  readonly url: string;
  /** The API with the key of an admin. */
  readonly client: Client;
  /** Where somebody of this role is signed in; the first time, she is invited. */
  as(role: Role): Promise<BrowserContext>;
  /** Somebody who has not signed in. */
  stranger(): Promise<BrowserContext>;
  /** Invites an address, and answers with the link. */
  invite(role: Role, email: string): Promise<string>;
  /** Sends events as a site or a server does; they are scored when this resolves. */
  send(...events: readonly Readonly<Record<string, unknown>>[]): Promise<void>;
  /** The id of the lead with this address. */
  leadOf(email: string): Promise<string>;
  close(): Promise<void>;
};

const LOOK: BrowserContextOptions = {
  locale: "en-GB",
  timezoneId: "Europe/Berlin",
  viewport: { width: 1440, height: 900 },
  colorScheme: "light",
  // Nothing is judged in the middle of a movement.
  reducedMotion: "reduce",
};

export const emailOf = (role: Role): string => `${role}@house.example`;

export async function openHouse(): Promise<House> {
  const installation = await newInstallation();
  const browser = await openChromium();
  const { url, adminKey, writeKey } = installation;
  const client = newClient({ url, key: adminKey });
  const people = new Map<Role, Promise<BrowserContext>>();
  const stranger = async () => {
    const context = await browser.newContext(LOOK);
    context.setDefaultTimeout(120_000);
    return context;
  };

  const join = async (role: Role, link: string): Promise<BrowserContext> => {
    const context = await stranger();
    const body = { name: `Some ${role}`, email: emailOf(role), password: PASSWORD, invitation: link.split("=").at(-1) };
    const said = await context.request.post(`${url}/api/auth/sign-up/email`, { headers: { origin: url }, data: body });
    if (!said.ok()) throw new Error(`${said.status()} ${await said.text()}`);
    return context;
  };
  const invite = async (role: Role, email: string): Promise<string> => {
    const admin = await as("admin");
    const data = { email, role };
    const said = await admin.request.post(`${url}/api/v1/people/invitations`, { headers: { origin: url }, data });
    if (!said.ok()) throw new Error(`${said.status()} ${await said.text()}`);
    return ((await said.json()) as { readonly link: string }).link;
  };
  const admit = async (role: Role) =>
    join(role, role === "admin" ? installation.adminLink : await invite(role, emailOf(role)));
  const as = (role: Role): Promise<BrowserContext> => {
    const known = people.get(role) ?? admit(role);
    people.set(role, known);
    return known;
  };
  return {
    ...{ installation, browser, url, client, as, stranger, invite },
    send: async (...events) => {
      const said = await fetch(`${url}/v1/batch`, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Basic ${btoa(`${writeKey}:`)}` },
        body: JSON.stringify({ batch: events }),
      });
      if (!said.ok) throw new Error(`${said.status} ${await said.text()}`);
    },
    leadOf: async (email) => {
      for (let tried = 0; tried < 100; tried++) {
        const { items } = await client.leads.list({ query: { search: email } });
        const [found] = items;
        if (found) return found.id;
        await sleep(100);
      }
      throw new Error(`${email} is no lead`);
    },
    close: async () => {
      await browser.close();
      await installation.close();
    },
  };
}

/**
 * Puts in what the sample has not: a segment, a list, a note, a tag, an endpoint, an import, a planned experiment, a
 * prediction, something refused.
 */
export async function furnish({ client, send }: House): Promise<void> {
  const { items } = await client.leads.list({ query: { limit: 3 } });
  const [first, second] = items;
  if (!first || !second) throw new Error("The sample has no leads");
  await client.segments.create({
    body: { name: "germans", label: "In Germany", where: { trait: "country", is: "DE" }, note: "Asked for by sales." },
  });
  const chosen = await client.segments.create({ body: { name: "invited", label: "Invited to dinner" } });
  await client.segments.put({ params: { id: chosen.id }, body: { leads: [first.id, second.id] } });
  await client.lists.put({ params: { name: "rivals" }, body: { entries: ["Rivalex", "Kontrapol"], note: "" } });
  await client.leads.addNote({ params: { id: first.id }, body: { text: "Met at the fair." } });
  await client.leads.tag({ params: { id: first.id }, body: { add: ["fair"] } });
  await client.leads.giveFeedback({ params: { id: second.id }, body: { says: "accepted", model: MODEL } });
  await client.endpoints.create({ body: { url: "https://crm.house.example/hook", types: ["lead.band.entered"] } });
  const source = await client.sources.create({ body: { name: "Fair", kind: "import" } });
  await client.imports.create({
    query: { kind: "leads", source: source.id, fileName: "fair.csv" },
    body: new TextEncoder().encode("email,name\nguest@fair.example,Guest of the fair\nnobody,\n"),
  } as never);
  await client.experiments.create({
    body: {
      ...{
        name: "Fewer points for a title",
        note: "Asked for by sales.",
        model: MODEL,
        difference: 0.05,
        baseline: 0.1,
      },
      arms: [
        { name: "control", version: "live" },
        { name: "treatment", version: "draft" },
      ],
      guards: [{ name: "lost deals", of: { outcome: "lost" } }],
    },
  });
  await client.predictions.create({ body: { name: "would-win", model: MODEL, label: "Would win" } });
  // Nobody can tell about whom this is.
  await send({ type: "track", event: "Order Completed", properties: {} });
}
