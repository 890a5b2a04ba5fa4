import { readDraftFacts } from '../outlook/draft-facts.ts';
import { getMark } from '../outlook/mark.ts';
import { isNotice } from '../outlook/notice-form.ts';

/** What the alert found: an ordinary message, a secure message's notice, or a marked draft that is not its notice. */
export type Finding = 'ordinary' | 'notice' | 'not_the_notice';

/** Looks at the draft that is about to leave. Calls `onMarked` as soon as it is known to carry a mark. */
export async function checkDraft(onMarked: () => void): Promise<Finding> {
  const { messageId, noticeForm } = await getMark();
  if (messageId === null) return 'ordinary';
  onMarked();
  if (noticeForm === null) return 'not_the_notice';
  return isNotice(noticeForm, messageId, await readDraftFacts()) ? 'notice' : 'not_the_notice';
}
