import { openApi, routes } from "@plumbline/api";
import { Validator } from "@seriousme/openapi-schema-validator";
import fastify from "fastify";
import { expect, test } from "vitest";
import { fakeStore, NOW } from "./collect.testing.ts";
import { collectOpenApi } from "./collect-open-api.ts";
import { COLLECT_ROUTER, collectRoutes } from "./collect-routes.ts";

type Operation = { readonly operationId: string };
const document = openApi(routes, "0.1.0", collectOpenApi());
const paths = document["paths"] as Record<string, Record<string, Operation>>;

test("what takes events is in the document as well, every address of it and nothing else", async () => {
  const app = fastify({ routerOptions: COLLECT_ROUTER });
  const taken: string[] = [];
  app.addHook("onRoute", ({ method, url }) => {
    if (method !== "OPTIONS") taken.push(`${method} ${url.replaceAll(/:(\w+)/g, "{$1}")}`);
  });
  const { receive } = fakeStore();
  const judge = () =>
    ({ traffic: "person", consent: { kept: "full", because: "given", policy: 1, shared: true } }) as const;
  await app.register(collectRoutes, { receive, judge, now: () => NOW, sourceOf: async () => undefined });
  const said = Object.keys(collectOpenApi().paths).flatMap((path) =>
    Object.keys(paths[path] ?? {}).flatMap((method) => (method === "servers" ? [] : `${method.toUpperCase()} ${path}`)),
  );
  expect(taken.length).toBeGreaterThan(30);
  expect(said.sort()).toEqual(taken.sort());
  // Those of the API itself are below another address, and none is hidden by these.
  for (const verbs of Object.values(routes))
    for (const { path, method, name } of Object.values(verbs))
      expect(paths[path]?.[method.toLowerCase()]).toMatchObject({ operationId: name });
});

test("with it the document is OpenAPI 3.1, its references lead somewhere, and no operation is there twice", async () => {
  const { valid, errors } = await new Validator().validate(structuredClone(document) as never);
  expect(errors).toBeUndefined();
  expect(valid).toBe(true);
  const { schemas } = document["components"] as { schemas: Record<string, unknown> };
  const refs = JSON.stringify(collectOpenApi()).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g);
  const names = new Set([...refs].map(([, name]) => name as string));
  expect(names.size).toBeGreaterThan(4);
  for (const name of names) expect(schemas, name).toHaveProperty([name]);
  const ids = Object.values(paths).flatMap((methods) =>
    Object.values(methods).flatMap(({ operationId }) => operationId ?? []),
  );
  expect(new Set(ids).size).toBe(ids.length);
});
