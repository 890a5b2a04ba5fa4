/** What Microsoft's schemas and documents say about an add-in-only manifest of a mail add-in (August 2026). */

/** Children in the order of Microsoft's schemas; an element that is not listed here is not checked for order. */
export const ORDER: Readonly<Record<string, readonly string[]>> = {
  OfficeApp:
    'Id AlternateId Version ProviderName DefaultLocale DisplayName Description IconUrl HighResolutionIconUrl SupportUrl AppDomains Hosts Requirements FormSettings Permissions Rule DisableEntityHighlighting VersionOverrides ExtendedOverrides'.split(
      ' ',
    ),
  VersionOverrides:
    'Description Requirements Hosts Resources EquivalentAddins WebApplicationInfo ConnectedServiceControls VersionOverrides'.split(
      ' ',
    ),
  Host: ['Runtimes', 'AllFormFactors', 'DesktopFormFactor', 'MobileFormFactor'],
  DesktopFormFactor: ['SupportsSharedFolders', 'FunctionFile', 'ExtensionPoint'],
  Control: ['Label', 'ToolTip', 'Supertip', 'Icon', 'Action', 'Enabled'],
  Supertip: ['Title', 'Description'],
  Group: ['Label', 'Icon', 'Control'],
  ExtensionPoint: ['OfficeTab', 'CustomTab', 'LaunchEvents', 'SourceLocation'],
  Resources: ['Images', 'Urls', 'ShortStrings', 'LongStrings'],
};
/** Elements that must be there, by parent. */
export const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  OfficeApp:
    'Id Version ProviderName DefaultLocale DisplayName Description IconUrl HighResolutionIconUrl SupportUrl Hosts Requirements FormSettings Permissions Rule VersionOverrides'.split(
      ' ',
    ),
  VersionOverrides: ['Requirements', 'Hosts', 'Resources'],
  DesktopFormFactor: ['FunctionFile', 'ExtensionPoint'],
  Control: ['Label', 'Supertip', 'Icon', 'Action'],
};
/** The launch events that Outlook knows (August 2026). */
export const LAUNCH_EVENTS = new Set(
  'OnNewMessageCompose OnNewAppointmentOrganizer OnMessageAttachmentsChanged OnAppointmentAttachmentsChanged OnMessageRecipientsChanged OnAppointmentAttendeesChanged OnAppointmentTimeChanged OnAppointmentRecurrenceChanged OnInfoBarDismissClicked OnMessageSend OnAppointmentSend OnMessageCompose OnAppointmentOrganizer OnMessageFromChanged OnAppointmentFromChanged OnSensitivityLabelChanged OnMessageReadWithCustomAttachment OnMessageReadWithCustomHeader OnMessageDecrypt'.split(
    ' ',
  ),
);
export const SEND_MODES = new Set(['PromptUser', 'SoftBlock', 'Block']);
export const PERMISSIONS = new Set(['Restricted', 'ReadItem', 'ReadWriteItem', 'ReadWriteMailbox']);
/** Longest texts, in characters, by element. */
export const LIMITS: Readonly<Record<string, number>> = {
  ProviderName: 125,
  DisplayName: 125,
  Description: 250,
};
export const STRING_LIMITS: Readonly<Record<string, number>> = { ShortStrings: 125, LongStrings: 250 };
export const ID_LIMIT = 32;
export const URL_LIMIT = 2048;
export const BUTTON_ICON_SIZES = ['16', '32', '80'];
