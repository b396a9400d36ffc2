import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { ask } from "../api.ts";
import { useSay } from "../say.tsx";
import { useModelVersion } from "../ui/use-model.ts";
import type { TruthStudy } from "./study.ts";

type Start = { readonly name: string; readonly above?: number | undefined; readonly from?: number | undefined };

/** What is known of the version that a question was about. */
export type Studied = {
  readonly band: (name: string | null) => string;
  readonly rule: (id: string) => string;
  /** Where its bands begin; null of a draft, which may have changed since. */
  readonly starts: readonly Start[] | null;
};

/** The version that was studied: of a draft only the names are known, by the version that is live. */
export function useStudied({ asked, at }: TruthStudy): Studied {
  const { insights: say } = useSay().screens;
  const { data: model } = useQuery(ask("models", "get", { params: { name: asked.model } }));
  const then = model?.publications
    .filter(({ liveAt }) => liveAt !== null && liveAt <= at)
    .toSorted((a, b) => ((a.liveAt ?? "") < (b.liveAt ?? "") ? 1 : -1))[0];
  const wanted = typeof asked.version === "number" ? asked.version : (then?.version ?? model?.live ?? undefined);
  const version = useModelVersion(asked.model, wanted);
  const isDraft = asked.version === "draft";
  return useMemo(
    () => ({
      band: (name) => (name === null ? say.noBand : (version?.names.band(name) ?? name)),
      rule: (id) => version?.names.rule(id) ?? id,
      starts: isDraft ? null : (version?.body.bands ?? []),
    }),
    [version, isDraft, say],
  );
}
