import { createStore, type Store } from './store.ts';

/** A bar above the message, as `item.notificationMessages` asks for it; `type` 0 info, 1 progress, 2 error, 3 insight. */
export type Notice = {
  key: string;
  type: number;
  message: string;
  icon: string | undefined;
  persistent: boolean | undefined;
  actions: { actionType: string; actionText: string; commandId: string; contextData: unknown }[];
};

/** The bars of the open item. */
export type NoticeStore = Store<{ notices: Notice[] }>;

/** No bars yet. */
export const createNoticeStore = (): NoticeStore => createStore<{ notices: Notice[] }>({ notices: [] });
