import type { Command } from "../command.ts";

export const serve: Command = {
  usage: "",
  isForPeople: true,
  options: {
    role: { type: "string", placeholder: "ROLE" },
    port: { type: "string", placeholder: "PORT" },
    host: { type: "string", placeholder: "HOST" },
    data: { type: "string", placeholder: "FOLDER" },
    sample: { type: "boolean" },
    "new-admin-link": { type: "boolean" },
  },
  // The other commands do without the server, and start sooner.
  run: async (given, world) => (await import("../run-server.ts")).runServer(given, world),
};
