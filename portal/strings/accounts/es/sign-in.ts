import type { Translated } from '../../../../shared/strings/index.ts';
import type { signIn as en } from '../en/sign-in.ts';

/** Words of sign-in, in Spanish; see portal/strings/es.ts. */
export const signIn: Translated<typeof en> = {
  or: 'o',
  showPassword: 'Mostrar lo que escribo',
  hidePassword: 'Ocultar lo que escribo',
  remember_one: 'No cerrar la sesión en este dispositivo durante {{count}} día',
  remember_other: 'No cerrar la sesión en este dispositivo durante {{count}} días',
  rememberWarning:
    'Solo en un dispositivo suyo. En un equipo compartido, quien lo use después podría leer sus mensajes.',
  forgot: '¿Olvidó su contraseña?',
  mailHint: 'Enviarme la pista de mi contraseña',
  hintMailed:
    'Si {{address}} tiene una cuenta con una pista, la pista va de camino. Puede tardar un minuto en llegar.',
  mailCode: 'Enviarme un código de un solo uso',

  codeSent:
    'Si {{address}} tiene una cuenta aquí, hemos enviado allí un código. Puede tardar un minuto en llegar y sirve durante diez minutos.',
  codeResent: 'Si {{address}} tiene una cuenta aquí, hemos enviado otro código.',
  codeNothing:
    '¿No ha llegado nada? Mire en la carpeta de correo no deseado. Si es su primera vez aquí, regístrese.',
  codeUnused:
    'Hace mucho que no usa su cuenta. Para volver a abrirla, escriba el código que hemos enviado a {{address}}.',
  codeUnusedAnywhere:
    'Hace mucho que no usa su cuenta. Para volver a abrirla, escriba su dirección y el código que hemos enviado allí.',

  waitMinute: 'un minuto más o menos',
  waitMinutes_one: '{{count}} minuto más o menos',
  waitMinutes_other: '{{count}} minutos más o menos',
  waitHours_one: '{{count}} hora más o menos',
  waitHours_other: '{{count}} horas más o menos',
  tooMany: 'Demasiados intentos. Podrá volver a intentarlo dentro de {{wait}}.',
  tooManyMail: 'Si le hemos enviado un correo sobre esto, su botón le permite volver a intentarlo enseguida.',
  tooManyPasskey: 'Una llave de acceso funciona igualmente.',
  tooManyProvider: '{{name}} funciona igualmente.',

  firstNameMissing: 'Escriba su nombre.',
  lastNameMissing: 'Escriba sus apellidos.',
  registerInside:
    'Esta dirección es de {{organisation}}. No tiene que registrarse: entre con su cuenta de trabajo.',
  termsChanged: 'Las condiciones de uso acaban de cambiar. Léalas y acéptelas otra vez.',
  linkTitle: 'Confirme su dirección',
  linkText:
    'Falta un paso: confirme que este correo le llegó y podrá leer mensajes seguros de {{organisation}}.',
  linkConfirm: 'Confirmar mi dirección',
  linkElsewhere:
    'Usted se registró en otro navegador. Escriba la contraseña que eligió allí, para que sepamos que fue usted. Si no se registró, cierre esta página: no pasa nada.',
  linkPasswordWrong: 'Esta no es la contraseña que eligió.',
  linkUsedTitle: 'Este enlace ya no sirve',
  linkUsed:
    'Sirve una sola vez, durante diez minutos. Si ya confirmó su dirección, entre. Si no, regístrese otra vez: se tarda un minuto.',
  registerAgain: 'Registrarse otra vez',

  unlockTitle: 'Desbloquee su cuenta',
  unlockText:
    'Alguien ha escrito muchas contraseñas incorrectas en su cuenta. Si fue usted, desbloquéela y vuelva a intentarlo. Si no fue usted, no tiene que hacer nada: su cuenta está segura.',
  unlock: 'Desbloquear mi cuenta',
  unlockedTitle: 'Ya puede volver a entrar',
  unlocked: 'Su cuenta vuelve a aceptar contraseñas. Si no está seguro de la suya, elija una nueva.',
  unlockUsedTitle: 'Este enlace no desbloquea nada',
  unlockUsed:
    'Sirve una sola vez, durante un día. Use el correo más reciente o elija una contraseña nueva. Un bloqueo también termina solo al cabo de un tiempo.',

  endingTitle: '¿Sigue ahí?',
  endingTwo: 'Su sesión se cerrará dentro de unos dos minutos.',
  endingOne: 'Su sesión se cerrará dentro de un minuto más o menos.',
  endingHalf: 'Su sesión se cerrará en menos de medio minuto.',
  endingText:
    'Por su seguridad, cerramos la sesión cuando no pasa nada durante un rato. Lo que ha escrito se conserva.',
  endingForGood:
    'Por su seguridad, ninguna sesión dura más que esto. No se puede aplazar, pero puede volver a entrar enseguida. Lo que ha escrito se conserva.',
  endingStay: 'No cerrar la sesión',
  endingGoOn: 'Continuar por ahora',
  signedOutTitle: 'Ha salido',
  signedOutShared: 'Cierre esta ventana si el equipo es compartido.',
  signedOutSharedDraft:
    'Si el equipo es compartido, cierre esta ventana: lo que ha escrito se borra entonces.',
  endedTitle: 'Su sesión ha terminado',
  endedText: 'Por su seguridad, hemos cerrado su sesión. Entre otra vez para continuar donde estaba.',
  endedDraft: 'La respuesta que estaba escribiendo se conserva en esta ventana hasta que la cierre.',
  again: 'Volver a entrar',

  help: {
    title: 'Cómo funciona',
    steps: [
      [
        'Usted recibe un aviso',
        'Llega por correo normal y dice quién le ha escrito. El mensaje no está en él.',
      ],
      [
        'Abre el enlace',
        'Lleva a este sitio. La primera vez elige una contraseña y demuestra que la dirección es suya con un código.',
      ],
      [
        'Lee y contesta aquí',
        'El mensaje se abre en su navegador, solo para usted. Su respuesta vuelve por el mismo camino.',
      ],
      [
        'Termina solo',
        'Cada mensaje dice hasta cuándo se puede leer. Después desaparece para siempre, así que guarde lo que necesite.',
      ],
    ],
    genuineTitle: '¿Es auténtico?',
    genuine: [
      'La dirección de este sitio empieza por {{origin}}.',
      'El personal de {{organisation}} nunca le pedirá su contraseña ni su código.',
      'Si no esperaba un mensaje, llame a quien lo escribió a un número que usted conozca.',
    ],
    waysTitle: 'Cómo entrar',
    ways: [
      [
        'Es mi primera vez aquí',
        'Elija «Registrarse» y escriba la dirección a la que llegó el aviso. Usted elige una contraseña y nosotros enviamos un código a su dirección para comprobar que es suya.',
      ],
      [
        'Olvidé mi contraseña',
        'Escriba su dirección y elija «¿Olvidó su contraseña?». Le enviamos un código y un enlace; con cualquiera de los dos elige una contraseña nueva. No tiene que llamar a nadie.',
      ],
      [
        'No llega ningún código',
        'Puede tardar un minuto. Mire en la carpeta de correo no deseado. La dirección debe ser la misma a la que llegó el aviso. Después pida otro código: solo cuenta el más reciente.',
      ],
      [
        'Me piden un segundo paso de verificación',
        'Es un código de una aplicación de su teléfono, que usted configuró en Ajustes. Sin el teléfono, use uno de los códigos de recuperación que guardó. Cada uno sirve una vez.',
      ],
      [
        'Mi cuenta está bloqueada',
        'Alguien escribió muchas contraseñas incorrectas. El botón del correo que le enviamos la desbloquea, y el bloqueo también termina solo.',
      ],
      [
        'Mi dirección ha cambiado',
        'Entre con la anterior y cámbiela en Ajustes. Enviamos un código a las dos direcciones.',
      ],
    ],
    questionsTitle: 'Otras preguntas',
    questions: [
      [
        '¿Puedo reenviar un mensaje?',
        'Solo pueden abrirlo las personas que nombra. Si hace falta, guarde un archivo y envíelo usted.',
      ],
      [
        '¿Por qué se cerró mi sesión?',
        'Cuando no pasa nada durante un rato, cerramos la sesión para que nadie más lea sus mensajes. Una respuesta que estaba escribiendo se queda en la ventana.',
      ],
      [
        'Uso un equipo compartido',
        'Salga cuando termine y cierre la ventana. No marque nunca allí «No cerrar la sesión».',
      ],
    ],
    callTitle: 'A quién llamar',
    call: '{{organisation}} le ayuda en el {{phone}} o en',
  },
};
