import { Tabs } from "@mantine/core";
import { useLocation, useNavigate } from "@tanstack/react-router";
import { useSay } from "../say.tsx";
import { Screen } from "../ui/screen.tsx";
import { SignalCatalogue } from "./signal-catalogue.tsx";
import { UnmatchedEvents } from "./unmatched-events.tsx";
import "./signals.css";

const UNMATCHED = "unmatched";
const IN_USE = "in-use";

/** What is measured of events, and the events of which nothing is; the address says which of both is looked at. */
export function SignalsScreen() {
  const { signals: say } = useSay().screens;
  const { hash } = useLocation();
  const navigate = useNavigate();
  const tab = hash === UNMATCHED ? UNMATCHED : IN_USE;
  return (
    <Screen title={say.title} about={say.about}>
      <Tabs
        value={tab}
        keepMounted={false}
        onChange={(next) => void navigate({ to: "/signals", hash: next === UNMATCHED ? UNMATCHED : "", replace: true })}
      >
        <Tabs.List mb="md">
          <Tabs.Tab value={IN_USE}>{say.inUse}</Tabs.Tab>
          <Tabs.Tab value={UNMATCHED}>{say.unmatched}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value={IN_USE}>
          <SignalCatalogue />
        </Tabs.Panel>
        <Tabs.Panel value={UNMATCHED}>
          <UnmatchedEvents />
        </Tabs.Panel>
      </Tabs>
    </Screen>
  );
}
