import { Text } from "@mantine/core";
import { sayLines } from "@plumbline/phrases";
import { Fragment } from "react";
import { useFirstSay } from "../say.tsx";
import { Signed } from "./figures.tsx";
import { useLiveModel } from "./use-model.ts";
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
  const say = useFirstSay();
  const live = useLiveModel(model);
  if (!live) return null;
  return (
    <Text size="sm" lineClamp={2} lh={1.35}>
      {reasons.slice(0, SHOWN).map((reason, at) => (
        <Fragment key={reason.rule ?? reason.dimension + String(reason.points)}>
          {at > 0 && <span aria-hidden> · </span>}
          <Signed points={reason.points} />{" "}
          {reason.rule === null
            ? reason.line
              ? (sayLines(say, [lineOf(reason.line)], live.names)[0]?.words ?? "")
              : live.names.dimension(reason.dimension)
            : live.names.rule(reason.rule)}
        </Fragment>
      ))}
    </Text>
  );
}
