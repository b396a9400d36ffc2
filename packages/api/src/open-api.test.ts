import { Validator } from "@seriousme/openapi-schema-validator";
import { expect, test } from "vitest";
import { openApi } from "./open-api.ts";
import { COMMON_PROBLEMS, PROBLEMS, statusOf } from "./problem.ts";
import { ALLOWED, ROLES } from "./role.ts";
import type { Route } from "./route.ts";
import { routes } from "./routes.ts";
import { allowed, SCOPES } from "./scope.ts";

const document = openApi(routes, "0.1.0");
const all: readonly Route[] = Object.values(routes).flatMap((verbs): Route[] => Object.values(verbs));

test("the document is OpenAPI 3.1, and every reference in it leads somewhere", async () => {
  const { valid, errors } = await new Validator().validate(structuredClone(document) as never);
  expect(errors).toBeUndefined();
  expect(valid).toBe(true);
  const text = JSON.stringify(document);
  const refs = new Set([...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref]) => ref as string));
  expect(refs.size).toBeGreaterThan(50);
  for (const ref of refs) {
    const found = ref
      .slice("#/".length)
      .split("/")
      .reduce<unknown>((part, key) => (part as Record<string, unknown> | undefined)?.[key], document);
    expect(found, ref).toBeDefined();
  }
});

test("every route is in it, by its method, with its params and problems", () => {
  const paths = document["paths"] as Record<
    string,
    Record<string, { parameters: { name: string; in: string }[]; responses: object }>
  >;
  for (const { name, path, method, params, problems = [] } of all) {
    const operation = paths[path]?.[method.toLowerCase()];
    expect(operation, name).toMatchObject({ operationId: name });
    const inPath = operation?.parameters.filter((one) => one.in === "path").map((one) => one.name);
    expect(inPath?.sort(), name).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, one]) => one).sort());
    expect(Object.keys(params?.shape ?? {}).sort(), name).toEqual(inPath);
    for (const code of [...COMMON_PROBLEMS, ...problems]) {
      expect(Object.keys(operation?.responses ?? {}), name).toContain(String(statusOf(code)));
    }
  }
  expect(new Set(all.map(({ path, method }) => `${method} ${path}`)).size).toBe(all.length);
});

test("every problem has a status of an error, and every code is one that some route may answer with", () => {
  for (const { status } of Object.values(PROBLEMS)) expect(status).toBeGreaterThanOrEqual(400);
  for (const { method, scope, person, name } of all) {
    if (method !== "GET") expect(scope !== null || person === true, name).toBe(true);
  }
});

test("what a scope of a key allows", () => {
  const table = SCOPES.map((held) => `${held}: ${allowed([held]).join(" ")}`);
  expect(table).toEqual([
    "read: read sources export",
    "sources: sources",
    "export: export",
    "samples: read sources export samples",
    "sell: read sources export samples sell",
    "write: read sources export samples sell write",
    "draft: read sources export samples draft",
    "models: read sources export samples draft models",
    "keys: read sources export keys",
    "people: people",
    "metrics: metrics",
    `admin: ${SCOPES.join(" ")}`,
  ]);
  expect(allowed(["constructor", "root"])).toEqual([]);
  expect(allowed([])).toEqual([]);
});

test("what a role allows", () => {
  const table = ROLES.map((role) => `${role}: ${ALLOWED[role].join(" ")}`);
  expect(table).toEqual([
    `admin: ${SCOPES.join(" ")}`,
    "marketer: read sources export samples sell write draft models",
    "sales: read samples sell",
    "analyst: read export samples draft",
    "readonly: read",
  ]);
});

test("a request may be named where it writes into a workspace, and nowhere else", () => {
  const named = (method: string, path: string) => {
    const operation = (document["paths"] as Record<string, Record<string, { parameters: { name: string }[] }>>)[path];
    return operation?.[method]?.parameters.some(({ name }) => name === "Idempotency-Key");
  };
  const { leads, models, people } = routes;
  expect(named("post", leads.merge.path)).toBe(true);
  // What is only asked is not kept, and who accepts an invitation has no workspace yet.
  expect([models.preview, people.accept].map(({ path }) => named("post", path))).toEqual([false, false]);
});
