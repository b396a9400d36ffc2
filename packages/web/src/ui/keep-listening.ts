import { ApiError } from "@plumbline/api";

const SHORTEST_PAUSE = 1000;
const LONGEST_PAUSE = 30_000;

/** `none`: what the server has refused it will refuse again, and nobody listens any more. */
export type Hearing = "live" | "lost" | "none";

/**
 * Hears what a stream tells until `signal` says that nobody listens any more. After a break it connects again, ever
 * more slowly until it is told `ready`.
 */
export async function keepListening<Told extends { readonly event: string }>(options: {
  readonly open: () => AsyncIterable<Told>;
  readonly signal: AbortSignal;
  readonly onTold: (told: Told) => void;
  readonly onHearing: (hearing: Hearing) => void;
  /** Once it hears again: something may have been missed until then, and nothing is from now on. */
  readonly onAgain?: () => void;
  /** Waits so many ms; for tests. */
  readonly wait?: (ms: number) => Promise<void>;
}): Promise<void> {
  const { open, signal, onTold, onHearing, onAgain, wait = pauseOf } = options;
  let pause = SHORTEST_PAUSE;
  let wasAway = false;
  const hear = (told: Told) => {
    if (told.event !== "ready") return onTold(told);
    onHearing("live");
    pause = SHORTEST_PAUSE;
    onTold(told);
    if (wasAway) onAgain?.();
    wasAway = false;
  };
  while (!signal.aborted) {
    const mayGoOn = await hearOnce(open, hear);
    if (signal.aborted) return;
    onHearing(mayGoOn ? "lost" : "none");
    if (!mayGoOn) return;
    wasAway = true;
    await wait(pause);
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  }
}

/** Hears a stream to its end; whether it may be worth the while to listen again. */
async function hearOnce<Told>(open: () => AsyncIterable<Told>, hear: (told: Told) => void): Promise<boolean> {
  try {
    for await (const told of open()) hear(told);
  } catch (error) {
    // Whatever else went wrong, the server went away or we did.
    return !isFinal(error);
  }
  return true;
}

/**
 * An answer that will be the same the next time: there is no such stream, or one may not hear it. Whose session has
 * ended may sign in again in another tab.
 */
function isFinal(error: unknown): boolean {
  return error instanceof ApiError && [403, 404].includes(error.problem.status);
}

const pauseOf = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
