import { Badge } from "@mantine/core";
import { useFirstSay } from "../say.tsx";

/** Whether what is shown follows what happens. */
export function LiveBadge({ isLive }: { readonly isLive: boolean }) {
  const { shell } = useFirstSay().screens;
  return (
    <Badge variant="dot" color={isLive ? "teal" : "gray"} tt="none" role="status">
      {isLive ? shell.live : shell.notLive}
    </Badge>
  );
}
