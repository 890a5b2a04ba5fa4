import { callOutlook } from './call.ts';

/** What Sealpost keeps in Outlook's roaming settings, 32 kB for all of it. */
export type Setting = 'sendPolicy' | 'memory';

/** Reads a setting; null where there is none or this Outlook has no settings. */
export function readSetting(name: Setting): unknown {
  const settings = Office.context.roamingSettings as Office.RoamingSettings | undefined;
  const value: unknown = settings?.get(`sealpost.${name}`);
  return value ?? null;
}

/** Keeps settings for the next time and for other devices. */
export async function writeSettings(values: Readonly<Partial<Record<Setting, string>>>): Promise<void> {
  const settings = Office.context.roamingSettings;
  for (const name of Object.keys(values) as Setting[]) settings.set(`sealpost.${name}`, values[name]);
  await callOutlook<void>('keep the settings', (done) => settings.saveAsync(done));
}
