import type { Translated } from '../../strings/index.ts';
import type * as en from './en.ts';

/* Every word of the service's mails, in Spanish; see en.ts. */

export const frame: Translated<typeof en.frame> = {
  moment: '{{weekday}}, {{day}} de {{month}} de {{year}}, {{time}} ({{zone}})',
  contact: '¿Preguntas? Llame al {{phone}} o escriba a {{address}}.',
  contactPhone: '¿Preguntas? Llame al {{phone}}.',
  contactAddress: '¿Preguntas? Escriba a {{address}}.',
};

export const notice: Translated<typeof en.notice> = {
  subjectStaff: 'Mensaje seguro de {{name}}, {{organisation}}',
  subject: 'Mensaje seguro de {{name}}',
  heading: '{{name}} le ha enviado un mensaje seguro',
  fromStaff:
    '{{author}}, de {{organisation}}, le ha escrito. El mensaje no está en este correo, para que solo puedan leerlo las personas a quienes se envió.',
  fromDelegate:
    '{{sender}} le ha escrito en nombre de {{author}}, de {{organisation}}. El mensaje no está en este correo, para que solo puedan leerlo las personas a quienes se envió.',
  from: '{{author}} le ha escrito. El mensaje no está en este correo, para que solo puedan leerlo las personas a quienes se envió.',
  passphrase:
    'Necesitará la contraseña del mensaje que {{name}} le dirá por teléfono. Nunca se envía por correo.',
  until: 'Puede leerlo hasta el {{moment}}.',
  file: 'El mensaje va también adjunto, cerrado, como {{file}}. Al abrirlo se llega al mismo sitio.',
  button: 'Leer el mensaje',
  firstTime:
    '¿Es su primera vez aquí? Elegirá una contraseña una sola vez; se tarda un minuto. El personal de {{organisation}} entra con su cuenta de trabajo.',
  genuine:
    '¿Es auténtico? La dirección del mensaje empieza por {{origin}}/ y el personal de {{organisation}} nunca le pedirá su contraseña.',
};

export const file: Translated<typeof en.file> = {
  title: 'Mensaje seguro de {{name}}',
  from: 'De',
  sender: 'Escrito por',
  organisation: 'Organización',
  sent: 'Enviado',
  until: 'Se puede leer hasta',
  locked:
    'El mensaje está dentro de este archivo, cerrado. Solo pueden abrirlo las personas a quienes se envió.',
  open: 'Abrir el mensaje',
  opening: 'Se abre una página de {{organisation}}. Inicie sesión en ella y aparecerá el mensaje.',
  waiting: 'Se abre la página…',
  handed: 'El mensaje está ahora en la otra ventana. Puede cerrar esta.',
  offline: 'No tiene conexión a internet. Conéctese y pulse «Abrir el mensaje».',
  blocked: 'El navegador no ha abierto la página. Ábrala a mano, como se explica abajo.',
  silent: 'La página no ha respondido. Abra el mensaje a mano, como se explica abajo.',
  expired:
    'Este mensaje se podía leer hasta el {{moment}}. Salvo que su remitente lo haya prolongado, ya no existe y este archivo no sirve para nada.',
  ask: 'Ver si todavía se puede leer, o pedirlo de nuevo',
  byHandTitle: 'Abrirlo a mano',
  byHand: 'Donde este archivo no puede abrir la página por sí mismo, como en la vista previa de un teléfono:',
  step1: 'Guarde este archivo: {{file}}.',
  step2: 'Vaya a {{page}}',
  step3: 'Elija allí el archivo.',
  without: 'También puede leer el mensaje sin este archivo:',
  copy: '¿El archivo está dañado? Pida una copia nueva en',
  genuine:
    '¿Es auténtico? Este archivo nunca pide una contraseña. Su botón lleva a una dirección que empieza por {{origin}}/',
};

export const digest: Translated<typeof en.digest> = {
  heading_one: 'Le espera un mensaje seguro',
  heading_other: 'Le esperan {{count}} mensajes seguros',
  text: 'Los mensajes no están en este correo, para que solo usted pueda leerlos.',
  line: '{{author}}: se puede leer hasta el {{moment}}.',
  more_one: 'Y uno más.',
  more_other: 'Y {{count}} más.',
  button: 'Leer sus mensajes',
  why: 'Recibe este correo una vez al día porque así lo eligió. Puede cambiarlo en sus ajustes: {{settings}}',
};

export const tls: Translated<typeof en.tls> = {
  askedHeading: 'Se pide TLS obligatorio con {{domain}}',
  askedText:
    '{{author}} pide que el correo de {{organisation}} vaya a {{domain}} con TLS obligatorio, sin iniciar sesión.',
  acceptedHeading: 'El correo a {{domain}} irá con TLS obligatorio',
  acceptedText: '{{organisation}} ha aceptado su solicitud para {{domain}}.',
  declinedHeading: 'Se ha rechazado TLS obligatorio con {{domain}}',
  declinedText:
    '{{organisation}} ha rechazado su solicitud para {{domain}}. Los mensajes seguros le seguirán llegando como hasta ahora.',
  words: 'El administrador escribió:',
  answer: 'Responder a la solicitud',
  see: 'Ver la solicitud',
};

