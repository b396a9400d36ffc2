import { Anchor } from "@mantine/core";
import { type Spoken, sayProblem } from "@plumbline/phrases";
import { useSay } from "../say.tsx";
import { ProblemList } from "../ui/problem-list.tsx";
import type { DraftProblem } from "./read-draft.ts";

/** A problem of a draft in words. */
export function problemWords(say: Spoken, one: DraftProblem): string {
  if (one.kind === "model") return sayProblem(say, one.problem);
  return one.what === "empty" ? say.screens.builder.emptyText : say.syntax[one.what]();
}

/** What is wrong in the draft; each leads to its place in the text. */
export function DraftProblems(props: {
  readonly problems: readonly DraftProblem[];
  readonly onShow: (at: number) => void;
}) {
  const { problems, onShow } = props;
  const say = useSay();
  const listed = problems.map((one) => {
    const words = problemWords(say, one);
    const said = (
      <>
        {words}{" "}
        <Anchor component="button" type="button" inherit onClick={() => onShow(one.from)}>
          {say.screens.builder.toPlace}
        </Anchor>
      </>
    );
    return { key: `${one.from} ${words}`, said };
  });
  return <ProblemList problems={listed} />;
}
