import { Alert, Box, SegmentedControl, Stack } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconLock } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { useSay } from "../say.tsx";
import { Screen } from "../ui/screen.tsx";
import { Rows } from "../ui/states.tsx";
import { BuildingContext, useBuilding } from "./building.ts";
import { Cards } from "./cards.tsx";
import { DraftProblems } from "./draft-problems.tsx";
import type { KeptDraft } from "./kept-draft.ts";
import { SaveNotice } from "./save-notice.tsx";
import { Tools } from "./tools.tsx";
import { useBuilding as useBuildingOf } from "./use-building.ts";
import { useDraftText } from "./use-draft-text.ts";
import "./builder.css";

const TextView = lazy(async () => ({ default: (await import("./text-view.tsx")).TextView }));
const Trial = lazy(async () => ({ default: (await import("./trial.tsx")).Trial }));

type View = "cards" | "text" | "trial";

/** A model and all that can be done with it here. */
export function Workbench({ name, start, canDraft }: Opened) {
  const { builder } = useSay().screens;
  const draft = useDraftText(name, start, canDraft);
  const { text, saving, undo, redo, write } = draft;
  const building = useBuildingOf(text, canDraft, write, undo);
  const isWide = useMediaQuery("(min-width: 75em)", true);
  const [view, setView] = useState<View>("cards");
  const beside: View = view === "cards" ? "text" : view;
  const [place, setPlace] = useState<{ readonly at: number }>();
  const show = (at: number) => {
    setView("text");
    setPlace({ at });
  };
  const isShown = (one: View) => (isWide ? one === "cards" || one === beside : one === view);
  return (
    <BuildingContext value={building}>
      <Screen
        title={building.model.label ?? name}
        about={building.model.note}
        actions={
          <Tools
            name={name}
            state={saving.state}
            base={saving.base}
            canDraft={canDraft}
            {...(draft.canUndo && { onUndo: undo })}
            {...(draft.canRedo && { onRedo: redo })}
          />
        }
      >
        {!canDraft && <Alert icon={<IconLock aria-hidden />} title={builder.readOnly} variant="light" color="gray" />}
        <SaveNotice state={saving.state} onTheirs={draft.takeTheirs} onMine={saving.settle} />
        <DraftProblems problems={building.draft.problems} onShow={show} />
        <Box className="builder" data-wide={isWide || undefined}>
          {isShown("cards") && (
            <Stack className="builder-cards" gap="md">
              {!isWide && <Views view={view} onView={setView} views={["cards", "text", "trial"]} />}
              <Cards />
            </Stack>
          )}
          {(isWide || view !== "cards") && (
            <Stack className="builder-beside" gap="sm">
              <Views
                view={isWide ? beside : view}
                onView={setView}
                views={isWide ? ["text", "trial"] : ["cards", "text", "trial"]}
              />
              <Suspense fallback={<Rows />}>
                {isShown("text") && (
                  <TextView
                    text={text}
                    problems={building.draft.problems}
                    canEdit={canDraft}
                    onText={(next) => write(() => next, "text")}
                    onUndo={undo}
                    onRedo={redo}
                    {...(place && { place })}
                  />
                )}
                {isShown("trial") && <Trial name={name} text={text} canTry={canDraft} />}
              </Suspense>
            </Stack>
          )}
        </Box>
      </Screen>
    </BuildingContext>
  );
}

type Opened = { readonly name: string; readonly start: KeptDraft; readonly canDraft: boolean };

function Views(props: { readonly view: View; readonly onView: (view: View) => void; readonly views: readonly View[] }) {
  const { view, onView, views } = props;
  const { builder } = useSay().screens;
  const { model } = useBuilding();
  return (
    <SegmentedControl
      size="xs"
      aria-label={builder.viewsLabel}
      value={view}
      onChange={(next) => onView(next as View)}
      data={views.map((one) => ({
        value: one,
        label: one === "trial" && model.of === "account" ? builder.ofAccounts.trial : builder.views[one],
      }))}
    />
  );
}
