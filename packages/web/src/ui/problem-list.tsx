import { Alert, Anchor, List } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { useSay } from "../say.tsx";

const FEW = 3;

/** What keeps a model from being published, each in words with its place or the way there; the first few at first. */
export function ProblemList({
  problems,
}: {
  readonly problems: readonly { readonly key: string; readonly said: ReactNode }[];
}) {
  const { builder, shell } = useSay().screens;
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
          {shown.map(({ key, said }) => (
            <List.Item key={key}>{said}</List.Item>
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
