import type { MailFlowRule } from './mail-flow-rules.ts';

/**
 * Writes the rules as a PowerShell script for Exchange Online: it makes them, or brings them up to date where they
 * are there, so it is safe to run twice. `mode`: `Audit` only notes what would be rejected.
 */
export function writeScript(rules: readonly MailFlowRule[], mode: 'Audit' | 'Enforce'): string {
  const names = rules.map(({ name }) => quoted(name)).join(', ');
  return `# Mail-flow rules of Sealpost for Exchange Online. Run by an Exchange administrator, after Connect-ExchangeOnline.
# Safe to run twice: a rule of this name is brought up to date. Exchange applies rules within 30 minutes.
# Mode ${mode}: ${mode === 'Audit' ? 'nothing is rejected yet; the message trace shows what would be.' : 'what the rules name is rejected.'}
$ErrorActionPreference = 'Stop'

function Set-SealpostRule([string] $Name, [hashtable] $Settings) {
  if (Get-TransportRule -Identity $Name -ErrorAction SilentlyContinue) { Set-TransportRule -Identity $Name @Settings }
  else { New-TransportRule -Name $Name @Settings }
}

${rules.map((rule) => writeRule(rule, mode)).join('\n')}
# Rules of an earlier run that are no longer wanted.
$wanted = @(${names})
Get-TransportRule | Where-Object { $_.Name -like 'Sealpost *' -and $_.Name -notin $wanted } | Remove-TransportRule -Confirm:$false

# In this order.
$priority = 0
foreach ($name in $wanted) { Set-TransportRule -Identity $name -Priority $priority; $priority += 1 }
`;
}

function writeRule({ name, when, unless = {}, action }: MailFlowRule, mode: 'Audit' | 'Enforce'): string {
  const settings: [string, string][] = [
    ['Mode', quoted('removeHeader' in action ? 'Enforce' : mode)],
    ...given('FromScope', when.from),
    ...given('SentToScope', when.to),
    ...listed('SubjectMatchesPatterns', when.subject),
    ...given('HeaderMatchesMessageHeader', when.header?.name),
    ...listed('HeaderMatchesPatterns', when.header?.patterns),
    ...(when.classifications === undefined
      ? []
      : [
          [
            'MessageContainsDataClassifications',
            `@(${when.classifications.map((type) => `@{ Name = ${quoted(type)}; minCount = '1' }`).join(', ')})`,
          ] as [string, string],
        ]),
    ...given('ExceptIfFrom', unless.from),
    ...given('ExceptIfMessageTypeMatches', unless.isOutOfOffice === true ? 'OOF' : undefined),
    ...given('ExceptIfHeaderMatchesMessageHeader', unless.header?.name),
    ...listed('ExceptIfHeaderMatchesPatterns', unless.header?.patterns),
    ...('removeHeader' in action
      ? given('RemoveHeader', action.removeHeader)
      : [
          ...given('RejectMessageEnhancedStatusCode', action.reject.status),
          ...given('RejectMessageReasonText', action.reject.text),
        ]),
  ];
  const lines = settings.map(([key, value]) => `  ${key} = ${value}`);
  return `Set-SealpostRule ${quoted(name)} @{\n${lines.join('\n')}\n}\n`;
}

function given(key: string, value: string | undefined): [string, string][] {
  return value === undefined ? [] : [[key, quoted(value)]];
}

function listed(key: string, values: readonly string[] | undefined): [string, string][] {
  return values === undefined ? [] : [[key, `@(${values.map(quoted).join(', ')})`]];
}

/** A text as PowerShell takes it literally: single quotes, doubled inside; no line can end in it. */
function quoted(text: string): string {
  return `'${text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').replace(/['\u2018\u2019\u201a\u201b]/g, "''")}'`;
}
