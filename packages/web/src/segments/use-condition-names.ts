import type { ConditionNames } from "@plumbline/phrases";
import { useQuery } from "@tanstack/react-query";
import { ask } from "../api.ts";
import { useLiveModel, useLiveModels } from "../ui/use-model.ts";
import { calledSegment } from "./segment.ts";

type Labelled = { readonly label?: string };

/** What people call what a condition speaks of: by a model (the first live one), with signals of its own beside. */
export function useConditionNames(
  model: string | null | undefined,
  own: Readonly<Record<string, unknown>> = {},
): ConditionNames {
  const first = useLiveModels()?.[0]?.name;
  const live = useLiveModel(model ?? first);
  const { data } = useQuery({ ...ask("segments", "list"), staleTime: 60_000 });
  return {
    signal: (name) =>
      Object.hasOwn(own, name) ? ((own[name] as Labelled).label ?? name) : (live?.names.signal(name) ?? name),
    profile: (name) => live?.names.profile(name) ?? name,
    segment: (name) => {
      const found = data?.items.find((one) => one.name === name);
      return found ? calledSegment(found) : name;
    },
  };
}
