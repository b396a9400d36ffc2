import { Badge, Box, Group, Tabs } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { ask } from "../api.ts";
import { useMe } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { useTimes } from "../ui/figures.tsx";
import { LinkButton } from "../ui/links.tsx";
import { Screen } from "../ui/screen.tsx";
import { Asked, Rows } from "../ui/states.tsx";
import { useCivilDay } from "../ui/use-civil-day.ts";
import { useLiveModel } from "../ui/use-model.ts";
import { DraftTab } from "./draft-tab.tsx";
import type { WholeModel } from "./model.ts";
import { ModelActions } from "./model-actions.tsx";
import { TABS, type Tab } from "./model-search.ts";
import { OverviewTab } from "./overview-tab.tsx";
import { PublicationNotice } from "./publication-notice.tsx";
import { ReviewsTab } from "./reviews-tab.tsx";
import { SamplesTab } from "./samples-tab.tsx";
import { VersionsTab } from "./versions-tab.tsx";
import "./models.css";

const route = getRouteApi("/inside/models/$name");
/** What is learned from the outcomes of leads is not asked of models of accounts. */
const LEARNED: readonly Tab[] = ["backtest", "proposals"];
const BacktestTab = lazy(async () => ({ default: (await import("../backtest/backtest-tab.tsx")).BacktestTab }));
const ProposalsTab = lazy(async () => ({ default: (await import("../proposals/proposals-tab.tsx")).ProposalsTab }));

/** A model: what it does, what its draft would do, what it was, and who has looked at it. */
export function ModelScreen() {
  const { name } = route.useParams();
  const query = useQuery(ask("models", "get", { params: { name } }));
  return <Asked query={query}>{(model) => <ModelView key={name} model={model} />}</Asked>;
}

type Shown = { readonly model: WholeModel };

function ModelView({ model }: Shown) {
  const title = useLiveModel(model.name)?.body.label ?? model.name;
  return (
    <Screen title={title} about={<About model={model} />} actions={<Actions model={model} />}>
      <PublicationNotice model={model} />
      <Parts model={model} label={title} />
    </Screen>
  );
}

function Parts({ model, label }: { readonly model: WholeModel; readonly label: string }) {
  const { models: say } = useSay().screens;
  const search = route.useSearch();
  const navigate = useNavigate({ from: "/models/$name" });
  const tabs = TABS.filter((one) => model.of === "lead" || !LEARNED.includes(one));
  const wanted = tabs.find((one) => one === search.tab);
  const tab = wanted ?? (model.live === null && model.draftAt !== null ? "draft" : "overview");
  return (
    <Tabs
      value={tab}
      onChange={(next) => void navigate({ search: next === null ? {} : { tab: next as Tab } })}
      keepMounted={false}
    >
      <Box className="models-tabs">
        <Tabs.List aria-label={label}>
          {tabs.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {one === "samples" && model.of === "account" ? say.samples.ofAccounts.title : say.tabs[one]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Box>
      <Tabs.Panel value={tab} pt="md">
        {tab === "overview" && <OverviewTab model={model} />}
        {tab === "draft" && <DraftTab model={model} />}
        <Suspense fallback={<Rows />}>
          {tab === "backtest" && <BacktestTab model={model} />}
          {tab === "proposals" && <ProposalsTab model={model} />}
        </Suspense>
        {tab === "versions" && <VersionsTab model={model} />}
        {tab === "reviews" && <ReviewsTab model={model} review={search.review} />}
        {tab === "samples" && <SamplesTab model={model} />}
      </Tabs.Panel>
    </Tabs>
  );
}

function About({ model }: Shown) {
  const { models: say } = useSay().screens;
  const { day } = useTimes();
  const dayOf = useCivilDay();
  const since = model.publications.find(({ state }) => state === "live")?.liveAt;
  const words =
    model.live === null
      ? [model.retiredAt === null ? say.neverLive : say.retired]
      : [say.version(model.live), ...(since ? [say.since(day(dayOf(since)))] : [])];
  return (
    <Group component="span" gap="xs">
      {[say.ofs[model.of], ...words].join(" · ")}
      {model.isDefault && (
        <Badge component="span" variant="light" tt="none" title={say.defaultHint}>
          {say.isDefault}
        </Badge>
      )}
    </Group>
  );
}

function Actions({ model }: Shown) {
  const { models: say } = useSay().screens;
  const { can } = useMe();
  return (
    <>
      <LinkButton
        to="/models/$name/edit"
        params={{ name: model.name }}
        variant={model.draftAt === null ? "filled" : "default"}
        leftSection={<IconPencil size={16} aria-hidden />}
      >
        {can("draft") ? say.edit : say.open}
      </LinkButton>
      <ModelActions model={model} />
    </>
  );
}
