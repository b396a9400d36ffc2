/** Work that goes on beside the requests. */
export type Repeated = { stop(): Promise<void> };

/**
 * Does some work over and over, `pause` ms apart, never twice at a time; at once again where it says that more
 * is left. A failure is told and waits for the next turn.
 */
export function repeat(
  pause: number,
  work: (stopping: AbortSignal) => Promise<"more" | "done">,
  onError: (error: unknown) => void,
): Repeated {
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  const turn = async (): Promise<void> => {
    let left: "more" | "done" = "done";
    try {
      left = await work(stopping.signal);
    } catch (error) {
      onError(error);
    }
    if (!stopping.signal.aborted) plan(left === "more" ? 0 : pause);
  };
  const plan = (wait: number): void => {
    timer = setTimeout(() => {
      running = turn();
    }, wait);
  };
  plan(0);
  return {
    stop: async () => {
      stopping.abort();
      clearTimeout(timer);
      await running;
    },
  };
}
