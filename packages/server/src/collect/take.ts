import type { FastifyRequest } from "fastify";
import { Overloaded, type Receive, type Refused } from "./arrival.ts";
import { DEEPEST, type Judge } from "./decode.ts";
import { inflate } from "./inflate.ts";
import type { Problem } from "./problem.ts";
import { readItems } from "./read-items.ts";
import type { Reading } from "./reading.ts";
import { frameOf } from "./request-frame.ts";
import type { Source } from "./source.ts";
import { isDeeper } from "./storable.ts";
import { checkSignature } from "./webhook.ts";
import { keyOf } from "./write-key.ts";

export type CollectOptions = {
  /** Finds the source of a write key; asked for every request, so it had better remember. */
  readonly sourceOf: (key: string, from: string) => Promise<Source | undefined>;
  readonly receive: Receive;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly judge: Judge;
  readonly limits?: Partial<Limits>;
  readonly metrics?: CollectMetrics;
};

export type Limits = {
  /** Of a request as it comes. RudderStack's is 4,000 KB; Segment's clients stay below 500. */
  readonly bodyBytes: number;
  /** Of what it inflates to. */
  readonly inflatedBytes: number;
  /** Of one event. Segment says 32 KB, but its own client lets larger ones through. */
  readonly eventBytes: number;
  readonly eventsPerRequest: number;
};

export type CollectMetrics = {
  /** A request was answered: with which status, why where it was not taken, with how many items. */
  readonly answered: (status: number, code: Problem["code"] | undefined, items: number) => void;
};

/** How requests of one kind are read. */
export type Kind = {
  readonly keys: (request: FastifyRequest) => readonly string[];
  /** Asked before anything of the body is looked at. */
  readonly verify?: (request: FastifyRequest, source: Source, body: Buffer, now: number) => Problem | undefined;
  readonly read: (text: string, request: FastifyRequest) => Reading | Problem;
};

export type Outcome = { readonly problem?: Problem; readonly items: number };

const NOTHING = Buffer.alloc(0);
const UNKNOWN_KEY: Problem = { status: 401, code: "unknown-write-key" };
/** While the database is away a client shall wait. */
const STORE_AWAY: Problem = { status: 503, code: "store-unavailable", retryAfterSeconds: 2 };

/** Takes one request: stores what it brings, or says why not. */
export async function take(
  kind: Kind,
  request: FastifyRequest,
  options: CollectOptions,
  limits: Limits,
): Promise<Outcome> {
  const receivedAt = options.now();
  const known = await findSource(kind.keys(request), request, options);
  if (known && "status" in known) return { problem: known, items: 0 };
  const reading = await readRequest(kind, request, known, receivedAt, limits);
  if ("status" in reading) return { problem: reading, items: 0 };
  const source =
    known ?? (await findSource(bodyKeys(reading), request, options)) ?? unknownKey(kind.keys(request), reading);
  if ("status" in source) return { problem: source, items: 0 };
  const unsigned = kind.verify ? undefined : signatureProblem(request, source, receivedAt);
  if (unsigned) return { problem: unsigned, items: 0 };
  const { judge } = options;
  const items = readItems(reading, frameOf(request, source, { receivedAt, judge, eventBytes: limits.eventBytes }));
  if (items.length === 0) return { items: 0 };
  const { workspaceId, sourceId } = source;
  try {
    await options.receive({ workspaceId, sourceId, receivedAt, items, bytes: bytesOf(reading) });
  } catch (error) {
    return { problem: ourTrouble(error, request), items: items.length };
  }
  const problem = request.headers["x-strict-mode"] === "1" ? strictly(items) : undefined;
  return problem ? { problem, items: items.length } : { items: items.length };
}

/** Of a source whose sender signs nothing is taken unsigned, by whatever address it comes: its key alone is public. */
function signatureProblem({ headers, body }: FastifyRequest, { secret }: Source, now: number): Problem | undefined {
  return secret === undefined ? undefined : checkSignature(headers, sentBy(body), secret, now);
}

/** The source of the first key that has one; undefined where none has. */
export async function findSource(
  keys: readonly string[],
  request: FastifyRequest,
  { sourceOf }: Pick<CollectOptions, "sourceOf">,
): Promise<Source | Problem | undefined> {
  try {
    for (const key of keys) {
      const source = await sourceOf(key, request.ip);
      if (source) return source;
    }
    return undefined;
  } catch (error) {
    return error instanceof Overloaded ? overloaded(error) : STORE_AWAY;
  }
}

async function readRequest(
  kind: Kind,
  request: FastifyRequest,
  source: Source | undefined,
  now: number,
  limits: Limits,
): Promise<Reading | Problem> {
  const sent = sentBy(request.body);
  if (kind.verify) {
    const problem = source ? kind.verify(request, source, sent, now) : UNKNOWN_KEY;
    if (problem) return problem;
  }
  const body = await inflate(sent, request.headers["content-encoding"], limits.inflatedBytes);
  if ("status" in body) return body;
  const reading = kind.read(body.toString(), request);
  return "status" in reading || fits(reading, limits) ? reading : { status: 400, code: "too-large" };
}

const sentBy = (body: unknown): Buffer => (Buffer.isBuffer(body) ? body : NOTHING);

/** What a batch says once is kept with each of its events: a small request must not become a huge one. */
function fits({ items, context, integrations, bytes }: Reading, limits: Limits): boolean {
  if (items.length > limits.eventsPerRequest) return false;
  const atMost = bytes * items.length;
  if (atMost <= limits.inflatedBytes || (!context && !integrations)) return true;
  const shared = [context ?? null, integrations ?? null];
  // What is too deep is refused item by item.
  if (isDeeper(shared, DEEPEST)) return true;
  return Buffer.byteLength(JSON.stringify(shared)) * items.length <= limits.inflatedBytes;
}

/** Below it nobody looks how large the items of a request become. */
const SMALL = 1024 * 1024;

/** How large all items are together: each gets what their batch says once. */
function bytesOf({ items, context, integrations, bytes }: Reading): number {
  if ((!context && !integrations) || bytes * items.length <= SMALL) return bytes;
  const shared = [context ?? null, integrations ?? null];
  return isDeeper(shared, DEEPEST) ? bytes : bytes + Buffer.byteLength(JSON.stringify(shared)) * items.length;
}

function unknownKey(keys: readonly string[], { writeKey }: Reading): Problem {
  return keys.length === 0 && writeKey === undefined ? { status: 401, code: "no-write-key" } : UNKNOWN_KEY;
}

function bodyKeys({ writeKey }: Reading): readonly string[] {
  const key = keyOf(writeKey);
  return key === undefined ? [] : [key];
}

function ourTrouble(error: unknown, request: FastifyRequest): Problem {
  if (error instanceof Overloaded) return overloaded(error);
  // Not the message: the database quotes values in it.
  const { name, code } = error as NodeJS.ErrnoException;
  request.log.error({ name, code }, "events could not be stored");
  return STORE_AWAY;
}

function overloaded({ retryAfterSeconds }: Overloaded): Problem {
  return { status: 429, code: "overloaded", retryAfterSeconds };
}

/** What is stored stays the same; only the answer tells. */
function strictly(items: Parameters<Receive>[0]["items"]): Problem | undefined {
  const refused = items.flatMap((item, index) => (isRefused(item) ? [{ ...item.refused, index }] : []));
  return refused.length > 0 ? { status: 400, code: "items-refused", refused: refused.slice(0, 100) } : undefined;
}

function isRefused(item: Parameters<Receive>[0]["items"][number]): item is Refused {
  return item.refused !== undefined;
}
