import { setTimeout as pause } from "node:timers/promises";
import { Overloaded, type Receive } from "./arrival.ts";

/** Receives for work that nobody waits for: where too much is under way it waits until there is room, or it shall stop. */
export function patiently(receive: Receive, stopping: AbortSignal): Receive {
  return async (arrival) => {
    for (;;) {
      try {
        return await receive(arrival);
      } catch (error) {
        if (!(error instanceof Overloaded)) throw error;
        await pause(error.retryAfterSeconds * 1000, undefined, { signal: stopping });
      }
    }
  };
}
