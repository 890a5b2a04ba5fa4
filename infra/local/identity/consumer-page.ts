import { page } from './page.ts';

/** What somebody typed at a stand-in: the address and whether the provider knows that it is theirs. */
export type ConsumerForm = {
  readonly address: string;
  readonly name: string;
  readonly isVerified: boolean;
  /** Names the account there, where it is not the one of the address; else empty. */
  readonly account: string;
};

/** Reads the posted form; null where it has no address. */
export function readConsumerForm(body: string): ConsumerForm | 'cancelled' | null {
  const form = new URLSearchParams(body);
  if (form.has('cancel')) return 'cancelled';
  const address = (form.get('address') ?? '').trim();
  if (address === '') return null;
  return {
    address,
    name: (form.get('name') ?? '').trim(),
    isVerified: form.get('verified') === 'yes',
    account: (form.get('account') ?? '').trim(),
  };
}

/** The page where one types any address and says what the provider knows of it. */
export function renderConsumerSignIn(name: string): string {
  return page(
    `Sign in with ${name}`,
    `<p class="note">This is a <strong>local sign-in</strong>. On this machine it stands in for ${name}. There is no
password: type any address, and say whether ${name} has verified it.</p>
<form method="post">
<label for="address">E-mail address</label>
<input id="address" name="address" type="email" required autocomplete="username">
<label for="name">Name</label>
<input id="name" name="name" autocomplete="name" value="Pat Doe">
<label for="verified">Verified by ${name}</label>
<select id="verified" name="verified"><option value="yes">Yes</option><option value="no">No</option></select>
<label for="account">Account, where it is not the one of the address</label>
<input id="account" name="account" autocomplete="off">
<button class="main">Sign in</button>
</form>
<form method="post"><button class="second" name="cancel" value="yes">Cancel</button></form>`,
    name,
  );
}
