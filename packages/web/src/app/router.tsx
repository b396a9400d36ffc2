import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { entranceSearch } from "../entrance/entrance-search.ts";
import { experimentsSearch } from "../experiments/experiments-search.ts";
import { insightsSearch } from "../insights/insights-search.ts";
import { leadSearch } from "../lead/lead-search.ts";
import { boardSearch } from "../leads/board-search.ts";
import { LeadsScreen } from "../leads/leads-screen.tsx";
import { leadsSearch } from "../leads/leads-search.ts";
import { loadLeads } from "../leads/load-leads.ts";
import { modelSearch } from "../models/model-search.ts";
import { predictionsSearch } from "../prediction/predictions-search.ts";
import { Failed, Loading, NotFound } from "../ui/states.tsx";
import { Inside } from "./inside.tsx";
import { queries } from "./queries.ts";
import { askMe } from "./session.ts";

// A screen is fetched when somebody goes there; the list of leads, where people work all day, comes with the frame. Its
// address says what it shows, so that it can be sent to a colleague.
const root = createRootRoute();
// What the first screen shows is asked for at once, and not only when it is drawn; who is here comes first, for
// requests name the workspace. The screens show what went wrong.
const inside = createRoute({
  getParentRoute: () => root,
  id: "inside",
  component: Inside,
  loader: () => void whoIsHere(),
});
const whoIsHere = () => queries.ensureQueryData(askMe()).catch(() => undefined);

const home = createRoute({
  getParentRoute: () => inside,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/leads" });
  },
});

const entranceScreen = lazyRouteComponent(() => import("../entrance/entrance-screen.tsx"), "EntranceScreen");
const entrance = createRoute({
  getParentRoute: () => root,
  path: "/entrance",
  validateSearch: entranceSearch,
  component: entranceScreen,
});

const leads = createRoute({
  getParentRoute: () => inside,
  path: "/leads",
  validateSearch: leadsSearch,
  component: LeadsScreen,
  loaderDeps: ({ search }) => search,
  loader: ({ deps }) => void whoIsHere().then((me) => me && loadLeads(queries, deps, Date.now())),
});
const board = createRoute({
  getParentRoute: () => inside,
  path: "/board",
  validateSearch: boardSearch,
  component: lazyRouteComponent(() => import("../leads/board-screen.tsx"), "BoardScreen"),
});
const leaderboard = createRoute({
  getParentRoute: () => inside,
  path: "/leaderboard",
  validateSearch: boardSearch,
  component: lazyRouteComponent(() => import("../leads/leaderboard-screen.tsx"), "LeaderboardScreen"),
});
const lead = createRoute({
  getParentRoute: () => inside,
  path: "/leads/$id",
  validateSearch: leadSearch,
  component: lazyRouteComponent(() => import("../lead/lead-screen.tsx"), "LeadScreen"),
});
const accounts = createRoute({
  getParentRoute: () => inside,
  path: "/accounts",
  component: lazyRouteComponent(() => import("../accounts/accounts-screen.tsx"), "AccountsScreen"),
});
const account = createRoute({
  getParentRoute: () => inside,
  path: "/accounts/$id",
  component: lazyRouteComponent(() => import("../accounts/account-screen.tsx"), "AccountScreen"),
});
const segments = createRoute({
  getParentRoute: () => inside,
  path: "/segments",
  component: lazyRouteComponent(() => import("../segments/segments-screen.tsx"), "SegmentsScreen"),
});
const segment = createRoute({
  getParentRoute: () => inside,
  path: "/segments/$id",
  component: lazyRouteComponent(() => import("../segments/segment-screen.tsx"), "SegmentScreen"),
});
const lists = createRoute({
  getParentRoute: () => inside,
  path: "/lists",
  component: lazyRouteComponent(() => import("../segments/lists-screen.tsx"), "ListsScreen"),
});
const duplicates = createRoute({
  getParentRoute: () => inside,
  path: "/duplicates",
  component: lazyRouteComponent(() => import("../lead/duplicates-screen.tsx"), "DuplicatesScreen"),
});
const models = createRoute({
  getParentRoute: () => inside,
  path: "/models",
  component: lazyRouteComponent(() => import("../models/models-screen.tsx"), "ModelsScreen"),
});
const model = createRoute({
  getParentRoute: () => inside,
  path: "/models/$name",
  validateSearch: modelSearch,
  component: lazyRouteComponent(() => import("../models/model-screen.tsx"), "ModelScreen"),
});
const builder = createRoute({
  getParentRoute: () => inside,
  path: "/models/$name/edit",
  component: lazyRouteComponent(() => import("../builder/builder-screen.tsx"), "BuilderScreen"),
});
const signals = createRoute({
  getParentRoute: () => inside,
  path: "/signals",
  component: lazyRouteComponent(() => import("../signals/signals-screen.tsx"), "SignalsScreen"),
});
const insights = createRoute({
  getParentRoute: () => inside,
  path: "/insights",
  validateSearch: insightsSearch,
  component: lazyRouteComponent(() => import("../insights/insights-screen.tsx"), "InsightsScreen"),
});
const predictions = createRoute({
  getParentRoute: () => inside,
  path: "/predictions",
  validateSearch: predictionsSearch,
  component: lazyRouteComponent(() => import("../prediction/predictions-screen.tsx"), "PredictionsScreen"),
});
const experiments = createRoute({
  getParentRoute: () => inside,
  path: "/experiments",
  validateSearch: experimentsSearch,
  component: lazyRouteComponent(() => import("../experiments/experiments-screen.tsx"), "ExperimentsScreen"),
});
const sources = createRoute({
  getParentRoute: () => inside,
  path: "/sources",
  component: lazyRouteComponent(() => import("../sources/sources-screen.tsx"), "SourcesScreen"),
});
const data = createRoute({
  getParentRoute: () => inside,
  path: "/data",
  component: lazyRouteComponent(() => import("../sources/data-screen.tsx"), "DataScreen"),
});
const imports = createRoute({
  getParentRoute: () => inside,
  path: "/imports",
  component: lazyRouteComponent(() => import("../sources/imports-screen.tsx"), "ImportsScreen"),
});
const webhooks = createRoute({
  getParentRoute: () => inside,
  path: "/webhooks",
  component: lazyRouteComponent(() => import("../webhooks/webhooks-screen.tsx"), "WebhooksScreen"),
});
const settings = createRoute({
  getParentRoute: () => inside,
  path: "/settings/{-$part}",
  component: lazyRouteComponent(() => import("../settings/settings-screen.tsx"), "SettingsScreen"),
});
const beginning = createRoute({
  getParentRoute: () => inside,
  path: "/begin",
  component: lazyRouteComponent(() => import("../beginning/beginning-screen.tsx"), "BeginningScreen"),
});

const work = [leads, lead, board, leaderboard, accounts, account, segments, segment, lists, duplicates] as const;
const build = [models, model, builder, signals] as const;
const learn = [insights, predictions, experiments] as const;
const keep = [sources, data, imports, webhooks, settings, beginning] as const;

export const router = createRouter({
  // What a screen does not know of its address, it does not pass on to the server.
  search: { strict: true },
  routeTree: root.addChildren([entrance, inside.addChildren([home, ...work, ...build, ...learn, ...keep])]),
  defaultPreload: "intent",
  defaultPendingComponent: Loading,
  defaultErrorComponent: Failed,
  defaultNotFoundComponent: NotFound,
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  // biome-ignore lint/style/useConsistentTypeDefinitions: what is declared elsewhere as an interface is added to as one.
  interface Register {
    router: typeof router;
  }
}
