import { Alert, Button, Group, Progress, Stack, Text } from "@mantine/core";
import { IconCheck, IconPlayerStop, IconRocket } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { type Answered, ask, client } from "../api.ts";
import { useMe } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { Problem } from "../ui/states.tsx";
import type { WholeModel } from "./model.ts";

type Publication = Answered<"publications", "get">;

const SOON = 800;
const isUnderWay = ({ state }: Pick<Publication, "state">) => state === "filling" || state === "scoring";

/** The version that is on its way to being live, and, once it is there, that it is. */
export function PublicationNotice({ model }: { readonly model: WholeModel }) {
  const current = model.publications.find(isUnderWay)?.id;
  const [followed, setFollowed] = useState(current);
  // What was followed is shown to its end, also after the model says that nothing is under way any more.
  if (current !== undefined && current !== followed) setFollowed(current);
  return followed === undefined ? null : <Followed key={followed} id={followed} />;
}

function Followed({ id }: { readonly id: string }) {
  const queries = useQueryClient();
  const { data } = useQuery({
    ...ask("publications", "get", { params: { id } }),
    refetchInterval: ({ state }) => (state.data && !isUnderWay(state.data) ? false : SOON),
  });
  const isOver = data !== undefined && !isUnderWay(data);
  useEffect(() => {
    if (isOver) void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "publications" });
  }, [isOver, queries]);
  if (!data) return null;
  return isOver ? <Over publication={data} /> : <UnderWay publication={data} />;
}

type Shown = { readonly publication: Publication };

function Over({ publication: { state, version, leftOut } }: Shown) {
  const { publish: say } = useSay().screens.models;
  const isLive = state === "live";
  if (state === "retired") return null;
  return (
    <Alert color={isLive ? "teal" : "orange"} variant="light" role="status" {...(isLive && { icon: <IconCheck /> })}>
      {isLive ? say.isLive(version) : say.ended(version, say.states[state])}
      {leftOut > 0 && ` ${say.leftOut(leftOut)}`}
    </Alert>
  );
}

function UnderWay({ publication: { id, version, state, done, total } }: Shown) {
  const { publish: say } = useSay().screens.models;
  const { can } = useMe();
  const queries = useQueryClient();
  const stopping = useMutation({
    mutationFn: () => client.publications.stop({ params: { id } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ["publications"] }),
  });
  const share = total ? (done / total) * 100 : 0;
  return (
    <Alert variant="light" icon={<IconRocket />} title={say.underWay(version)}>
      <Stack gap="xs">
        <Group justify="space-between">
          <Text size="sm" role="status">
            {say.states[state]}
            {total !== null && total > 0 && ` · ${say.progress(done, total)}`}
          </Text>
          {can("models") && (
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconPlayerStop size={14} aria-hidden />}
              loading={stopping.isPending}
              onClick={() => stopping.mutate()}
            >
              {say.stop}
            </Button>
          )}
        </Group>
        <Progress value={total ? share : 100} animated aria-label={say.states[state]} />
        <Problem error={stopping.error} />
      </Stack>
    </Alert>
  );
}
