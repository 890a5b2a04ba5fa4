import { compactSendPolicy, parseSendPolicy } from '../../../shared/policy/decide.ts';
import { readSetting, writeSettings } from '../../outlook/settings.ts';

/** Keeps the policy for the alert, which has to decide without the service too; only where it has changed. */
export async function keepPolicy(policy: unknown): Promise<void> {
  const sendPolicy = compactSendPolicy(parseSendPolicy(policy, ''));
  if (sendPolicy === null || readSetting('sendPolicy') === sendPolicy) return;
  await writeSettings({ sendPolicy }).catch(() => undefined);
}
