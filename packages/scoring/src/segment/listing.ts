import type { JsonObject } from "../event.ts";

const PREFIX = "segment.";

/** Whether a trait says on which fixed segment somebody is: only the house may write it. */
export const isSegmentTrait = (trait: string): boolean => trait.startsWith(PREFIX);

/** The trait of those who are on a fixed segment; its value is the segment's number, and `false` of who was taken off. */
export const segmentTrait = (name: string): string => `${PREFIX}${name}`;

/** An event that does nothing but put somebody on fixed segments, or take them off: nothing that the person did. */
export function isListing({ type, traits }: { readonly type: string; readonly traits?: JsonObject }): boolean {
  if (type !== "identify" || traits === undefined) return false;
  const names = Object.keys(traits);
  return names.length > 0 && names.every(isSegmentTrait);
}
