import { sayLines } from "@plumbline/phrases";
import { Fragment } from "react";
import { useFirstSay } from "../say.tsx";
import { type LiveModel, useLiveModel } from "./use-model.ts";
import { lineOf } from "./verdict-lines.ts";

type Reason = {
  readonly points: number;
  readonly rule: string | null;
  readonly dimension: string;
  readonly line?: Parameters<typeof lineOf>[0] | null;
};

const SHOWN = 3;

/** What gave or took most, in words. */
export function Reasons({ reasons, model }: { readonly reasons: readonly Reason[]; readonly model: string }) {
  return <ReasonsOf reasons={reasons} live={useLiveModel(model)} />;
}

/** The same where the model is at hand, as in lists, which ask for it once and not in every row. */
export function ReasonsOf(props: { readonly reasons: readonly Reason[]; readonly live: LiveModel | undefined }) {
  const { reasons, live } = props;
  const say = useFirstSay();
  if (!live) return null;
  return (
    <p className="reasons">
      {reasons.slice(0, SHOWN).map((reason, at) => (
        <Fragment key={reason.rule ?? reason.dimension + String(reason.points)}>
          {at > 0 && <span aria-hidden> · </span>}
          <span data-sign={Math.sign(reason.points)}>{say.figures.signed(reason.points * 100)}</span>{" "}
          {reason.rule === null
            ? reason.line
              ? (sayLines(say, [lineOf(reason.line)], live.names)[0]?.words ?? "")
              : live.names.dimension(reason.dimension)
            : live.names.rule(reason.rule)}
        </Fragment>
      ))}
    </p>
  );
}
