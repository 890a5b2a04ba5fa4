import { ConfirmCode } from '../parts/sign-in/ConfirmCode.tsx';
import { ConfirmLink } from '../parts/sign-in/ConfirmLink.tsx';
import { useFragment } from '../parts/use-fragment.ts';

/** Proves the address of a registration, by the code that was typed or the link that was pressed in the mail. */
export function Confirm() {
  const link = useFragment('link');
  return link === '' ? <ConfirmCode /> : <ConfirmLink key={link} link={link} />;
}
