export { type Config, ConfigError, readConfig, readRoles } from "./config.ts";
export { firstStart, resumeSample } from "./first-start.ts";
export { OtherSecret } from "./open-keys.ts";
export { firstAdminLink, newAdminLink } from "./people/admin-link.ts";
export { type Outside, type Running, type ServerNote, startServer } from "./wire.ts";
