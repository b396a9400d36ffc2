import { Box } from "@mantine/core";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { ComponentType } from "react";
import { useMe } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { Screen } from "../ui/screen.tsx";
import { Forbidden, NotFound } from "../ui/states.tsx";
import { AuditPart } from "./audit-part.tsx";
import { ConsentPart } from "./consent-part.tsx";
import { KeysPart } from "./keys-part.tsx";
import { MePart } from "./me-part.tsx";
import { isPart, type Part, partsFor } from "./parts.ts";
import { PeoplePart } from "./people-part.tsx";
import { RetentionPart } from "./retention-part.tsx";
import { WorkspacePart } from "./workspace-part.tsx";
import "./settings.css";

const route = getRouteApi("/inside/settings/{-$part}");

const SHOWN: Readonly<Record<Part, ComponentType>> = {
  me: MePart,
  workspace: WorkspacePart,
  people: PeoplePart,
  keys: KeysPart,
  consent: ConsentPart,
  retention: RetentionPart,
  audit: AuditPart,
};

const WIDE: readonly Part[] = ["people", "keys", "audit"];

/** Everything that is set once: for oneself, and for the workspace. */
export function SettingsScreen() {
  const { settings } = useSay().screens;
  const { can } = useMe();
  const { part: asked } = route.useParams();
  const parts = partsFor(can);
  const part = asked === undefined ? parts[0] : parts.find((one) => one === asked);
  if (!part && !(asked && isPart(asked))) return <NotFound />;
  const Shown = part ? SHOWN[part] : Forbidden;
  // On a phone the parts stand in a line that is longer than the screen.
  const show = (link: HTMLAnchorElement | null) => link?.scrollIntoView({ block: "nearest", inline: "center" });
  return (
    <Screen title={settings.title}>
      <Box className={part && WIDE.includes(part) ? "settings settings-wide" : "settings"}>
        <nav className="settings-parts" aria-label={settings.title}>
          {parts.map((one) => (
            <Link
              key={one}
              className="settings-part"
              to="/settings/{-$part}"
              params={{ part: one }}
              {...(one === part && { "aria-current": "page", ref: show })}
            >
              {settings.parts[one]}
            </Link>
          ))}
          <Link className="settings-part" to="/begin">
            {settings.firstSteps}
          </Link>
        </nav>
        <Shown key={part} />
      </Box>
    </Screen>
  );
}
