import { quickDigest } from "@plumbline/scoring";

/** An arm that leads can be put into; of two arms the one with twice the weight gets twice the leads. */
export type WeightedArm = { readonly name: string; readonly weight: number };

/**
 * The arm of a unit (an account, else a lead), from the hash of its id alone: weighted rendezvous hashing (Thaler &
 * Ravishankar 1998; weights after Schindelhauer & Schomaker 2005). Every arm draws a number for the unit, and the
 * best draw has it; so a new or heavier arm takes units from the others and moves none between them, and the order of
 * the arms does not matter. Null where no arm has weight. Enrolment stores the answer; nobody is moved by a later
 * change.
 */
export function assignArm(experiment: string, unit: string, arms: readonly WeightedArm[]): string | null {
  let [best, least] = [null as string | null, Number.POSITIVE_INFINITY];
  for (const { name, weight } of arms) {
    if (!(weight > 0)) continue;
    const draw = -Math.log(shareOf(JSON.stringify([experiment, unit, name]))) / weight;
    if (draw < least || (draw === least && name < (best ?? ""))) [best, least] = [name, draw];
  }
  return best;
}

/** A number between 0 and 1, both excluded, of 53 bits. */
function shareOf(text: string): number {
  return ((quickDigest(text, 0) >>> 5) * 0x4000000 + (quickDigest(text, 1) >>> 6) + 0.5) / 0x20000000000000;
}
