/** Luhn's check (ISO/IEC 7812-1, Annex B) over a string of digits, the last one being the check digit. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  let isDoubled = false;
  for (let i = digits.length - 1; i >= 0; i--) {
    let value = digits.charCodeAt(i) - 48;
    if (isDoubled) {
      value *= 2;
      if (value > 9) value -= 9;
    }
    sum += value;
    isDoubled = !isDoubled;
  }
  return sum % 10 === 0;
}

/** The check of nine-digit ABA routing numbers: weights 3, 7, 1. */
export function passesAba(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < 9; i++) sum += (digits.charCodeAt(i) - 48) * (i % 3 === 0 ? 3 : i % 3 === 1 ? 7 : 1);
  return sum % 10 === 0;
}

/** ISO 7064 MOD 97-10 over an IBAN without spaces in capitals (ISO 13616). */
export function passesIban(iban: string): boolean {
  const turned = iban.slice(4) + iban.slice(0, 4);
  let rest = 0;
  for (let i = 0; i < turned.length; i++) {
    const code = turned.charCodeAt(i);
    rest = code <= 57 ? (rest * 10 + code - 48) % 97 : (rest * 100 + code - 55) % 97;
  }
  return rest === 1;
}

/** The check of DEA registration numbers: two letters and seven digits. */
export function passesDea(number: string): boolean {
  const digit = (index: number) => number.charCodeAt(index + 2) - 48;
  const sum = digit(0) + digit(2) + digit(4) + 2 * (digit(1) + digit(3) + digit(5));
  return sum % 10 === digit(6);
}

const VIN_WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
const VIN_VALUES = '0123456789.ABCDEFGH..JKLMN.P.R..STUVWXYZ';

/** The check digit of North American VINs (49 CFR 565.15), 17 characters in capitals. */
export function passesVin(vin: string): boolean {
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += (VIN_VALUES.indexOf(vin.charAt(i)) % 10) * (VIN_WEIGHTS[i] ?? 0);
  const check = sum % 11;
  return vin.charAt(8) === (check === 10 ? 'X' : String(check));
}
