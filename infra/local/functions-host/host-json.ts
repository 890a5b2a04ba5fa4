import { readFile } from 'node:fs/promises';
import { z } from 'zod';

/** A time span as host.json writes it, `hh:mm:ss`, in milliseconds. */
const timeSpanMs = z
  .string()
  .regex(/^\d{1,2}:\d{2}:\d{2}$/)
  .transform((text) => {
    const [hours = 0, minutes = 0, seconds = 0] = text.split(':').map(Number);
    return ((hours * 60 + minutes) * 60 + seconds) * 1000;
  });

// Defaults as in https://learn.microsoft.com/azure/azure-functions/functions-host-json
const schema = z.object({
  version: z.literal('2.0'),
  extensions: z
    .object({
      http: z.object({ routePrefix: z.string().default('api') }).prefault({}),
      queues: z
        .object({
          maxPollingInterval: timeSpanMs.default(60_000),
          visibilityTimeout: timeSpanMs.default(0),
          batchSize: z.int().min(1).max(32).default(16),
          newBatchThreshold: z.int().min(0).optional(),
          maxDequeueCount: z.int().min(1).default(5),
          messageEncoding: z.enum(['base64', 'none']).default('base64'),
        })
        .prefault({}),
    })
    .prefault({}),
});

/** The part of host.json that this host honours. */
export type HostJson = z.output<typeof schema>;

/** The settings of queue triggers. */
export type QueueSettings = HostJson['extensions']['queues'];

/** Reads host.json with the defaults of Azure; throws when it is missing or wrong. */
export async function readHostJson(path: string): Promise<HostJson> {
  return schema.parse(JSON.parse(await readFile(path, 'utf8')));
}
