import { Anchor, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useSay } from "../say.tsx";
import { useBuilding } from "./building.ts";
import type { Edit } from "./edit.ts";

/** Removes a part and says so, with a way back that stands for a while. */
export function useRemoval(): (name: string, edits: Edit | readonly Edit[]) => void {
  const { builder } = useSay().screens;
  const { edit, setOpen, undo } = useBuilding();
  return (name, edits) => {
    edit(edits);
    setOpen(undefined);
    const id = notifications.show({
      message: (
        <Group justify="space-between" wrap="nowrap">
          <Text size="sm">{builder.removed(name)}</Text>
          <Anchor
            component="button"
            type="button"
            size="sm"
            onClick={() => {
              undo();
              notifications.hide(id);
            }}
          >
            {builder.undo}
          </Anchor>
        </Group>
      ),
      autoClose: 8000,
    });
  };
}
