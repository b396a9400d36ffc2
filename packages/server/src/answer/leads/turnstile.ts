import { Refusal } from "../refusal.ts";

type Waiting = { readonly who: string; readonly enter: () => void };

/** How long (s) whoever was not let in to wait shall stay away. */
const PAUSE = 2;

/**
 * Lets so many through at a time, the others when somebody leaves; who is let through gets the way to leave. Of one
 * (`who`), `mostOfOne` may wait, the next is refused: `unavailable`. Who has gone waits no longer, and is refused, too.
 */
export function turnstile(
  most: number,
  mostOfOne = Number.POSITIVE_INFINITY,
): (who?: string, gone?: AbortSignal) => Promise<() => void> {
  let inside = 0;
  const waiting: Waiting[] = [];
  const wait = (who: string, gone: AbortSignal | undefined) =>
    new Promise<void>((resolve, reject) => {
      const refuse = () => reject(new Refusal({ code: "unavailable", seconds: PAUSE }));
      const isOneTooMany = waiting.filter((one) => one.who === who).length >= mostOfOne;
      if (gone?.aborted || isOneTooMany) return refuse();
      const leave = () => {
        waiting.splice(waiting.indexOf(one), 1);
        refuse();
      };
      const enter = () => {
        gone?.removeEventListener("abort", leave);
        resolve();
      };
      const one = { who, enter };
      gone?.addEventListener("abort", leave);
      waiting.push(one);
    });
  return async (who = "", gone) => {
    if (inside < most) inside += 1;
    else await wait(who, gone);
    let isLeft = false;
    return () => {
      if (isLeft) return;
      isLeft = true;
      const next = waiting.shift();
      if (next) next.enter();
      else inside -= 1;
    };
  };
}
