import { Badge, SegmentedControl, Stack } from "@mantine/core";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useMe } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { Screen } from "../ui/screen.tsx";
import { AccountSection } from "./account-section.tsx";
import { AdjustSection } from "./adjust-section.tsx";
import { DuplicatesSection } from "./duplicates-section.tsx";
import { EraseSection } from "./erase-section.tsx";
import { HistorySection } from "./history-section.tsx";
import { IdentitiesSection } from "./identities-section.tsx";
import { JourneySection } from "./journey-section.tsx";
import type { Lead } from "./lead.ts";
import { HeadLine, LeadHead } from "./lead-head.tsx";
import { type LeadSearch, pastOf, searchOn } from "./lead-search.ts";
import { NotesSection } from "./notes-section.tsx";
import type { PastDay } from "./past.ts";
import { SalesSection } from "./sales-section.tsx";
import { NoScore, ScoreSection } from "./score-section.tsx";
import { StandingSection } from "./standing-section.tsx";
import { TimelineSection } from "./timeline-section.tsx";
import { TraitsSection } from "./traits-section.tsx";
import { useLeadLive } from "./use-lead.ts";
import { WhatIfSection } from "./what-if-section.tsx";
import { WhySection } from "./why-section.tsx";

const route = getRouteApi("/inside/leads/$id");
const PredictionSection = lazy(async () => ({ default: (await import("./prediction-section.tsx")).PredictionSection }));

/** Everything about a lead: what counts and what happened on the left, people and what can be done on the right. */
export function LeadView({ lead }: { readonly lead: Lead }) {
  const { lead: say, leads, shell } = useSay().screens;
  const { can } = useMe();
  const { isLive, glows } = useLeadLive(lead.id);
  const search = route.useSearch();
  const navigate = useNavigate({ from: "/leads/$id" });
  const scored = lead.scores.find((one) => one.model === search.model) ?? lead.scores[0];
  const past = scored && pastOf(search, scored.day);
  const go = (next: LeadSearch) =>
    // Back leads to today, and not through every day that the slider has passed.
    void navigate({ search: next, replace: past !== undefined, resetScroll: false });
  const setPast = (next: PastDay | undefined) => go(searchOn(search, next));
  return (
    <Screen
      title={lead.name ?? lead.email ?? leads.unknown}
      about={<HeadLine lead={lead} />}
      actions={
        <Badge variant="dot" color={isLive ? "teal" : "gray"} tt="none" role="status">
          {isLive ? shell.live : shell.notLive}
        </Badge>
      }
    >
      <LeadHead lead={lead} />
      {lead.scores.length > 1 && (
        <SegmentedControl
          size="xs"
          className="lead-models"
          aria-label={say.model}
          value={scored?.model ?? ""}
          onChange={(next) => go({ model: next })}
          data={lead.scores.map((one) => ({ value: one.model, label: one.model }))}
        />
      )}
      <div className="lead-columns">
        <div className="lead-left">
          <div className="lead-score">
            {scored ? <ScoreSection scored={scored} ineligible={lead.ineligible} glows={glows} /> : <NoScore />}
          </div>
          <Stack className="lead-main" gap="md">
            {scored && (
              <>
                <WhySection lead={lead} scored={scored} past={past} onPast={setPast} glows={glows} />
                <HistorySection
                  lead={lead}
                  scored={scored}
                  onDay={(on) => setPast({ on, known: past?.known ?? "now" })}
                />
              </>
            )}
            <TimelineSection id={lead.id} />
          </Stack>
        </div>
        <div className="lead-right">
          <div className="lead-act">
            <SalesSection lead={lead} model={scored?.model} />
          </div>
          <Stack className="lead-side" gap="md">
            <Suspense>
              <PredictionSection id={lead.id} />
            </Suspense>
            <JourneySection id={lead.id} model={scored?.model} />
            <NotesSection id={lead.id} />
            {scored && <AdjustSection lead={lead} model={scored.model} />}
            {scored && <WhatIfSection lead={lead} model={scored.model} />}
            <DuplicatesSection lead={lead} />
            <IdentitiesSection lead={lead} />
            <AccountSection lead={lead} />
            <StandingSection lead={lead} />
            <TraitsSection traits={lead.traits} />
            {can("admin") && <EraseSection lead={lead} />}
          </Stack>
        </div>
      </div>
    </Screen>
  );
}
