import { expect, test } from "vitest";
import { LANGUAGES } from "./language.ts";
import type { Names } from "./names.ts";
import { phrasesOf } from "./phrases-of.ts";
import { type Outlook, sayBand, sayOutlook } from "./say-band.ts";

const asItIs = (name: string) => name;
const names: Names = {
  rule: asItIs,
  group: asItIs,
  signal: () => "Demo request",
  dimension: asItIs,
  profile: asItIs,
  market: asItIs,
  band: asItIs,
};

const ON = 20_515; // 2026-03-03

const OUTLOOKS: Readonly<Record<Outlook["kind"], readonly Outlook[]>> = {
  rises: [{ kind: "rises", band: "SQL", on: ON }],
  falls: [
    { kind: "falls", band: "Lead", on: ON },
    { kind: "falls", band: null, on: ON },
  ],
  step: [
    ...[1, 2, 5].map((times): Outlook => ({ kind: "step", signal: "demo", times, band: "SQL" })),
    { kind: "step", signal: "demo", key: "Analytics", times: 1, band: "SQL" },
  ],
  changes: [{ kind: "changes", on: ON }],
  steady: [{ kind: "steady" }],
};

test("where a lead is and what comes next, in all languages", () => {
  const inAll = (say: (language: (typeof LANGUAGES)[number]) => string) => LANGUAGES.map(say);
  expect([
    inAll((language) => sayBand(phrasesOf(language), { band: "SQL", since: ON }, names)),
    inAll((language) => sayBand(phrasesOf(language), { band: null, since: ON }, names)),
    ...Object.values(OUTLOOKS)
      .flat()
      .map((outlook) => inAll((language) => sayOutlook(phrasesOf(language), outlook, names))),
  ]).toMatchInlineSnapshot(`
    [
      [
        "SQL since 3 Mar 2026",
        "自2026年3月3日起为 SQL",
        "自2026年3月3日起為 SQL",
        "SQL с 3 мар. 2026 г.",
      ],
      [
        "below every band since 3 Mar 2026",
        "自2026年3月3日起低于所有级别",
        "自2026年3月3日起低於所有級別",
        "ниже всех уровней с 3 мар. 2026 г.",
      ],
      [
        "rises to SQL on 3 Mar 2026 unless something happens",
        "若无新动态，将于2026年3月3日升至 SQL",
        "若無新動態，將於2026年3月3日升至 SQL",
        "без новых событий 3 мар. 2026 г. поднимется до уровня «SQL»",
      ],
      [
        "falls to Lead on 3 Mar 2026 unless something happens",
        "若无新动态，将于2026年3月3日降至 Lead",
        "若無新動態，將於2026年3月3日降至 Lead",
        "без новых событий 3 мар. 2026 г. опустится до уровня «Lead»",
      ],
      [
        "falls below every band on 3 Mar 2026 unless something happens",
        "若无新动态，将于2026年3月3日降到所有级别之下",
        "若無新動態，將於2026年3月3日降到所有級別之下",
        "без новых событий 3 мар. 2026 г. опустится ниже всех уровней",
      ],
      [
        "one more “Demo request” is enough for SQL",
        "再有 1 次“Demo request”即可达到 SQL",
        "再有 1 次「Demo request」即可達到 SQL",
        "до уровня «SQL»: ещё 1 событие «Demo request»",
      ],
      [
        "“Demo request” 2 more times is enough for SQL",
        "再有 2 次“Demo request”即可达到 SQL",
        "再有 2 次「Demo request」即可達到 SQL",
        "до уровня «SQL»: ещё 2 события «Demo request»",
      ],
      [
        "“Demo request” 5 more times is enough for SQL",
        "再有 5 次“Demo request”即可达到 SQL",
        "再有 5 次「Demo request」即可達到 SQL",
        "до уровня «SQL»: ещё 5 событий «Demo request»",
      ],
      [
        "one more “Demo request” (“Analytics”) is enough for SQL",
        "再有 1 次“Demo request”（“Analytics”）即可达到 SQL",
        "再有 1 次「Demo request」（「Analytics」）即可達到 SQL",
        "до уровня «SQL»: ещё 1 событие «Demo request» («Analytics»)",
      ],
      [
        "the score next changes by itself on 3 Mar 2026",
        "若无新动态，分数将于2026年3月3日变化",
        "若無新動態，分數將於2026年3月3日變動",
        "без новых событий баллы изменятся 3 мар. 2026 г.",
      ],
      [
        "nothing changes by itself",
        "若无新动态，不会有变化",
        "若無新動態，不會有變動",
        "без новых событий ничего не изменится",
      ],
    ]
  `);
});
