import type { Notification, Pool, PoolClient } from "pg";

/** A connection that listens, taken out of the pool for as long as it lasts. */
export type Line = { readonly client: PoolClient; close(): void };

/** `lost` is called when the connection breaks, and not when it is closed. */
export async function openLine(
  pool: Pool,
  channels: readonly string[],
  hear: (notification: Notification) => void,
  lost: () => void,
): Promise<Line> {
  const client = await pool.connect();
  let isOpen = true;
  const close = (): void => {
    if (!isOpen) return;
    isOpen = false;
    client.removeListener("notification", hear);
    client.release(true);
  };
  const lose = (): void => {
    if (!isOpen) return;
    close();
    lost();
  };
  client.on("error", lose);
  client.on("end", lose);
  client.on("notification", hear);
  try {
    for (const channel of channels) await client.query(`listen ${channel}`);
  } catch (error) {
    close();
    throw error;
  }
  return { client, close };
}
