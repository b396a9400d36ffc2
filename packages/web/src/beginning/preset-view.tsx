import { Alert, Button, Drawer, Group, Progress, Stack, Text, Title } from "@mantine/core";
import { type Band, namesOf, type Rule, sayBands, sayRule } from "@plumbline/phrases";
import { IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";
import { useMe } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { Asked, Problem } from "../ui/states.tsx";
import { Resembles } from "./resembles.tsx";
import { usePreset, useTakePreset } from "./use-preset.ts";

type Body = NonNullable<NonNullable<ReturnType<typeof usePreset>["data"]>["body"]>;

/** A preset as sentences, and what can be done with it. */
export function PresetView(props: {
  readonly name: string;
  readonly label: string;
  readonly note: string;
  readonly onClose: () => void;
}) {
  const { name, label, note, onClose } = props;
  const { beginning, shell } = useSay().screens;
  const say = beginning.presets;
  const { can } = useMe();
  const preset = usePreset(name);
  const taking = useTakePreset(name);
  const isLive = taking.publication?.state === "live";
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="lg"
      title={label}
      closeButtonProps={{ "aria-label": shell.close }}
    >
      <Stack>
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
        <Asked query={preset}>{({ body }) => body && <Sentences body={body} />}</Asked>
      </Stack>
    </Drawer>
  );
}

const MOST_RULES = 14;

function Sentences({ body }: { readonly body: Body }) {
  const phrases = useSay();
  const { presets: say } = phrases.screens.beginning;
  const names = namesOf(body);
  // What the server answers is what the phrases say: both are the model's own grammar.
  const bands = (body.bands ?? []) as readonly Band[];
  const rules = body.rules.slice(0, MOST_RULES);
  return (
    <>
      <div>
        <Title order={3} size="h5" mb={6}>
          {say.bands}
        </Title>
        {bands.length === 0 ? (
          <Text size="sm">{say.noBands}</Text>
        ) : (
          <ul className="beginning-sentences">
            {sayBands(phrases, bands).map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        )}
      </div>
      <div>
        <Title order={3} size="h5" mb={6}>
          {say.rules}
        </Title>
        <ul className="beginning-sentences">
          {rules.map((rule) => (
            <li key={rule.id}>
              <b>{names.rule(rule.id)}</b>
              <br />
              <Text component="span" size="sm" c="dimmed">
                {sayRule(phrases, rule as unknown as Rule, names)}
              </Text>
            </li>
          ))}
        </ul>
        {body.rules.length > rules.length && (
          <Text size="sm" c="dimmed" mt={6}>
            {say.more(body.rules.length - rules.length)}
          </Text>
        )}
      </div>
    </>
  );
}

function Publication({ publication }: { readonly publication: ReturnType<typeof useTakePreset>["publication"] }) {
  const { presets: say } = useSay().screens.beginning;
  if (!publication) return null;
  const { state, done, total } = publication;
  if (state === "live") return <Alert color="teal" icon={<IconCircleCheck />} title={say.live} role="status" />;
  if (state === "failed" || state === "stopped")
    return <Alert color="red" icon={<IconAlertTriangle />} title={say.failed} role="alert" />;
  return (
    <Stack gap={4} aria-live="polite">
      <Text size="sm">
        {say.working} {total !== null && say.workingOf(done, total)}
      </Text>
      <Progress value={total ? (100 * done) / total : 0} aria-label={say.working} animated />
    </Stack>
  );
}
