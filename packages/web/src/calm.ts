import { queries } from "./app/queries.ts";

const LOOK_EVERY = 500;
const QUIET_LOOKS = 3;

/**
 * Resolves when the first screen has its heading and all that it asked for, and nothing more has been asked for some
 * looks long: what nobody waits for is fetched then.
 */
async function calm(): Promise<void> {
  for (let quiet = 0; quiet < QUIET_LOOKS; ) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
    const isThere = document.querySelector("h1") !== null && queries.isFetching() === 0;
    quiet = isThere ? quiet + 1 : 0;
  }
}

/** Fetches what nobody waits for when all is calm; where the server is away just then, again when it is calm again. */
export async function whenCalm<Part>(load: () => Promise<Part>): Promise<Part> {
  for (;;) {
    await calm();
    try {
      return await load();
    } catch {
      // Whoever needs it sooner asks for it, and is told.
    }
  }
}
