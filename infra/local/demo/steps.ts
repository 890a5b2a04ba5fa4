import { pagesSeen } from './page-steps.ts';
import type { Evidence, Progress } from './progress.ts';
import {
  attachmentSaved,
  expired,
  opened,
  registered,
  replied,
  replyNoticeArrived,
} from './recipient-steps.ts';
import { draftIsNotice, noticeArrived, outlookReady, sealed, storageIsCiphertext } from './sender-steps.ts';
import { copies, replyReadByStaff } from './staff-steps.ts';
import type { Stage } from './stage.ts';

export type Step = { name: string; run: (stage: Stage, progress: Partial<Progress>) => Promise<Evidence> };

/** The whole story, step by step, each throwing where what it claims is not so. */
export const steps: readonly Step[] = [
  { name: 'outlook-ready', run: outlookReady },
  { name: 'sealed', run: sealed },
  { name: 'draft-is-notice', run: draftIsNotice },
  { name: 'notice-arrived', run: noticeArrived },
  { name: 'storage-is-ciphertext', run: storageIsCiphertext },
  { name: 'registered', run: registered },
  { name: 'opened', run: opened },
  { name: 'attachment-saved', run: attachmentSaved },
  { name: 'replied', run: replied },
  { name: 'reply-notice-arrived', run: replyNoticeArrived },
  { name: 'reply-read-by-staff', run: replyReadByStaff },
  { name: 'copies', run: copies },
  { name: 'pages-seen', run: pagesSeen },
  { name: 'expired', run: expired },
];
