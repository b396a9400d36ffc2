import { Drawer, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { useFirstSay } from "../say.tsx";

/** What belongs to a thing of the screen and is looked at beside it. */
export function SidePanel(props: {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const { title, onClose, children } = props;
  const { shell } = useFirstSay().screens;
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="lg"
      title={title}
      closeButtonProps={{ "aria-label": shell.close }}
    >
      <Stack>{children}</Stack>
    </Drawer>
  );
}
