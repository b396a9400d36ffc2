import { Alert, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { sayUnscored } from "@plumbline/phrases";
import { IconHistoryOff, IconLock } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ask } from "../api.ts";
import { useSay } from "../say.tsx";
import { useTimes } from "../ui/figures.tsx";
import { Asked, Rows } from "../ui/states.tsx";
import { useModelVersion } from "../ui/use-model.ts";
import type { Lead, Scored, Verdict } from "./lead.ts";
import { Ledger } from "./ledger-view.tsx";
import { endOfDay, type PastDay } from "./past.ts";
import { PastPicker } from "./past-picker.tsx";
import { Section } from "./section.tsx";

const SLIDING = 200;

/** Why the score is what it is, or was on a day that has passed: the lines that add up to it. */
export function WhySection(props: {
  readonly lead: Lead;
  readonly scored: Scored;
  readonly past: PastDay | undefined;
  readonly onPast: (past: PastDay | undefined) => void;
  readonly glows: boolean;
}) {
  const { lead, scored, past, onPast, glows } = props;
  const { lead: say } = useSay().screens;
  const { day } = useTimes();
  return (
    <Section title={past ? say.why.titleOn(day(past.on)) : say.why.title} glows={glows}>
      <PastPicker lead={lead} scored={scored} past={past} onPast={onPast} />
      {past ? <PastWhy id={lead.id} model={scored.model} past={past} /> : <Said id={lead.id} verdict={scored} />}
    </Section>
  );
}

function PastWhy({ id, model, past }: { readonly id: string; readonly model: string; readonly past: PastDay }) {
  const { data: workspace } = useQuery(ask("workspace", "get"));
  const [{ on, known }] = useDebouncedValue(past, SLIDING);
  const knownAt = known === "then" && workspace ? { knownAt: endOfDay(on, workspace.timeZone) } : {};
  const query = useQuery({
    ...ask("leads", "score", { params: { id }, query: { model, on, ...knownAt } }),
    enabled: known === "now" || workspace !== undefined,
    placeholderData: keepPreviousData,
  });
  return (
    <div data-stale={query.isPlaceholderData || undefined} className="lead-past">
      <Asked query={query} waiting={<Rows count={5} />}>
        {(verdict) => (
          <>
            {verdict.isPartial && <Partial />}
            <Said id={id} verdict={verdict} isPast isThen={known === "then"} />
          </>
        )}
      </Asked>
    </div>
  );
}

/** Says that a day lies before what is kept: a figure that lacks something looks like any other. */
function Partial() {
  const { past } = useSay().screens.lead;
  return (
    <Alert color="orange" variant="light" mb="sm" icon={<IconHistoryOff size={18} aria-hidden />}>
      {past.isPartial}
    </Alert>
  );
}

function Said(props: {
  readonly id: string;
  readonly verdict: Verdict;
  readonly isPast?: boolean;
  readonly isThen?: boolean;
}) {
  const { id, verdict, isPast = false, isThen = false } = props;
  const say = useSay();
  const version = useModelVersion(verdict.model, verdict.version);
  if (!version) return <Rows count={5} />;
  if (verdict.unscored)
    return (
      <Alert color="orange" variant="light" icon={<IconLock size={18} aria-hidden />}>
        {sayUnscored(say, { reason: verdict.unscored as never }, version.names)}
      </Alert>
    );
  return (
    <>
      <Ledger id={id} verdict={verdict} names={version.names} isPast={isPast} />
      {isThen && (
        <Text size="xs" c="dimmed">
          {say.screens.lead.evidence.asKnownNow}
        </Text>
      )}
    </>
  );
}
