import { Paper, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";

/** The heading of a part, with a sentence on what it is for. */
export function PartHead({ title, about }: { readonly title: string; readonly about: string }) {
  return (
    <div>
      <Title order={2} size="h4">
        {title}
      </Title>
      <Text size="sm" c="dimmed">
        {about}
      </Text>
    </div>
  );
}

/** Things of a part that belong together. */
export function Section(props: {
  readonly title: string;
  readonly about?: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  const { title, about, actions, children } = props;
  return (
    <Paper withBorder p="md" component="section" aria-label={title}>
      <Stack gap="sm">
        <div>
          <Stack gap={2}>
            <Title order={3} size="h5">
              {title}
            </Title>
            {about && (
              <Text size="sm" c="dimmed">
                {about}
              </Text>
            )}
          </Stack>
          {actions}
        </div>
        {children}
      </Stack>
    </Paper>
  );
}

/** Values for whoever may only read them. */
export function Facts({ items }: { readonly items: readonly (readonly [label: string, value: ReactNode])[] }) {
  return (
    <Text component="dl" size="sm" className="settings-facts">
      {items.map(([label, value]) => [<dt key={`${label}-name`}>{label}</dt>, <dd key={label}>{value}</dd>])}
    </Text>
  );
}
