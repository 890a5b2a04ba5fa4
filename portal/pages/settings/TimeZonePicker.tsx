import { Combobox, Field, makeStyles, Option, Text, tokens } from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import { useAccountWords } from '../../strings/accounts/words.ts';
import { useTranslation } from '../../strings/i18n.ts';
import { browserZone, describeZone, findZones, type Zone } from './time-zones.ts';

/** The choice of what the device says; no IANA zone is called so. */
const DEVICE = 'device';

const useStyles = makeStyles({
  option: { display: 'grid' },
  quiet: { color: tokens.colorNeutralForeground2 },
});

/** Chooses a time zone by typing a city; null: as the device says. */
export function TimeZonePicker({
  value,
  onChange,
}: {
  value: string | null;
  onChange: (zone: string | null) => void;
}) {
  const { language } = useTranslation();
  const w = useAccountWords();
  const styles = useStyles();
  /** What is being looked for; null while the field shows what is chosen. */
  const [search, setSearch] = useState<string | null>(null);
  const [isOpen, setOpen] = useState(false);
  const found = useMemo(() => {
    const [region = ''] = browserZone().split('/');
    return isOpen ? findZones(search ?? '', region).map((id) => describeZone(id, language)) : [];
  }, [isOpen, search, language]);
  const device = useMemo(
    () => w('settings.zoneDevice', { zone: label(describeZone(browserZone(), language)) }),
    [w, language],
  );
  const chosen = useMemo(
    () => (value === null ? device : label(describeZone(value, language))),
    [value, device, language],
  );

  return (
    <Field label={w('settings.zone')} hint={w('settings.zoneHint')}>
      <Combobox
        inlinePopup
        value={search ?? chosen}
        selectedOptions={[value ?? DEVICE]}
        open={isOpen}
        onChange={(event) => {
          setSearch(event.target.value);
          setOpen(true);
        }}
        onOpenChange={(_, { open }) => {
          setOpen(open);
          if (!open) setSearch(null);
        }}
        onFocus={(event) => event.target.select()}
        onOptionSelect={(_, { optionValue }) => {
          // Typing what no option begins with "selects" nothing: the search goes on.
          if (optionValue === undefined) return;
          setSearch(null);
          onChange(optionValue === DEVICE ? null : optionValue);
        }}
      >
        {(search ?? '') === '' ? (
          <Option value={DEVICE} text={device}>
            {device}
          </Option>
        ) : null}
        {found.map((zone) => (
          <Option key={zone.id} value={zone.id} text={label(zone)}>
            <span className={styles.option}>
              <Text>{label(zone)}</Text>
              <Text size={200} className={styles.quiet}>
                {[zone.region, zone.name].filter((words) => words !== '').join(', ')}
              </Text>
            </span>
          </Option>
        ))}
        {found.length === 0 ? (
          <Option value="" text="" disabled>
            {w('settings.zoneNone')}
          </Option>
        ) : null}
      </Combobox>
    </Field>
  );
}

function label({ city, offset }: Zone): string {
  return offset === '' ? city : `${city} (${offset})`;
}
