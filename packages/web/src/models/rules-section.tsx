import { Button, Group, SegmentedControl, Text } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { ask, client } from "../api.ts";
import { useMe } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { useTimes } from "../ui/figures.tsx";
import { Problem, Rows } from "../ui/states.tsx";
import type { LiveModel } from "../ui/use-model.ts";
import { Part } from "./part.tsx";
import { type RulesReport, ruleRows } from "./rule-rows.ts";
import { GroupLimits, RuleTable } from "./rule-table.tsx";

const RuleBars = lazy(async () => ({ default: (await import("./rule-bars.tsx")).RuleBars }));

const SOON = 1500;
const NOTHING: readonly never[] = [];

/** The rules of the live version as sentences, with what each of them does. */
export function RulesSection({ live, isOfLeads }: { readonly live: LiveModel; readonly isOfLeads: boolean }) {
  const { models: say } = useSay().screens;
  const { overview } = say;
  const { can } = useMe();
  const queries = useQueryClient();
  const [view, setView] = useState<"table" | "bars">("table");
  const params = { name: live.name };
  const attainable = useQuery(ask("models", "attainable", { params }));
  const counted = useQuery({
    ...ask("models", "rules", { params }),
    refetchInterval: ({ state }) => (state.data?.report?.state === "counting" ? SOON : false),
  });
  const counting = useMutation({
    mutationFn: () => client.models.countRules({ params }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["models", "rules"] }),
  });
  const report = counted.data?.report ?? null;
  const rows = ruleRows(live.body, attainable.data?.items ?? NOTHING, report);
  return (
    <Part
      title={overview.rules}
      hint={overview.rulesHint}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={overview.rules}
          value={view}
          onChange={(next) => setView(next as "table" | "bars")}
          data={[
            { value: "table", label: overview.asRules },
            { value: "bars", label: overview.asBars },
          ]}
        />
      }
    >
      <Group gap="sm">
        {counted.isSuccess && <CountState report={report} />}
        {can("draft") && (
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={<IconRefresh size={14} aria-hidden />}
            loading={counting.isPending || report?.state === "counting"}
            onClick={() => counting.mutate()}
          >
            {overview.countAgain}
          </Button>
        )}
      </Group>
      <Problem error={counting.error ?? counted.error} />
      {view === "table" ? (
        <RuleTable rows={rows} names={live.names} model={live.name} isLinked={isOfLeads} />
      ) : (
        <Suspense fallback={<Rows />}>
          <RuleBars rows={rows} names={live.names} />
        </Suspense>
      )}
      {report && <GroupLimits report={report} names={live.names} />}
    </Part>
  );
}

function CountState({ report }: { readonly report: RulesReport | null }) {
  const { overview } = useSay().screens.models;
  const { ago } = useTimes();
  const words = report === null ? overview.notCounted : stateOf(report);
  function stateOf({ state, done, total, countedAt }: RulesReport): string {
    return state === "counting" ? overview.counting(done, total) : overview.counted(ago(countedAt ?? ""));
  }
  return (
    <Text size="xs" c="dimmed" role="status">
      {words}
    </Text>
  );
}
