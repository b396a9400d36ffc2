/** What signing in and what belongs to it was refused with: a code of the server, and how long to wait. */
export class AuthError extends Error {
  readonly code: string;
  readonly status: number;
  /** Null where it makes no difference. */
  readonly seconds: number | null;
  constructor(code: string, status: number, seconds: number | null) {
    super(code);
    this.name = "AuthError";
    this.code = code;
    this.status = status;
    this.seconds = seconds;
  }
}

/** Asks the part of the server that knows passwords, sessions and second factors. Throws an `AuthError`. */
export async function askAuth<Answer>(path: string, body: Readonly<Record<string, unknown>> = {}): Promise<Answer> {
  const response = await fetch(`/api/auth/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return answerOf<Answer>(response);
}

/** Asks it for what only is read. */
export async function readAuth<Answer>(path: string): Promise<Answer> {
  return answerOf<Answer>(await fetch(`/api/auth/${path}`));
}

async function answerOf<Answer>(response: Response): Promise<Answer> {
  const said: unknown = await response.json().catch(() => null);
  if (response.ok) return said as Answer;
  throw new AuthError(codeIn(said, response.status), response.status, secondsIn(response.headers.get("retry-after")));
}

function codeIn(said: unknown, status: number): string {
  // A plain 429 has no code.
  const { code } = (said ?? {}) as { readonly code?: unknown };
  if (typeof code === "string") return code;
  return status === 429 ? "TOO_MANY_REQUESTS" : "UNKNOWN";
}

function secondsIn(header: string | null): number | null {
  const seconds = Number(header ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds : null;
}
