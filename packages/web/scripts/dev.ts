import { createServer } from "vite";
import { bundling } from "./bundle.ts";

/** The screens as they are written, in front of a server that runs beside them: `npm run dev`. */
const behind = process.env["PLUMBLINE_URL"] ?? "http://127.0.0.1:3000";
const server = await createServer({
  ...bundling(),
  server: { port: Number(process.env["PLUMBLINE_DEV_PORT"] ?? 5173), proxy: { "/api": behind } },
});
await server.listen();
server.printUrls();
