import { formatDay } from "@plumbline/scoring";
import type { Prepared } from "../../learn/prepare-study.ts";
import { bad } from "../read-request.ts";
import { Refusal } from "../refusal.ts";

/** What was made ready; refuses what cannot be asked. */
export function askedOf<Asked>(prepared: Prepared<Asked>): Asked {
  if (prepared.ok) return prepared.asked;
  const { because } = prepared;
  if (because.code === "no-days") throw bad("body", "from", "too-large", formatDay(because.last));
  throw new Refusal(because);
}
