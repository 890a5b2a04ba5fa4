import type { Translated } from '../../../shared/strings/index.ts';
import type { en } from './en.ts';

/** The words of a message's passphrase, in Spanish; see portal/strings/en.ts. */
export const es: Translated<typeof en> = {
  title: 'Este mensaje pide una contraseña propia',
  told: '{{author}} le dice la contraseña por teléfono. Nunca se envía por correo.',
  sender: 'El remitente',
  field: 'Contraseña del mensaje',
  hint: 'Las mayúsculas, los espacios y los guiones no importan.',
  open: 'Abrir el mensaje',
  working: 'Comprobando. Puede tardar unos segundos.',
  missing: 'Escriba la contraseña del mensaje.',
  wrong_one: 'No es esa. Le queda un intento.',
  wrong_other: 'No es esa. Le quedan {{count}} intentos.',
  stoppedTitle: 'La contraseña fue incorrecta diez veces',
  stopped:
    'Por su seguridad ya no se aceptan más intentos. Llame a {{author}}: puede decirle otra vez la contraseña y permitir diez intentos más.',
  again: 'Intentar de nuevo',

  ask: 'Pedir una contraseña propia',
  askHint:
    'Dígala por teléfono a todas las personas que reciben el mensaje, nunca por correo. Usted también la necesita para abrir su copia.',
  choose: 'Contraseña de este mensaje',
  suggest: 'Proponer una',
  short_one: 'Use al menos un carácter.',
  short_other: 'Use al menos {{count}} letras o cifras. Los espacios y los guiones no cuentan.',
  remember:
    'Ahora diga la contraseña por teléfono. Nosotros no se la podemos decir a nadie, porque no la conocemos.',
};
