import { useEffect, useRef, useState } from "react";
import { client } from "../api.ts";

type Client = typeof client;
type Event = Client["streams"]["scores"] extends (...given: never) => AsyncIterable<infer Told> ? Told : never;

/**
 * Tells of scores as they change, for as long as the screen stands. After a break it connects again, ever more
 * slowly, and tells `missed`, so that lists are read again. Answers whether it is connected.
 */
export function useLive(model: string | undefined, onEvent: (event: Event) => void): boolean {
  const [isLive, setIsLive] = useState(false);
  const latest = useRef(onEvent);
  useEffect(() => {
    latest.current = onEvent;
  });
  useEffect(() => {
    const stop = new AbortController();
    void listen(model, stop.signal, setIsLive, (event) => latest.current(event));
    return () => stop.abort();
  }, [model]);
  return isLive;
}

const LONGEST_PAUSE = 30_000;

async function listen(
  model: string | undefined,
  signal: AbortSignal,
  onLive: (isLive: boolean) => void,
  tell: (event: Event) => void,
): Promise<void> {
  for (let pause = 1000; !signal.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    try {
      for await (const event of client.streams.scores({ query: model === undefined ? {} : { model } }, { signal })) {
        if (event.event === "ready") {
          onLive(true);
          pause = 1000;
        }
        tell(event);
      }
    } catch {
      // The server went away, or we did.
    }
    if (signal.aborted) return;
    onLive(false);
    await new Promise((resolve) => setTimeout(resolve, pause));
    tell({ event: "missed", data: {} } as Event);
  }
}
