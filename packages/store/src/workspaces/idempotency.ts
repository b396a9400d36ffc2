import type { Session } from "../session.ts";

/** An answer that was given to a request with a key of the client's. */
export type GivenAnswer = {
  /** A digest of what was asked. */
  readonly request: Uint8Array;
  /** Null: carried out, but the answer is not kept. */
  readonly status: number | null;
  readonly answer: unknown;
};

/** Takes a client's key for this transaction; false where another one has it. */
export async function lockIdempotency(session: Session, key: string): Promise<boolean> {
  const [row] = await session.rows<{ locked: boolean }>(LOCK, [session.workspaceId, key]);
  return row?.locked ?? false;
}

export async function findAnswer(session: Session, key: string): Promise<GivenAnswer | undefined> {
  const [row] = await session.rows<GivenAnswer>(FIND, [session.workspaceId, key]);
  return row;
}

export async function keepAnswer(session: Session, key: string, given: GivenAnswer, now: number): Promise<void> {
  const answer = given.answer === undefined ? null : JSON.stringify(given.answer);
  await session.rows(KEEP, [session.workspaceId, key, given.request, given.status, answer, now]);
}

/** Forgets answers that were given before an instant. */
export async function dropAnswers(session: Session, before: number): Promise<void> {
  await session.rows(DROP, [session.workspaceId, before]);
}

/** 64 bits, so that two keys never share a lock: whoever had it would be told that somebody else's is at work. */
const LOCK = {
  name: "lock-idempotency",
  text: "select pg_try_advisory_xact_lock(hashtextextended($1::text || ':' || $2, 7002)) as locked",
};

const FIND = {
  name: "find-answer",
  text: "select request, status, answer from idempotency where workspace_id = $1 and key = $2",
};

const KEEP = {
  name: "keep-answer",
  text: `
    insert into idempotency (workspace_id, key, request, status, answer, created_at)
    values ($1, $2, $3, $4, $5::jsonb, $6)`,
};

const DROP = {
  name: "drop-answers",
  text: "delete from idempotency where workspace_id = $1 and created_at < $2",
};
