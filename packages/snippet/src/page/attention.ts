/**
 * How long a page was looked at: the time between signs of life (a movement, a key, the page coming
 * into view or leaving it) that are no further apart than a minute, while the page is in view.
 * Times are ms since 1970.
 *
 * The scoring side measures engaged time from nothing but the time stamps of the page view and of
 * these signs, as the length of stretches in which they are no further apart than a minute. Not
 * every sign has to be sent for that, only enough that the stretches come out the same: a sign that
 * comes half a minute or more after the one sent last is sent at once, and of those before that the
 * latest. So the first and last of every stretch are sent, and no gap grows beyond the minute.
 */
export type Attention = {
  /** The latest sign of life; undefined while the page is out of view. */
  readonly seen: number | undefined;
  /** The latest that was told; the page view itself is the first. */
  readonly told: number;
  /** Engaged time not told yet. */
  readonly untold: number;
};

/** Signs of life further apart than this are two stretches. */
export const SILENCE = 60_000;
/** How long a sign of life may wait. */
export const BEAT = 30_000;

export function attentionFrom(at: number, isInView: boolean): Attention {
  return { seen: isInView ? at : undefined, told: at, untold: 0 };
}

export function withSign(attention: Attention, at: number): Attention {
  const { seen, untold } = attention;
  if (seen === undefined) return { ...attention, seen: at };
  // The clock of a computer may be set back.
  const gap = Math.max(0, at - seen);
  return { ...attention, seen: Math.max(at, seen), untold: untold + (gap <= SILENCE ? gap : 0) };
}

/** Whether there is a sign that nobody was told of. */
export function hasNews({ seen, told }: Attention): boolean {
  return seen !== undefined && seen > told;
}

/** Whether it has to be told now. */
export function isDue(attention: Attention): boolean {
  return hasNews(attention) && (attention.seen ?? 0) - attention.told >= BEAT;
}

export function afterTelling(attention: Attention): Attention {
  return { ...attention, told: attention.seen ?? attention.told, untold: 0 };
}

export function outOfView(attention: Attention): Attention {
  return { ...attention, seen: undefined };
}
