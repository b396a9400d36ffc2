import { whenAborted } from "./when-aborted.ts";

/** What one listener is told: news, or that it has missed some. */
export type Told<News> = { readonly missed: true } | { readonly missed: false; readonly news: News };

/** Who does not take this much is no longer listening. */
const MOST_WAITING = 5000;

type Listener<News> = { readonly waiting: Told<News>[]; wake: () => void; isOver: boolean };

/** Listeners by workspace; nobody hears of another's. */
export function subscriptions<News>() {
  const byWorkspace = new Map<number, Set<Listener<News>>>();
  const everyone = () => [...byWorkspace.values()].flatMap((some) => [...some]);

  const put = (listener: Listener<News>, told: readonly Told<News>[]): void => {
    if (listener.isOver) return;
    if (listener.waiting.length + told.length > MOST_WAITING) {
      listener.waiting.splice(0, listener.waiting.length, { missed: true });
      listener.isOver = true;
    } else listener.waiting.push(...told);
    listener.wake();
  };

  const leave = (workspaceId: number, listener: Listener<News>): void => {
    const some = byWorkspace.get(workspaceId);
    some?.delete(listener);
    if (some?.size === 0) byWorkspace.delete(workspaceId);
  };

  /** From now on, until the signal aborts; ends where the listener is too slow, or the house closes. */
  const open = (workspaceId: number, signal: AbortSignal): AsyncGenerator<Told<News>> => {
    const listener: Listener<News> = { waiting: [], wake: () => {}, isOver: false };
    const some = byWorkspace.get(workspaceId) ?? new Set();
    byWorkspace.set(workspaceId, some.add(listener));
    whenAborted(signal, () => {
      leave(workspaceId, listener);
      listener.wake();
    });
    return listen(listener, signal, () => leave(workspaceId, listener));
  };

  return {
    open,
    has: (workspaceId: number): boolean => byWorkspace.has(workspaceId),
    /** Where somebody listens. */
    workspaces: (): readonly number[] => [...byWorkspace.keys()],
    give: (workspaceId: number, news: readonly News[]): void => {
      const told = news.map((one) => ({ missed: false as const, news: one }));
      for (const listener of byWorkspace.get(workspaceId) ?? []) put(listener, told);
    },
    miss: (workspaceId: number): void => {
      for (const listener of byWorkspace.get(workspaceId) ?? []) put(listener, [{ missed: true }]);
    },
    missAll: (): void => {
      for (const listener of everyone()) put(listener, [{ missed: true }]);
    },
    closeAll: (): void => {
      for (const listener of everyone()) {
        listener.isOver = true;
        listener.wake();
      }
    },
  };
}

async function* listen<News>(
  listener: Listener<News>,
  signal: AbortSignal,
  leave: () => void,
): AsyncGenerator<Told<News>> {
  try {
    while (!signal.aborted) {
      const next = listener.waiting.shift();
      if (next !== undefined) yield next;
      else if (listener.isOver) return;
      else
        await new Promise<void>((resolve) => {
          listener.wake = resolve;
        });
    }
  } finally {
    leave();
  }
}