export const unreleased: Translated<typeof en.unreleased> = {
  subject: 'Es posible que no se haya avisado de un mensaje seguro',
  sealed_one:
    'El {{moment}} usted preparó un mensaje seguro para una persona. Nadie lo ha abierto todavía y Outlook no ha confirmado que el aviso saliera.',
  sealed_other:
    'El {{moment}} usted preparó un mensaje seguro para {{count}} personas. Nadie lo ha abierto todavía y Outlook no ha confirmado que el aviso saliera.',
  todo: 'Mire en su carpeta de borradores. Si el aviso sigue allí, ábralo y pulse Enviar. Si está en Elementos enviados, no tiene que hacer nada.',
  until: 'El mensaje se puede leer hasta el {{moment}}.',
};

export const life: Translated<typeof en.life> = {
  until: 'Se puede leer hasta el {{moment}}.',
  status: 'Ver su estado',
  read: 'Leer el mensaje',
  more_one: 'y una más',
  more_other: 'y {{count}} más',
  sentHeading: 'Su mensaje se envió de forma segura',
  sent: 'Se envió el {{moment}}.',
  to: 'Para: {{names}}',
  cc: 'Copia a: {{names}}',
  bcc: 'Copia oculta a: {{names}}',
  reason: 'Por qué se envió de forma segura: {{reasons}}',
  because: {
    sensitive: 'se encontró información delicada',
    subject_marker: 'el asunto lo pedía',
    confidential: 'está marcado como confidencial',
    unreadable_attachment: 'no se pudo comprobar un archivo adjunto',
  },
  subject: 'Asunto: {{subject}}',
  attachments: 'Archivos adjuntos: {{names}}',
  openedHeading: '{{name}} abrió su mensaje seguro',
  opened: '{{reader}} abrió el {{moment}} el mensaje seguro que usted envió el {{sent}}.',
  askedHeading: '{{name}} le pide que vuelva a enviar un mensaje seguro',
  asked: '{{reader}} ya no puede leer el mensaje seguro que usted envió el {{sent}}, y lo pide.',
  askedTodo: 'Su propia copia también ha terminado. Si quiere, vuelva a escribir.',
  stoppedHeading: '{{name}} escribió diez contraseñas del mensaje equivocadas',
  stopped:
    '{{reader}} ha probado diez contraseñas para el mensaje seguro que usted envió el {{sent}}, y ninguna es la correcta. Ya no se aceptan más intentos.',
  stoppedTodo:
    'Llame a esta persona. Si fue ella, dígale la contraseña del mensaje y permita diez intentos más en la página del mensaje. Si no fue ella, termine allí su acceso.',
  failedHeading: 'El aviso de su mensaje seguro no llegó',
  failed:
    'El sistema de correo no aceptó el aviso del mensaje seguro que usted envió el {{sent}}. Estas personas no saben de él:',
  failedTodo: 'Revise la dirección o llame por teléfono. El mensaje está a salvo.',
  unopenedHeading_one: 'Una persona no ha abierto su mensaje seguro',
  unopenedHeading_other: '{{count}} personas no han abierto su mensaje seguro',
  unopened_one:
    'Usted lo envió el {{sent}}. Termina el {{moment}}. Se lo hemos recordado a esta persona, salvo que no quiera correos. También puede cambiar la fecha.',
  unopened_other:
    'Usted lo envió el {{sent}}. Termina el {{moment}}. Se lo hemos recordado a estas personas, salvo que no quieran correos. También puede cambiar la fecha.',
  endingHeading: 'Un mensaje seguro de {{name}} termina pronto',
  ending: '{{author}} le envió un mensaje seguro el {{sent}}. Usted todavía no lo ha abierto.',
};

