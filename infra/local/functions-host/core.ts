/**
 * What the library `@azure/functions` finds when it asks for the module `@azure/functions-core`, which in Azure
 * the Functions worker provides: the library registers functions and hooks here, the host reads them.
 */
import { writeEvent } from './log.ts';

/** A value as it travels between host and worker in Azure. */
export type TypedData = { readonly string?: string; readonly json?: string; readonly http?: object };

/** A trigger or output of a function, with the options that its author gave. */
export type Binding = {
  readonly type: string;
  readonly name: string;
  readonly direction: 'in' | 'out';
  readonly [option: string]: unknown;
};

/** A function's name and bindings, by binding name. */
export type FunctionMetadata = {
  readonly name: string;
  readonly bindings: Readonly<Record<string, Binding>>;
};

/** The author's handler. */
export type FunctionCallback = (...inputs: unknown[]) => unknown;

/** A registered function. */
export type RegisteredFunction = { readonly metadata: FunctionMetadata; readonly callback: FunctionCallback };

/** What the host asks of the library: arguments out of a request, the call, the response. */
export type InvocationModel = {
  getArguments(): Promise<{ context: object; inputs: unknown[] }>;
  invokeFunction(context: object, inputs: unknown[], callback: FunctionCallback): Promise<unknown>;
  getResponse(context: object, result: unknown): Promise<unknown>;
};

/** The library itself, seen from the host. */
export type ProgrammingModel = {
  readonly name: string;
  readonly version: string;
  getCapabilities(capabilities: Record<string, string>): Promise<Record<string, string>>;
  getInvocationModel(context: object): InvocationModel;
};

/** A hook of the app's author. */
export type HookCallback = (context: object) => unknown;

const hookNames = ['appStart', 'appTerminate', 'preInvocation', 'postInvocation'] as const;

/** A moment at which hooks run. */
export type HookName = (typeof hookNames)[number];

type Disposable = { dispose: () => void };

/** What the app has registered so far. */
export const registered = {
  functions: new Map<string, RegisteredFunction>(),
  hooks: new Map<HookName, Set<HookCallback>>(hookNames.map((name) => [name, new Set()])),
  model: undefined as ProgrammingModel | undefined,
};

/** Called by the library once, with itself. */
export function setProgrammingModel(model: ProgrammingModel): void {
  registered.model = model;
}

/** Called by the library for every `app.http`, `app.timer`, …; throws when the name is taken. */
export function registerFunction(metadata: FunctionMetadata, callback: FunctionCallback): Disposable {
  if (registered.functions.has(metadata.name))
    throw new Error(`A function "${metadata.name}" exists already.`);
  registered.functions.set(metadata.name, { metadata, callback });
  return { dispose: () => void registered.functions.delete(metadata.name) };
}

/** Called by the library for every `app.hook`; throws a RangeError for a moment the host does not have. */
export function registerHook(name: string, callback: HookCallback): Disposable {
  const hooks = registered.hooks.get(name as HookName);
  if (!hooks) throw new RangeError(`Unrecognized hook "${name}".`);
  hooks.add(callback);
  return { dispose: () => void hooks.delete(callback) };
}

/** Called by the library for its own remarks. */
export function log(level: string, category: string, message: string): void {
  writeEvent({ level: eventLevel(level), event: 'log', category, message });
}

/** Maps the worker's levels to the four that the log knows. */
export function eventLevel(level: string): 'debug' | 'information' | 'warning' | 'error' {
  if (level === 'critical' || level === 'error') return 'error';
  if (level === 'warning') return 'warning';
  return level === 'information' ? 'information' : 'debug';
}
