import { applyIsotonic, fitIsotonic, type Isotonic } from "../truth/isotonic.ts";
import { fitPlatt, type Platt } from "../truth/platt.ts";
import type { WeightedOutcomes } from "../truth/scored-outcomes.ts";

/** How the log-odds of a model become a probability that means what it says. */
export type CalibrationCurve = ({ readonly kind: "platt" } & Platt) | ({ readonly kind: "isotonic" } & Isotonic);

export type CalibrationKind = CalibrationCurve["kind"];

/** Fits a calibration to the log-odds of rows that the model has not seen; null where the labels are all alike. */
export function fitCalibration(kind: CalibrationKind, seen: WeightedOutcomes): CalibrationCurve | null {
  if (kind === "platt") {
    const { enough, ...curve } = { slope: 0, offset: 0, ...fitPlatt(seen) };
    return enough ? { kind, slope: curve.slope, offset: curve.offset } : null;
  }
  const { enough, ...curve } = { scores: [], probabilities: [], ...fitIsotonic(seen) };
  return enough ? { kind, scores: curve.scores, probabilities: curve.probabilities } : null;
}

/** The log-odds of the calibrated probability. */
export function calibrate(calibration: CalibrationCurve, margin: number): number {
  if (calibration.kind === "platt") return calibration.slope * margin + calibration.offset;
  const p = applyIsotonic(calibration, margin);
  return Math.log(p / (1 - p));
}

/** The probability of log-odds. */
export function probabilityOf(margin: number): number {
  return margin >= 0 ? 1 / (1 + Math.exp(-margin)) : Math.exp(margin) / (1 + Math.exp(margin));
}
