import { setTimeout as sleep } from 'node:timers/promises';
import { QueueClient, type ReceivedMessageItem } from '@azure/storage-queue';
import type { ProgrammingModel } from './core.ts';
import type { QueueSettings } from './host-json.ts';
import { invoke } from './invoke.ts';
import type { TriggeredFunction } from './load.ts';
import { errorFacts, writeEvent } from './log.ts';

type Listener = {
  model: ProgrammingModel;
  fn: TriggeredFunction;
  settings: QueueSettings;
  queue: QueueClient;
  poison: QueueClient;
};

// As the Azure host has them: a message is hidden ten minutes, renewed while its function runs.
const leaseSeconds = 600;
const shortestPollMs = 100;
const clientOptions = { retryOptions: { maxTries: 2, retryDelayInMs: 200, maxRetryDelayInMs: 200 } };

/**
 * Runs a queue-triggered function for each message of its queue, with the polling, retries and poison queue of
 * the Azure host. `stop` takes no further message and waits for the running ones.
 */
export function listenToQueue({ model, fn, settings }: Pick<Listener, 'model' | 'fn' | 'settings'>): {
  stop: () => Promise<void>;
} {
  const { queueName, connection } = fn.trigger;
  if (typeof queueName !== 'string') throw new Error(`${fn.metadata.name}: queueName is missing`);
  const setting = typeof connection === 'string' && connection ? connection : 'AzureWebJobsStorage';
  const connectionString = process.env[setting];
  if (!connectionString) throw new Error(`${fn.metadata.name}: the setting ${setting} is missing`);
  const listener = {
    model,
    fn,
    settings,
    queue: new QueueClient(connectionString, queueName, clientOptions),
    poison: new QueueClient(connectionString, `${queueName}-poison`, clientOptions),
  };
  const stopping = new AbortController();
  const done = poll(listener, stopping.signal);
  return {
    stop: () => {
      stopping.abort();
      return done;
    },
  };
}

async function poll(listener: Listener, stopping: AbortSignal): Promise<void> {
  const { settings } = listener;
  const newBatchThreshold = settings.newBatchThreshold ?? Math.floor(settings.batchSize / 2);
  const running = new Set<Promise<void>>();
  let waitMs = shortestPollMs;
  while (!stopping.aborted) {
    if (running.size > newBatchThreshold) {
      await Promise.race(running);
      continue;
    }
    const messages = await receive(listener, stopping);
    for (const message of messages) {
      const run = processMessage(listener, message).finally(() => running.delete(run));
      running.add(run);
    }
    waitMs = messages.length > 0 ? shortestPollMs : Math.min(waitMs * 2, settings.maxPollingInterval);
    await sleep(waitMs, undefined, { signal: stopping }).catch(() => undefined);
  }
  await Promise.all(running);
}

async function receive(
  { queue, settings, fn }: Listener,
  abortSignal: AbortSignal,
): Promise<readonly ReceivedMessageItem[]> {
  try {
    const { receivedMessageItems } = await queue.receiveMessages({
      numberOfMessages: settings.batchSize,
      visibilityTimeout: leaseSeconds,
      abortSignal,
    });
    return receivedMessageItems;
  } catch (error) {
    // A queue that nobody made yet is an empty one.
    const isExpected = abortSignal.aborted || (error as { statusCode?: number }).statusCode === 404;
    if (!isExpected) {
      writeEvent({
        level: 'warning',
        event: 'queue-unreachable',
        function: fn.metadata.name,
        ...errorFacts(error),
      });
    }
    return [];
  }
}

async function processMessage(listener: Listener, message: ReceivedMessageItem): Promise<void> {
  const { queue, settings, fn } = listener;
  const lease = keepHidden(queue, message);
  const facts = {
    function: fn.metadata.name,
    messageId: message.messageId,
    dequeueCount: message.dequeueCount,
  };
  try {
    await run(listener, message);
    await queue.deleteMessage(message.messageId, await lease.end());
    writeEvent({ level: 'information', event: 'queue-done', ...facts });
  } catch (error) {
    writeEvent({ level: 'error', event: 'function-failed', ...facts, ...errorFacts(error) });
    const popReceipt = await lease.end();
    try {
      if (message.dequeueCount >= settings.maxDequeueCount) await moveToPoison(listener, message, popReceipt);
      else {
        const visibilitySeconds = settings.visibilityTimeout / 1000;
        await queue.updateMessage(message.messageId, popReceipt, undefined, visibilitySeconds);
      }
    } catch (failure) {
      // The message shows again when its lease ends.
      writeEvent({ level: 'error', event: 'queue-unreachable', ...facts, ...errorFacts(failure) });
    }
  }
}

async function run({ model, fn, settings }: Listener, message: ReceivedMessageItem): Promise<void> {
  if (message.dequeueCount > settings.maxDequeueCount) throw new Error('dequeued too often');
  const text = decode(message.messageText, settings.messageEncoding);
  await invoke(model, fn, {
    input: { string: text },
    triggerMetadata: {
      DequeueCount: { json: String(message.dequeueCount) },
      ExpirationTime: { json: JSON.stringify(message.expiresOn) },
      Id: { json: JSON.stringify(message.messageId) },
      InsertionTime: { json: JSON.stringify(message.insertedOn) },
      NextVisibleTime: { json: JSON.stringify(message.nextVisibleOn) },
      PopReceipt: { json: JSON.stringify(message.popReceipt) },
      QueueTrigger: { json: JSON.stringify(text) },
    },
  });
}

function decode(text: string, encoding: QueueSettings['messageEncoding']): string {
  if (encoding === 'none') return text;
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64') !== text) throw new Error('the message is not base64');
  return bytes.toString('utf8');
}

async function moveToPoison(
  { queue, poison, fn }: Listener,
  message: ReceivedMessageItem,
  popReceipt: string,
) {
  await poison.createIfNotExists();
  await poison.sendMessage(message.messageText);
  await queue.deleteMessage(message.messageId, popReceipt);
  writeEvent({
    level: 'error',
    event: 'queue-poisoned',
    function: fn.metadata.name,
    messageId: message.messageId,
    queue: poison.name,
  });
}

/** Renews the message's lease at half time; `end` stops that and resolves to the newest pop receipt. */
function keepHidden(queue: QueueClient, { messageId, popReceipt }: ReceivedMessageItem) {
  let newest = Promise.resolve(popReceipt);
  const timer = setInterval(
    () => {
      newest = newest.then(async (receipt) => {
        const renewed = await queue.updateMessage(messageId, receipt, undefined, leaseSeconds);
        return renewed.popReceipt ?? receipt;
      });
      newest.catch(() => undefined);
    },
    (leaseSeconds * 1000) / 2,
  );
  return {
    end: () => {
      clearInterval(timer);
      return newest;
    },
  };
}
