import type { Asked, Issue, Route } from "@plumbline/api";
import type { Json } from "@plumbline/scoring";
import type { z } from "zod";
import { isDeeper, isUnstorable } from "../collect/storable.ts";
import { Refusal } from "./refusal.ts";

type Part = Issue["in"];
type Raw = { readonly params: unknown; readonly query: unknown; readonly body: unknown };

/** Deeper than any model; what reads it calls itself. */
const DEEPEST = 200;
const MOST_ISSUES = 50;

/** Reads all parts of a request by the schemas of its route; refuses with everything that is wrong in it. */
export function readRequest<R extends Route>(route: R, raw: Raw): Asked<R> {
  const issues: Issue[] = [];
  const read = (part: Part, schema: z.ZodType | undefined, value: unknown): unknown => {
    if (!schema) return undefined;
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    issues.push(...parsed.error.issues.flatMap((issue) => issuesOf(part, issue)));
    return undefined;
  };
  const params = read("path", route.params, raw.params);
  const query = read("query", route.query, raw.query);
  checkTexts("path", raw.params);
  checkTexts("query", raw.query);
  const body = route.file ? raw.body : read("body", route.body, readBody(route, raw.body));
  if (issues.length > 0) throw new Refusal({ code: "bad-request", issues: issues.slice(0, MOST_ISSUES) });
  return { params, query, body } as Asked<R>;
}

/** What PostgreSQL cannot keep, it cannot look for either. */
function checkTexts(part: Part, texts: unknown): void {
  for (const [name, text] of Object.entries((texts ?? {}) as object)) {
    if (isUnstorable(String(text))) throw bad(part, name, "unreadable");
  }
}

/** No body and an empty one are the same. */
function readBody({ body, text: isText }: Route, sent: unknown): unknown {
  if (!body || typeof sent !== "string" || sent === "") return undefined;
  if (isText && isUnstorable(sent)) throw bad("body", "", "unreadable");
  if (isText) return sent;
  const value = parse(sent);
  if (isDeeper(value, DEEPEST)) throw bad("body", "", "too-deep", String(DEEPEST));
  return value;
}

function parse(text: string): Json {
  // What PostgreSQL cannot keep is not let in; in JSON it may be written as an escape.
  const unstorable = (value: unknown) => typeof value === "string" && isUnstorable(value);
  let hasUnstorable = isUnstorable(text);
  try {
    const value = JSON.parse(text, (key, inner: unknown) => {
      hasUnstorable ||= unstorable(inner) || isUnstorable(key);
      return inner;
    }) as Json;
    if (!hasUnstorable) return value;
  } catch {
    // Said below: what V8 says of it quotes the text.
  }
  throw bad("body", "", "unreadable", "json");
}

/** A refusal for one member of a request. */
export function bad(part: Part, path: string, code: Issue["code"], expected?: string): Refusal {
  const issue = { in: part, path, code, ...(expected !== undefined && { expected }) };
  return new Refusal({ code: "bad-request", issues: [issue] });
}

function issuesOf(part: Part, issue: z.core.$ZodIssue): Issue[] {
  const path = issue.path.map(String).join(".");
  const say = (code: Issue["code"], expected?: unknown): Issue[] => [
    { in: part, path, code, ...(expected !== undefined && { expected: String(expected) }) },
  ];
  switch (issue.code) {
    case "invalid_type":
      return say(issue.input === undefined ? "missing" : "wrong-type", issue.expected);
    case "invalid_value":
      return say("not-one-of", issue.values.join(", "));
    case "too_big":
      return say(isLength(issue.origin) ? "too-long" : "too-large", issue.maximum);
    case "too_small":
      return say(isLength(issue.origin) ? "too-short" : "too-small", issue.minimum);
    case "invalid_format":
      return say("bad-format", issue.format);
    case "unrecognized_keys":
      return issue.keys.map((key) => ({
        in: part,
        path: [...issue.path.map(String), key].join("."),
        code: "unknown-key",
      }));
    default:
      return say("other");
  }
}

function isLength(origin: string): boolean {
  return origin === "string" || origin === "array" || origin === "set" || origin === "map";
}
