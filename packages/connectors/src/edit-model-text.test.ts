import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Json } from "@plumbline/scoring";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { editModelText } from "./edit-model-text.ts";

const TEXT = `# The model of a team.
model: b2b # its name
lists: { rivals: [Acme, "Big, Inc."] }

signals:
  demo: { on: Demo Requested }   # a hand is raised
  pricing:
    on: page
    where: { path: { startsWith: /pricing } }

# What counts.
rules:
  # Those who decide.
  - { id: boss, dimension: fit, when: { trait: title, is: CEO }, points: 20 } # the best
  - id: size
    dimension: fit
    points: # by employees
      of: { trait: employees }
      tiers: [{ from: 1, points: 2 }, { from: 50, points: 10 }]
  - id: demo
    dimension: interest
    each: demo
    points: 30   # measured once

bands: [{ name: cold }, { name: hot, above: 25 }]
`;

const edited = (text: string, at: string[], was: Json, to: Json): string => {
  const result = editModelText(text, [{ at, was, to }]);
  if (!result.ok) throw new Error(result.because);
  return result.text;
};

describe("the text of a model", () => {
  test("changes where it is edited and nowhere else", () => {
    expect(edited(TEXT, ["rules", "boss", "points"], 20, 25)).toBe(TEXT.replace("points: 20 }", "points: 25 }"));
    expect(edited(TEXT, ["rules", "demo", "points"], 30, -2.5)).toBe(TEXT.replace("points: 30 ", "points: -2.5 "));
    expect(edited(TEXT, ["bands", "hot", "above"], 25, 31)).toBe(TEXT.replace("above: 25", "above: 31"));
    const tiers = (low: number, high: number) => ({
      of: { trait: "employees" },
      tiers: [
        { from: 1, points: low },
        { from: 50, points: high },
      ],
    });
    expect(edited(TEXT, ["rules", "size", "points"], tiers(2, 10), tiers(3, 10))).toBe(
      TEXT.replace("from: 1, points: 2", "from: 1, points: 3"),
    );
  });

  test("takes what is new after what is there, before the comments of the next", () => {
    const rule = { id: "web", dimension: "interest", each: "web", points: 5 };
    expect(edited(TEXT, ["rules", "web"], null, rule)).toBe(
      TEXT.replace(
        "# measured once\n",
        "# measured once\n  - { id: web, dimension: interest, each: web, points: 5 }\n",
      ),
    );
    const signal = { on: ["a", "b, c"], where: { path: { is: "true" } } };
    expect(edited(TEXT, ["signals", "web"], null, signal)).toBe(
      TEXT.replace("/pricing } }\n", '/pricing } }\n  web: { on: [a, "b, c"], where: { path: { is: "true" } } }\n'),
    );
    expect(edited(TEXT, ["lists", "own"], null, ["We"])).toBe(TEXT.replace('Inc."] }', 'Inc."], own: [We] }'));
    expect(edited(TEXT, ["bands", "hotter"], null, { name: "hotter", above: 40 })).toBe(
      TEXT.replace("above: 25 }]", "above: 25 }, { name: hotter, above: 40 }]"),
    );
    expect(edited(TEXT, ["profiles", "ideal"], null, { any: [] })).toBe(
      `${TEXT.trimEnd()}\nprofiles: { ideal: { any: [] } }\n`,
    );
    const bare = TEXT.replaceAll("\n", "\r\n");
    expect(edited(bare, ["rules", "web"], null, rule)).toContain("once\r\n  - { id: web, dimension: interest");
  });

  test("loses what is taken away, and keeps the comments", () => {
    const cut = edited(
      TEXT,
      ["rules", "boss"],
      { id: "boss", dimension: "fit", when: { trait: "title", is: "CEO" }, points: 20 },
      null,
    );
    expect((parse(cut) as { rules: { id: string }[] }).rules.map(({ id }) => id)).toEqual(["size", "demo"]);
    expect(cut).toContain("# a hand is raised");
    expect(edited(TEXT, ["rules", "none"], null, null)).toBe(TEXT);
  });

  test("is refused where it says something else by now, and then nothing of it is edited", () => {
    const refused = (at: string[], was: Json, to: Json, text = TEXT) => editModelText(text, [{ at, was, to }]);
    expect(refused(["rules", "boss", "points"], 10, 25)).toMatchObject({ ok: false, because: "changed" });
    expect(refused(["rules", "gone", "points"], 10, 25)).toMatchObject({ ok: false, because: "gone" });
    expect(refused(["rules", "gone", "points"], null, 25)).toMatchObject({ ok: false, because: "gone" });
    expect(refused(["rules", "boss"], null, { id: "boss" })).toMatchObject({ ok: false, because: "changed" });
    expect(refused(["rules", "boss", "points"], 10, 20)).toEqual({ ok: true, text: TEXT });
    expect(refused(["rules", "boss", "points"], 20, 25, "rules: [")).toMatchObject({ because: "unreadable" });
    const both = [
      { at: ["rules", "boss", "points"], was: 20, to: 25 },
      { at: ["rules", "demo", "points"], was: 31, to: 25 },
    ];
    expect(editModelText(TEXT, both)).toEqual({ ok: false, at: ["rules", "demo", "points"], because: "changed" });
  });

  test("keeps what an alias stands for elsewhere", () => {
    const shared = "a: &p 20\nrules: [{ id: x, points: *p }, { id: y, points: *p }]\n";
    const text = edited(shared, ["rules", "x", "points"], 20, 25);
    expect(parse(text)).toEqual({
      a: 20,
      rules: [
        { id: "x", points: 25 },
        { id: "y", points: 20 },
      ],
    });
    // The text of the anchor itself cannot change without them.
    expect(editModelText(shared, [{ at: ["a"], was: 20, to: 25 }])).toMatchObject({ ok: false, because: "unreadable" });
  });

  test("is JSON again where it was JSON", () => {
    const json = JSON.stringify(parse(TEXT), undefined, 2);
    const text = edited(json, ["rules", "web"], null, { id: "web", note: "a: b" });
    expect((JSON.parse(text) as { rules: Json[] }).rules.at(-1)).toEqual({ id: "web", note: "a: b" });
  });

  test("says what was meant, whatever is put into it", () => {
    const value = fc.jsonValue({ maxDepth: 3 }).map((json) => JSON.parse(JSON.stringify(json)) as Json);
    const whole = parse(TEXT) as { signals: Record<string, Json> };
    fc.assert(
      fc.property(value, fc.constantFrom(TEXT, stringify(whole), JSON.stringify(whole)), (to, text) => {
        if (to === null) return;
        const isProto = JSON.stringify(to).includes("__proto__");
        const result = editModelText(text, [{ at: ["signals", "new"], was: null, to }]);
        if (!isProto) expect(result.ok).toBe(true);
        if (result.ok) expect(parse(result.text)).toEqual({ ...whole, signals: { ...whole.signals, new: to } });
      }),
    );
  });

  test("of the sample can be edited at every rule, one line at a time", () => {
    const sample = readFileSync(join(import.meta.dirname, "../../server/src/sample/model.yaml"), "utf8");
    for (const text of [sample]) {
      const { rules } = parse(text) as { rules: { id: string; points: Json }[] };
      for (const { id, points } of rules) {
        if (typeof points !== "number") continue;
        const lines = edited(text, ["rules", id, "points"], points, points + 1).split("\n");
        expect(text.split("\n").filter((line, i) => line !== lines[i])).toHaveLength(1);
      }
    }
  });
});
