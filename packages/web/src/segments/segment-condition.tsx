import type { Model } from "@plumbline/scoring";
import { useMemo } from "react";
import { ConditionEditor } from "../condition/condition-editor.tsx";
import { useOffers } from "../condition/offers.ts";
import { useSay } from "../say.tsx";
import { useLiveModel, useLiveModels } from "../ui/use-model.ts";
import { OwnSignals } from "./own-signals.tsx";
import type { SegmentDraft } from "./segment.ts";
import { useConditionNames } from "./use-condition-names.ts";

type Words = NonNullable<Parameters<typeof useOffers>[0]>;
type Signals = NonNullable<Model["signals"]>;

/** The condition of a segment, with the words of its model and signals of its own. */
export function SegmentCondition(props: {
  readonly value: SegmentDraft;
  readonly put: (change: Partial<SegmentDraft>) => void;
}) {
  const { value, put } = props;
  const { segments: say } = useSay().screens;
  const { model, signals } = value;
  const first = useLiveModels()?.[0]?.name;
  const live = useLiveModel(model ?? first);
  const words = useMemo(
    () => ({ ...live?.body, signals: { ...live?.body.signals, ...(signals as Signals) } }) as Words,
    [live, signals],
  );
  const offers = useOffers(words);
  return (
    <>
      <ConditionEditor
        value={value.where}
        onChange={(where) => put({ where })}
        offers={offers}
        label={say.condition}
        names={useConditionNames(model, signals)}
      />
      <OwnSignals signals={signals as Signals} offers={offers} onChange={(next) => put({ signals: next })} />
    </>
  );
}
