import { Alert, Anchor, List } from "@mantine/core";
import { type Spoken, sayProblem } from "@plumbline/phrases";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useState } from "react";
import { useSay } from "../say.tsx";
import type { DraftProblem } from "./read-draft.ts";

/** A problem of a draft in words. */
export function problemWords(say: Spoken, one: DraftProblem): string {
  if (one.kind === "model") return sayProblem(say, one.problem);
  return one.what === "empty" ? say.screens.builder.emptyText : say.syntax[one.what]();
}

const FEW = 3;

/** What is wrong in the draft; each leads to its place in the text. */
export function ProblemList(props: {
  readonly problems: readonly DraftProblem[];
  readonly onShow: (at: number) => void;
}) {
  const { problems, onShow } = props;
  const say = useSay();
  const { builder, shell } = say.screens;
  const [isWhole, setWhole] = useState(false);
  if (problems.length === 0) return null;
  const shown = isWhole ? problems : problems.slice(0, FEW);
  return (
    <Alert
      color="red"
      variant="light"
      icon={<IconAlertTriangle aria-hidden />}
      title={builder.problems(problems.length)}
    >
      <div aria-live="polite">
        <List size="sm" spacing={4}>
          {shown.map((one) => (
            <List.Item key={`${one.from} ${problemWords(say, one)}`}>
              {problemWords(say, one)}{" "}
              <Anchor component="button" type="button" inherit onClick={() => onShow(one.from)}>
                {builder.toPlace}
              </Anchor>
            </List.Item>
          ))}
        </List>
        {problems.length > shown.length && (
          <Anchor component="button" type="button" size="sm" onClick={() => setWhole(true)}>
            {shell.more}
          </Anchor>
        )}
      </div>
    </Alert>
  );
}
