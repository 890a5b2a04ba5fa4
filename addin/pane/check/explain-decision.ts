import { type Decision, reasonInWords, type SendFacts } from '../../../shared/policy/decide.ts';
import { t } from '../strings/i18n.ts';

/** What will happen on Send, in words: one line for the eye, the rest below it. */
export type Verdict = {
  tone: 'calm' | 'look' | 'secure';
  title: string;
  text: string;
  /** Reasons beside the findings, which stand in lines of their own. */
  reasons: readonly string[];
};

/** Puts a decision into words. `organisation` is its name. */
export function explainDecision(decision: Decision, facts: SendFacts, organisation: string): Verdict {
  const outside = facts.recipients.filter(({ kind }) => kind !== 'inside');
  const reasons = decision.reasons.filter(({ code }) => code !== 'sensitive').map(reasonInWords);
  if (decision.action === 'secure') {
    const isSensitive = decision.reasons.some(({ code }) => code === 'sensitive');
    const values = { address: outside[0]?.address ?? '', count: outside.length, organisation };
    const text = t(isSensitive ? 'secureSensitive' : 'secureOther', values);
    return { tone: 'secure', title: t('secureTitle'), text, reasons };
  }
  if (decision.action === 'warn')
    return { tone: 'look', title: t('lookTitle'), text: t('lookText'), reasons };
  if (facts.recipients.length === 0) {
    return { tone: 'calm', title: t('nobodyYetTitle'), text: t('nobodyYetText'), reasons };
  }
  const text = outside.length === 0 ? t('sendInside', { organisation }) : t('sendOutside');
  return { tone: 'calm', title: t('sendTitle'), text, reasons };
}
