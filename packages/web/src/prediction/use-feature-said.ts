import { useMemo } from "react";
import { useSay } from "../say.tsx";
import { useLiveModel } from "../ui/use-model.ts";
import { featureSaid } from "./feature-said.ts";

/** Says features in words, signals as the live version of the model calls them. */
export function useFeatureSaid(model: string): (feature: string) => string {
  const { screens, explanation } = useSay();
  const names = useLiveModel(model)?.names;
  return useMemo(() => {
    const words = {
      say: screens.prediction.features,
      account: explanation.reasons.account,
      signal: names?.signal ?? ((name: string) => name),
    };
    return (feature) => featureSaid(feature, words);
  }, [screens, explanation, names]);
}
