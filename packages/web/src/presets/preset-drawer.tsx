import { Alert, Button, Group, Progress, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";
import { useMe } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { LinkButton } from "../ui/links.tsx";
import { SidePanel } from "../ui/side-panel.tsx";
import { Asked, Problem } from "../ui/states.tsx";
import { ModelSentences } from "./model-sentences.tsx";
import { Resembles } from "./resembles.tsx";
import { usePreset } from "./use-presets.ts";
import { useTakePreset } from "./use-take-preset.ts";

const MOST_RULES = 14;

/** A preset as sentences, and what can be done with it. */
export function PresetDrawer(props: {
  readonly name: string;
  readonly label: string;
  readonly note: string;
  readonly onClose: () => void;
}) {
  const { name, label, note, onClose } = props;
  const { presets: say } = useSay().screens;
  const { can } = useMe();
  const preset = usePreset(name);
  const taking = useTakePreset(name);
  const isLive = taking.publication?.state === "live";
  return (
    <SidePanel title={label} onClose={onClose}>
      <Text size="sm">{note}</Text>
      <Group>
        <Resembles name={name} />
      </Group>
      {can("draft") && !isLive && (
        <Stack gap={6}>
          <Group>
            {can("models") && (
              <Button loading={taking.isWorking} onClick={taking.use}>
                {say.use}
              </Button>
            )}
            <Button variant="default" disabled={taking.isWorking} onClick={taking.edit}>
              {say.edit}
            </Button>
          </Group>
          {can("models") && (
            <Text size="xs" c="dimmed">
              {say.useHint}
            </Text>
          )}
        </Stack>
      )}
      <Publication publication={taking.publication} />
      <Problem error={taking.error} />
      <Asked query={preset}>{({ body }) => body && <ModelSentences body={body} most={MOST_RULES} />}</Asked>
    </SidePanel>
  );
}

function Publication({ publication }: { readonly publication: ReturnType<typeof useTakePreset>["publication"] }) {
  const { presets: say, beginning, models } = useSay().screens;
  if (!publication) return null;
  const { state, done, total } = publication;
  if (state === "live")
    return (
      <Alert color="teal" icon={<IconCircleCheck />} title={say.live} role="status">
        <LinkButton to="/leads" size="compact-sm">
          {beginning.steps.toLeads}
        </LinkButton>
      </Alert>
    );
  if (state === "failed" || state === "stopped")
    return <Alert color="red" icon={<IconAlertTriangle />} title={say.failed} role="alert" />;
  // What is counted meanwhile are devices and addresses, more than there are people.
  const doing = state === "filling" ? `${models.publish.states.filling}…` : say.working;
  return (
    <Stack gap={4} aria-live="polite">
      <Text size="sm">
        {doing} {total !== null && say.workingOf(done, total)}
      </Text>
      <Progress value={total ? (100 * done) / total : 0} aria-label={doing} animated />
    </Stack>
  );
}