export const account: Translated<typeof en.account> = {
  codeSubject: '{{code}} es su código para los mensajes seguros de {{organisation}}',
  codeHeading: 'Su código es {{code}}',
  toldSubject: '{{heading}} (mensajes seguros de {{organisation}})',
  type: 'Escríbalo en la página donde lo pidió. {{once}}',
  typeOrPress: 'Escríbalo en la página donde lo pidió o pulse el botón. {{once}}',
  once_one: 'Sirve una sola vez, durante un minuto.',
  once_other: 'Sirve una sola vez, durante {{count}} minutos.',
  notYou: 'Si no fue usted, puede ignorar este correo; sin el código o el enlace no pasa nada.',
  ifNotYou: 'Si no fue usted, elija enseguida una contraseña nueva y llame a {{organisation}}.',
  askedFor: 'Pedido el {{moment}}, con {{device}}, desde la red {{network}}.',
  happened: 'Ocurrió el {{moment}}, con {{device}}, desde la red {{network}}.',
  noted: 'Anotado el {{moment}}.',
  device: '{{browser}} en {{system}}',
  unknownDevice: 'un dispositivo desconocido',
  unknownNetwork: 'desconocida',
  neverTell: 'No diga nunca un código a nadie. El personal de {{organisation}} no se lo pedirá.',
  confirmRegistration: { button: 'Confirmar mi dirección' },
  leaveAddress: 'Permite que su cuenta pase a {{address}}.',
  confirmNewAddress: 'Escríbalo en la página donde pidió cambiar su dirección. {{once}}',
  resetPassword: {
    text: 'Con él puede elegir una contraseña nueva: escríbalo en la página donde lo pidió o pulse el botón. {{once}}',
    notYou: 'Si no fue usted, puede ignorar este correo: su contraseña no cambia.',
    button: 'Elegir una contraseña nueva',
  },
  locked: {
    subject: 'Alguien ha intentado entrar en su cuenta para los mensajes seguros de {{organisation}}',
    heading: 'Demasiadas contraseñas incorrectas',
    texts: [
      'Alguien ha probado muchas contraseñas en su cuenta. Durante un día no aceptamos más intentos desde allí. En los dispositivos donde usted ya ha entrado, todo funciona como siempre.',
      'Si fue usted, pulse el botón para volver a intentarlo enseguida. Si no fue usted, no tiene que hacer nada.',
    ],
    button: 'Desbloquear mi cuenta',
  },
  alreadyRegistered: {
    subject: 'Usted ya tiene una cuenta para los mensajes seguros de {{organisation}}',
    heading: 'Usted ya tiene una cuenta',
    texts: [
      'Alguien, probablemente usted, pidió registrar esta dirección para los mensajes seguros de {{organisation}}. Ya está registrada, así que no ha cambiado nada.',
      'Entre con la contraseña que eligió.',
    ],
    button: 'Entrar',
  },
  addressNotFree: {
    subject: 'Esta dirección no se puede usar para otra cuenta de mensajes seguros de {{organisation}}',
    heading: 'Esta dirección ya tiene sus propios mensajes',
    texts: [
      'Alguien, probablemente usted, pidió pasar a esta dirección una cuenta para los mensajes seguros de {{organisation}}. Ahora no es posible: la dirección ya tiene una cuenta, o le esperan mensajes que todavía se pueden leer.',
      'Para leerlos, abra el enlace de su aviso y regístrese o entre con esta dirección. O vuelva a pedirlo cuando hayan terminado.',
    ],
  },
  notRegistered: {
    subject: 'Usted todavía no tiene cuenta para los mensajes seguros de {{organisation}}',
    heading: 'Usted todavía no tiene cuenta',
    texts: [
      'Alguien, probablemente usted, pidió una forma de entrar con esta dirección. Regístrese primero: se tarda un minuto.',
    ],
    button: 'Registrarme',
  },
  passwordChanged: {
    heading: 'Su contraseña ha cambiado',
    text: 'Se ha cerrado su sesión en todos los demás dispositivos.',
  },
  passwordHint: {
    heading: 'La pista de su contraseña',
    text: 'Usted se escribió esta pista: {{hint}}',
    ignore: 'Si usted no la pidió, puede ignorar este correo.',
  },
  noHint: {
    heading: 'Usted no tiene ninguna pista',
    text: 'Alguien, probablemente usted, pidió la pista de su contraseña. Usted no ha escrito ninguna. Puede elegir una contraseña nueva en la página de entrada.',
  },
  recoveryCodesChanged: {
    heading: 'Tiene nuevos códigos de recuperación',
    text: 'Los anteriores ya no sirven.',
  },
  addressChanged: {
    heading: 'Su dirección ha cambiado',
    text: 'Su cuenta tiene ahora la dirección {{address}}.',
  },
  secondFactorAdded: {
    heading: 'Se ha añadido un segundo paso de verificación',
    text: 'Desde ahora, para entrar se pide también un código de su aplicación.',
  },
  secondFactorRemoved: {
    heading: 'Se ha quitado el segundo paso de verificación',
    text: 'Para entrar ya no se pide un código de su aplicación.',
  },
  recoveryCodeUsed: {
    heading: 'Se ha usado un código de recuperación',
    text: 'Alguien entró con uno de sus códigos de recuperación.',
  },
  passkeyAdded: {
    heading: 'Se ha añadido una llave de acceso',
    text: 'Abre su cuenta sin contraseña.',
  },
  passkeyRemoved: {
    heading: 'Se ha quitado una llave de acceso',
    text: 'Ya no abre su cuenta.',
  },
  providerLinked: {
    heading: 'Se ha añadido otra forma de entrar',
    text: 'Abre su cuenta sin contraseña.',
  },
  accountClosed: {
    heading: 'Su cuenta está cerrada',
    text: 'Su nombre, su contraseña y sus ajustes se han borrado.',
  },
  disableSoon: {
    heading: 'Hace mucho que no usa su cuenta',
    text: 'Dejará de permitir la entrada el {{moment}}. Entre una vez antes de esa fecha y la conservará.',
  },
  disabled: {
    heading: 'Ya no se puede entrar en su cuenta',
    text: 'Hace mucho que no se usa. Entre como siempre: un código por correo la vuelve a abrir.',
  },
  deleteSoon: {
    heading: 'Su cuenta se borrará',
    text: 'Hace mucho que no se usa y se borrará el {{moment}}. Entre una vez antes de esa fecha y la conservará.',
  },
};
