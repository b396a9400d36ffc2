import { Group, Text } from "@mantine/core";

/** The plumb bob and the name. */
export function Mark() {
  return (
    <Group gap={8} wrap="nowrap">
      <img src="/plumb.svg" width={26} height={26} alt="" />
      <Text fw={700} size="md" lts={-0.2}>
        Plumbline
      </Text>
    </Group>
  );
}
