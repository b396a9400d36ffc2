import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ask } from "../api.ts";
import { useMe } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { Screen } from "../ui/screen.tsx";
import { Asked, Empty } from "../ui/states.tsx";
import { Connect } from "./connect.tsx";
import { LiveEvents } from "./live-events.tsx";
import { SourceGuide } from "./source-guide.tsx";
import { SourceList } from "./source-list.tsx";

/** Where events come from, how to connect more, and what arrives just now. */
export function SourcesScreen() {
  const { sources } = useSay().screens;
  const { can } = useMe();
  const all = useQuery(ask("sources", "list"));
  const [isMaking, setIsMaking] = useState(false);
  const [connecting, setConnecting] = useState<string>();
  const connected = all.data?.items.find(({ id }) => id === connecting);
  const create = can("keys") && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setIsMaking(true)}>
      {sources.create}
    </Button>
  );
  return (
    <Screen title={sources.title} about={sources.about} actions={create}>
      <Asked query={all}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={sources.none} hint={sources.noneHint}>
              {create}
            </Empty>
          ) : (
            <>
              <SourceList sources={items} onConnect={setConnecting} />
              <LiveEvents sources={items} />
            </>
          )
        }
      </Asked>
      {isMaking && (
        <SourceGuide
          onClose={() => setIsMaking(false)}
          onMade={(id) => {
            setIsMaking(false);
            setConnecting(id);
          }}
        />
      )}
      {connected && <Connect key={connected.id} source={connected} onClose={() => setConnecting(undefined)} />}
    </Screen>
  );
}
