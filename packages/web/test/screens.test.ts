import { afterAll, beforeAll, describe } from "vitest";
import { hasChromium } from "./chromium.testing.ts";
import { everyScreen } from "./every-screen.testing.ts";
import { isFullProof } from "./full-proof.testing.ts";
import { furnish, type House, openHouse } from "./house.testing.ts";
import { journeys } from "./journeys.testing.ts";
import { languages } from "./languages.testing.ts";
import { loading } from "./loading.testing.ts";
import { security } from "./security.testing.ts";

// One server and one browser for all: starting them takes longer than most of what is asked of them.
describe.skipIf(!hasChromium())("the web app, in Chromium, with a real server", () => {
  let opened: House | undefined;
  const house = (): House => {
    if (!opened) throw new Error("The house is not open");
    return opened;
  };
  beforeAll(async () => {
    opened = await openHouse();
    await furnish(opened);
  }, 240_000);
  afterAll(() => opened?.close(), 60_000);

  describe("loading", () => loading(house));
  describe.runIf(isFullProof)("every screen", () => everyScreen(house));
  describe.runIf(isFullProof)("languages", () => languages(house));
  // What follows changes the house.
  describe("journeys", () => journeys(house));
  describe("security", () => security(house));
});
