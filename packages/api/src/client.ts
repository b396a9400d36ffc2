import type { Problem, SentProblem } from "./problem.ts";
import { type Answer, type Given, pathOf, type Route, type Streamed, takesName, type Upload } from "./route.ts";
import { type Routes, routes } from "./routes.ts";

export type ClientOptions = {
  /** Where the server is: `https://scores.example.com`. */
  readonly url: string;
  /** An API key; without one, a browser's session counts. */
  readonly key?: string;
  /** In which language problems are said: a tag such as `zh-TW`. */
  readonly language?: string;
  /** The workspace that is asked, by its id; without it the one that the session looks at, in whichever tab that was said. */
  readonly workspace?: string | undefined;
  readonly fetch?: typeof fetch;
  /**
   * How often a request is tried again that the server could not take just now, or that got no answer and may be
   * repeated; 5 where nothing is said.
   */
  readonly retries?: number;
  /** Waits so many ms; for tests. */
  readonly wait?: (ms: number) => Promise<void>;
};

/** What goes beside a request. */
export type Beside = {
  readonly signal?: AbortSignal;
  /** Of a POST that is to be done once, whoever repeats it; made up where nothing is said. */
  readonly idempotencyKey?: string;
  /** The tag of what is to be changed. */
  readonly ifMatch?: string;
  /** Is told the tag of what was answered, where it has one: `ifMatch` of a later change. */
  readonly onTag?: (tag: string) => void;
};

/** A thing that can be asked: its answer, or, of what streams, its events. */
export type Call<R extends Route> = (
  ...given: object extends Given<R> ? [given?: Given<R>, beside?: Beside] : [given: Given<R>, beside?: Beside]
) => [Streamed<R>] extends [never] ? Promise<Answer<R>> : AsyncIterable<Streamed<R>>;

export type Client = {
  readonly [Noun in keyof Routes]: { readonly [Verb in keyof Routes[Noun]]: Call<Routes[Noun][Verb] & Route> };
};

/** The server refused; `problem` says why. */
export class ApiError extends Error {
  readonly problem: SentProblem;
  constructor(problem: SentProblem) {
    super(problem.title);
    this.name = "ApiError";
    this.problem = problem;
  }

  /** Whether it is a problem of this code, whose parameters are then known. */
  is<Code extends Problem["code"]>(code: Code): this is { readonly problem: SentProblem & { readonly code: Code } } {
    return this.problem.code === code;
  }
}

/** Nobody answered: the connection broke off, or there was none. Whether anything was done is not known. */
export class NoAnswer extends Error {
  /** Of a request that has one: whoever sends it again by this does once what it asks for. */
  readonly idempotencyKey: string | undefined;
  constructor(cause: unknown, idempotencyKey: string | undefined) {
    super("There was no answer", { cause });
    this.name = "NoAnswer";
    this.idempotencyKey = idempotencyKey;
  }
}

/** What a client has to know of a route: everything but its schemas. */
type PlainRoute = Pick<Route, "method" | "path" | "scope" | "text" | "file" | "bytes" | "asks"> & {
  readonly stream?: unknown;
  readonly answer?: unknown;
};

/** All routes by noun and verb, plain. */
export type PlainRoutes = Readonly<Record<string, Readonly<Record<string, PlainRoute>>>>;

/** A client of a server's API: `client.models.list()`. It works in browsers and in Node. */
export function newClient(options: ClientOptions): Client {
  return clientOf(options, routes);
}

/** The same, of routes that came without their schemas. */
export function clientOf(options: ClientOptions, plain: PlainRoutes): Client {
  const callsOf = (verbs: Readonly<Record<string, PlainRoute>>) =>
    Object.fromEntries(Object.entries(verbs).map(([verb, route]) => [verb, callOf(options, route)]));
  // The compiler cannot follow a map over names; `Client` says what each call takes and gives.
  return Object.fromEntries(Object.entries(plain).map(([noun, verbs]) => [noun, callsOf(verbs)])) as unknown as Client;
}

type AnyGiven = {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
};

function callOf(options: ClientOptions, route: PlainRoute) {
  if (route.stream) return (given: AnyGiven = {}, beside: Beside = {}) => events(options, route, given, beside);
  const read = (response: Response): Promise<ArrayBuffer | string> =>
    route.bytes ? response.arrayBuffer() : response.text();
  return async (given: AnyGiven = {}, beside: Beside = {}): Promise<unknown> => {
    const { body, tag } = await send(options, route, { given, beside }, read);
    if (tag !== null) beside.onTag?.(tag);
    if (typeof body !== "string") return new Uint8Array(body);
    return route.answer ? JSON.parse(body) : undefined;
  };
}

type Sending = { readonly given: AnyGiven; readonly beside: Beside };
type Got<Body> = { readonly body: Body; readonly tag: string | null };

/** Sends a request until it is answered; an answer that breaks off before it is read is none. */
async function send<Body>(
  options: ClientOptions,
  route: PlainRoute,
  { given, beside }: Sending,
  read: (response: Response) => Promise<Body>,
): Promise<Got<Body>> {
  const { retries = 5, wait = pause } = options;
  // Made once, before the first attempt: all attempts are one request.
  const name = takesName(route) ? (beside.idempotencyKey ?? newName()) : undefined;
  const attempt = attemptOf(options, route, { given, beside }, name, read);
  for (let attempts = 0; ; attempts++) {
    const isLast = attempts >= retries || route.file !== undefined;
    const answered = await attempt().catch((error: unknown) => {
      beside.signal?.throwIfAborted();
      if (isLast || !mayRepeat(route)) throw new NoAnswer(error, name);
      return undefined;
    });
    if (answered && "body" in answered) return answered;
    if (answered && (isLast || !isForLater(answered.problem))) throw new ApiError(answered.problem);
    await wait(pauseOf(answered?.retryAfter ?? null, attempts));
    beside.signal?.throwIfAborted();
  }
}

