import type { Event, JsonObject } from "@plumbline/scoring";
import type { Session } from "@plumbline/store";
import type { Consent } from "./consent.ts";
import type { Traffic } from "./traffic.ts";

/** What one request, message or line of a file brought. */
export type Arrival = {
  readonly workspaceId: number;
  readonly sourceId: number;
  /** When it reached us, in ms since the epoch. */
  readonly receivedAt: number;
  readonly items: readonly (Arrived | Refused)[];
  /** How large the items are together, as JSON; those of whom nothing is said are small. */
  readonly bytes?: number;
  /**
   * What is to be done in the very transaction that stores the items, or, where one of them has to be left out and they
   * are stored by and by, the last of them.
   */
  readonly within?: (session: Session, receipt: Receipt) => Promise<void>;
};

/** An event that can be stored. */
export type Arrived = {
  readonly refused?: undefined;
  /** Its timestamp is corrected for the client's clock and clamped. */
  readonly event: Event;
  /** What is kept of it beside the event: what the client said of time, `channel`, `integrations`. */
  readonly rest: JsonObject;
  /** What was noticed on the way in. */
  readonly flags: readonly Flag[];
  readonly traffic: Traffic;
  readonly consent: Consent;
  /** Written by the house: only such events say on which fixed segments somebody is. */
  readonly ofTheHouse?: true;
  /** Its message id was given here: whoever sends something else under the same one means another message. */
  readonly isNamedHere?: true;
};

export type Flag =
  /** Its time lay ahead of ours and was set to when it arrived. */
  | "future"
  /** It said no time, or one that could not be read: it counts as of when it arrived. */
  | "no-timestamp"
  | "bad-timestamp"
  /** When it was sent could not be read, so its clock was not corrected. */
  | "bad-sent-at"
  /** It had no id of its own: repetitions of it cannot be seen. */
  | "no-message-id"
  /** Its ids stand for nobody (`null`, zeros): it belongs to no lead. */
  | "nobody"
  /** Its properties, traits or context were no object: they lie in `rest` as they came. */
  | "misread";

/** An item that cannot be taken, with the bytes as they came. */
export type Refused = {
  readonly refused: RefusedBecause;
  readonly raw: Uint8Array;
};

/** Why an item is in quarantine; `code` is a key of the phrases. */
export type RefusedBecause = {
  readonly code: RefusedCode;
  /** The member that is to blame. */
  readonly path?: string;
  /** What stood there, shortened, or the limit that was passed. */
  readonly value?: string;
};

type RefusedCode =
  | "not-an-object"
  /** A request that should have brought a list of events, and did not. */
  | "no-batch"
  /** Neither a user nor an anonymous id. */
  | "no-identity"
  | "no-event-name"
  | "bad-event-type"
  /** Its time, once corrected, lies before the year 1. */
  | "timestamp-out-of-range"
  /** A NUL or half a character, which PostgreSQL cannot keep. */
  | "bad-character"
  /** An id or an e-mail address with more than `value` characters. */
  | "too-long"
  /** More than `value` bytes. */
  | "too-large"
  /** Nested more than `value` levels deep. */
  | "too-deep"
  /** A CloudEvent without the attribute `path`. */
  | "no-attribute"
  /** A CloudEvent of another version than 1.0. */
  | "bad-spec-version"
  /** A row of a file with other than `value` cells: found, and expected. */
  | "cell-count"
  /** A line of a file that is no JSON. */
  | "not-json"
  /** A row of a file that says no time, or one that cannot be read. */
  | "no-timestamp"
  | "bad-timestamp"
  /** Nobody knows why, but with it nothing could be stored, and without it the rest could. */
  | "poison";

/** What became of an arrival: `received = stored + duplicates + quarantined`. */
export type Receipt = { readonly stored: number; readonly duplicates: number; readonly quarantined: number };

/** Resolves when everything is durable and scored; rejects with `Overloaded` or what the database said. */
export type Receive = (arrival: Arrival) => Promise<Receipt>;

/** More waits than can be done soon: try again later. */
export class Overloaded extends Error {
  readonly retryAfterSeconds: number;
  constructor(retryAfterSeconds: number) {
    super("Too much is waiting to be stored");
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
