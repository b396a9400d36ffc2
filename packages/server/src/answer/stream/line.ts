import type { Notification, Pool, PoolClient } from "pg";

export type LineOptions = {
  readonly pool: Pool;
  readonly channels: readonly string[];
  readonly hear: (notification: Notification) => void;
  /** Whether anybody wants to hear: else a line that is lost is not opened again before somebody asks for it. */
  readonly isWanted: () => boolean;
  /** Something may have been missed: when the line is lost, and once more when it is there again. */
  readonly onGap: () => void;
  readonly onError: (error: unknown) => void;
};

/** Before what failed is tried again, in ms. */
export const RECONNECT = 1000;

/** Listens on a connection of its own. One that is lost is opened again, however often that fails. */
export function keepLine(options: LineOptions): { readonly connect: () => Promise<Line>; close(): Promise<void> } {
  const { isWanted, onGap, onError } = options;
  let line: Promise<Line> | undefined;
  let isClosed = false;
  /** What waits to connect again: one thing alone, however many say that the line is lost. */
  let again: NodeJS.Timeout | undefined;
  const connect = (): Promise<Line> => {
    line ??= openLine(options, lost);
    line.catch(() => {
      line = undefined;
    });
    return line;
  };
  const lost = (): void => {
    line = undefined;
    onGap();
    connectAgain();
  };
  const connectAgain = (): void => {
    if (again) return;
    again = setTimeout(() => {
      again = undefined;
      if (isClosed || !isWanted()) return;
      connect().then(onGap, (error: unknown) => {
        onError(error);
        connectAgain();
      });
    }, RECONNECT);
    again.unref();
  };
  return {
    connect,
    close: async () => {
      isClosed = true;
      (await line?.catch(() => undefined))?.close();
    },
  };
}

/** A connection that listens, taken out of the pool for as long as it lasts. */
type Line = { readonly client: PoolClient; close(): void };

/** `lost` is called when the connection breaks, and not when it is closed. */
async function openLine(
  { pool, channels, hear }: Pick<LineOptions, "pool" | "channels" | "hear">,
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
