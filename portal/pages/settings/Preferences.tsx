import {
  Checkbox,
  Field,
  makeStyles,
  Radio,
  RadioGroup,
  Select,
  Text,
  Textarea,
  tokens,
} from '@fluentui/react-components';
import { type FormEvent, useState } from 'react';
import type { PreferencesRequest } from '../../../shared/api/index.ts';
import { settings } from '../../parts/accounts.ts';
import { useSession } from '../../parts/session.ts';
import { useAccountWords } from '../../strings/accounts/words.ts';
import type { PanelProps } from './panel-props.ts';
import { SaveBar } from './SaveBar.tsx';
import { TimeZonePicker } from './TimeZonePicker.tsx';
import { useSaving } from './use-saving.ts';

/** Languages by their own names: who looks for one reads it. */
const LANGUAGES = [
  ['en', 'English'],
  ['es', 'Español'],
  ['fr', 'Français'],
] as const;
const NOTICES = ['each', 'digest', 'none'] as const;
const PAGE_SIZES = [25, 50, 100] as const;
const MAX_SIGNATURE = 2000;

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXL, maxWidth: '34rem' },
  choice: { display: 'grid' },
  quiet: { color: tokens.colorNeutralForeground2 },
});

/** Language, time zone, notices, the length of lists and the signature. */
export function Preferences({ profile, changed }: PanelProps) {
  const w = useAccountWords();
  const styles = useStyles();
  const [values, setValues] = useState<PreferencesRequest>(profile.preferences);
  const { config } = useSession();
  const saving = useSaving(changed);

  const set = (change: Partial<PreferencesRequest>) => {
    setValues((before) => ({ ...before, ...change }));
    saving.touch();
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void saving.save(() => settings.changePreferences(values));
  };
  return (
    <form className={styles.form} onSubmit={onSubmit} noValidate>
      <Field label={w('settings.language')} hint={w('settings.languageHint')}>
        <Select
          value={values.language ?? ''}
          onChange={(_, { value }) =>
            set({ language: LANGUAGES.find(([language]) => language === value)?.[0] ?? null })
          }
        >
          <option value="">{w('settings.languageBrowser')}</option>
          {LANGUAGES.map(([language, name]) => (
            <option key={language} value={language} lang={language}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <TimeZonePicker value={values.timeZone} onChange={(timeZone) => set({ timeZone })} />
      <Field label={w('settings.notices')} hint={w('settings.noticesHint')}>
        <RadioGroup
          value={values.notices}
          onChange={(_, { value }) => set({ notices: NOTICES.find((kind) => kind === value) ?? 'each' })}
        >
          {NOTICES.map((kind) => (
            <Radio
              key={kind}
              value={kind}
              label={
                <span className={styles.choice}>
                  <Text>{w(`settings.notice.${kind}`)}</Text>
                  <Text size={200} className={styles.quiet}>
                    {w(`settings.notice.${kind}Text`)}
                  </Text>
                </span>
              }
            />
          ))}
        </RadioGroup>
      </Field>
      {config.messageFiles === true ? (
        <Field label={w('settings.messageFile')} hint={w('settings.messageFileText')}>
          <Checkbox
            label={w('settings.messageFileChoice')}
            checked={values.messageFile}
            onChange={(_, { checked }) => set({ messageFile: checked === true })}
          />
        </Field>
      ) : null}
      <Field label={w('settings.pageSize')}>
        <Select
          value={String(values.pageSize)}
          onChange={(_, { value }) =>
            set({ pageSize: PAGE_SIZES.find((size) => String(size) === value) ?? 25 })
          }
        >
          {PAGE_SIZES.map((size) => (
            <option key={size} value={size}>
              {size}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={w('settings.signature')} hint={w('settings.signatureHint')}>
        <Textarea
          rows={4}
          resize="vertical"
          maxLength={MAX_SIGNATURE}
          value={values.signature}
          onChange={(_, { value }) => set({ signature: value })}
        />
      </Field>
      <SaveBar saving={saving} />
    </form>
  );
}
