import { makeStyles, Text, ToggleButton, tokens } from '@fluentui/react-components';
import { CheckmarkRegular } from '@fluentui/react-icons/svg/checkmark';
import type { Person } from '../../shared/api/index.ts';
import { useTranslation } from '../strings/i18n.ts';
import { nameOf } from './people.ts';
import { useSession } from './session.ts';

const useStyles = makeStyles({
  group: {
    border: 'none',
    margin: 0,
    padding: 0,
    minWidth: 0,
    display: 'grid',
    rowGap: tokens.spacingVerticalXS,
  },
  legend: { padding: 0, marginBottom: tokens.spacingVerticalXS },
  chips: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  only: {
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`,
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: tokens.colorBrandBackground2,
    color: tokens.colorBrandForeground2,
    fontWeight: tokens.fontWeightSemibold,
  },
  quiet: { color: tokens.colorNeutralForeground2 },
  problem: { color: tokens.colorStatusDangerForeground1 },
});

/** Whom a reply goes to: the organisation's people that the message names, each switched on or off. */
export function RecipientPicker({
  people,
  chosen,
  disabled,
  onChange,
  problem,
}: {
  people: readonly Person[];
  chosen: readonly Person[];
  disabled: 'yes' | 'no';
  onChange: (chosen: Person[]) => void;
  problem: string | null;
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { organisation } = useSession().config;
  return (
    <fieldset className={styles.group} disabled={disabled === 'yes'}>
      <legend className={styles.legend}>{t('reply.to')}</legend>
      <div className={styles.chips}>
        {people.length === 1 ? <span className={styles.only}>{people.map(nameOf)}</span> : null}
        {(people.length === 1 ? [] : people).map((person) => (
          <ToggleButton
            {...(chosen.includes(person) ? { icon: <CheckmarkRegular /> } : {})}
            key={person.address}
            shape="circular"
            checked={chosen.includes(person)}
            disabled={disabled === 'yes'}
            title={person.address}
            onClick={() => onChange(people.filter((other) => chosen.includes(other) !== (other === person)))}
          >
            {nameOf(person)}
          </ToggleButton>
        ))}
      </div>
      <Text size={200} className={styles.quiet}>
        {t('reply.toHint', { organisation: organisation.name })}
      </Text>
      {problem === null ? null : (
        <Text role="alert" size={200} className={styles.problem}>
          {problem}
        </Text>
      )}
    </fieldset>
  );
}
