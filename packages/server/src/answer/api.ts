import type { FastifyInstance } from "fastify";
import type { Pool } from "pg";
import type { People } from "../people/open-people.ts";
import { type Door, openDoor } from "./door.ts";

export type ApiOptions = {
  readonly pool: Pool;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Who signs people in; without it, only keys get in. */
  readonly people?: People;
  /** Where whoever asks comes in; its own, where nothing is said. */
  readonly door?: Door;
  /** Most bytes of a body that is taken as a whole. */
  readonly bodyBytes?: number;
  /** Whether every answer is held against its schema; for tests. */
  readonly checksAnswers?: boolean;
};

/** Where routes are bound to what answers them. */
export type Api = Required<Omit<ApiOptions, "people">> & {
  readonly people: People | undefined;
  readonly app: FastifyInstance;
  /** Streams that are open; they end when the server begins to close, which would wait for them otherwise. */
  readonly streams: Set<AbortController>;
};

/** Why a stream ends that nobody has left. */
export const CLOSING = "the server closes";

const MEGABYTE = 1024 * 1024;

/** The `app` is the server's part below `/api/v1`, made ready by `prepare`. */
export function apiOn(app: FastifyInstance, options: ApiOptions): Api {
  const { people, door = openDoor(), bodyBytes = 2 * MEGABYTE, checksAnswers = false, ...rest } = options;
  const streams = new Set<AbortController>();
  app.addHook("preClose", async () => {
    for (const one of streams) one.abort(CLOSING);
  });
  return { ...rest, people, door, bodyBytes, checksAnswers, app, streams };
}
