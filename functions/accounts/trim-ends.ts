/* By hand, since an expression for the end of a text takes time that grows with the square of its length. */

/** A text without the characters at its end that `isKept`, an expression for one character, does not fit. */
export function trimEnd(text: string, isKept: RegExp): string {
  const characters = [...text];
  return characters.slice(0, characters.findLastIndex((one) => isKept.test(one)) + 1).join('');
}

/** The same at both ends. */
export function trimEnds(text: string, isKept: RegExp): string {
  const characters = [...trimEnd(text, isKept)];
  const first = characters.findIndex((one) => isKept.test(one));
  return first < 0 ? '' : characters.slice(first).join('');
}
