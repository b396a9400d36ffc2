import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestDatabase } from "@plumbline/store/testing";
import { afterAll } from "vitest";
import { type Config, readConfig } from "../config.ts";
import { startServer } from "../wire.ts";
import { type CreatedWorkspace, createWorkspace } from "../workspace/create-workspace.ts";
import { newAdminLink } from "./admin-link.ts";

export const PASSWORD = "correct horse battery";

/** What a server said to a browser. */
export type Said = {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: what tests read of it is what they are about.
  readonly body: any;
  readonly headers: Headers;
  readonly text: string;
};

/** `form`: the body is one, as pages without a script send it. */
type Sent = {
  readonly signal?: AbortSignal;
  readonly body?: unknown;
  readonly form?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
};

/** A browser as far as a server can tell: it keeps cookies, and says of which page it is. */
export type Browser = {
  send(method: string, path: string, sent?: Sent): Promise<Said>;
  /** `/api/v1` before the path. */
  api(method: string, path: string, body?: unknown): Promise<Said>;
  /** `/api/auth` before the path. */
  auth(path: string, body?: unknown): Promise<Said>;
  readonly cookies: Map<string, string>;
};

export type PeopleServer = {
  readonly url: string;
  readonly notes: string[];
  browser(): Browser;
};

/** All servers of a database have the same. */
const SECRET = randomBytes(32).toString("base64");

/** The whole server on a port, with a clock of the test's. */
export async function peopleServer(
  { url: databaseUrl }: TestDatabase,
  now: () => number,
  more: Partial<Config> = {},
): Promise<PeopleServer> {
  const folder = await mkdtemp(join(tmpdir(), "plumbline-people-"));
  const config: Config = {
    ...readConfig({}),
    databaseUrl,
    folder,
    port: 0,
    roles: new Set(["collect"]),
    screens: false,
    secret: SECRET,
    ...more,
  };
  const notes: string[] = [];
  const log = (note: unknown) => void notes.push(JSON.stringify(note));
  const outside = { now, seconds: () => performance.now() / 1000, random: Math.random, log, version: "0.1.0" };
  const running = await startServer(config, { ...outside, screens: undefined });
  afterAll(async () => {
    await running.stop();
    await rm(folder, { recursive: true, force: true });
  });
  return { url: running.url, notes, browser: () => newBrowser(running.url) };
}

export function newBrowser(url: string): Browser {
  const cookies = new Map<string, string>();
  const send = async (method: string, path: string, { body, form, signal, headers = {} }: Sent = {}): Promise<Said> => {
    const said = await fetch(new URL(path, url), {
      method,
      redirect: "manual",
      ...(signal && { signal }),
      headers: {
        origin: url,
        ...(cookies.size > 0 && { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") }),
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(form !== undefined && { body: new URLSearchParams(form) }),
    });
    for (const line of said.headers.getSetCookie()) keepCookie(cookies, line);
    const text = await said.text();
    return { status: said.status, headers: said.headers, text, body: parse(text) };
  };
  return {
    send,
    cookies,
    api: (method, path, body) => send(method, `/api/v1${path}`, { body }),
    auth: (path, body) => send(body === undefined ? "GET" : "POST", `/api/auth${path}`, { body }),
  };
}

function keepCookie(cookies: Map<string, string>, line: string): void {
  const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
  if (value === "" || /max-age=0/i.test(line)) cookies.delete(name);
  else cookies.set(name, value);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const tokenIn = (link: string): string => link.split("#invitation=")[1] ?? "";

/** Signs up with a link; of one address on the network, ten may do so in a minute. */
export async function signUp(browser: Browser, link: string, email: string, name = "Ann"): Promise<Said> {
  return browser.auth("/sign-up/email", { name, email, password: PASSWORD, invitation: tokenIn(link) });
}

export function signIn(browser: Browser, email: string, password = PASSWORD): Promise<Said> {
  return browser.auth("/sign-in/email", { email, password });
}

/** A workspace with its first admin, who is signed in. */
export async function newHouse(
  database: TestDatabase,
  server: PeopleServer,
  now: () => number,
): Promise<{ readonly workspace: CreatedWorkspace; readonly admin: Browser; readonly email: string }> {
  const workspace = await createWorkspace(database.pool, { name: "House", timeZone: "Europe/Berlin" }, now());
  const link = await newAdminLink(database.pool, server.url, now());
  const admin = server.browser();
  const email = "admin@house.example";
  const { status, text } = await signUp(admin, link ?? "", email, "Ada Admin");
  if (status !== 200) throw new Error(text);
  return { workspace, admin, email };
}

/** Somebody who was invited and has signed up. */
export async function newMember(server: PeopleServer, admin: Browser, role: string, email: string): Promise<Browser> {
  const { body } = await admin.api("POST", "/people/invitations", { email, role });
  const member = server.browser();
  const { status, text } = await signUp(member, body.link, email, role);
  if (status !== 200) throw new Error(text);
  return member;
}
