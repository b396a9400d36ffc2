import { Button, Group, Stack, Text } from "@mantine/core";
import { IconCoins } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { ask } from "../api.ts";
import { useSay } from "../say.tsx";
import { useTimes } from "../ui/figures.tsx";
import { Asked, Rows } from "../ui/states.tsx";
import { useCivilDay } from "../ui/use-civil-day.ts";
import { type InsightsSearch, kpisAsked } from "./insights-search.ts";
import type { Behind, Kpis } from "./kpi.ts";
import { KpiBreakdown } from "./kpi-breakdown.tsx";
import { KpiCards } from "./kpi-cards.tsx";
import { KpiChoice } from "./kpi-choice.tsx";
import { LossReasons } from "./loss-reasons.tsx";

const LeadsBehind = lazy(async () => ({ default: (await import("./leads-behind.tsx")).LeadsBehind }));
const MoneyDrawer = lazy(async () => ({ default: (await import("./money-drawer.tsx")).MoneyDrawer }));

/** What came of leads: figures, what they are made of, and the leads behind them. */
export function KpiTab(props: {
  readonly search: InsightsSearch;
  readonly onSearch: (search: InsightsSearch) => void;
}) {
  const { search, onSearch } = props;
  const { kpis: say } = useSay().screens.insights;
  const dayOf = useCivilDay();
  const asked = kpisAsked(search, dayOf(Date.now()));
  const query = useQuery({ ...ask("kpis", "get", { query: asked }), placeholderData: keepPreviousData });
  const [behind, setBehind] = useState<Behind>();
  const [isMoney, setMoney] = useState<"costs" | "rates">();
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-end" gap="sm">
        <KpiChoice search={search} onSearch={onSearch} />
        <Button variant="default" leftSection={<IconCoins size={16} aria-hidden />} onClick={() => setMoney("costs")}>
          {say.money.title}
        </Button>
      </Group>
      <Asked query={query} waiting={<Rows count={6} />}>
        {(found) => (
          <Stack gap="md" aria-busy={query.isPlaceholderData} opacity={query.isPlaceholderData ? 0.6 : 1}>
            <Compared found={found} />
            <KpiCards found={found} onBehind={setBehind} onMoney={setMoney} />
            {found.by !== null && (
              <KpiBreakdown
                found={found}
                figure={search.figure}
                onFigure={(figure) => onSearch({ ...search, figure })}
                onBehind={setBehind}
              />
            )}
            <LossReasons losses={found.all.losses} basis={found.basis} onBehind={setBehind} />
          </Stack>
        )}
      </Asked>
      <Suspense>
        {behind && <LeadsBehind behind={behind} asked={asked} onClose={() => setBehind(undefined)} />}
        {isMoney && <MoneyDrawer start={isMoney} onClose={() => setMoney(undefined)} />}
      </Suspense>
    </Stack>
  );
}

/** Which days are compared, and whose bands and scores these are. */
function Compared({ found }: { readonly found: Kpis }) {
  const { kpis: say } = useSay().screens.insights;
  const { day } = useTimes();
  const { period, before, basis, model } = found;
  return (
    <Text size="sm" c="dimmed">
      {say.of(day(period.from), day(period.until), day(before.from), day(before.until))} {say.basisHints[basis]}{" "}
      {model === null ? say.noModel : say.ofModel(model)}
    </Text>
  );
}
