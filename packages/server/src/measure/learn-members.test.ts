import type { SampledEvent } from "@plumbline/store";
import { expect, test } from "vitest";
import { learnMembers, withLearned } from "./learn-members.ts";

const event = (who: number, properties: object, type = "track"): SampledEvent => ({
  type,
  name: type === "track" ? "Signed Up" : "",
  identity_id: who,
  body: JSON.stringify(type === "identify" ? { traits: properties } : { properties }),
});

function examples(events: readonly SampledEvent[]): Record<string, readonly unknown[]> {
  return Object.fromEntries(
    learnMembers(events).map((one) => {
      const { path, kinds, examples: json } = withLearned(undefined, one);
      return [path, [kinds.join(), ...(JSON.parse(json) as unknown[])]];
    }),
  );
}

test("paths, kinds and the values that several people have in common", () => {
  const events = [1, 2, 3, 4].map((who) =>
    event(who, { plan: who < 4 ? "pro" : "free", seats: 5, tags: ["x"], company: { size: 50, deep: { down: 1 } } }),
  );
  expect(examples([...events, event(5, { plan: null })])).toEqual({
    plan: ["null,text", "pro"],
    seats: ["number", 5],
    tags: ["list"],
    company: ["object"],
    "company.size": ["number", 50],
    "company.deep": ["object"],
  });
});

test("what one person says often is not shown, and what may tell who somebody is never", () => {
  const often = Array.from({ length: 10 }, () => event(7, { hobby: "falconry" }));
  const shared = [1, 2, 3, 4, 5].map((who) =>
    event(
      who,
      {
        email: "office@acme.example",
        contact: "office@acme.example",
        "Phone Number": "030 12",
        firstName: "Ann",
        user: { name: "Ann", id: "u1" },
        call: "+49301",
        number: "4930123456",
        link: "/x?token=abc",
        page: "https://acme.example/private",
        customer_id: "c1",
        text: "x".repeat(61),
        city: "Berlin",
      },
      "identify",
    ),
  );
  expect(Object.values(examples(often))).toEqual([["text"]]);
  const shown = Object.entries(examples(shared)).filter(([, values]) => values.length > 1);
  expect(shown).toEqual([["city", ["text", "Berlin"]]]);
});

test("names that every object has are names like others", () => {
  const events = [1, 2, 3].map((who) => event(who, JSON.parse('{"__proto__": "a", "constructor": "b"}') as object));
  expect(new Set(learnMembers(events).map(({ path }) => path))).toEqual(new Set(["__proto__", "constructor"]));
});
