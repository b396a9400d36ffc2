import { Card, Group, Stack, Title } from "@mantine/core";
import { type ReactNode, useId } from "react";

/** A part of the screen, under a heading by which it is found. */
export function Section(props: {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly glows?: boolean;
  readonly children: ReactNode;
}) {
  const { title, actions, glows = false, children } = props;
  const id = useId();
  return (
    <Card
      withBorder
      padding="md"
      component="section"
      aria-labelledby={id}
      className="lead-section"
      data-changed={glows || undefined}
    >
      <Stack gap="sm">
        <Group justify="space-between" gap="xs" mih={26}>
          <Title order={2} size="h5" id={id}>
            {title}
          </Title>
          {actions && <Group gap={6}>{actions}</Group>}
        </Group>
        {children}
      </Stack>
    </Card>
  );
}
