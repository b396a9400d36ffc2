import { useMemo } from "react";
import { useSay } from "../say.tsx";
import { Section } from "./section.tsx";
import { type Sheet, threeDigits } from "./sheet.ts";
import { SaveSheet } from "./sheet-chart.tsx";
import { SheetTable } from "./sheet-table.tsx";
import type { Truth } from "./study.ts";

/** Each market by itself: how many convert there, and how well the score tells who does. */
export function ByMarket({ markets }: { readonly markets: NonNullable<Truth["markets"]> }) {
  const { screens, figures } = useSay();
  const { insights: say } = screens;
  const sheet = useMemo((): Sheet => {
    const precise = (n: number) => figures.value(threeDigits(n));
    const ranged = (value: string, low: string, high: string) => `${value} (${low} – ${high})`;
    return {
      name: say.byMarket,
      columns: [
        { label: say.kpis.groupings.market },
        { label: say.leads },
        { label: say.conversion },
        { label: say.auc },
      ],
      rows: markets.map(({ group, leads, conversion, auc }) => {
        const { percent } = figures;
        return [
          group ?? "–",
          figures.number(leads),
          conversion &&
            ranged(percent(conversion.rate), percent(conversion.interval.low), percent(conversion.interval.high)),
          auc.enough ? ranged(precise(auc.auc), precise(auc.interval.low), precise(auc.interval.high)) : null,
        ];
      }),
    };
  }, [markets, say, figures]);
  return (
    <Section title={say.byMarket} actions={<SaveSheet sheet={sheet} />}>
      <SheetTable sheet={sheet} />
    </Section>
  );
}
