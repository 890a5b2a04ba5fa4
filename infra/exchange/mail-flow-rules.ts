/** The header of our own notices, by which they pass. Its value is a MAC by the service's key: nobody guesses it. */
export const PASS_HEADER = 'x-sealpost-pass';

/**
 * One mail-flow rule of Exchange, in the words of New-TransportRule. All of `when` has to be so, and none of
 * `unless`. Patterns are regular expressions that look anywhere in a value, whatever the case.
 */
export type MailFlowRule = {
  name: string;
  when: {
    /** FromScope, SentToScope. */
    from?: 'InOrganization' | 'NotInOrganization';
    to?: 'NotInOrganization';
    /** SubjectMatchesPatterns. */
    subject?: readonly string[];
    /** HeaderMatchesMessageHeader and HeaderMatchesPatterns. */
    header?: { name: string; patterns: readonly string[] };
    /** MessageContainsDataClassifications: names of sensitive types, one of any at least. */
    classifications?: readonly string[];
  };
  unless?: {
    /** ExceptIfFrom: the service's own mailbox. */
    from?: string;
    /** ExceptIfMessageTypeMatches: an out-of-office answer quotes a subject that somebody else chose. */
    isOutOfOffice?: true;
    header?: { name: string; patterns: readonly string[] };
  };
  action: { reject: { status: '5.7.1'; text: string } } | { removeHeader: string };
};

export type MailFlowSettings = {
  /** The service's own mailbox, which sends its mails. */
  serviceMailbox: string;
  /** The values of the pass header that count: today's, and the next one before it is used. */
  passes: readonly string[];
  /** In the subject, wherever it stands: always to be sent securely (`send.subjectMarkers` of the policy). */
  subjectMarkers: readonly string[];
  /** Sensitive types of Microsoft Purview; none: no rule about content. */
  classifications: readonly string[];
  /** Where the guide for staff stands; empty: no word of it. */
  guide: string;
};

/**
 * The rules of the backstop, in their order: what leaves unsealed although it says that it must not is rejected.
 * docs/mail-flow.md gives the reasons. Throws a plain Error for settings that would make a rule let everything pass.
 */
export function mailFlowRules(settings: MailFlowSettings): MailFlowRule[] {
  const { serviceMailbox, passes, subjectMarkers, classifications, guide } = settings;
  if (passes.length === 0 || passes.some((pass) => !/^[A-Za-z0-9_-]{32}$/.test(pass)))
    throw new Error('a pass has 32 characters; an administrator finds it at GET /api/manage/mail-flow');
  if (!/^[^@\s"'$`]+@[A-Za-z0-9.-]+$/.test(serviceMailbox))
    throw new Error('the mailbox has to be a whole address, such as secure@example.gov');
  const outward = { from: 'InOrganization', to: 'NotInOrganization' } as const;
  const unless = {
    from: serviceMailbox,
    isOutOfOffice: true as const,
    header: { name: PASS_HEADER, patterns: passes.map((pass) => `^${pass}$`) },
  };
  const rejected = (why: string) => ({
    reject: {
      status: '5.7.1' as const,
      text: [
        `Not sent: ${why}`,
        'Nobody outside has got it. Send it with Send Secure: in Outlook for Windows, Mac or the web, or in the portal.',
        ...(guide === '' ? [] : [`How: ${guide}`]),
      ].join(' '),
    },
  });
  return [
    {
      name: 'Sealpost 1: foreign passes count for nothing',
      when: { from: 'NotInOrganization', header: { name: PASS_HEADER, patterns: ['.'] } },
      action: { removeHeader: PASS_HEADER },
    },
    ...(subjectMarkers.length === 0
      ? []
      : [
          {
            name: 'Sealpost 2: the subject asks for Send Secure',
            when: { ...outward, subject: subjectMarkers.map(escapePattern) },
            unless,
            action: rejected('its subject asks for secure mail, and it was not sealed.'),
          },
        ]),
    {
      name: 'Sealpost 3: marked Confidential',
      // RFC 4021: what File, Properties, Sensitivity becomes.
      when: { ...outward, header: { name: 'Sensitivity', patterns: ['^\\s*Company-Confidential\\s*$'] } },
      unless,
      action: rejected('it is marked Confidential, and it was not sealed.'),
    },
    ...(classifications.length === 0
      ? []
      : [
          {
            name: 'Sealpost 4: sensitive content',
            when: { ...outward, classifications },
            unless,
            action: rejected('it holds sensitive information, and it was not sealed.'),
          },
        ]),
    {
      name: 'Sealpost 5: passes stay inside',
      when: { ...outward, header: { name: PASS_HEADER, patterns: ['.'] } },
      action: { removeHeader: PASS_HEADER },
    },
  ];
}

/** A text as a pattern that means it. */
function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
