import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { ask } from "../api.ts";
import { useMe } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { Screen } from "../ui/screen.tsx";
import { Asked, Empty } from "../ui/states.tsx";
import { ModelList } from "./model-list.tsx";

const Gallery = lazy(async () => ({ default: (await import("../presets/gallery.tsx")).Gallery }));

/** All models: what is live, what is being drafted, and what waits for a review or a signature. */
export function ModelsScreen() {
  const { models: say } = useSay().screens;
  const { can } = useMe();
  const [isChoosing, setChoosing] = useState(false);
  const all = useQuery(ask("models", "list"));
  const create = can("draft") && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setChoosing(true)}>
      {say.create}
    </Button>
  );
  return (
    <Screen title={say.title} about={say.about} actions={all.data?.items.length !== 0 && create}>
      <Asked query={all}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={say.none} hint={say.noneHint}>
              {create}
            </Empty>
          ) : (
            <ModelList models={items} />
          )
        }
      </Asked>
      {isChoosing && (
        <Suspense>
          <Gallery taken={all.data?.items.map(({ name }) => name) ?? []} onClose={() => setChoosing(false)} />
        </Suspense>
      )}
    </Screen>
  );
}
