import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import { type Binding, type ProgrammingModel, type RegisteredFunction, registered } from './core.ts';

/** A function together with its trigger. */
export type TriggeredFunction = RegisteredFunction & { readonly trigger: Binding };

/** A loaded app: the library that it uses and its functions. */
export type LoadedApp = {
  readonly model: ProgrammingModel;
  readonly functions: readonly TriggeredFunction[];
};

const knownTriggers = ['httpTrigger', 'queueTrigger', 'timerTrigger'];

/**
 * Imports the app's entry file with `@azure/functions-core` resolved to this host, and returns what it
 * registered. Throws when it registered nothing or something that this host cannot run, since in Azure it
 * would run and here it would silently not.
 */
export async function loadApp(entry: string): Promise<LoadedApp> {
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === '@azure/functions-core'
        ? { url: new URL('./core.ts', import.meta.url).href, format: 'module-typescript', shortCircuit: true }
        : next(specifier, context),
  });
  await import(pathToFileURL(entry).href);
  const { model } = registered;
  if (!model) throw new Error(`${entry} registers no function`);
  const functions = [...registered.functions.values()].map((fn) => ({ ...fn, trigger: triggerOf(fn) }));
  return { model, functions };
}

function triggerOf({ metadata }: RegisteredFunction): Binding {
  const bindings = Object.values(metadata.bindings);
  const trigger = bindings.find(({ direction, type }) => direction === 'in' && type.endsWith('Trigger'));
  if (!trigger || !knownTriggers.includes(trigger.type)) {
    throw new Error(`${metadata.name}: the local host has no trigger of type ${trigger?.type ?? 'none'}`);
  }
  const other = bindings.find((binding) => binding !== trigger && binding.type !== 'http');
  if (other) throw new Error(`${metadata.name}: the local host has no binding of type ${other.type}`);
  return trigger;
}
