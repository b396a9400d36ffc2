/** Calls back when a signal aborts, or at once where it already has: then it would never say so again. */
export function whenAborted(signal: AbortSignal, then: () => void): void {
  if (signal.aborted) then();
  else signal.addEventListener("abort", then, { once: true });
}
