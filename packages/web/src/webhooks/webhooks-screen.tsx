import { Button, Modal, Stack, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ask } from "../api.ts";
import { useMe } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { CopyableText } from "../ui/copyable.tsx";
import { Screen } from "../ui/screen.tsx";
import { Asked, Empty } from "../ui/states.tsx";
import { Deliveries } from "./deliveries.tsx";
import { EndpointForm } from "./endpoint-form.tsx";
import { EndpointList } from "./endpoint-list.tsx";

const EVERY = 10_000;

/** Which addresses are told what changes, and what became of each message. */
export function WebhooksScreen() {
  const { webhooks } = useSay().screens;
  const { can } = useMe();
  const all = useQuery({ ...ask("endpoints", "list"), refetchInterval: EVERY });
  const [isMaking, setIsMaking] = useState(false);
  const [secret, setSecret] = useState<string>();
  const create = can("admin") && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setIsMaking(true)}>
      {webhooks.create}
    </Button>
  );
  return (
    <Screen title={webhooks.title} about={webhooks.about} actions={create}>
      <Asked query={all}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={webhooks.none} hint={webhooks.noneHint}>
              {create}
            </Empty>
          ) : (
            <>
              <EndpointList endpoints={items} onSecret={setSecret} />
              <Deliveries endpoints={items} />
            </>
          )
        }
      </Asked>
      {isMaking && (
        <EndpointForm
          onClose={() => setIsMaking(false)}
          onSecret={(made) => {
            setIsMaking(false);
            setSecret(made);
          }}
        />
      )}
      {secret !== undefined && <SecretOnce secret={secret} onClose={() => setSecret(undefined)} />}
    </Screen>
  );
}

function SecretOnce({ secret, onClose }: { readonly secret: string; readonly onClose: () => void }) {
  const { webhooks, shell } = useSay().screens;
  return (
    <Modal opened onClose={onClose} title={webhooks.secret} closeOnClickOutside={false} withCloseButton={false}>
      <Stack>
        <Text size="sm">{webhooks.secretOnce}</Text>
        <CopyableText text={secret} label={webhooks.secret} />
        <Button onClick={onClose} ml="auto">
          {shell.close}
        </Button>
      </Stack>
    </Modal>
  );
}
