import { remembered } from "../remembered.ts";

/** Whether the first run is done or was hidden, in this browser. */
export const beginningIsOver = remembered("beginning.over", () => false, isBoolean);

function isBoolean(value: unknown): value is boolean {
  return typeof value === "boolean";
}
