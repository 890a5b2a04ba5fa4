import { type ItemCall, OfficeFailure, officeErrors, textOf } from './item-call.ts';
import type { Notice } from './notices.ts';

/** Calls on `item.notificationMessages`, by dispatch id. */
export const noticeCalls: Record<number, ItemCall> = {
  33: ({ session }, parameters) => {
    const { notices } = session.notices.read();
    const notice = parameters as unknown as Notice;
    if (notices.some((one) => one.key === notice.key))
      throw new OfficeFailure(officeErrors.duplicateNoticeKey);
    session.notices.change({ notices: [...notices, notice] });
  },
  34: ({ session }) => session.notices.read().notices,
  35: ({ session }, parameters) => {
    const notice = parameters as unknown as Notice;
    const others = session.notices.read().notices.filter((one) => one.key !== notice.key);
    session.notices.change({ notices: [...others, notice] });
  },
  36: ({ session }, parameters) => {
    const { notices } = session.notices.read();
    const kept = notices.filter((one) => one.key !== textOf(parameters, 'key'));
    if (kept.length === notices.length) throw new OfficeFailure(officeErrors.keyNotFound);
    session.notices.change({ notices: kept });
  },
};
