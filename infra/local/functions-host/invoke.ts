import { randomUUID } from 'node:crypto';
import { eventLevel, type HookName, type ProgrammingModel, registered, type TypedData } from './core.ts';
import type { TriggeredFunction } from './load.ts';
import { writeEvent } from './log.ts';

/** What the trigger hands to one run of a function. */
export type InvocationInput = {
  /** Chosen by the caller where it must be known outside, as for HTTP streaming. */
  readonly invocationId?: string;
  readonly input: TypedData;
  readonly triggerMetadata?: Record<string, TypedData>;
};

/**
 * Runs a function once: arguments, hooks, handler, hooks, response, in the order of the Functions worker.
 * Returns the handler's own result; throws what the handler (or a hook) threw.
 */
export async function invoke(
  model: ProgrammingModel,
  { metadata, callback, trigger }: TriggeredFunction,
  { invocationId = randomUUID(), input, triggerMetadata = {} }: InvocationInput,
): Promise<unknown> {
  const core: {
    state?: 'preInvocationHooks' | 'invocation' | 'postInvocationHooks';
    [key: string]: unknown;
  } = {
    invocationId,
    metadata,
    request: { invocationId, triggerMetadata, inputData: [{ name: trigger.name, data: input }] },
    log: (level: string, category: string, message: string) =>
      writeEvent({
        level: eventLevel(level),
        event: 'log',
        category,
        function: metadata.name,
        invocationId,
        message,
      }),
  };
  const invocation = model.getInvocationModel(core);
  const { context, inputs } = await invocation.getArguments();
  const hookData = {};
  const before = { hookData, invocationContext: context, inputs, functionCallback: callback };
  core.state = 'preInvocationHooks';
  await runHooks('preInvocation', before);
  const after = {
    hookData,
    invocationContext: context,
    inputs: before.inputs,
    result: null,
    error: null,
  } as {
    result: unknown;
    error: unknown;
  };
  core.state = 'invocation';
  try {
    after.result = await invocation.invokeFunction(context, before.inputs, before.functionCallback);
  } catch (error) {
    after.error = error;
  }
  core.state = 'postInvocationHooks';
  await runHooks('postInvocation', after);
  if (after.error) throw after.error;
  await invocation.getResponse(context, after.result);
  return after.result;
}

/** Runs the app's hooks of one moment, one after the other. */
export async function runHooks(name: HookName, context: object): Promise<void> {
  for (const hook of registered.hooks.get(name) ?? []) await hook(context);
}
