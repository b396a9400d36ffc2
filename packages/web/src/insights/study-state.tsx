import { IconPlayerStop } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useSay } from "../say.tsx";
import { Notice } from "../ui/states.tsx";
import type { Study } from "./study.ts";
import { UnderWay } from "./under-way.tsx";

/** What was found once it is done; before that, how far it is; and that it ended without an answer. */
export function StudyState(props: {
  readonly study: Pick<Study, "id" | "state" | "done" | "total">;
  readonly children: ReactNode;
}) {
  const { study, children } = props;
  const { insights: say } = useSay().screens;
  switch (study.state) {
    case "waiting":
    case "running":
      return <UnderWay study={study} />;
    case "stopped":
      return <Notice icon={<IconPlayerStop />} title={say.states.stopped} hint={say.stoppedHint} />;
    case "failed":
      return <Notice icon={<IconPlayerStop />} title={say.states.failed} hint={say.failedHint} />;
    case "done":
      return children;
  }
}
