import { type Day, findZone, parseDay, UTC, type Zone } from "@plumbline/scoring";
import { type Command, type Given, Refusal, type World } from "./command.ts";

export const ZONE_OPTION: Command["options"] = { "time-zone": { type: "string", placeholder: "ZONE" } };
export const DAY_OPTION: Command["options"] = { "as-of": { type: "string", placeholder: "YYYY-MM-DD" } };

/** The time zone whose days count; UTC by default. */
export function zoneOption(options: Given["options"], { say }: World): Zone {
  const name = options["time-zone"];
  if (typeof name !== "string") return UTC;
  const zone = findZone(name);
  if (!zone) throw new Refusal(say.cli.faults.unknownZone(name));
  return zone;
}

/** The day to score on; the zone's own today by default. */
export function dayOption(options: Given["options"], zone: Zone, { say, now }: World): Day {
  const given = options["as-of"];
  if (typeof given !== "string") return zone.dayOf(now());
  const day = parseDay(given);
  if (day === undefined) throw new Refusal(say.cli.faults.badDate("--as-of", given));
  return day;
}
