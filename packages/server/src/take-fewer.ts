import { isFaultOfData } from "./fault-of-data.ts";

/** How an attempt is made. */
export type Attempt = {
  /** So many at most. */
  readonly most: number;
  /** Who is to be passed over. */
  readonly leftOut: string | undefined;
  /** To be told by whose keys it is made, before anything is done with what is kept of them. */
  readonly trying: (keys: readonly string[]) => void;
};

/**
 * Makes an attempt with some at a time; where the fault lies in what is kept of somebody, with fewer, until that one is
 * known and passed over. `leaveOut` is told of the fault first; what it throws ends everything.
 */
export async function takeFewer<Done>(
  most: number,
  attempt: (how: Attempt) => Promise<Done>,
  leaveOut: (error: unknown) => void | Promise<void>,
): Promise<Done> {
  let size = most;
  let leftOut: string | undefined;
  for (;;) {
    let tried: readonly string[] = [];
    const trying = (keys: readonly string[]): void => {
      tried = keys;
    };
    try {
      return await attempt({ most: size, leftOut, trying });
    } catch (error) {
      const [only] = tried;
      if (only === undefined || !isFaultOfData(error)) throw error;
      // Another process may have gone on meanwhile: it is this one who is passed over, wherever the work stands.
      if (tried.length === 1) {
        await leaveOut(error);
        leftOut = only;
      }
      size = Math.ceil(tried.length / 2);
    }
  }
}
