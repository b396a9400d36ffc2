import { afterAll, beforeAll, describe, vi } from "vitest";
import { bands } from "./bands.testing.ts";
import { building } from "./building.testing.ts";
import { hasChromium } from "./chromium.testing.ts";
import { desk } from "./desk.testing.ts";
import { everyScreen } from "./every-screen.testing.ts";
import { filtering } from "./filtering.testing.ts";
import { finding } from "./finding.testing.ts";
import { forgetting } from "./forgetting.testing.ts";
import { furnish, type House, openHouse } from "./house.testing.ts";
import { importing } from "./importing.testing.ts";
import { journeys } from "./journeys.testing.ts";
import { kept } from "./kept.testing.ts";
import { languages } from "./languages.testing.ts";
import { learning } from "./learning.testing.ts";
import { live } from "./live.testing.ts";
import { loading } from "./loading.testing.ts";
import { moving } from "./moving.testing.ts";
import { oneLead } from "./one-lead.testing.ts";
import { owning } from "./owning.testing.ts";
import { publishing } from "./publishing.testing.ts";
import { reading } from "./reading.testing.ts";
import { security } from "./security.testing.ts";
import { segmenting } from "./segmenting.testing.ts";
import { sourcing } from "./sourcing.testing.ts";
import { states } from "./states.testing.ts";
import { truth } from "./truth.testing.ts";
import { twins } from "./twins.testing.ts";
import { watching } from "./watching.testing.ts";

// Others may use the machine: nothing is said about how fast anything is.
vi.setConfig({ testTimeout: 480_000, hookTimeout: 900_000 });

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
  });
  afterAll(() => opened?.close());

  describe("loading", () => loading(house));
  // Leaves an answer that every screen is looked at with.
  describe("insights", () => truth(house));
  describe("every screen", () => everyScreen(house));
  describe("languages", () => languages(house));
  describe("states", () => states(house));
  // What follows changes the house.
  describe("journeys", () => journeys(house));
  describe("one lead", () => oneLead(house));
  describe("importing", () => importing(house));
  describe("moving", () => moving(house));
  describe("live", () => live(house));
  describe("desk", () => desk(house));
  describe("filtering", () => filtering(house));
  describe("kept", () => kept(house));
  describe("segmenting", () => segmenting(house));
  describe("bands", () => bands(house));
  // As long as no model of accounts is live.
  describe("finding", () => finding(house));
  describe("reading", () => reading(house));
  describe("security", () => security(house));
  describe("building", () => building(house));
  describe("publishing", () => publishing(house));
  describe("sourcing", () => sourcing(house));
  describe("owning", () => owning(house));
  describe("learning", () => learning(house));
  // Of what learning has left, where it has run.
  describe("twins", () => twins(house));
  // The past of the sample is gone after it.
  describe("forgetting", () => forgetting(house));
  // The server lives on later days from here on.
  describe("watching", () => watching(house));
});
