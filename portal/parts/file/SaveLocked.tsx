import { Text } from '@fluentui/react-components';
import { LockClosedRegular } from '@fluentui/react-icons/svg/lock-closed';
import { useState } from 'react';
import { useFileWords } from '../../strings/file/words.ts';
import { Button } from '../Button.tsx';
import { life } from '../life.ts';
import { saveAttachment } from '../save-attachment.ts';

/** Saves the message as it is kept, sealed: a copy that only its readers can open, and only until its date. */
export function SaveLocked({ messageId }: { messageId: string }) {
  const w = useFileWords();
  const [state, setState] = useState<'free' | 'busy' | 'failed'>('free');
  const save = async () => {
    setState('busy');
    try {
      const { file } = await life.messageFile(messageId);
      if (file !== null) await saveAttachment(bytesOf(file.html), file.name, () => undefined);
      setState('free');
    } catch {
      setState('failed');
    }
  };
  return (
    <>
      <Button icon={<LockClosedRegular />} busy={state === 'busy' ? 'yes' : 'no'} onClick={() => void save()}>
        {w('save')}
      </Button>
      {state === 'failed' ? <Text role="alert">{w('saveFailed')}</Text> : null}
    </>
  );
}

async function* bytesOf(text: string) {
  yield new TextEncoder().encode(text);
}
