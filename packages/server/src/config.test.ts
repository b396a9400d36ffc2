import Fastify from "fastify";
import { expect, test } from "vitest";
import { type ConfigError, readConfig } from "./config.ts";
import { trustedProxies } from "./trusted-proxies.ts";

function problem(env: Readonly<Record<string, string>>): unknown {
  try {
    readConfig(env);
  } catch (error) {
    return (error as ConfigError).problem;
  }
  return undefined;
}

test("where people reach it is an address without a path", () => {
  expect(readConfig({}).url).toBeUndefined();
  expect(readConfig({ PLUMBLINE_URL: "https://scores.example.com/" }).url).toBe("https://scores.example.com");
  for (const url of ["scores.example.com", "ftp://scores.example.com", "https://example.com/scores", "https://a/?b"]) {
    expect(problem({ PLUMBLINE_URL: url }), url).toMatchObject({ code: "bad-setting", name: "PLUMBLINE_URL" });
  }
});

const OIDC = {
  PLUMBLINE_URL: "https://scores.example.com",
  PLUMBLINE_OIDC_ISSUER: "https://id.example.com/house",
  PLUMBLINE_OIDC_CLIENT_ID: "plumbline",
  PLUMBLINE_OIDC_CLIENT_SECRET: "secret",
};

test("an identity provider is said as a whole", () => {
  expect(readConfig({}).oidc).toBeUndefined();
  expect(readConfig(OIDC).oidc).toEqual({
    issuer: "https://id.example.com/house",
    clientId: "plumbline",
    clientSecret: "secret",
    label: "id.example.com",
    role: undefined,
  });
  expect(readConfig({ ...OIDC, PLUMBLINE_OIDC_LABEL: "House", PLUMBLINE_OIDC_ROLE: "sales" }).oidc).toMatchObject({
    label: "House",
    role: "sales",
  });
  for (const name of ["PLUMBLINE_URL", "PLUMBLINE_OIDC_CLIENT_ID", "PLUMBLINE_OIDC_CLIENT_SECRET"]) {
    expect(problem({ ...OIDC, [name]: "" }), name).toMatchObject({ name });
  }
  expect(problem({ ...OIDC, PLUMBLINE_OIDC_ROLE: "king" })).toMatchObject({ name: "PLUMBLINE_OIDC_ROLE" });
});

test("a proxy is believed as far as it is known, and never what the caller says himself", async () => {
  const trustOf = (text: string) => readConfig({ PLUMBLINE_TRUST_PROXY: text }).trustProxy;
  expect(readConfig({}).trustProxy).toBe(false);
  expect([trustOf("no"), trustOf("yes"), trustOf("2")]).toEqual([false, 1, 2]);
  expect(trustOf("10.0.0.0/8, ::1")).toEqual(["10.0.0.0/8", "::1"]);
  for (const text of ["true", "0", "10.0.0.0/33", "::1/129", "10.0.0.0/8/8", "example.com", "10.0.0.1/"]) {
    expect(problem({ PLUMBLINE_TRUST_PROXY: text }), text).toMatchObject({ name: "PLUMBLINE_TRUST_PROXY" });
  }
  // 6.6.6.6 is what the caller wrote; 9.9.9.9 is where the proxy saw him, behind another one in the last case.
  const seen = async (text: string, forwarded: string) => {
    const app = Fastify({ trustProxy: trustedProxies(trustOf(text)) });
    app.get("/", async ({ ip }) => ip);
    const { body } = await app.inject({
      url: "/",
      remoteAddress: "10.0.0.1",
      headers: { "x-forwarded-for": forwarded },
    });
    return body;
  };
  expect(await seen("no", "6.6.6.6, 9.9.9.9")).toBe("10.0.0.1");
  for (const text of ["yes", "1", "10.0.0.0/8"]) expect(await seen(text, "6.6.6.6, 9.9.9.9")).toBe("9.9.9.9");
  for (const text of ["2", "10.0.0.0/8"]) expect(await seen(text, "6.6.6.6, 9.9.9.9, 10.0.0.2")).toBe("9.9.9.9");
});
