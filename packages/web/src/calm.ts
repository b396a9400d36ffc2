import { queries } from "./app/queries.ts";

const LOOK_EVERY = 500;
const QUIET_LOOKS = 3;

/**
 * Resolves when the first screen has its heading and all that it asked for, and nothing more has been asked for some
 * looks long: what nobody waits for is fetched then.
 */
export async function calm(): Promise<void> {
  for (let quiet = 0; quiet < QUIET_LOOKS; ) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
    const isThere = document.querySelector("h1") !== null && queries.isFetching() === 0;
    quiet = isThere ? quiet + 1 : 0;
  }
}
