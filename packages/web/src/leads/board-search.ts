export type BoardSearch = {
  readonly model?: string;
  /** For a screen on a wall: nothing but the board. */
  readonly full?: true;
};

/** What of an address the board and the leaderboard understand. */
export function boardSearch(given: Readonly<Record<string, unknown>>): BoardSearch {
  const isFull = given["full"] !== undefined && given["full"] !== false;
  return { ...(typeof given["model"] === "string" && { model: given["model"] }), ...(isFull && { full: true }) };
}