type Refused = { readonly problem: SentProblem; readonly retryAfter: string | null };

/** An attempt that got no answer may still be under way: then it is not done twice, and answers soon. */
const isForLater = ({ status, code }: SentProblem): boolean =>
  status === 429 || status === 503 || code === "in-progress";

function attemptOf<Body>(
  options: ClientOptions,
  route: PlainRoute,
  { given, beside }: Sending,
  name: string | undefined,
  read: (response: Response) => Promise<Body>,
): () => Promise<Got<Body> | Refused> {
  const call = options.fetch ?? fetch;
  const path = `${pathOf(route.path, given.params ?? {})}${queryOf(given.query ?? {})}`;
  const address = `${options.url.replace(/\/$/, "")}/api/v1${path}`;
  const request = {
    method: route.method,
    headers: { ...headersOf(options, route, given, beside), ...(name !== undefined && { "idempotency-key": name }) },
    ...(given.body !== undefined && { body: bodyOf(route, given.body) }),
    ...(beside.signal && { signal: beside.signal }),
  };
  return async () => {
    const response = await call(address, request);
    if (response.ok) return { body: await read(response), tag: response.headers.get("etag") };
    return { problem: await problemIn(response), retryAfter: response.headers.get("retry-after") };
  };
}

/** Whether a request of which nobody knows what became may be sent once more. A stream is opened again by who listens. */
function mayRepeat(route: PlainRoute): boolean {
  return !route.stream && (route.method === "GET" || route.asks === true || takesName(route));
}

function headersOf({ key, language, workspace }: ClientOptions, route: PlainRoute, { body }: AnyGiven, beside: Beside) {
  const type = route.file?.[0] ?? route.text?.[0] ?? "application/json";
  return {
    ...(key !== undefined && { authorization: `Bearer ${key}` }),
    ...(language !== undefined && { "accept-language": language }),
    ...(workspace !== undefined && { "plumbline-workspace": workspace }),
    ...(body !== undefined && { "content-type": type }),
    ...(beside.ifMatch !== undefined && { "if-match": beside.ifMatch }),
  };
}

/** A name that nobody else has made up. `crypto.randomUUID` is missing from pages that came over plain HTTP. */
function newName(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function bodyOf(route: PlainRoute, body: unknown): Upload {
  return route.text || route.file ? (body as Upload) : JSON.stringify(body);
}

function queryOf(query: Readonly<Record<string, unknown>>): string {
  const said = Object.entries(query).filter(([, value]) => value !== undefined);
  const params = new URLSearchParams(said.map(([name, value]): [string, string] => [name, String(value)]));
  return said.length > 0 ? `?${params}` : "";
}

/** Ms to wait: as long as the server says, in seconds or until a date, but not over a minute; else ever longer. */
function pauseOf(header: string | null, attempt: number): number {
  if (header === null) return Math.min(1000 * 2 ** attempt, MOST_PAUSE);
  const seconds = Number(header);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - Date.now();
  return Math.min(Math.max(Number.isFinite(ms) ? ms : 1000, 0), MOST_PAUSE);
}

const MOST_PAUSE = 60_000;

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

async function problemIn(response: Response): Promise<SentProblem> {
  const text = await response.text();
  try {
    const said = JSON.parse(text) as SentProblem;
    if (typeof said.code === "string") return said;
  } catch {
    // Something between us and the server has answered.
  }
  const { status, statusText } = response;
  return { type: "about:blank", title: statusText || String(status), status, code: "internal" };
}

async function* events(options: ClientOptions, route: PlainRoute, given: AnyGiven, beside: Beside) {
  const { body } = await send(options, route, { given, beside }, async (response) => response.body);
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of chunksOf(body)) {
    text += decoder.decode(chunk, { stream: true });
    const frames = text.split("\n\n");
    text = frames.pop() ?? "";
    for (const frame of frames) {
      const event = readFrame(frame);
      if (event?.event === "problem") throw new ApiError(event.data as SentProblem);
      if (event) yield event;
    }
  }
}

/** A body piece by piece; not every browser can walk a stream itself. */
async function* chunksOf(body: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  const reader = body?.getReader();
  if (!reader) return;
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
  } finally {
    await reader.cancel();
  }
}

function readFrame(frame: string): { readonly event: string; readonly data: unknown } | undefined {
  const lines = frame.split("\n");
  const event = lines.find((line) => line.startsWith("event: "))?.slice("event: ".length);
  const data = lines.find((line) => line.startsWith("data: "))?.slice("data: ".length);
  return event === undefined || data === undefined ? undefined : { event, data: JSON.parse(data) as unknown };
}

type Page = { readonly items: readonly unknown[]; readonly next: string | null };
type Listing = { readonly query?: Readonly<Record<string, unknown>> };
type List = (given: never) => Promise<Page>;

type Item<Listed extends List> = Awaited<Awaited<ReturnType<Listed>>["items"][number]>;

/** Everything of a list, page after page: `for await (const lead of every(client.leads.list, { query }))`. */
export async function* every<Listed extends List>(
  list: Listed,
  given: NonNullable<Parameters<Listed>[0]>,
): AsyncGenerator<Item<Listed>> {
  const { query } = given as Listing;
  let cursor = query?.["cursor"];
  do {
    const asked = { ...(given as Listing), query: { ...query, ...(cursor !== undefined && { cursor }) } };
    const answered = await list(asked as never);
    yield* answered.items as readonly Item<Listed>[];
    cursor = answered.next ?? undefined;
  } while (cursor !== undefined);
}
