import { spawnSync } from "node:child_process";
import { totalmem } from "node:os";
import { type Place, spawnOptions } from "./place.ts";

const MB = 2 ** 20;

/**
 * The file of settings for a small server, written at every start and read before what the operator sets.
 * The log tells of the server and never of people: no statements, no parameters, no rows.
 */
export function settingsFile(place: Place, more: Readonly<Record<string, string>>): string {
  const sharedBuffers = Math.min(1024, Math.max(32, Math.floor(totalmem() / 8 / MB)));
  const settings: Readonly<Record<string, string>> = {
    max_connections: "100",
    shared_buffers: `${sharedBuffers}MB`,
    effective_cache_size: `${Math.max(64, Math.floor(totalmem() / 2 / MB))}MB`,
    work_mem: "8MB",
    maintenance_work_mem: "128MB",
    max_wal_size: "4GB",
    checkpoint_timeout: "15min",
    wal_compression: walCompression(place),
    random_page_cost: "1.1",
    timezone: "UTC",
    // Hot tables are small and change all the time: cleaned little and often.
    autovacuum_naptime: "15s",
    autovacuum_vacuum_scale_factor: "0.05",
    autovacuum_vacuum_insert_scale_factor: "0.1",
    // To know how values are spread costs as much for few new rows as for many, and what matters of it hardly changes.
    autovacuum_analyze_scale_factor: "0.5",
    logging_collector: "on",
    log_directory: "../log",
    log_filename: "postgres-%a.log",
    log_truncate_on_rotation: "on",
    log_rotation_age: "1d",
    log_rotation_size: "50MB",
    log_statement: "none",
    log_min_duration_statement: "-1",
    // Errors quote the values that caused them; whoever sent the statement hears of them anyway.
    log_min_messages: "log",
    log_min_error_statement: "panic",
    log_parameter_max_length: "0",
    log_parameter_max_length_on_error: "0",
    log_error_verbosity: "terse",
    ...more,
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value}'`);
  return `# Written anew at every start: settings of your own belong into postgresql.conf.\n${lines.join("\n")}\n`;
}

/** The default compression spends more time than it saves, and not every build has a better one. */
function walCompression(place: Place): string {
  const has = (method: string) =>
    spawnSync(
      place.binaries.postgres,
      ["-D", place.dataAsSeen, "-C", "wal_compression", "-c", `wal_compression=${method}`],
      {
        ...spawnOptions(place),
        stdio: "ignore",
      },
    ).status === 0;
  return ["zstd", "lz4"].find(has) ?? "off";
}
