import { ActionIcon, Menu, Modal, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconDots, IconDownload, IconRefresh, IconTrash } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { client, shown } from "../api.ts";
import { useMe } from "../app/session.ts";
import { exportAddress } from "../leads/export-address.ts";
import { useSay } from "../say.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { troubleSaid } from "../ui/trouble.ts";
import { calledSegment, type WholeSegment } from "./segment.ts";
import { UsedBy } from "./used-by.tsx";

/** What can be done with a segment: taken away as a file, asked anew, removed. */
export function SegmentActions({ segment }: { readonly segment: WholeSegment }) {
  const { segments: say, shell } = useSay().screens;
  const { can } = useMe();
  const queries = useQueryClient();
  const [isDeleting, setIsDeleting] = useState(false);
  const onError = (error: unknown) =>
    notifications.show({ color: "red", message: troubleSaid(error, shell, navigator.onLine) });
  const refreshing = useMutation({
    mutationFn: () => client.segments.refresh({ params: { id: segment.id } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["segments"] }),
    onError,
  });
  const title = calledSegment(segment);
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label={say.actionsOf(title)} loading={refreshing.isPending}>
            <IconDots size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {can("export") && (
            <>
              <Menu.Label>{say.export}</Menu.Label>
              {(["csv", "ndjson"] as const).map((format) => (
                <Menu.Item
                  key={format}
                  component="a"
                  href={exportAddress({ segment: segment.name }, format, shown.workspace)}
                  download
                  leftSection={<IconDownload size={15} aria-hidden />}
                >
                  {say[format]}
                </Menu.Item>
              ))}
            </>
          )}
          {can("write") && (
            <>
              <Menu.Divider />
              {segment.kind === "live" && (
                <Menu.Item
                  leftSection={<IconRefresh size={15} aria-hidden />}
                  title={say.refreshHint}
                  onClick={() => refreshing.mutate()}
                >
                  {say.refresh}
                </Menu.Item>
              )}
              <Menu.Item
                color="red"
                leftSection={<IconTrash size={15} aria-hidden />}
                onClick={() => setIsDeleting(true)}
              >
                {shell.delete}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {isDeleting && <Deleting segment={segment} onClose={() => setIsDeleting(false)} />}
    </>
  );
}

function Deleting({ segment, onClose }: { readonly segment: WholeSegment; readonly onClose: () => void }) {
  const { segments: say, shell } = useSay().screens;
  const navigate = useNavigate();
  const queries = useQueryClient();
  const title = calledSegment(segment);
  if (segment.usedBy.length > 0)
    return (
      <Modal opened onClose={onClose} title={say.deleteTitle(title)} closeButtonProps={{ "aria-label": shell.close }}>
        <Stack>
          <Text size="sm">{say.deleteRefused}</Text>
          <UsedBy holders={segment.usedBy} />
        </Stack>
      </Modal>
    );
  return (
    <Confirm
      title={say.deleteTitle(title)}
      hint={say.deleteHint}
      act={shell.delete}
      onConfirm={async () => {
        await client.segments.drop({ params: { id: segment.id } });
        await navigate({ to: "/segments" });
        await queries.invalidateQueries({ queryKey: ["segments", "list"] });
      }}
      onClose={onClose}
    />
  );
}
