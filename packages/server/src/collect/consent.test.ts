import { readFileSync } from "node:fs";
import { consentPolicy } from "@plumbline/api";
import { addStanding, type Event, ineligible, type JsonObject, newStanding } from "@plumbline/scoring";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Consent, decideConsent, minimal } from "./consent.ts";
import { type ConsentPolicy, defaultConsentPolicy, termsFor } from "./consent-policy.ts";
import { placeOf } from "./place.ts";

type Mode = ConsentPolicy["mode"];
type Cell = {
  readonly mode: Mode;
  readonly consent: "given" | "refused" | "empty" | "absent";
  readonly gpcMeans: ConsentPolicy["gpc"];
  readonly gpc: boolean;
  readonly withdrawn: boolean;
  readonly objected: boolean;
  readonly kept: Consent["kept"];
  readonly because: string;
  readonly shared: boolean;
  readonly ineligible: string | null;
  readonly scored: boolean;
};
type Other = Pick<Cell, "mode" | "kept" | "because"> & {
  readonly name: string;
  readonly categories?: readonly string[];
  readonly consent?: JsonObject;
  readonly fromServer?: boolean;
};
type Spec = {
  readonly cells: readonly Cell[];
  readonly others: readonly Other[];
  readonly places: readonly { readonly context: JsonObject; readonly market: string | null }[];
};

const SPEC = new URL("../../../../spec/consent.json", import.meta.url);
const spec = JSON.parse(readFileSync(SPEC, "utf8")) as Spec;

const BROWSER = { gpc: false, sourceId: 1, fromServer: false };

const policyOf = (parts: object): ConsentPolicy => consentPolicy.parse({ version: 7, ...parts });

const event = (told: Partial<Event> = {}): Event => ({
  messageId: "m",
  type: "page",
  timestamp: 1000,
  userId: "ann",
  ...told,
});
const withConsent = (categoryPreferences: JsonObject | undefined, told: Partial<Event> = {}): Event =>
  event({ ...told, ...(categoryPreferences && { context: { consent: { categoryPreferences } } }) });

const SAID: Readonly<Record<Cell["consent"], JsonObject | undefined>> = {
  given: { Analytics: true },
  refused: { Analytics: false },
  empty: {},
  absent: undefined,
};

const withdrawal = withConsent({ Analytics: false }, { messageId: "w", type: "track", event: "Consent Updated" });
const objection = event({ messageId: "o", type: "track", event: "Objection Raised" });

describe("every cell", () => {
  test("there is each of them once", () => {
    const keys = spec.cells.map(({ mode, consent, gpcMeans, gpc, withdrawn, objected }) =>
      [mode, consent, gpcMeans, gpc, withdrawn, objected].join(),
    );
    expect(new Set(keys).size).toBe(3 * 4 * 2 * 2 * 2 * 2);
    expect(keys.length).toBe(192);
  });

  test.each(spec.cells)(
    "$mode, consent $consent, GPC $gpc ($gpcMeans), withdrawn $withdrawn, objected $objected",
    ({ mode, gpcMeans, ...cell }) => {
      const policy = policyOf({ mode, gpc: gpcMeans });
      const request = { ...BROWSER, gpc: cell.gpc };
      const decided = decideConsent(policy, withConsent(SAID[cell.consent]), request);
      expect(decided).toEqual({ kept: cell.kept, because: cell.because, policy: 7, shared: cell.shared });
      const said = [...(cell.withdrawn ? [withdrawal] : []), ...(cell.objected ? [objection] : [])];
      const standing = said.reduce(
        (sum, one) => addStanding(sum, one, decideConsent(policy, one, request)),
        newStanding,
      );
      const barred = ineligible(standing);
      expect(barred?.because ?? null).toBe(cell.ineligible);
      expect(decided.kept === "full" && barred === undefined).toBe(cell.scored);
    },
  );
});

test.each(spec.others)("$name", ({ mode, categories = ["analytics"], consent, fromServer = false, ...expected }) => {
  const decided = decideConsent(policyOf({ mode, categories }), withConsent(consent), { ...BROWSER, fromServer });
  expect(decided).toMatchObject({ kept: expected.kept, because: expected.because });
});

test.each(spec.places)("$context is $market of the policy of a new workspace", ({ context, market }) => {
  const terms = termsFor(defaultConsentPolicy, 1, placeOf(event({ context })));
  expect("name" in terms ? terms.name : null).toBe(market);
});

