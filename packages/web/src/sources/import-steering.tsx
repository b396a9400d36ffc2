import { Alert, Button, Text } from "@mantine/core";
import { IconPlayerPause, IconPlayerPlay, IconPlayerStop } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { client } from "../api.ts";
import { useMe } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { Problem } from "../ui/states.tsx";
import { type Import, isUnderWay, readReport } from "./import.ts";
import { useHowFar } from "./use-how-far.ts";

/** Pausing what is under way, going on, and stopping for good. */
export function ImportSteering(props: { readonly one: Import; readonly onStopped: (one: Import) => void }) {
  const { one, onStopped } = props;
  const { imports } = useSay().screens.sources;
  const { can } = useMe();
  const queries = useQueryClient();
  const [isStopping, setIsStopping] = useState(false);
  const params = { id: one.id };
  const steer = useMutation({
    mutationFn: (verb: "pause" | "resume") => client.imports[verb]({ params }),
    onSettled: () => queries.invalidateQueries({ queryKey: ["imports"] }),
  });
  if (!can("write") || one.state === "done") return null;
  const isGoing = isUnderWay(one);
  // Nothing more is read while somebody thinks about it: what she is told then is so.
  const stop = () => (isGoing ? steer.mutate("pause", { onSuccess: () => setIsStopping(true) }) : setIsStopping(true));
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        loading={steer.isPending}
        leftSection={isGoing ? <IconPlayerPause size={14} aria-hidden /> : <IconPlayerPlay size={14} aria-hidden />}
        onClick={() => steer.mutate(isGoing ? "pause" : "resume")}
      >
        {isGoing ? imports.pause : one.state === "failed" ? imports.tryAgain : imports.resume}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        disabled={steer.isPending}
        leftSection={<IconPlayerStop size={14} aria-hidden />}
        onClick={stop}
      >
        {imports.stop}
      </Button>
      <Problem error={steer.error} />
      {isStopping && <Stop one={one} onStopped={onStopped} onClose={() => setIsStopping(false)} />}
    </>
  );
}

function Stop(props: {
  readonly one: Import;
  readonly onStopped: (one: Import) => void;
  readonly onClose: () => void;
}) {
  const { one, onStopped, onClose } = props;
  const { imports } = useSay().screens.sources;
  const queries = useQueryClient();
  const { said } = useHowFar(one);
  const params = { id: one.id };
  const stop = async () => {
    const last = await client.imports.get({ params });
    await client.imports.drop({ params });
    onStopped(last);
    await queries.invalidateQueries({ queryKey: ["imports"] });
  };
  return (
    <Confirm
      title={imports.stopTitle(one.fileName)}
      hint={imports.stopHint}
      act={imports.stop}
      onConfirm={stop}
      onClose={onClose}
    >
      <Text size="sm">{said}</Text>
      {readReport(one.report).noMessageIds && one.kind !== "leads" && <Alert color="yellow">{imports.noIds}</Alert>}
    </Confirm>
  );
}
