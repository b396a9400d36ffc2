import { useEffect, useRef, useState } from "react";
import { client } from "../api.ts";
import { keepListening } from "./keep-listening.ts";

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
    const { signal } = stop;
    void keepListening({
      open: () => client.streams.scores({ query: model === undefined ? {} : { model } }, { signal }),
      signal,
      onTold: (event) => latest.current(event),
      onHearing: (hearing) => setIsLive(hearing === "live"),
      onAgain: () => latest.current({ event: "missed", data: {} } as Event),
    });
    return () => stop.abort();
  }, [model]);
  return isLive;
}
