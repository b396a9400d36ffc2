/** Lets so many through at a time, the others when somebody leaves; who is let through gets the way to leave. */
export function turnstile(most: number): () => Promise<() => void> {
  let inside = 0;
  const waiting: (() => void)[] = [];
  return async () => {
    if (inside < most) inside += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    let isLeft = false;
    return () => {
      if (isLeft) return;
      isLeft = true;
      const next = waiting.shift();
      if (next) next();
      else inside -= 1;
    };
  };
}
