import { readDraftFacts } from '../outlook/draft-facts.ts';
import { getMark, removeNoticeForm } from '../outlook/mark.ts';
import { isNotice } from '../outlook/notice-form.ts';

/** What the alert found: an ordinary message, a secure message's notice, or a marked draft that is not its notice. */
export type Finding = 'ordinary' | 'notice' | 'not_the_notice';

/** Looks at the draft that is about to leave, and cleans a notice of what is for the alert alone. Calls `onMarked` as soon as it is known to carry a mark. */
export async function checkDraft(onMarked: () => void): Promise<Finding> {
  const { messageId, noticeForm } = await getMark();
  if (messageId === null) return 'ordinary';
  onMarked();
  if (noticeForm === null) return 'not_the_notice';
  if (!isNotice(noticeForm, messageId, await readDraftFacts())) return 'not_the_notice';
  await removeNoticeForm();
  return 'notice';
}