test("the first market that fits applies, and a source has rules of its own", () => {
  const policy = policyOf({
    mode: "none",
    markets: [
      { name: "a", countries: ["DE"], mode: "opt-out" },
      { name: "b", countries: ["DE", "FR"], mode: "opt-in" },
    ],
    sources: [{ source: 2, mode: "opt-in", markets: [{ name: "c", countries: ["DE"], mode: "none" }] }],
  });
  const modeFor = (sourceId: number, country: string) =>
    termsFor(policy, sourceId, placeOf(event({ traits: { address: { country } } }))).mode;
  expect([modeFor(1, "DE"), modeFor(1, "FR"), modeFor(1, "JP")]).toEqual(["opt-out", "opt-in", "none"]);
  expect([modeFor(2, "DE"), modeFor(2, "FR")]).toEqual(["none", "opt-in"]);
});

test("the policy of a new workspace is a policy", () => {
  expect(consentPolicy.parse(defaultConsentPolicy)).toEqual(defaultConsentPolicy);
});

test("the policy in docs/consent.md is a policy", () => {
  const page = readFileSync(new URL("../../../../docs/consent.md", import.meta.url), "utf8");
  const written: unknown = JSON.parse(/```json\n(.*?)```/s.exec(page)?.[1] ?? "");
  expect(consentPolicy.safeParse(written)).toMatchObject({ success: true });
});

test("RudderStack's form of consent", () => {
  const decide = (consentManagement: JsonObject) =>
    decideConsent(policyOf({ mode: "opt-in" }), event({ context: { consentManagement } }), BROWSER).because;
  expect(decide({ allowedConsentIds: ["Analytics"], deniedConsentIds: [] })).toBe("given");
  expect(decide({ allowedConsentIds: ["Analytics"], deniedConsentIds: ["analytics"] })).toBe("refused");
  expect(decide({ allowedConsentIds: "Analytics" })).toBe("refused");
});

test.each([
  null,
  [],
  "yes",
  1,
  {},
  { categoryPreferences: [] },
  { categoryPreferences: { __proto__: { analytics: true } } },
])("a consent that cannot be read grants nothing: %j", (consent) => {
  const { kept } = decideConsent(policyOf({ mode: "opt-in" }), event({ context: { consent } }), BROWSER);
  expect(kept).toBe("minimal");
});

test("choices about personal data are kept whole, also by those who refuse", () => {
  for (const one of [withdrawal, objection]) {
    expect(decideConsent(policyOf({ mode: "opt-in" }), one, BROWSER)).toMatchObject({
      kept: "full",
      because: "records-a-choice",
    });
  }
  expect(decideConsent(policyOf({ mode: "opt-in" }), withdrawal, BROWSER).choice).toBe("withdrawn");
  const given = { ...withdrawal, context: { consent: { categoryPreferences: { analytics: true } } } };
  expect(decideConsent(policyOf({ mode: "opt-out" }), given, BROWSER).choice).toBe("given");
  expect(decideConsent(policyOf({ mode: "none" }), given, BROWSER).choice).toBeUndefined();
});

/** Texts of four letters and more, which nothing in a stored minimum has of its own. */
const secret = fc.string({ unit: fc.constantFrom(..."ABCDEFGH"), minLength: 12, maxLength: 20 });
const secrets = fc.dictionary(secret, fc.oneof(secret, fc.record({ secret })), {
  minKeys: 1,
}) as fc.Arbitrary<JsonObject>;

test("nothing of the person is left in what is stored of an event without consent", () => {
  const whole = fc.record({
    messageId: fc.constant("m1"),
    type: fc.constantFrom("track" as const, "page" as const, "identify" as const, "alias" as const),
    timestamp: fc.integer({ min: 0, max: 2e12 }),
    userId: secret,
    anonymousId: secret,
    groupId: secret,
    previousId: secret,
    event: secret,
    name: secret,
    properties: secrets,
    traits: secrets,
    context: secrets,
  });
  fc.assert(
    fc.property(whole, (one) => {
      const left = minimal(one);
      expect(Object.keys(left).sort()).toEqual(["messageId", "timestamp", "type"]);
      expect(JSON.stringify(left)).not.toMatch(/[A-H]{4}/);
      expect(left.timestamp % 3_600_000).toBe(0);
      expect(one.timestamp - left.timestamp).toBeGreaterThanOrEqual(0);
      expect(one.timestamp - left.timestamp).toBeLessThan(3_600_000);
    }),
  );
});
