import { Caption1, makeStyles, Switch, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import { tipInWords } from '../../../shared/policy/decide.ts';
import type { CheckState } from '../check/assess.ts';
import type { Check } from '../check/start-check.ts';
import type { OtherMark } from '../confidential-by.ts';
import { t } from '../strings/i18n.ts';

const useStyles = makeStyles({
  option: { display: 'flex', flexDirection: 'column' },
  switch: { minHeight: '44px', marginLeft: `calc(-1 * ${tokens.spacingHorizontalS})` },
  hint: { color: tokens.colorNeutralForeground3 },
  tip: { color: tokens.colorNeutralForeground1, paddingTop: tokens.spacingVerticalXS },
});

/** The mark Confidential, what it costs the people outside, and when it is of no use. */
export function ConfidentialOption({ state, check }: { state: CheckState; check: Check }) {
  const styles = useStyles();
  const hintId = useId();
  const { isMarked, by } = state.confidential;
  const isOn = isMarked || by !== null;
  const tip = isOn ? tipOf(state) : null;
  return (
    <div className={styles.option}>
      <Switch
        className={styles.switch}
        label={t('confidential')}
        aria-describedby={hintId}
        checked={isOn}
        disabled={by !== null}
        onChange={(_event, { checked }) => check.setConfidential(checked ? 'on' : 'off')}
      />
      <div id={hintId} role="status">
        <Caption1 block className={styles.hint}>
          {by === null ? costOf(state) : reasonOf(by)}
        </Caption1>
        {tip === null ? null : (
          <Caption1 block className={styles.tip}>
            {tip}
          </Caption1>
        )}
      </div>
    </div>
  );
}

function reasonOf(by: OtherMark): string {
  return by.kind === 'label' ? t('confidentialByLabel', { label: by.name }) : t('confidentialBySubject');
}

function costOf({ recipients }: CheckState): string {
  const outside = recipients.filter(({ kind }) => kind !== 'inside');
  const [first] = outside;
  if (first === undefined) return t('confidentialCostNobody');
  if (outside.length === 1) return t('confidentialCostOne', { address: first.address });
  return t('confidentialCostMany', { count: outside.length });
}

function tipOf({ decision: { tips } }: CheckState): string | null {
  const tip = tips.find((one) => one.startsWith('confidential_'));
  return tip === undefined ? null : tipInWords(tip);
}
