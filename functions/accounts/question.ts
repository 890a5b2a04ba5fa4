import { AppError } from '../../shared/errors.ts';
import type { Policy } from '../../shared/policy/index.ts';
import type { Origin, Ports } from '../ports.ts';
import { noteAccountEvent } from './account-events.ts';
import { changeAccount, requireRecipient } from './change-account.ts';
import { hashPassword, verifyPassword } from './password.ts';
import { type AccountRecord, accountKey } from './records.ts';

/*
 * The security question is asked after the mailed proof and never instead of it. Its counter belongs to the
 * account, so that a new proof gives no new tries: five wrong answers, then a day without any.
 */

const MAX_WRONG = 5;
const DAY_MS = 24 * 3_600_000;
const LEAST_ANSWER = 3;

/** The question that a reset of this account asks; null: none, or policy has none. */
export function questionOf(policy: Policy, account: AccountRecord): string | null {
  return policy.recovery.securityQuestion ? (account.question?.text ?? null) : null;
}

/**
 * Sets the question and its answer, or removes both (null). Throws `forbidden` where policy has no questions,
 * `bad_request` for an answer that is too short or stands in the question.
 */
export async function changeQuestion(
  ports: Ports,
  accountId: string,
  request: { question: string; answer: string } | null,
  origin: Origin,
): Promise<void> {
  if (request !== null && !ports.policy.recovery.securityQuestion) throw new AppError('forbidden');
  const question = request === null ? null : await questionRecord(request);
  await changeAccount(ports, accountId, (account) => {
    requireRecipient(account);
    const { question: _old, ...kept } = account;
    return { account: question === null ? kept : { ...kept, question } };
  });
  await noteAccountEvent(ports, accountId, { kind: 'question_changed', origin });
}

/**
 * Judges an answer; each try is counted before, under the ETag. Throws `answer_wrong`, with the tries that are
 * left, and `too_many_requests` where none is.
 */
export async function requireAnswer(
  ports: Ports,
  accountId: string,
  answer: string | undefined,
  origin: Origin,
): Promise<void> {
  if (answer === undefined || answer.trim() === '') throw wrongAnswer(null);
  const counted = await changeAccount(ports, accountId, (account) => {
    const { question } = account;
    if (question === undefined) return null;
    return { account: { ...account, question: afterTry(question, ports.clock.now()) } };
  });
  const question = counted?.question;
  if (question === undefined) return;
  const isRight = await verifyPassword(question.answerHash, normaliseAnswer(answer));
  if (!isRight) {
    await noteAccountEvent(ports, accountId, { kind: 'answer_wrong', origin });
    throw wrongAnswer(MAX_WRONG - (question.tries?.count ?? MAX_WRONG));
  }
  await changeAccount(ports, accountId, (account) => {
    if (account.question === undefined) return null;
    const { tries: _tries, ...kept } = account.question;
    return { account: { ...account, question: kept } };
  });
}

/** How many answers are left to somebody who has proved the address; null where no question is asked. */
export async function answersLeft(ports: Ports, accountId: string): Promise<number | null> {
  const account = await ports.records.get(accountKey(accountId));
  if (account === null || questionOf(ports.policy, account.value) === null) return null;
  const tries = account.value.question?.tries;
  const isOld = tries === undefined || ports.clock.now().getTime() - Date.parse(tries.since) >= DAY_MS;
  return isOld ? MAX_WRONG : Math.max(0, MAX_WRONG - tries.count);
}

type Question = NonNullable<AccountRecord['question']>;

function afterTry(question: Question, now: Date): Question {
  const { tries } = question;
  const leftMs = tries === undefined ? 0 : Date.parse(tries.since) + DAY_MS - now.getTime();
  if (tries === undefined || leftMs <= 0)
    return { ...question, tries: { count: 1, since: now.toISOString() } };
  if (tries.count >= MAX_WRONG) {
    throw new AppError('too_many_requests', {
      message: 'Too many wrong answers. Please try again tomorrow, or call for help.',
      retryAfterSeconds: Math.ceil(leftMs / 1000),
    });
  }
  return { ...question, tries: { ...tries, count: tries.count + 1 } };
}

async function questionRecord({ question, answer }: { question: string; answer: string }): Promise<Question> {
  const text = question.trim();
  const normal = normaliseAnswer(answer);
  if (normal.length < LEAST_ANSWER)
    throw new AppError('bad_request', { message: 'The answer is too short.' });
  if (normaliseAnswer(text).includes(normal))
    throw new AppError('bad_request', { message: 'The answer must not stand in the question.' });
  return { text, answerHash: await hashPassword(normal) };
}

/** The letters and digits of an answer alone: nobody remembers their own spelling of spaces, case and signs. */
function normaliseAnswer(answer: string): string {
  return answer
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{Nd}]/gu, '');
}

function wrongAnswer(left: number | null): AppError {
  return new AppError('answer_wrong', {
    message: 'This answer is not right.',
    ...(left === null ? {} : { facts: { left } }),
  });
}
