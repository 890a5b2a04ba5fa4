import type { Translated } from '../../../../shared/strings/index.ts';
import type { register as en, confirm as enConfirm } from '../en/register.ts';

/** Words of registering, in Spanish; see portal/strings/es.ts. */
export const register: Translated<typeof en> = {
  title: 'Registrarse',
  text: 'Esto se hace una sola vez. Después, su dirección y su contraseña abren todos los mensajes seguros que {{organisation}} le envíe.',
  address: 'Dirección de correo',
  addressHint: 'La dirección a la que llegó el aviso.',
  firstName: 'Nombre',
  lastName: 'Apellidos',
  password: 'Contraseña',
  passwordAgain: 'Repita la contraseña',
  showPasswords: 'Mostrar las contraseñas',
  hidePasswords: 'Ocultar las contraseñas',
  rules: 'Su contraseña',
  ruleMin: 'Al menos {{count}} caracteres. Unas cuantas palabras seguidas son fáciles de recordar',
  ruleMax: 'No más de {{count}} caracteres',
  ruleSame: 'Las dos contraseñas son iguales',
  ruleMet: 'cumplida',
  ruleOpen: 'sin cumplir todavía',
  passwordBad: 'Esta contraseña no cumple las reglas de abajo.',
  passwordsDiffer: 'Las contraseñas no son iguales.',
  terms: 'Condiciones de uso',
  termsPoints: [
    'Su cuenta es solo suya: no comparta su contraseña.',
    'Los mensajes se pueden leer hasta la fecha que muestra cada uno; después desaparecen para siempre.',
    'Se avisa a {{organisation}} cuando usted abre un mensaje.',
    'Use este servicio solo para leer y contestar mensajes de {{organisation}}.',
  ],
  termsFull: 'Leer las condiciones completas',
  termsAccept: 'Acepto las condiciones de uso',
  termsMissing: 'Acepte las condiciones de uso para continuar.',
  submit: 'Enviarme un código',
  submitting: 'Enviando…',
  haveAccount: '¿Ya está registrado?',
};

/** Words of the code that ends it, in Spanish. */
export const confirm: Translated<typeof enConfirm> = {
  title: 'Escriba su código',
  sent: 'Si hay un mensaje seguro para {{address}}, hemos enviado allí un código. Puede tardar un minuto en llegar y sirve durante diez minutos.',
  address: 'Dirección de correo',
  code: 'Código de seis cifras',
  codeBad: 'Escriba las seis cifras del código.',
  codeWrong:
    'Este código no es correcto o es demasiado antiguo. Mire el correo más reciente o pida otro código.',
  submit: 'Confirmar',
  submitting: 'Confirmando…',
  resend: 'Enviar otro código',
  resendIn: 'Podrá pedir otro código dentro de {{count}} s',
  resent: 'Si hay un mensaje seguro para {{address}}, hemos enviado otro código.',
  nothing:
    '¿No ha llegado nada? Mire en la carpeta de correo no deseado. Si ya se registró antes, entre con su contraseña.',
  wrongAddress: '¿La dirección no es correcta?',
};
