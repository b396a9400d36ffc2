import { ActionIcon, Button, Group, NativeSelect, NumberInput, Stack, Text } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useSay } from "../say.tsx";
import { LinkText } from "../ui/links.tsx";
import { controlShare, MOST_ARMS, type Plan, problemOf, type Wished, withArm } from "./experiment.ts";

/** The versions that are held against the live one, each with its share of the leads. */
export function TreatmentsFields(props: {
  readonly plan: Plan;
  readonly versions: readonly string[];
  readonly called: (version: string) => string;
  readonly onChange: (treatments: readonly Wished[]) => void;
}) {
  const { plan, versions, called, onChange } = props;
  const { treatments, mode } = plan;
  const { screens, figures } = useSay();
  const { experiments: say, models } = screens;
  const left = versions.filter((version) => !treatments.some((one) => one.version === version));
  const [next] = left;
  const isLive = mode === "live";
  return (
    <Stack gap="xs">
      {treatments.map((treatment) => {
        const { version, share } = treatment;
        const change = (changed: Partial<Wished>) =>
          onChange(treatments.map((one) => (one === treatment ? { ...one, ...changed } : one)));
        return (
          <Group key={version} align="flex-end" gap="xs">
            <NativeSelect
              flex={1}
              label={say.treatment}
              value={version}
              data={[version, ...left].map((one) => ({ value: one, label: called(one) }))}
              onChange={({ currentTarget }) => change({ version: currentTarget.value })}
            />
            {isLive && (
              <NumberInput
                w={210}
                label={say.share}
                min={1}
                max={99}
                value={share}
                onChange={(typed) => change({ share: typeof typed === "number" ? typed : "" })}
              />
            )}
            {treatments.length > 1 && (
              <ActionIcon
                variant="subtle"
                color="gray"
                size="lg"
                aria-label={say.removeArm(called(version))}
                onClick={() => onChange(treatments.filter((one) => one !== treatment))}
              >
                <IconX size={16} aria-hidden />
              </ActionIcon>
            )}
          </Group>
        );
      })}
      {versions.length === 0 && (
        <Text size="sm">
          {say.noVersions}{" "}
          <LinkText to="/models/$name/edit" params={{ name: plan.model }} inherit>
            {models.edit}
          </LinkText>
        </Text>
      )}
      {isLive && treatments.length > 0 && (
        <Text size="xs" c={problemOf(plan) === "share" ? "red" : "dimmed"} role="status">
          {problemOf(plan) === "share"
            ? say.shareWrong
            : say.controlShare(figures.percent(controlShare(treatments) / HUNDRED))}
        </Text>
      )}
      {next && treatments.length > 0 && treatments.length < MOST_ARMS - 1 && (
        <Button
          size="xs"
          variant="default"
          w="fit-content"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => onChange(withArm(treatments, next))}
        >
          {say.addArm}
        </Button>
      )}
    </Stack>
  );
}

const HUNDRED = 100;
