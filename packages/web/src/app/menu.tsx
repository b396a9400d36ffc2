import { NavLink, type NavLinkProps, Stack, Text } from "@mantine/core";
import {
  type Icon,
  IconArrowsJoin,
  IconBuilding,
  IconChartHistogram,
  IconCrystalBall,
  IconDatabaseImport,
  IconFlask2,
  IconHeartbeat,
  IconLayoutKanban,
  IconListDetails,
  IconPlugConnected,
  IconRocket,
  IconRulerMeasure,
  IconSettings,
  IconTrophy,
  IconUsers,
  IconUsersGroup,
  IconWaveSine,
  IconWebhook,
} from "@tabler/icons-react";
import { createLink, type LinkComponentProps } from "@tanstack/react-router";
import { beginningIsOver } from "../beginning/is-over.ts";
import { useRemembered } from "../remembered.ts";
import { useFirstSay } from "../say.tsx";
import { useMe } from "./session.ts";

type Entry = { readonly to: NonNullable<LinkComponentProps<"a">["to"]>; readonly label: string; readonly icon: Icon };

/** Where one can go, in groups; not what one's role has no key to. */
export function Menu() {
  const say = useFirstSay().screens;
  const { shell } = say;
  const isOver = useRemembered(beginningIsOver);
  const { can } = useMe();
  const sources: Entry = { to: "/sources", label: shell.titles.sources, icon: IconPlugConnected };
  const groups: readonly (readonly [string, readonly Entry[]])[] = [
    [
      shell.work,
      [
        { to: "/leads", label: say.leads.title, icon: IconUsers },
        { to: "/board", label: shell.board, icon: IconLayoutKanban },
        { to: "/leaderboard", label: shell.leaderboard, icon: IconTrophy },
        { to: "/accounts", label: shell.titles.accounts, icon: IconBuilding },
        { to: "/segments", label: shell.titles.segments, icon: IconUsersGroup },
        { to: "/duplicates", label: shell.titles.duplicates, icon: IconArrowsJoin },
      ],
    ],
    [
      shell.build,
      [
        { to: "/models", label: shell.titles.models, icon: IconRulerMeasure },
        { to: "/signals", label: shell.titles.signals, icon: IconWaveSine },
        { to: "/lists", label: shell.lists, icon: IconListDetails },
      ],
    ],
    [
      shell.learn,
      [
        { to: "/insights", label: shell.titles.insights, icon: IconChartHistogram },
        { to: "/predictions", label: shell.titles.predictions, icon: IconCrystalBall },
        { to: "/experiments", label: shell.titles.experiments, icon: IconFlask2 },
      ],
    ],
    [
      shell.data,
      [
        ...(can("sources") ? [sources] : []),
        { to: "/data", label: shell.dataHealth, icon: IconHeartbeat },
        { to: "/imports", label: shell.imports, icon: IconDatabaseImport },
        { to: "/webhooks", label: shell.titles.webhooks, icon: IconWebhook },
        { to: "/settings/{-$part}", label: shell.titles.settings, icon: IconSettings },
      ],
    ],
  ];
  return (
    <Stack gap="md">
      {!isOver && can("draft") && (
        <Entrance
          to="/begin"
          label={shell.titles.beginning}
          leftSection={<IconRocket size={18} stroke={1.6} aria-hidden />}
        />
      )}
      {groups.map(([label, entries]) => (
        <div key={label}>
          <Text size="xs" c="dimmed" fw={600} px="sm" mb={4}>
            {label}
          </Text>
          {entries.map(({ to, label, icon: Icon }) => (
            <Entrance key={to} to={to} label={label} leftSection={<Icon size={18} stroke={1.6} aria-hidden />} />
          ))}
        </div>
      ))}
    </Stack>
  );
}

const Entrance = createLink((props: NavLinkProps & { readonly "data-status"?: string }) => (
  <NavLink {...props} component="a" active={props["data-status"] === "active"} variant="light" bdrs="md" py={6} />
));
