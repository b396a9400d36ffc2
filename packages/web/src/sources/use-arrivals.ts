import { useEffect, useRef, useState } from "react";
import { client } from "../api.ts";
import { type Hearing as Heard, keepListening } from "../ui/keep-listening.ts";
import type { StreamedArrival } from "./arrivals.ts";

/** `none`: this server does not tell of single events, or not this reader. */
export type Hearing = "connecting" | Heard;

/** Tells of events as they arrive, for as long as somebody looks; after a break it connects again, ever more slowly. */
export function useArrivals(source: string | undefined, onTold: (told: StreamedArrival) => void): Hearing {
  const [hearing, setHearing] = useState<Hearing>("connecting");
  const latest = useRef(onTold);
  useEffect(() => {
    latest.current = onTold;
  });
  useEffect(() => {
    const stop = new AbortController();
    setHearing("connecting");
    const { signal } = stop;
    void keepListening({
      open: () => client.streams.events({ query: source === undefined ? {} : { source } }, { signal }),
      signal,
      onTold: (told) => latest.current(told),
      onHearing: setHearing,
    });
    return () => stop.abort();
  }, [source]);
  return hearing;
}
