export { type Config, ConfigError, readConfig, readRoles } from "./config.ts";
export { firstStart } from "./first-start.ts";
export { OtherSecret } from "./open-keys.ts";
export { firstAdminLink, newAdminLink } from "./people/admin-link.ts";
export { startFilling } from "./sample/fill-workspace.ts";
export { type Outside, type Running, type ServerNote, startServer } from "./wire.ts";
