import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { whenCalm } from "../calm.ts";
import { Saying } from "../say.tsx";
import { late } from "../ui/late.tsx";
import { nonce } from "./nonce.ts";
import { queries } from "./queries.ts";
import { router } from "./router.tsx";
import { theme } from "./theme.ts";

// What is to be told before they are there waits for them.
const Notifications = late(async () => (await whenCalm(() => import("@mantine/notifications"))).Notifications);

export function App() {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={nonce}>
      <QueryClientProvider client={queries}>
        <Saying>
          <Notifications position="bottom-right" />
          <RouterProvider router={router} />
        </Saying>
      </QueryClientProvider>
    </MantineProvider>
  );
}
