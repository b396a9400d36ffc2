import { List, Stack, Text } from "@mantine/core";
import { Section } from "../insights/section.tsx";
import { useSay } from "../say.tsx";
import { CopyableText } from "../ui/copyable.tsx";
import { LinkText } from "../ui/links.tsx";
import { linesFor, type Prediction } from "./prediction.ts";

/** Which models use it, and the lines by which another one would. */
export function PredictionUses({ prediction: { name, usedBy } }: { readonly prediction: Prediction }) {
  const { prediction: say } = useSay().screens;
  return (
    <Section title={say.uses} hint={say.useHint}>
      <Stack gap="sm">
        {usedBy.length === 0 ? (
          <Text size="sm" c="dimmed">
            {say.usesNone}
          </Text>
        ) : (
          <List size="sm">
            {usedBy.map(({ model, version, follows }) => (
              <List.Item key={model}>
                <LinkText to="/models/$name" params={{ name: model }} size="sm">
                  {follows ? say.use.follows(model, version) : say.use.pinned(model, version)}
                </LinkText>
              </List.Item>
            ))}
          </List>
        )}
        <CopyableText text={linesFor(name)} label={say.yaml} />
      </Stack>
    </Section>
  );
}
