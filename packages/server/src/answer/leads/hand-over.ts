/** Hands one thing over at a time from whoever reads it to whoever sends it on. */
type HandOver<Thing> = {
  /** What is given, until it ends; fails where the giver did, or was given up. */
  all(): AsyncGenerator<Thing>;
  /** Waits until it is taken, or nobody will. */
  give(thing: Thing): Promise<void>;
  end(): void;
  fail(error: unknown): void;
  /** Whether nobody takes anything any more: the giver has to end. */
  readonly isOver: () => boolean;
};

/** Nobody has taken anything for too long. */
class NotTaken extends Error {}

/**
 * A hand-over that ends with `signal`, or when something lay there for `patience` ms and was not taken: what the giver
 * holds meanwhile, such as a transaction, is not held for ever by somebody who reads no more. Whoever takes up again
 * after that is told that it broke off.
 */
export function handOver<Thing>(signal: AbortSignal, patience: number): HandOver<Thing> {
  let offered: Thing | undefined;
  let state: "open" | "ended" | { readonly error: unknown } = signal.aborted ? "ended" : "open";
  let wake = () => {};
  let taken = () => {};
  const settle = (how: typeof state): void => {
    if (state === "open") state = how;
    wake();
    taken();
  };
  signal.addEventListener("abort", () => settle("ended"));
  async function* all(): AsyncGenerator<Thing> {
    while (true) {
      if (typeof state === "object") throw state.error;
      if (offered !== undefined) {
        const thing = offered;
        offered = undefined;
        yield thing;
        taken();
      } else if (state === "ended") return;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  }
  const isOver = () => state !== "open";
  return {
    all,
    isOver,
    give: async (thing) => {
      if (isOver()) return;
      offered = thing;
      const isTaken = new Promise<void>((resolve) => (taken = resolve));
      const timer = setTimeout(() => settle({ error: new NotTaken("Nobody reads") }), patience);
      wake();
      await isTaken.finally(() => clearTimeout(timer));
    },
    end: () => settle("ended"),
    fail: (error) => settle({ error }),
  };
}
