export { type Config, ConfigError, readConfig, readRoles } from "./config.ts";
export { firstStart, resumeSample } from "./first-start.ts";
export { type Outside, type Running, type ServerNote, startServer } from "./wire.ts";
