/** What has changed since a list was read. */
export type Moves = {
  /** Which list that was, by what was asked. */
  readonly list: string;
  /** How many changes of leads that are on it. */
  readonly count: number;
  /** Whether others have changed, who may belong on it by now. */
  readonly hasOthers: boolean;
};

export function noMoves(list: string): Moves {
  return { list, count: 0, hasOthers: false };
}

/** The moves of a list: those of another one say nothing of it. */
export function movesOf(moves: Moves, list: string): Moves {
  return moves.list === list ? moves : noMoves(list);
}

/** After a change of a lead that is on the list, or, where `isOnIt` is false, may be. */
export function withMove(moves: Moves, list: string, isOnIt: boolean): Moves {
  const now = movesOf(moves, list);
  return isOnIt ? { ...now, count: now.count + 1 } : { ...now, hasOthers: true };
}

/** A list that stands at its top is read again by itself, at most so often. */
const SOON = 5000;
/** The same where nobody on it has changed, but somebody who may belong on it. */
const LATER = 15_000;

/** In how many ms the list should be read again; undefined: there is no reason to. */
export function readAgainIn({ count, hasOthers }: Moves): number | undefined {
  if (count > 0) return SOON;
  return hasOthers ? LATER : undefined;
}
