import type { Input } from "@plumbline/connectors";
import type { Phrases } from "@plumbline/phrases";

/** A line on the terminal that tells how far reading has come; silent where nobody watches. */
export type Progress = {
  advance(input: Input, read: number): void;
  /** Takes the line away. */
  end(): void;
};

type Screen = { readonly isTTY?: boolean; readonly columns?: number; write(text: string): unknown };

const EVERY_MS = 100;
const BAR = 24;

/** `now` is a clock in milliseconds. */
export function progressOn(screen: Screen, { cli }: Phrases, now: () => number): Progress {
  if (!screen.isTTY) return { advance: () => {}, end: () => {} };
  const started = new Map<string, number>();
  let shown = 0;
  const advance = (input: Input, read: number): void => {
    const at = now();
    const start = started.get(input.name) ?? at;
    started.set(input.name, start);
    if (at - shown < EVERY_MS || at === start) return;
    shown = at;
    const rate = (read * 1000) / (at - start);
    const done = input.size ? Math.min(1, input.bytesRead() / input.size) : undefined;
    const left = done === undefined || done === 0 ? undefined : ((at - start) / 1000) * (1 / done - 1);
    const bar = done === undefined ? "" : `${"█".repeat(Math.round(done * BAR)).padEnd(BAR, "░")} `;
    const text = [
      cli.progress(read, Math.round(rate)),
      ...(left === undefined ? [] : [cli.progressLeft(Math.ceil(left))]),
    ].join(" · ");
    screen.write(`\r\u001b[K${bar}${text}`.slice(0, (screen.columns ?? 80) + 3));
  };
  const end = (): void => {
    if (shown > 0) screen.write("\r\u001b[K");
    shown = 0;
  };
  return { advance, end };
}
