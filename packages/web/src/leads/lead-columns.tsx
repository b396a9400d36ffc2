import type { First } from "@plumbline/phrases";
import type { ReactNode } from "react";
import { BandOf } from "../ui/band.tsx";
import { Ago } from "../ui/figures.tsx";
import { ReasonsOf } from "../ui/reasons.tsx";
import type { LiveModel } from "../ui/use-model.ts";
import { isOwnColumn, type OwnColumn, traitOf } from "./column-names.ts";
import type { Width } from "./column-tracks.ts";
import { Cut, Later, Score, Tags, Trend, textOf, Who } from "./lead-cells.tsx";
import type { Sort } from "./leads-search.ts";
import type { ListedLead } from "./use-leads.ts";

export type Column = {
  readonly id: string;
  readonly label: string;
  readonly width: Width;
  readonly isNumber?: boolean;
  /** What the list is sorted by when the heading is pressed. */
  readonly sort?: Sort;
  /** What the server has to send for it besides the lead. */
  readonly include?: "dimensions" | "reasons" | "trend" | "tags" | "feedback";
  readonly cell: (lead: ListedLead, live: LiveModel | undefined) => ReactNode;
};

type Say = First["screens"];

/** The columns with these names, after who the lead is. */
export function columnsOf(chosen: readonly string[], { leads: say }: Say): readonly Column[] {
  const own = ownColumns(say);
  return [
    {
      id: "lead",
      label: say.lead,
      width: { least: 176, share: 1.1 },
      sort: "name",
      cell: (lead) => <Who lead={lead} />,
    },
    ...chosen.flatMap((id): Column[] => {
      if (isOwnColumn(id)) return [{ id, ...own[id] }];
      const trait = traitOf(id);
      if (trait === undefined) return [];
      const cell = ({ traits }: ListedLead) => <Cut text={textOf(traits[trait])} />;
      return [{ id, label: trait, width: { least: 110, most: 180 }, cell }];
    }),
  ];
}

function ownColumns(say: Say["leads"]): Readonly<Record<OwnColumn, Omit<Column, "id">>> {
  return {
    score: {
      label: say.score,
      width: { least: 104 },
      isNumber: true,
      sort: "total",
      include: "dimensions",
      cell: (lead, live) => <Score lead={lead} live={live} />,
    },
    band: {
      label: say.band,
      width: { least: 180, most: 196 },
      cell: ({ score }, live) => <BandOf band={score.band} live={live} />,
    },
    trend: { label: say.trend, width: { least: 76 }, include: "trend", cell: (lead) => <Trend lead={lead} /> },
    reasons: {
      label: say.reasons,
      width: { least: 284, share: 2.4 },
      include: "reasons",
      cell: ({ reasons }, live) => (reasons ? <ReasonsOf reasons={reasons} live={live} /> : <Later />),
    },
    owner: { label: say.owner, width: { least: 100, most: 140 }, cell: ({ owner }) => <Cut text={owner} /> },
    seen: {
      label: say.seen,
      width: { least: 94 },
      sort: "seen",
      cell: ({ lastAt }) => lastAt && <Ago at={lastAt} size="sm" c="dimmed" />,
    },
    tags: {
      label: say.tags,
      width: { least: 120, most: 200 },
      include: "tags",
      cell: ({ tags }) => (tags ? <Tags tags={tags} /> : <Later />),
    },
    feedback: {
      label: say.feedback,
      width: { least: 104 },
      include: "feedback",
      cell: ({ feedback }) => (feedback ? <Cut text={say.feedbackState[feedback.state]} /> : null),
    },
  };
}
