import { expect, test } from "vitest";
import { type ConfigError, readConfig } from "./config.ts";

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
