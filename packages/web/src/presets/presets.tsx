import { SimpleGrid, Stack, Text, Title, UnstyledButton } from "@mantine/core";
import { useState } from "react";
import { useSay } from "../say.tsx";
import { Asked, Rows } from "../ui/states.tsx";
import { PresetDrawer } from "./preset-drawer.tsx";
import { resembled } from "./resembled.ts";
import { Resembles } from "./resembles.tsx";
import { usePresetLabels } from "./use-preset-labels.ts";
import { usePresets } from "./use-presets.ts";
import "./presets.css";

/** Where on the screen the presets are. */
export const PRESETS = "presets";

/** Those that a newcomer should see first. */
const FIRST = ["behaviour-basics", "hubspot", "letter-grid", "bant-gates", "global-b2b", "marketo"];

const placeOf = (name: string): number => (FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length);

/** The models that come with Plumbline, each with a sentence. */
export function Presets() {
  const { presets: say } = useSay().screens;
  const presets = usePresets();
  const [shown, setShown] = useState<string>();
  const labelOf = usePresetLabels();
  return (
    <Stack gap="sm" component="section" id={PRESETS} aria-label={say.title}>
      <div>
        <Title order={2} size="h4">
          {say.title}
        </Title>
        <Text size="sm" c="dimmed">
          {say.about}
        </Text>
      </div>
      <Asked query={presets} waiting={<Rows count={4} />}>
        {({ items }) => (
          <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} spacing="sm">
            {[...items]
              .sort((one, other) => placeOf(one.name) - placeOf(other.name))
              .map((preset) => {
                const { label, note } = labelOf(preset);
                return (
                  <UnstyledButton key={preset.name} className="presets-card" onClick={() => setShown(preset.name)}>
                    <Stack gap={4} align="flex-start">
                      <Text fw={650} size="sm">
                        {label}
                      </Text>
                      <Text size="sm" c="dimmed">
                        {note}
                      </Text>
                      {resembled(preset.name) !== undefined && <Resembles name={preset.name} />}
                    </Stack>
                  </UnstyledButton>
                );
              })}
          </SimpleGrid>
        )}
      </Asked>
      {shown !== undefined && presets.data && (
        <PresetDrawer
          name={shown}
          {...labelOf(
            presets.data.items.find(({ name }) => name === shown) ?? { name: shown, label: null, note: null },
          )}
          onClose={() => setShown(undefined)}
        />
      )}
    </Stack>
  );
}
