/**
 * Loaded after office.js. Members of the Outlook API that the office.js of npm does not have yet: `sendAsync`,
 * `closeAsync`, `sensitivityLabel`, `inReplyTo` on the item and `Office.context.sensitivityLabelsCatalog`.
 * THESE MEMBERS ARE OURS, NOT MICROSOFT'S: they travel over office.js's own endpoint with the dispatch ids of
 * newer builds, so that an add-in can be tried against them; how the real ones behave is not shown by them.
 * A member that the chosen requirement set does not have stays undefined, as on an older Outlook.
 */
type Result = {
  status: 'succeeded' | 'failed';
  value: unknown;
  error: { name: string; code: number; message: string } | null;
  asyncContext: unknown;
};
type Callback = (result: Result) => void;
type Reply = { error?: boolean; errorCode?: number; errorMessage?: string; data?: unknown };
type Endpoint = {
  invoke(action: 'ExecuteMethod', callback: (code: number, reply: Reply | null) => void, data: unknown): void;
};
type AppFactory = { getClientEndPoint(): Endpoint; getId(): string };

function invoke(dispatchId: number, parameters: object | undefined, args: unknown[]): void {
  const callback = args.find((arg): arg is Callback => typeof arg === 'function');
  const options = args.find(
    (arg): arg is { asyncContext?: unknown } => typeof arg === 'object' && arg !== null,
  );
  const factory = (window as unknown as { OSF: { _OfficeAppFactory: AppFactory } }).OSF._OfficeAppFactory;
  factory.getClientEndPoint().invoke(
    'ExecuteMethod',
    (code, reply) => {
      const failed = code !== 0 || reply?.error === true;
      callback?.({
        status: failed ? 'failed' : 'succeeded',
        value: reply?.data,
        error: failed
          ? {
              name: 'OperationFailed',
              code: reply?.errorCode ?? code,
              message: reply?.errorMessage ?? 'The operation failed.',
            }
          : null,
        asyncContext: options?.asyncContext,
      });
    },
    { ApiParams: parameters, MethodData: { ControlId: factory.getId(), DispatchId: dispatchId } },
  );
}

function addMembers(): void {
  const has = (version: string) => Office.context.requirements.isSetSupported('Mailbox', version);
  const item = Office.context.mailbox?.item as unknown as Record<string, unknown> | undefined;
  if (!item) return;
  if (has('1.13')) {
    item.sensitivityLabel = {
      getAsync: (...args: unknown[]) => invoke(201, undefined, args),
      setAsync: (label: string | { id: string }, ...args: unknown[]) =>
        invoke(200, { sensitivityLabelID: typeof label === 'string' ? label : label.id }, args),
    };
    Object.defineProperty(Office.context, 'sensitivityLabelsCatalog', {
      configurable: true,
      value: {
        getAsync: (...args: unknown[]) => invoke(199, undefined, args),
        getIsEnabledAsync: (...args: unknown[]) => invoke(202, undefined, args),
      },
    });
  }
  if (has('1.14')) {
    item.closeAsync = (...args: unknown[]) => {
      const options = args.find(
        (arg): arg is { discardItem?: boolean } => typeof arg === 'object' && arg !== null,
      );
      invoke(203, { discardItem: options?.discardItem === true }, args);
    };
    const state = window.name ? (JSON.parse(window.name) as { inReplyTo?: string | null }) : {};
    item.inReplyTo = state.inReplyTo ?? null;
  }
  if (has('1.15')) item.sendAsync = (...args: unknown[]) => invoke(215, undefined, args);
}

// Registered before the add-in's own handlers, so that these see the members.
void Office.onReady(addMembers);
