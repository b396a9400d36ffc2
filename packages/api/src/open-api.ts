import { z } from "zod";
import { COMMON_PROBLEMS, type ProblemCode, problemSchema, statusOf } from "./problem.ts";
import { type Route, takesName } from "./route.ts";

type Json = Readonly<Record<string, unknown>>;

/** Where the document itself is served; needs no key, for it tells nothing of anybody. */
export const OPEN_API_PATH = "/api/v1/openapi.json";

/** What else a document says: of addresses that are no routes of this API. */
export type OpenApiPart = {
  readonly tags: readonly Json[];
  readonly paths: Json;
  readonly schemas: Json;
  readonly securitySchemes: Json;
};

const NOTHING_ELSE: OpenApiPart = { tags: [], paths: {}, schemas: {}, securitySchemes: {} };

/** The OpenAPI 3.1 document of some routes, by noun and verb. */
export function openApi(
  routes: Readonly<Record<string, Readonly<Record<string, Route>>>>,
  version: string,
  beside: OpenApiPart = NOTHING_ELSE,
): Json {
  const all = Object.values(routes).flatMap((verbs) => Object.values(verbs));
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of all) (paths[route.path] ??= {})[route.method.toLowerCase()] = operationOf(route);
  return {
    openapi: "3.1.0",
    info: { title: "Plumbline", version, license: { name: "Apache-2.0", identifier: "Apache-2.0" } },
    servers: [{ url: "/api/v1" }],
    tags: [...Object.keys(routes).map((name) => ({ name })), ...beside.tags],
    paths: { ...paths, ...beside.paths },
    components: {
      securitySchemes: {
        key: { type: "http", scheme: "bearer", description: "An API key: plk_…" },
        session: {
          type: "apiKey",
          in: "cookie",
          name: "plumbline.session_token",
          description: "Of a person who has signed in",
        },
        ...beside.securitySchemes,
      },
      schemas: { ...schemasOf(all), ...beside.schemas },
    },
  };
}

function operationOf(route: Route): Json {
  return {
    operationId: route.name,
    tags: [route.name.split(".", 1)[0]],
    summary: route.summary,
    security: securityOf(route),
    ...(route.scope !== null && { "x-scope": route.scope }),
    parameters: [
      ...parametersIn("path", route.params),
      ...parametersIn("query", route.query),
      ...(takesName(route) ? [header("Idempotency-Key", false)] : []),
      ...(route.tagged && route.method !== "GET" ? [header("If-Match", false)] : []),
      ...(route.stream && route.method === "GET" ? [header("Last-Event-ID", false)] : []),
    ],
    ...(requestBody(route) ?? {}),
    responses: responsesOf(route),
  };
}

function securityOf({ scope, person }: Route): Json[] {
  if (person) return [{ session: [] }];
  return scope === null ? [] : [{ key: [] }, { session: [] }];
}

function parametersIn(place: "path" | "query", schema: z.ZodObject | undefined): Json[] {
  return Object.entries(schema?.shape ?? {}).map(([name, member]) => ({
    name,
    in: place,
    required: place === "path" || !(member as z.ZodType).safeParse(undefined).success,
    schema: inlined(member as z.ZodType),
  }));
}

/** A parameter's schema stands where it is used: no parameter is a tree. */
function inlined(schema: z.ZodType): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  const { $defs, ...own } = rest as Json & { readonly $defs?: Readonly<Record<string, Json>>; readonly $ref?: string };
  const target = own.$ref?.match(/^#\/\$defs\/(.+)$/)?.[1];
  const { $ref: _ref, ...beside } = own;
  return target === undefined ? own : { ...$defs?.[target], ...beside };
}

function header(name: string, required: boolean): Json {
  return { name, in: "header", required, schema: { type: "string" } };
}

function requestBody(route: Route): Json | undefined {
  const { body, text, file } = route;
  if (file) return { requestBody: { required: true, content: contentOf(file, { type: "string", format: "binary" }) } };
  if (!body) return undefined;
  if (text) return { requestBody: { required: true, content: contentOf(text, { type: "string" }) } };
  const content = { "application/json": { schema: ref(`${route.name}.body`) } };
  return { requestBody: { required: !body.safeParse(undefined).success, content } };
}

function contentOf(types: readonly string[], schema: Json): Json {
  return Object.fromEntries(types.map((type) => [type, { schema }]));
}

function responsesOf(route: Route): Json {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of [...COMMON_PROBLEMS, ...(route.problems ?? [])]) {
    const status = statusOf(code);
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const problems = [...byStatus].map(([status, codes]) => [
    String(status),
    {
      description: codes.join(", "),
      content: { "application/problem+json": { schema: { oneOf: codes.map((code) => ref(`problem.${code}`)) } } },
    },
  ]);
  return { ...success(route), ...Object.fromEntries(problems) };
}

function success({ name, answer, stream, bytes, tagged }: Route): Json {
  const headers = tagged ? { headers: { ETag: { schema: { type: "string" } } } } : {};
  const ok = (content: Json) => ({ 200: { description: "Done", ...headers, content } });
  if (answer) return ok({ "application/json": { schema: ref(`${name}.answer`) } });
  // Of each event: `event` is its name, `data` the JSON of its data.
  if (stream) return ok({ "text/event-stream": { schema: ref(`${name}.event`) } });
  if (bytes) return ok({ [bytes]: { schema: { type: "string", format: "binary" } } });
  return { 204: { description: "Done" } };
}

function ref(name: string): Json {
  return { $ref: `#/components/schemas/${name}` };
}

/** Every schema once: what is asked as it is written, what is answered as it is read. */
function schemasOf(routes: readonly Route[]): Json {
  const asked = z.registry<{ id: string }>();
  const answered = z.registry<{ id: string }>();
  for (const { name, body, text, file, answer, stream } of routes) {
    if (body && !text && !file) asked.add(body, { id: `${name}.body` });
    // A schema that two routes share is told apart by a wrapper: it can have but one name.
    if (answer)
      answered.add(
        z.lazy(() => answer),
        { id: `${name}.answer` },
      );
    if (stream)
      answered.add(
        z.lazy(() => stream),
        { id: `${name}.event` },
      );
  }
  for (const code of new Set([...COMMON_PROBLEMS, ...routes.flatMap(({ problems = [] }) => problems)])) {
    answered.add(problemSchema(code), { id: `problem.${code}` });
  }
  return { ...componentsOf(asked, "input"), ...componentsOf(answered, "output") };
}

const SHARED = "__shared";

/** Components of a registry; what they share gets names that say which side it is of. */
function componentsOf(registry: z.core.$ZodRegistry<{ id: string }>, io: "input" | "output"): Json {
  const { schemas } = z.toJSONSchema(registry, {
    io,
    unrepresentable: "any",
    uri: (id) => `#/components/schemas/${id}`,
  });
  const { [SHARED]: shared, ...named } = schemas as Readonly<Record<string, Json>>;
  const parts = (shared?.["$defs"] ?? {}) as Readonly<Record<string, Json>>;
  const all = { ...named, ...Object.fromEntries(Object.entries(parts).map(([name, part]) => [`${io}.${name}`, part])) };
  const text = JSON.stringify(all, (key, value: unknown) => (key === "$id" || key === "$schema" ? undefined : value));
  return JSON.parse(text.replaceAll(`#/components/schemas/${SHARED}#/$defs/`, `#/components/schemas/${io}.`)) as Json;
}
