import type { z } from "zod";
import type { ProblemCode } from "./problem.ts";
import type { Scope } from "./scope.ts";

/** One thing that can be asked over HTTP, as data: the server, the client and the documents read it. */
export type Route = {
  /** `noun.verb`, as it stands in `routes`; what the audit calls it. */
  readonly name: `${string}.${string}`;
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Below `/api/v1`, with `{params}`. */
  readonly path: `/${string}`;
  /** What whoever asks has to be allowed; null: nothing, not even a key, unless it has to be a person. */
  readonly scope: Scope | null;
  /** Asked by a person who has signed in, never by a key; whatever her role, where no scope is named. */
  readonly person?: true;
  readonly summary: string;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** Media types of a body that is taken as a text; without it, the body is JSON. */
  readonly text?: readonly string[];
  /** Media types of a body that is taken as it comes, piece by piece. */
  readonly file?: readonly string[];
  /** What comes back as JSON; nothing (204) where neither this, `stream` nor `bytes` is said. */
  readonly answer?: z.ZodType;
  /** What comes back as server-sent events, one after another: `{ event, data }`. */
  readonly stream?: z.ZodType<{ readonly event: string; readonly data: unknown }>;
  /** The media type of what comes back as it is. */
  readonly bytes?: string;
  /** The answer is tagged (`ETag`), or has to be changed by its tag (`If-Match`). */
  readonly tagged?: true;
  /** Asks only, though by POST: nothing is written, and so nothing is noted in the audit. */
  readonly asks?: true;
  /** The answer holds a secret and is kept nowhere. */
  readonly secret?: true;
  /** What may be wrong beside `COMMON_PROBLEMS`. */
  readonly problems?: readonly ProblemCode[];
};

/** A route with all that its schemas say. */
export function route<const R extends Route>(data: R): R {
  return data;
}

/** Whether a request may be named (`Idempotency-Key`), to be done once however often it is sent: what a workspace keeps. */
export function takesName({ method, asks, scope }: Pick<Route, "method" | "asks" | "scope">): boolean {
  return method === "POST" && !asks && scope !== null;
}

type Read<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;
type Written<Schema> = Schema extends z.ZodType ? z.input<Schema> : undefined;
type Part<R, Key extends string> = R extends Readonly<Record<Key, infer Schema>> ? Schema : undefined;

/** What a server reads of a request for a route. */
export type Asked<R extends Route> = {
  readonly params: Read<Part<R, "params">>;
  readonly query: Read<Part<R, "query">>;
  readonly body: Read<Part<R, "body">>;
};

/** What a client gives: parts that may be empty may be left out. */
export type Given<R extends Route> = GivenPart<R, "params"> &
  GivenPart<R, "query"> &
  (R extends { readonly file: readonly string[] } ? { readonly body: Upload } : GivenPart<R, "body">);

/** A file, as it comes. */
export type Upload = string | Uint8Array<ArrayBuffer> | Blob;

type GivenPart<R, Key extends "params" | "query" | "body"> =
  R extends Readonly<Record<Key, infer Schema>>
    ? MayBeEmpty<Written<Schema>> extends true
      ? { readonly [Name in Key]?: Written<Schema> }
      : { readonly [Name in Key]: Written<Schema> }
    : unknown;

type MayBeEmpty<Part> = undefined extends Part ? true : Record<string, never> extends Part ? true : false;

/** What a server answers with, and what a client reads. */
export type Answer<R extends Route> = R extends { readonly answer: infer Schema }
  ? Read<Schema>
  : R extends { readonly bytes: string }
    ? Uint8Array
    : undefined;

/** One event of a route that streams. */
export type Streamed<R extends Route> = R extends { readonly stream: infer Schema } ? Read<Schema> : never;

/** The path with its params filled in. */
export function pathOf(path: string, params: Readonly<Record<string, unknown>>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])));
}
