import type { Target } from "@plumbline/learning";
import type { Day, Zone } from "@plumbline/scoring";
import { type Command, type Given, Refusal, type World } from "./command.ts";
import type { GatheredCrowd } from "./gather-crowd.ts";
import { dayOption } from "./time-options.ts";
import { wholeOption } from "./whole-option.ts";

const TARGETS = ["opportunity", "won", "accepted"] as const;
const HORIZON = 90;
const YEAR = 365;

/** Options with which the past is asked: who there was, what they did, and what became of them. */
export const PAST_OPTIONS: Command["options"] = {
  ...{ leads: { type: "string", placeholder: "FILE" }, events: { type: "string", placeholder: "FILE" } },
  outcomes: { type: "string", placeholder: "FILE" },
  target: { type: "string", placeholder: TARGETS.join("|") },
  horizon: { type: "string", placeholder: "DAYS" },
  seed: { type: "string", placeholder: "N" },
  ...{ map: { type: "string", placeholder: "FILE" }, encoding: { type: "string", placeholder: "ENCODING" } },
  rejects: { type: "string", placeholder: "FILE" },
  "join-by-email": { type: "boolean" },
};

export type AskedPast = {
  readonly target: Target;
  readonly horizon: number;
  readonly seed: number;
  /** Of how many days moments are drawn. */
  readonly period: number;
};

type Options = Given["options"];

/** By what a lead converts, within how many days, and the seed of the days that are drawn. */
export function askedPast(options: Options, world: World): AskedPast {
  const target = options["target"] ?? "won";
  const known = TARGETS.find((one) => one === target);
  if (!known) throw new Refusal(world.say.cli.faults.badChoice("--target", String(target), TARGETS));
  const horizon = wholeOption(options, "horizon", world) ?? HORIZON;
  return { target: known, horizon, seed: wholeOption(options, "seed", world) ?? 1, period: YEAR };
}

/** The last day of which all is known: that before the day that is named, or before the last event's end. */
export function knownUntil(options: Options, { lastEvent }: GatheredCrowd, zone: Zone, world: World): Day {
  if (typeof options["as-of"] === "string" || lastEvent === undefined) return dayOption(options, zone, world) - 1;
  return zone.dayOf(lastEvent) - 1;
}
