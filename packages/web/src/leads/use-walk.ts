import { type KeyboardEvent, useState } from "react";

const FAR = 10;

/** Which row of a list has the keyboard, how it goes from one to another, and what other keys do with it. */
export function useWalk(options: {
  readonly total: number;
  /** Brings a row into sight and gives it the focus. */
  readonly show: (index: number) => void;
  readonly keys: Readonly<Record<string, (index: number) => void>>;
}) {
  const { total, show, keys } = options;
  const [at, setAt] = useState(0);
  const walk = (by: number) => () => {
    const next = Math.min(Math.max(at + by, 0), Math.max(total - 1, 0));
    setAt(next);
    show(next);
  };
  const steps: Readonly<Record<string, (index: number) => void>> = {
    ArrowDown: walk(1),
    j: walk(1),
    ArrowUp: walk(-1),
    k: walk(-1),
    PageDown: walk(FAR),
    PageUp: walk(-FAR),
    Home: walk(-total),
    End: walk(total),
    ...keys,
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const step = Object.hasOwn(steps, event.key) ? steps[event.key] : undefined;
    const isInside = (event.target as HTMLElement).closest("input, button, a:not([data-at])");
    if (!step || isInside) return;
    event.preventDefault();
    step(at);
  };
  return { at, setAt, onKeyDown };
}
