import { SegmentedControl, Stack } from "@mantine/core";
import { useMemo, useState } from "react";
import { useSay } from "../say.tsx";
import { NotEnough } from "./not-enough.tsx";
import { findingOf } from "./rule-truths.ts";
import { RulesBars } from "./rules-bars.tsx";
import { RulesTable } from "./rules-table.tsx";
import { Section } from "./section.tsx";
import type { Sheet } from "./sheet.ts";
import { SaveSheet } from "./sheet-chart.tsx";
import type { RuleTruth, Truth } from "./study.ts";
import type { Studied } from "./use-studied.ts";

/** What each rule was worth, as a table and as bars. */
export function RulesWorth({ rules, studied }: { readonly rules: Truth["rules"]; readonly studied: Studied }) {
  const { insights: say } = useSay().screens;
  const [shown, setShown] = useState("table");
  return (
    <Section
      title={say.rules}
      hint={say.rulesHint}
      actions={
        rules.enough && (
          <>
            <SegmentedControl
              size="xs"
              aria-label={say.rules}
              value={shown}
              onChange={setShown}
              data={[
                { value: "table", label: say.asRules },
                { value: "bars", label: say.asBars },
              ]}
            />
            <SaveRules rules={rules.rules} studied={studied} />
          </>
        )
      }
    >
      {!rules.enough && <NotEnough missing={rules.missing} />}
      {rules.enough && (
        <Stack>
          {shown === "table" ? (
            <RulesTable rules={rules.rules} studied={studied} />
          ) : (
            <RulesBars rules={rules.rules} studied={studied} />
          )}
        </Stack>
      )}
    </Section>
  );
}

function SaveRules({ rules, studied }: { readonly rules: readonly RuleTruth[]; readonly studied: Studied }) {
  const { insights: say } = useSay().screens;
  const sheet = useMemo((): Sheet => {
    const spans = (label: string) => [label, `${label}, ${say.low}`, `${label}, ${say.high}`];
    return {
      name: say.rules,
      columns: [
        ...[say.rule, "id", say.proof, say.fires, say.leads, say.converted],
        ...[...spans(say.with), ...spans(say.without), ...spans(say.difference), ...spans(say.worth), say.q],
      ].map((label) => ({ label })),
      rows: rules.map((rule) => [
        ...[studied.rule(rule.rule), rule.rule, say.proofs[findingOf(rule)]],
        ...[rule.fires, rule.with.leads, rule.with.converted],
        ...spanOf(rule.with.conversion?.rate, rule.with.conversion?.interval),
        ...spanOf(rule.without.conversion?.rate, rule.without.conversion?.interval),
        ...spanOf(rule.difference?.difference, rule.difference?.interval),
        ...spanOf(rule.adjusted?.oddsRatio, rule.adjusted?.interval),
        rule.adjusted?.q ?? null,
      ]),
    };
  }, [rules, studied, say]);
  return <SaveSheet sheet={sheet} />;
}

function spanOf(value: number | undefined, interval: { readonly low: number; readonly high: number } | undefined) {
  return [value ?? null, interval?.low ?? null, interval?.high ?? null];
}
