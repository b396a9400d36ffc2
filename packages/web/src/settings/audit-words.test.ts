import { routes } from "@plumbline/api";
import { phrasesOf } from "@plumbline/phrases";
import { expect, test } from "vitest";
import { actionSaid, actorSaid } from "./audit-words.ts";

const say = phrasesOf("en").screens.settings.audit;

test("there are words for whatever a route changes", () => {
  const changing = Object.values(routes)
    .flatMap((verbs) => Object.values(verbs))
    .filter(({ method, asks }: { method: string; asks?: boolean }) => method !== "GET" && !asks)
    // What people set for themselves is no matter of the workspace.
    .filter(({ name }) => !["people.updateMe", "people.switch"].includes(name));
  expect(changing.length).toBeGreaterThan(50);
  const unsaid = changing.map(({ name }) => name).filter((name) => actionSaid(name, say) === name);
  expect(unsaid).toEqual([]);
});

test("says who it was", () => {
  expect(actionSaid("models.publish", say)).toBe("Models: published");
  expect(actionSaid("constructor.name", say)).toBe("constructor.name");
  expect(actorSaid({ by: "user:1", name: "Ann Lee" }, say)).toBe("Ann Lee");
  expect(actorSaid({ by: "key 3", name: null }, say)).toBe("API key 3");
  expect(actorSaid({ by: "key 3", name: null }, say, "Website")).toBe("API key Website");
  expect(actorSaid({ by: "start", name: null }, say)).toBe("Plumbline");
});
