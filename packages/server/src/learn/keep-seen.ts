import type { ChampionSeen } from "@plumbline/api";
import { keepWatch, type Session } from "@plumbline/store";

const WEEK = 7 * 86_400_000;

/** When a champion that was looked at, or learned, at an instant is looked at next. */
export const nextWatch = (at: number): number => at + WEEK;

/** What was seen of a champion last, as it is kept. */
export type SeenLast = ChampionSeen & { readonly at: number };

/** Keeps what a training or a watch saw of the champion of a prediction, and the day of it. */
export async function keepSeen(
  session: Session,
  predictionId: number,
  { hash, drift, calibration }: ChampionSeen,
  now: number,
): Promise<void> {
  const seen: SeenLast = { at: now, hash, drift, calibration };
  await keepWatch(session, predictionId, JSON.stringify(seen), nextWatch(now));
}
