import { Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useSay } from "../say.tsx";
import { useTimes } from "../ui/figures.tsx";
import { useAuthor } from "../ui/use-author.ts";
import type { Study } from "./study.ts";

const USUAL_HORIZON = 90;

/** What was asked of a model's past, by whom and when. */
export function StudyLine(props: {
  readonly study: Pick<Study, "by" | "at"> & {
    readonly asked: { readonly target?: Study["asked"]["target"]; readonly horizon?: number | undefined };
  };
  readonly children?: ReactNode;
}) {
  const { study, children } = props;
  const { insights: say } = useSay().screens;
  const { ago } = useTimes();
  const author = useAuthor();
  const { target = "won", horizon = USUAL_HORIZON } = study.asked;
  return (
    <Text size="sm" c="dimmed">
      {say.within(say.targets[target], horizon)} · {say.by(author(study.by), ago(study.at))}
      {children}
    </Text>
  );
}
