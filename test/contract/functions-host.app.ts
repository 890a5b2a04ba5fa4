/** A small app with one function per kind of trigger, for the tests of the local Functions host. */
import { createHash } from 'node:crypto';
import { appendFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { app, type HttpRequest, type HttpResponseInit } from '@azure/functions';

const record = (event: unknown) => appendFile(process.env.FIXTURE_RECORD ?? '', `${JSON.stringify(event)}\n`);

app.setup({ enableHttpStream: true });

app.hook.preInvocation(({ invocationContext }) => record({ hook: invocationContext.functionName }));

app.http('everything', {
  route: '{*path}',
  methods: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'],
  authLevel: 'anonymous',
  handler: async (request): Promise<HttpResponseInit> => {
    const path = request.params.path ?? '';
    if (path === 'hash') return hash(request);
    if (path === 'zeros') return { body: zeros(Number(request.query.get('bytes'))) };
    if (path === 'slow') await sleep(400);
    if (path === 'throws') throw new Error('on purpose');
    if (path === 'nothing') return undefined as unknown as HttpResponseInit;
    if (path === 'cookies') {
      return {
        cookies: [
          { name: '__Host-a', value: '1', path: '/', secure: true, httpOnly: true, sameSite: 'Lax' },
          { name: 'b', value: '2' },
        ],
      };
    }
    return {
      status: 201,
      headers: { 'x-path': path },
      jsonBody: {
        url: request.url,
        method: request.method,
        from: request.headers.get('x-forwarded-for'),
        body: await request.text(),
      },
    };
  },
});

app.http('greeting', {
  route: 'greet/{name}',
  methods: ['GET'],
  handler: async (request) => ({ body: `hello ${request.params.name}` }),
});

app.storageQueue('jobs', {
  queueName: 'jobs',
  connection: 'AzureWebJobsStorage',
  handler: async (job, context) => {
    await record({ job, dequeueCount: context.triggerMetadata?.dequeueCount });
    if ((job as { fail?: number }).fail) throw new Error('on purpose');
  },
});

app.timer('sweep', {
  schedule: '0 0 3 1 1 *',
  handler: async (timer) => {
    await record({ sweep: timer.isPastDue, next: timer.scheduleStatus.next });
  },
});

app.timer('tick', { schedule: '* * * * * *', handler: () => record({ tick: true }) });

app.timer('disabled', { schedule: '* * * * * *', handler: () => record({ disabled: true }) });

async function hash(request: HttpRequest): Promise<HttpResponseInit> {
  const digest = createHash('sha256');
  let sizeBytes = 0;
  for await (const chunk of request.body ?? []) {
    digest.update(chunk);
    sizeBytes += chunk.length;
  }
  return { jsonBody: { sizeBytes, sha256: digest.digest('hex'), memoryBytes: process.memoryUsage().rss } };
}

async function* zeros(sizeBytes: number) {
  const block = new Uint8Array(65_536);
  for (let left = sizeBytes; left > 0; left -= block.length) yield block.subarray(0, left);
}
