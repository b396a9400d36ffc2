import { Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";

/** A figure with its name above and what belongs to it below. */
export function Stat(props: { readonly label: string; readonly value: string; readonly children?: ReactNode }) {
  const { label, value, children } = props;
  return (
    <Stack gap={0} component="dl" m={0}>
      <Text component="dt" size="sm" c="dimmed">
        {label}
      </Text>
      <Text component="dd" m={0} fz="xl" fw={700} lh={1.2}>
        {value}
      </Text>
      {children && (
        <Text component="dd" m={0} size="xs" c="dimmed">
          {children}
        </Text>
      )}
    </Stack>
  );
}
