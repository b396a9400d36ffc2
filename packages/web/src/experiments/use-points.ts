import { useSay } from "../say.tsx";

const HUNDRED = 100;

/** How differences of rates are written: 0.012 is `1.2 points`. */
export function usePoints(): (difference: number) => string {
  const { experiments: say } = useSay().screens;
  return (difference) => say.points(difference * HUNDRED);
}
