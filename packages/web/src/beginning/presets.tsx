import { SimpleGrid, Stack, Text, Title, UnstyledButton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ask } from "../api.ts";
import { useSay } from "../say.tsx";
import { Asked, Rows } from "../ui/states.tsx";
import { PresetView } from "./preset-view.tsx";
import { Resembles } from "./resembles.tsx";

/** Where on the screen the presets are. */
export const PRESETS = "presets";

/** Those that a newcomer should see first. */
const FIRST = ["behaviour-basics", "hubspot", "letter-grid", "bant-gates", "global-b2b", "marketo"];

const placeOf = (name: string): number => (FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length);

/** The models that come with Plumbline, each with a sentence. */
export function Presets() {
  const { presets: say } = useSay().screens.beginning;
  const presets = useQuery({ ...ask("presets", "list"), staleTime: Number.POSITIVE_INFINITY });
  const [shown, setShown] = useState<string>();
  const labelOf = useLabels();
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
                  <UnstyledButton
                    key={preset.name}
                    className="beginning-preset"
                    onClick={() => setShown(preset.name)}
                    aria-label={say.open(label)}
                  >
                    <Stack gap={4} align="flex-start">
                      <Text fw={650} size="sm">
                        {label}
                      </Text>
                      <Text size="sm" c="dimmed">
                        {note}
                      </Text>
                      <Resembles name={preset.name} />
                    </Stack>
                  </UnstyledButton>
                );
              })}
          </SimpleGrid>
        )}
      </Asked>
      {shown !== undefined && presets.data && (
        <PresetView
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

type Preset = { readonly name: string; readonly label: string | null; readonly note: string | null };

/** What a preset is called in the reader's language; one that is newer than these screens speaks for itself. */
function useLabels() {
  const { all } = useSay().screens.beginning.presets;
  return ({ name, label, note }: Preset) =>
    Object.hasOwn(all, name) ? all[name as keyof typeof all] : { label: label ?? name, note: note ?? "" };
}
