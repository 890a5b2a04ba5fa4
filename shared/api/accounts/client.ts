import type { Call } from '../caller.ts';
import { accountRoutes, settingsRoutes } from './routes.ts';
import type {
  PreferencesRequest,
  Provider,
  Reauthentication,
  RegisterRequest,
  SignInRequest,
} from './schemas.ts';

export type AccountClient = ReturnType<typeof createAccountClient>;

/** The typed client of registering, signing in and finding back in; `call` is what createCaller made. */
export function createAccountClient(call: Call) {
  const r = accountRoutes;
  return {
    register: (body: RegisterRequest) => call(r.register, { body }),
    resendCode: (address: string) => call(r.resendCode, { body: { address } }),
    confirm: (address: string, code: string) => call(r.confirm, { body: { address, code } }),
    /** `password` where the browser is not the one that registered. */
    confirmByLink: (link: string, password?: string) =>
      call(r.confirmByLink, { body: password === undefined ? { link } : { link, password } }),
    signIn: (body: SignInRequest) => call(r.signIn, { body }),
    signInSecondFactor: (kind: 'totp' | 'recovery_code', code: string) =>
      call(r.signInSecondFactor, { body: { kind, code } }),
    mailSignInCode: (address: string) => call(r.mailSignInCode, { body: { address } }),
    signInByCode: (body: { address: string; code: string; remember?: boolean }) =>
      call(r.signInByCode, { body }),
    passkeySignInOptions: () => call(r.passkeySignInOptions, { body: {} }),
    signInByPasskey: (body: { response: Record<string, unknown>; remember?: boolean }) =>
      call(r.signInByPasskey, { body }),
    signOut: () => call(r.signOut, { body: {} }),
    mailReset: (address: string) => call(r.mailReset, { body: { address } }),
    proveReset: (body: { link: string } | { address: string; code: string }) => call(r.proveReset, { body }),
    finishReset: (body: { password: string; answer?: string }) => call(r.finishReset, { body }),
    mailHint: (address: string) => call(r.mailHint, { body: { address } }),
    unlock: (link: string) => call(r.unlock, { body: { link } }),
  };
}

export type SettingsClient = ReturnType<typeof createSettingsClient>;

/** The typed client of one's own settings. */
export function createSettingsClient(call: Call) {
  const r = settingsRoutes;
  return {
    profile: () => call(r.profile, {}),
    changeName: (body: { firstName: string; lastName: string }) => call(r.changeName, { body }),
    changePreferences: (body: PreferencesRequest) => call(r.changePreferences, { body }),
    reauthenticate: (body: Reauthentication) => call(r.reauthenticate, { body }),
    mailReauthenticationCode: () => call(r.mailReauthenticationCode, { body: {} }),
    reauthenticationPasskeyOptions: () => call(r.reauthenticationPasskeyOptions, { body: {} }),
    changePassword: (password: string) => call(r.changePassword, { body: { password } }),
    postponePassword: () => call(r.postponePassword, { body: {} }),
    changeAddress: (address: string) => call(r.changeAddress, { body: { address } }),
    confirmAddress: (oldCode: string, newCode: string) =>
      call(r.confirmAddress, { body: { oldCode, newCode } }),
    closeAccount: () => call(r.closeAccount, { body: {} }),
    acceptTerms: (version: string) => call(r.acceptTerms, { body: { version } }),
    changeHint: (hint: string | null) => call(r.changeHint, { body: { hint } }),
    changeQuestion: (body: { question: string; answer: string } | null) => call(r.changeQuestion, { body }),
    beginTotp: () => call(r.beginTotp, { body: {} }),
    confirmTotp: (code: string) => call(r.confirmTotp, { body: { code } }),
    removeTotp: () => call(r.removeTotp, { body: {} }),
    newRecoveryCodes: () => call(r.newRecoveryCodes, { body: {} }),
    passkeyOptions: () => call(r.passkeyOptions, { body: {} }),
    addPasskey: (response: Record<string, unknown>, name: string) =>
      call(r.addPasskey, { body: { response, name } }),
    renamePasskey: (row: string, name: string) => call(r.renamePasskey, { params: { row }, body: { name } }),
    removePasskey: (row: string) => call(r.removePasskey, { params: { row }, body: {} }),
    unlinkProvider: (provider: Provider) => call(r.unlinkProvider, { params: { provider }, body: {} }),
    sessions: () => call(r.sessions, {}),
    endSession: (row: string) => call(r.endSession, { params: { row }, body: {} }),
    signOutEverywhere: () => call(r.signOutEverywhere, { body: {} }),
    history: () => call(r.history, {}),
  };
}
