import { expect, test } from "vitest";
import { writtenIn } from "./words-of-data.testing.ts";

test("what somebody wrote is known, and neither codes nor the names of members are", () => {
  const lead = { stage: "handed-off", feedback: { state: "waiting" }, name: "Rita", tags: ["fair"] };
  const traits = { plan: "gold", nested: { colour: ["blue"] } };
  const body = {
    dimensions: { fit: { label: "Fit" } },
    rules: [{ id: "boss", kind: "each", when: { trait: "role" } }],
  };
  const text = writtenIn([JSON.stringify({ ...lead, traits, body }), JSON.stringify([{ action: "key.created" }])]);
  expect(text.split(" ").toSorted()).toEqual(
    "Fit Rita blue boss colour fair fit gold nested plan role".split(" ").toSorted(),
  );
});

test("a model's text makes none of the language's own words known, nor does what is no answer", () => {
  expect(writtenIn([JSON.stringify({ text: "model: a\ndimensions: {}" }), "name,points", ""])).toBe("");
  expect(writtenIn([JSON.stringify({ text: "She called" })])).toBe("She called");
});
