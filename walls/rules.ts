import type { IForbiddenRuleType } from "dependency-cruiser";

type Room = {
  /** The rooms it may know. */
  readonly knows: readonly string[];
  /** A pure room knows these packages and no other, and nothing of Node. */
  readonly pure?: { readonly packages: readonly string[] };
};

/** One direction: every room knows only rooms above it. */
const ROOMS: Readonly<Record<string, Room>> = {
  scoring: { knows: [], pure: { packages: ["@noble/hashes", "re2js", "zod"] } },
  phrases: { knows: [], pure: { packages: [] } },
  snippet: { knows: [] },
  learning: { knows: ["scoring"], pure: { packages: [] } },
  api: { knows: ["scoring", "learning"] },
  store: { knows: ["scoring", "learning"] },
  connectors: { knows: ["scoring", "api"] },
  server: { knows: ["scoring", "learning", "phrases", "snippet", "api", "store", "connectors"] },
  web: { knows: ["scoring", "learning", "phrases", "api", "connectors"] },
  cli: { knows: ["scoring", "learning", "phrases", "api", "store", "connectors", "server"] },
};

/** The connectors' second door, for browsers. */
const PREVIEW = "^packages/connectors/src/files/preview-file\\.ts$";

const TEST = String.raw`\.(test|testing)\.tsx?$`;

export const rules: readonly IForbiddenRuleType[] = [
  ...Object.entries(ROOMS).flatMap(([name, room]) => [roomRule(name, room), ...pureRules(name, room)]),
  {
    name: "known-room",
    severity: "error",
    comment: "Every folder of packages/ is a room with a line in walls/rules.ts.",
    from: { path: "^packages/", pathNot: `^packages/(${Object.keys(ROOMS).join("|")})/` },
    to: {},
  },
  {
    name: "front-door",
    severity: "error",
    comment:
      "Another room is entered by its name, which leads to its index.ts; tests borrow a database of the store's.",
    from: { path: "^packages/([^/]+)/" },
    to: {
      path: "^packages/",
      // That only tests go there is the wall `tests-are-leaves`.
      pathNot: [
        "^packages/$1/",
        "^packages/[^/]+/src/index\\.ts$",
        "^packages/store/src/database\\.testing\\.ts$",
        PREVIEW,
      ],
    },
  },
  {
    name: "web-previews-files",
    severity: "error",
    comment: "Of the connectors a browser can run only what looks at files; the rest needs Node.",
    from: { path: "^packages/web/" },
    to: { path: "^packages/connectors/", pathNot: PREVIEW },
  },
  {
    name: "steps-answer-nobody",
    severity: "error",
    comment: "A step of the flow says what came of it; what a request is told of that is for `answer` to say.",
    from: {
      path: "^packages/server/src/(collect|identify|measure|score|decide|act|learn|publish|segment)/",
      pathNot: TEST,
    },
    to: { path: "^packages/server/src/answer/" },
  },
  {
    name: "by-name",
    severity: "error",
    comment: "Another room is entered by its name, not by a path that climbs over the wall.",
    from: { path: "^packages/([^/]+)/" },
    to: { path: "^packages/", pathNot: "^packages/$1/", dependencyTypes: ["local"] },
  },
  {
    name: "rooms-only",
    severity: "error",
    comment: "A room needs nothing of the repository but rooms.",
    from: { path: "^packages/" },
    to: { path: "^(bench|docs|scripts|walls)/" },
  },
  {
    name: "no-cycle",
    severity: "error",
    comment: "Files that need one another are one file, or hide a third.",
    from: {},
    to: { circular: true },
  },
  {
    name: "tests-are-leaves",
    severity: "error",
    comment: "What a test and the product both need belongs to the product.",
    from: { pathNot: TEST },
    to: { path: TEST },
  },
  {
    name: "resolvable",
    severity: "error",
    comment: "An import that leads nowhere is an edge that no rule can see.",
    from: {},
    to: { couldNotResolve: true },
  },
];

function roomRule(name: string, { knows }: Room): IForbiddenRuleType {
  return {
    name: `${name}-knows`,
    severity: "error",
    comment: `${name} knows ${knows.length > 0 ? knows.join(", ") : "no other room"}.`,
    from: { path: `^packages/${name}/` },
    to: { path: "^packages/", pathNot: `^packages/(${[name, ...knows].join("|")})/` },
  };
}

/** What holds a pure room's code; its tests may use what they like. */
function pureRules(name: string, { pure }: Room): readonly IForbiddenRuleType[] {
  if (!pure) return [];
  const from = { path: `^packages/${name}/`, pathNot: TEST };
  return [
    {
      name: `${name}-packages`,
      severity: "error",
      comment: `${name} uses ${pure.packages.length > 0 ? `only ${pure.packages.join(", ")}` : "no package"}.`,
      from,
      to: { path: "node_modules/", pathNot: pure.packages.map((used) => `node_modules/${used}/`) },
    },
    {
      name: `${name}-without-node`,
      severity: "error",
      comment: `${name} is pure: no file, socket or clock.`,
      from,
      to: { dependencyTypes: ["core"] },
    },
  ];
}
