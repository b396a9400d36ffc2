import { ActionIcon, Button, Group, NativeSelect, NumberInput, Stack, Text } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useSay } from "../say.tsx";
import { OUTCOMES, type Plan, USUAL_GUARD_DAYS } from "./experiment.ts";

type Guards = Plan["guards"];

/** What must not get worse, and by how much it may at most. */
export function GuardsFields(props: { readonly guards: Guards; readonly onChange: (guards: Guards) => void }) {
  const { guards, onChange } = props;
  const { experiments: say } = useSay().screens;
  const left = OUTCOMES.filter((outcome) => !guards.some((guard) => guard.outcome === outcome));
  const [next] = left;
  return (
    <Stack gap="xs">
      <Text size="sm" fw={600}>
        {say.guards}
      </Text>
      <Text size="xs" c="dimmed">
        {say.guardsHint}
      </Text>
      {guards.map((guard) => {
        const change = (changed: Partial<Guards[number]>) =>
          onChange(guards.map((one) => (one === guard ? { ...one, ...changed } : one)));
        return (
          <Group key={guard.outcome} align="flex-end" gap="xs">
            <NativeSelect
              flex={1}
              label={say.guard}
              value={guard.outcome}
              data={[guard.outcome, ...left].map((one) => ({ value: one, label: say.outcomes[one] }))}
              onChange={({ currentTarget }) => {
                const chosen = OUTCOMES.find((one) => one === currentTarget.value);
                if (chosen) change({ outcome: chosen });
              }}
            />
            <NumberInput
              w={130}
              label={say.margin}
              min={0}
              max={100}
              value={guard.margin}
              onChange={(margin) => change({ margin: typeof margin === "number" ? margin : "" })}
            />
            <NumberInput
              w={110}
              label={say.guardDays}
              min={1}
              max={730}
              allowDecimal={false}
              value={guard.days}
              onChange={(days) => change({ days: typeof days === "number" ? days : "" })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={say.removeGuard(say.outcomes[guard.outcome])}
              onClick={() => onChange(guards.filter((one) => one !== guard))}
            >
              <IconX size={16} aria-hidden />
            </ActionIcon>
          </Group>
        );
      })}
      {next && (
        <Button
          size="xs"
          variant="default"
          w="fit-content"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => onChange([...guards, { outcome: next, margin: "", days: USUAL_GUARD_DAYS }])}
        >
          {say.addGuard}
        </Button>
      )}
    </Stack>
  );
}
