import type { Translated } from '../../../../shared/strings/index.ts';
import type { recovery as en } from '../en/recovery.ts';

/** Words of recovery, in Spanish; see portal/strings/es.ts. */
export const recovery: Translated<typeof en> = {
  newPassword: 'Contraseña nueva',
  rule: {
    lower: 'Una letra minúscula',
    upper: 'Una letra mayúscula',
    digit: 'Una cifra',
    symbol: 'Un carácter que no sea letra ni cifra',
    varied: 'Más que unos pocos caracteres repetidos y más que filas como 12345 o qwerty',
    personal: 'Más que su nombre, su dirección o el nombre de la organización',
  },
  refused: {
    common: 'Esta contraseña está en listas de contraseñas que usa mucha gente. Elija otra.',
    same: 'Esta ya es su contraseña. Elija otra.',
    personal: 'Esta contraseña es poco más que nombres que otros conocen. Elija otra.',
    rules: 'Esta contraseña no cumple las reglas de abajo.',
  },

  title: '¿Olvidó su contraseña?',
  text: 'Díganos su dirección de correo y le enviaremos una forma de elegir una contraseña nueva.',
  submit: 'Enviarme un código y un enlace',
  submitting: 'Enviando…',
  back: 'Volver a la entrada',
  sentTitle: 'Mire su correo',
  sent: 'Si {{address}} tiene una cuenta aquí, hemos enviado allí un código y un enlace. Escriba el código aquí o pulse el botón del correo. Los dos sirven durante diez minutos.',
  sentAnywhere: 'Escriba su dirección y el código que hemos enviado allí.',
  resent: 'Si {{address}} tiene una cuenta aquí, hemos enviado otro código.',
  nothing:
    '¿No ha llegado nada? Mire en la carpeta de correo no deseado. Si es su primera vez aquí, regístrese.',

  resetTitle: 'Elija una contraseña nueva',
  linkText: 'Usted pidió una contraseña nueva. Pulse el botón para elegirla ahora.',
  linkNotYou: 'Si no fue usted, cierre esta página: su contraseña no cambia.',
  linkStart: 'Elegir una contraseña nueva',
  linkStarting: 'Un momento…',
  usedTitle: 'Este enlace ya no sirve',
  used: 'Sirve una sola vez, durante diez minutos, y solo cuenta el más reciente. Pida uno nuevo: se tarda un minuto.',
  again: 'Pedir un enlace nuevo',
  chooseText: 'Para {{address}}. Su contraseña cambia enseguida y se cierra su sesión en todas partes.',
  question: 'Su pregunta de seguridad',
  answer: 'Su respuesta',
  answerMissing: 'Escriba su respuesta.',
  answerWrong_one: 'Esta respuesta no es correcta. Le queda {{count}} intento.',
  answerWrong_other: 'Esta respuesta no es correcta. Le quedan {{count}} intentos.',
  answersOver:
    'Esta respuesta no era correcta y hoy no quedan más intentos. Vuelva a intentarlo mañana o llame al {{phone}}.',
  save: 'Guardar la contraseña nueva',
  saving: 'Guardando…',
  tooLate: 'Han pasado más de diez minutos. Pida un código nuevo.',
  doneTitle: 'Su contraseña ha cambiado',
  done: 'Entre con su contraseña nueva. Se ha cerrado su sesión en todos los demás dispositivos.',

  dutyTermsTitle: 'Las condiciones de uso han cambiado',
  dutyTermsText: 'Léalas y acéptelas. Después podrá continuar.',
  dutyTermsAccept: 'Acepto las condiciones de uso',
  dutyTermsMissing: 'Acepte las condiciones de uso para continuar.',
  dutySubmit: 'Continuar',
  dutyPasswordTitle: 'Hay que renovar su contraseña',
  dutyPasswordText: '{{organisation}} pide de vez en cuando una contraseña nueva. Elíjala ahora.',
  dutyShortText:
    'Usted ya no tiene un segundo paso de verificación, así que su contraseña debe ser más larga que antes. Elija una nueva.',
  dutyLater: 'Recordármelo mañana',
  dutyLaterLeft_one: 'Puede aplazarlo una vez más.',
  dutyLaterLeft_other: 'Puede aplazarlo {{count}} veces más.',
  dutyFactorTitle: 'Añada una segunda forma de demostrar que es usted',
  dutyFactorText:
    '{{organisation}} pide más que una contraseña. Configure un código en su teléfono o una llave de acceso. Se tarda dos minutos.',
  dutySignOut: 'Salir',
};
