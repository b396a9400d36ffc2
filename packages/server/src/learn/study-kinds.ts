import type { StudyKindName, StudyResults } from "@plumbline/api";
import { type Backtest, backtestOf, type Truth, truthOf } from "@plumbline/learning";
import type { CompiledModel } from "@plumbline/scoring";
import type { AskedMoments } from "./asked-study.ts";
import type { AskedTraining, TrainingResult } from "./asked-training.ts";
import type { AskedWatch } from "./asked-watch.ts";
import { liveMoments } from "./live-moments.ts";
import { type AskedProposals, proposalsStudy } from "./proposals-study.ts";
import type { StudyKind } from "./study-kind.ts";
import { trainingStudy } from "./training-study.ts";
import { watchStudy } from "./watch-study.ts";

type AskedTruth = AskedMoments & { readonly isProbability: boolean };
type AskedBacktest = AskedTruth & { readonly perWeek?: number | undefined };

/** What each kind of study is asked, as it is kept with it. */
export type AskedStudies = {
  readonly truth: AskedTruth;
  readonly backtest: AskedBacktest;
  readonly proposals: AskedProposals;
  readonly training: AskedTraining;
  readonly watch: AskedWatch;
};

/** What is found, as it is kept. */
export type FoundByStudies = Omit<StudyResults, "truth" | "backtest"> & {
  readonly truth: Truth;
  readonly backtest: Backtest;
};

type StudyKinds = {
  readonly [Kind in Exclude<StudyKindName, "training">]: StudyKind<AskedStudies[Kind], FoundByStudies[Kind]>;
} & { readonly training: StudyKind<AskedTraining, TrainingResult> };

const truth: StudyKind<AskedTruth, Truth> = {
  workOut: async (asked, thread) => {
    const { plan, table } = await liveMoments(asked, thread);
    const { isProbability } = asked;
    return truthOf(table, { at: 0, compiled: plan.models[0] as CompiledModel, isProbability });
  },
};

const backtest: StudyKind<AskedBacktest, Backtest> = {
  workOut: async (asked, thread) => {
    const { plan, table } = await liveMoments(asked, thread);
    const [live, draft] = plan.models as [CompiledModel, CompiledModel];
    const { perWeek, isProbability } = asked;
    return backtestOf(table, { live, draft, perWeek, isProbability });
  },
};

/** Every kind of study. What is asked for it is made ready in `prepare-study.ts`. */
const STUDY_KINDS: StudyKinds = {
  truth,
  backtest,
  proposals: proposalsStudy,
  training: trainingStudy,
  watch: watchStudy,
};

/** The kind of a name, whatever it is asked and finds. */
export function studyKind(name: StudyKindName): StudyKind<unknown, unknown> {
  return STUDY_KINDS[name] as StudyKind<unknown, unknown>;
}
