import { expect, test } from "vitest";
import { files, plumbline } from "../run.testing.ts";

const run = (...argv: string[]) => plumbline(["experiment", ...argv]);

test("how many leads it takes", async () => {
  const { code, out } = await run("plan", "--baseline", "0.05", "--difference", "0.02", "--json");
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ needed: { control: 2213, treatment: 2213 } });
  const uneven = await run("plan", "--baseline", "0.05", "--difference", "0.02", "--arms", "a=3,b=1", "--json");
  const { needed } = JSON.parse(uneven.out) as { needed: { control: number; treatment: number } };
  expect(needed.control / needed.treatment).toBeCloseTo(3, 2);
  expect((await run("plan", "--baseline", "0.05", "--difference", "0.02")).out).toContain("2,213");
  expect(await run("plan", "--baseline", "0.9", "--difference", "0.2")).toMatchObject({ code: 1 });
});

test("the arm of each unit: that of an account, else of the lead; the same each time, in parts as weighted", async () => {
  const rows = Array.from({ length: 2000 }, (_, i) => `l${i},${i % 2 === 0 ? `a${i % 40}` : ""}`);
  const given = await files({ "leads.csv": `lead,account\n${rows.join("\n")}\n` });
  const ask = (...more: string[]) =>
    run("assign", given["leads.csv"], "--name", "titles", "--unit", "account,lead", ...more);
  const { code, out } = await ask("--arms", "live=3,draft=1");
  expect(code).toBe(0);
  const lines = out.trim().split("\n");
  expect(lines[0]).toBe("unit,arm");
  expect(lines).toHaveLength(2001);
  const arms = new Map(lines.slice(1).map((line) => line.split(",") as [string, string]));
  expect(lines.slice(1).every((line) => arms.get(line.split(",")[0] as string) === line.split(",")[1])).toBe(true);
  const alone = [...arms].filter(([unit]) => unit.startsWith("l"));
  expect(alone).toHaveLength(1000);
  expect(alone.filter(([, arm]) => arm === "live").length / 1000).toBeCloseTo(0.75, 1);
  expect((await ask("--arms", "live=3,draft=1")).out).toBe(out);
  expect((await run("assign", given["leads.csv"], "--unit", "lead", "--name", "other")).out).not.toBe(out);
  const hostile = await files({ "leads.csv": 'unit\n"=1+1"\n' });
  expect((await run("assign", hostile["leads.csv"], "--name", "x")).out).toContain("\n'=1+1,");
});

const outcomes = (arms: readonly (readonly [name: string, units: number, converted: number])[], more = ""): string =>
  `unit,arm,converted\n${arms
    .flatMap(([name, units, converted]) =>
      Array.from({ length: units }, (_, i) => `${name}${i},${name},${i < converted ? "yes" : "no"}`),
    )
    .join("\n")}\n${more}`;

test("what has happened: rates, whether the arms were filled as planned, and which is better", async () => {
  const more = "control0,control,no\ncontrol1,treatment,no\n";
  const given = await files({
    better: outcomes(
      [
        ["control", 1000, 100],
        ["treatment", 1000, 250],
      ],
      more,
    ),
    broken: outcomes([
      ["control", 1000, 100],
      ["treatment", 800, 80],
    ]),
    uneven: outcomes([
      ["control", 1000, 50],
      ["treatment", 850, 150],
    ]),
    few: outcomes([
      ["control", 20, 1],
      ["treatment", 20, 3],
    ]),
  });
  const found = await run("analyse", given.better, "--json");
  expect(found.code).toBe(0);
  // Who stands in both arms is in neither.
  expect(JSON.parse(found.out)).toMatchObject({
    arms: [
      { arm: "control", leads: 999, converted: 99 },
      { arm: "treatment", leads: 1000, converted: 250 },
    ],
    mixed: 1,
    ratio: { isBroken: false },
    decision: { do: "stop", because: { kind: "treatment-better", arm: "treatment" } },
  });
  expect((await run("analyse", given.better)).out).toContain("treatment is better");
  const broken = await run("analyse", given.broken);
  expect([broken.code, broken.out.includes("nothing can be concluded")]).toEqual([1, true]);
  expect(broken.out).not.toContain("the rates differ");
  // The alarm of one look is enough to conclude nothing, though not to stop one that runs.
  const uneven = await run("analyse", given.uneven, "--json");
  expect([uneven.code, JSON.parse(uneven.out).decision]).toMatchObject([
    1,
    { do: "continue", because: { kind: "sample-ratio" } },
  ]);
  expect(await run("analyse", given.broken, "--arms", "control=5,treatment=4")).toMatchObject({ code: 0 });
  const few = await run("analyse", given.few);
  expect([few.code, few.out.includes("not enough outcomes")]).toEqual([1, true]);
});

