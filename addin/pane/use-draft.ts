import { useEffect, useState } from 'react';
import { measureAttachments } from '../outlook/read-draft.ts';
import { onAttachmentsChanged, onRecipientsChanged, readRecipients } from '../outlook/recipients.ts';
import { type AudienceMember, sortAudience } from './audience.ts';

/** What the pane shows of the draft while it is being written. */
export type DraftPreview = {
  members: readonly AudienceMember[];
  files: { count: number; sizeBytes: number };
};

/** Follows the draft's recipients and attachments as they change in Outlook. */
export function useDraft(insideDomainHashes: readonly string[]): DraftPreview {
  const [preview, setPreview] = useState<DraftPreview>({ members: [], files: { count: 0, sizeBytes: 0 } });
  useEffect(() => {
    let isShown = true;
    const look = () => {
      // A look that fails leaves what is shown: sending reads everything again and says what is wrong.
      readPreview(insideDomainHashes).then(
        (next) => isShown && setPreview(next),
        () => undefined,
      );
    };
    const stops = [onRecipientsChanged(look), onAttachmentsChanged(look)];
    look();
    return () => {
      isShown = false;
      for (const stop of stops) void stop.then((end) => end());
    };
  }, [insideDomainHashes]);
  return preview;
}

async function readPreview(insideDomainHashes: readonly string[]): Promise<DraftPreview> {
  const members = sortAudience(await readRecipients(), insideDomainHashes);
  return { members, files: await measureAttachments() };
}
