import type { Answered } from "../api.ts";

/** Something that happened to a lead. */
export type Moment = Answered<"leads", "timeline">["items"][number];
export type MomentKind = Moment["kind"];

export const MOMENT_KINDS = ["event", "transition", "adjustment", "note", "feedback"] as const satisfies MomentKind[];

/** What tells one moment from all others. */
export function keyOf(moment: Moment): string {
  switch (moment.kind) {
    case "event":
      return `event ${moment.messageId}`;
    case "transition":
      return `transition ${moment.transition.id}`;
    case "adjustment":
      return `adjustment ${moment.adjustment.id}`;
    case "note":
      return `note ${moment.note.id}`;
    case "feedback":
      return `feedback ${moment.feedback.id}`;
  }
}

type Merged = {
  /** What is shown already, with the newest word on each of it. */
  readonly known: readonly Moment[];
  /** What has come since, the newest first. */
  readonly fresh: readonly Moment[];
  /** Whether so much has come that something between may be missing. */
  readonly hasGap: boolean;
};

/**
 * Holds the newest page against what is shown. Moments that have come since are kept apart, so that what somebody
 * reads does not move; what was changed is changed where it stands.
 */
export function mergedWith(shown: readonly Moment[], newest: readonly Moment[]): Merged {
  const now = new Map(newest.map((moment) => [keyOf(moment), moment]));
  const keys = new Set(shown.map(keyOf));
  const fresh = newest.filter((moment) => !keys.has(keyOf(moment)));
  return {
    known: shown.map((moment) => now.get(keyOf(moment)) ?? moment),
    fresh,
    hasGap: shown.length > 0 && newest.length > 0 && fresh.length === newest.length,
  };
}

/** What an event is called in a line: its name, or what page it was. */
export function nameOfEvent(event: Extract<Moment, { kind: "event" }>): string {
  return event.name ?? pageOf(event.body) ?? event.type;
}

function pageOf(body: Readonly<Record<string, unknown>>): string | undefined {
  const properties = (body["properties"] ?? {}) as Readonly<Record<string, unknown>>;
  for (const name of ["path", "title", "url"]) {
    const value = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (typeof value === "string" && value !== "") return value;
  }
  return undefined;
}
