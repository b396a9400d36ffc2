import { Button, Group, Stack, Text } from "@mantine/core";
import { ApiError } from "@plumbline/api";
import { type ApiIssue, sayApiIssue } from "@plumbline/phrases";
import { IconCheck } from "@tabler/icons-react";
import { useSay } from "../say.tsx";
import { Problem } from "../ui/states.tsx";

/** Which values the server did not take, and why. */
function Issues({ error }: { readonly error: unknown }) {
  const phrases = useSay();
  if (!(error instanceof ApiError && error.is("bad-request"))) return null;
  return (
    <Text component="ul" size="sm" c="red" m={0} pl="lg">
      {error.problem.issues.map((issue) => (
        <li key={issue.path}>{sayApiIssue(phrases, issue as ApiIssue)}</li>
      ))}
    </Text>
  );
}

/** The end of a form whose changes are kept until they are saved or given up. */
export function SaveBar(props: {
  readonly isChanged: boolean;
  readonly isSaving: boolean;
  readonly isSaved: boolean;
  readonly error: unknown;
  readonly onDiscard: () => void;
}) {
  const { isChanged, isSaving, isSaved, error, onDiscard } = props;
  const { settings, shell } = useSay().screens;
  return (
    <Stack className="settings-save" gap="xs">
      <Problem error={error} />
      <Issues error={error} />
      <Group gap="sm">
        <Button type="submit" loading={isSaving} disabled={!isChanged}>
          {shell.save}
        </Button>
        {isChanged && (
          <Button variant="subtle" onClick={onDiscard}>
            {settings.discard}
          </Button>
        )}
        <Text size="sm" c="dimmed" role="status">
          {isSaved ? (
            <Group component="span" gap={4}>
              <IconCheck size={16} aria-hidden /> {shell.saved}
            </Group>
          ) : isChanged ? (
            settings.unsaved
          ) : null}
        </Text>
      </Group>
    </Stack>
  );
}
