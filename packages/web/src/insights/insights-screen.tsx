import { Tabs } from "@mantine/core";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useSay } from "../say.tsx";
import { Screen } from "../ui/screen.tsx";
import { TABS, type Tab } from "./insights-search.ts";
import { KpiTab } from "./kpi-tab.tsx";
import { TruthTab } from "./truth-tab.tsx";
import "./insights.css";

const route = getRouteApi("/inside/insights");

/** Whether the score is true, and what came of leads. */
export function InsightsScreen() {
  const { insights: say } = useSay().screens;
  const search = route.useSearch();
  const navigate = useNavigate({ from: "/insights" });
  const { tab = "truth" } = search;
  return (
    <Screen title={say.title} about={say.about}>
      <Tabs
        value={tab}
        onChange={(next) => void navigate({ search: next === null ? {} : { tab: next as Tab } })}
        keepMounted={false}
      >
        <Tabs.List aria-label={say.title}>
          {TABS.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {say.tabs[one]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={tab} pt="md">
          {tab === "truth" && (
            <TruthTab
              study={search.study}
              onStudy={(study) => void navigate({ search: { tab, ...(study !== undefined && { study }) } })}
            />
          )}
          {tab === "kpis" && (
            <KpiTab search={search} onSearch={(changed) => void navigate({ search: { ...changed, tab } })} />
          )}
        </Tabs.Panel>
      </Tabs>
    </Screen>
  );
}
