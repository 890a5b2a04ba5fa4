import type { Place, SendPolicy } from '../../../shared/policy/decide.ts';
import type { Excerpt, Finding, InnerPdf, UnreadableReason } from '../../../shared/scan/index.ts';

/** A finding as the pane shows it. */
export type Found = Finding & {
  place: Place;
  /** Names it for "not sensitive"; see addin/outlook/dismissed-form.ts. */
  key: string;
  /** The value with some words around it, masked; empty for a combination. */
  excerpt: Excerpt;
};

/** The worker's first message: the lexicons as the organisation wants them. */
export type Setup = { packs: SendPolicy['packs'] };
/** What the worker is asked for: to search a text or a file's name, or to read a file and search that. */
export type Job =
  | { kind: 'text'; text: string }
  | { kind: 'name'; name: string }
  | { kind: 'file'; name: string; content: Blob };
export type JobRequest = { id: number; place: Place; job: Job };

/**
 * What came of it; `unread`: why a file inside this one could not be looked into. `pdf`, and `pdfs` inside it,
 * go to pdf.js first, `opaque` has no text: a picture, a sound.
 */
export type JobResult =
  | {
      kind: 'searched';
      found: Found[];
      isWhole: boolean;
      unread: UnreadableReason | null;
      pdfs?: readonly InnerPdf[];
    }
  | { kind: 'unreadable'; reason: UnreadableReason }
  | { kind: 'pdf' | 'opaque' };
export type JobAnswer = { id: number; result: JobResult } | { id: number; problem: string };
