import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";
import { afterAll } from "vitest";
import { type Browser, newBrowser, type Said } from "./people.testing.ts";

export const CLIENT = { clientId: "plumbline", clientSecret: "a secret of the test's" };

/** Whom the provider knows: the login is the subject. */
export type Known = Readonly<Record<string, { readonly email: string; readonly email_verified?: boolean }>>;

/** A real identity provider; its clients come back to `redirectTo`. */
export async function identityProvider(known: Known, redirectTo: string): Promise<{ readonly issuer: string }> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const provider = new Provider(issuer, {
    clients: [{ client_id: CLIENT.clientId, client_secret: CLIENT.clientSecret, redirect_uris: [redirectTo] }],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    conformIdTokenClaims: false,
    jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), use: "sig", alg: "RS256" }] },
    cookies: { keys: ["of the test"] },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({ sub: id, name: `${id} of the provider`, ...known[id] }),
    }),
  });
  server.on("request", provider.callback());
  afterAll(() => close(server));
  return { issuer };
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

/** Signs in at the provider, agrees to everything, and comes back; what the last redirect leads to. */
export async function comeBack(browser: Browser, start: string, login: string): Promise<Said> {
  const there = newBrowser(new URL(start).origin);
  let said = await there.send("GET", start);
  for (let step = 0; step < 12; step++) {
    const to = said.headers.get("location");
    if (to?.includes("/api/auth/callback/")) return browser.send("GET", pathOf(to));
    if (to !== null) said = await there.send("GET", pathOf(to));
    else said = await agree(there, said, login);
  }
  throw new Error(said.text);
}

const pathOf = (url: string): string => {
  const { pathname, search } = new URL(url, "http://any");
  return pathname + search;
};

/** Fills in the form that the provider shows. */
async function agree(there: Browser, { text }: Said, login: string): Promise<Said> {
  const [, action = ""] = /action="([^"]+)"/.exec(text) ?? [];
  const [, prompt = ""] = /name="prompt" value="([^"]+)"/.exec(text) ?? [];
  if (action === "") throw new Error(text);
  return there.send("POST", pathOf(action), { form: { prompt, login, password: "any" } });
}