test("rows of nobody are counted and told, and none of an arm that is not named passes unseen", async () => {
  const given = await files({
    blank: outcomes(
      [
        ["control", 10, 1],
        ["treatment", 10, 2],
      ],
      ",control,1\n,treatment,0\n",
    ),
    other: outcomes([
      ["control", 10, 1],
      ["Treatment", 10, 2],
    ]),
    live: outcomes([
      ["draft", 10, 1],
      ["live", 10, 2],
    ]),
    units: 'unit\nann\n""\neve\n',
  });
  const blank = await run("analyse", given.blank, "--json");
  const { arms, mixed } = JSON.parse(blank.out) as { arms: unknown; mixed: number };
  expect([arms, mixed]).toEqual([
    [
      { arm: "control", leads: 10, converted: 1 },
      { arm: "treatment", leads: 10, converted: 2 },
    ],
    0,
  ]);
  expect(blank.err).toContain("2 rows without a unit left out");
  const assigned = await run("assign", given.units, "--name", "x");
  expect([assigned.out.trim().split("\n").length, assigned.err]).toEqual([3, "1 row without a unit left out.\n"]);
  const other = await run("analyse", given.other, "--arms", "control,treatment");
  expect([other.code, other.err]).toEqual([
    2,
    expect.stringContaining("“Treatment” in line 12 is none of the arms; did you mean `treatment`?"),
  ]);
  // Nothing in a file says which of its arms is the control.
  const unnamed = await run("analyse", given.live);
  expect([unnamed.code, unnamed.err]).toEqual([2, expect.stringContaining("name them all with `--arms`")]);
  const named = JSON.parse((await run("analyse", given.live, "--arms", "live,draft", "--json")).out);
  expect(named.arms.map(({ arm }: { arm: string }) => arm)).toEqual(["live", "draft"]);
});

test("it speaks four languages, and says what is wrong", async () => {
  const given = await files({
    few: outcomes([
      ["control", 20, 1],
      ["treatment", 20, 3],
    ]),
    odd: "unit,arm,converted\na,x,maybe\n",
  });
  for (const [lang, words] of [
    ["en", "not enough outcomes"],
    ["zh-CN", "结果数据不足"],
    ["zh-TW", "結果資料不足"],
    ["ru", "исходов слишком мало"],
  ] as const) {
    expect((await run("analyse", given.few, "--lang", lang)).out).toContain(words);
  }
  for (const [argv, words] of [
    [[], "plan|assign|analyse"],
    [["guess"], "guess"],
    [["plan"], "--baseline"],
    [["plan", "--baseline", "5", "--difference", "0.1"], "--baseline"],
    [["plan", "--baseline", "0.1", "--difference", "0.1", "--arms", "a"], "two arms"],
    [["plan", "--baseline", "0.1", "--difference", "0.1", "--arms", "a=0,b"], "live=1,draft=1"],
    [["assign"], "FILE"],
    [["assign", given.few], "--name"],
    [["assign", given.few, "--name", "x", "--unit", "none"], "none"],
    [["analyse", given.odd], "maybe"],
  ] as const) {
    const { code, err } = await run(...argv);
    expect([code, err], argv.join(" ")).toEqual([2, expect.stringContaining(words)]);
  }
});
