import { Alert } from "@mantine/core";
import { useSay } from "../say.tsx";
import type { Result } from "./quarantine-groups.ts";
import type { Many } from "./use-many.ts";

/** What a replay, or throwing away, has come to. */
export function Told({ result, verb }: { readonly result: Result; readonly verb: Many["verb"] }) {
  const { quarantine } = useSay().screens.sources;
  const isFine = result.errors === 0 && result.quarantined === 0;
  return (
    <Alert color={isFine ? "teal" : "orange"} py="xs" role="status">
      {verb === "replay"
        ? quarantine.result(result.stored, result.duplicates, result.quarantined)
        : quarantine.dropped(result.dropped)}{" "}
      {result.errors > 0 && quarantine.errors(result.errors)}
    </Alert>
  );
}
