import type { Condition } from "@plumbline/scoring";

/** The condition that an address says; undefined where it is none. What is wrong within it the server says. */
export function conditionOf(filter: string | undefined): Condition | undefined {
  try {
    const said: unknown = JSON.parse(filter ?? "");
    return typeof said === "object" && said !== null && !Array.isArray(said) ? (said as Condition) : undefined;
  } catch {
    return undefined;
  }
}
