import type { Translated } from '../../../shared/strings/index.ts';
import type { en } from './en.ts';

/** The words of the page that opens message files, in Spanish. */
export const es: Translated<typeof en> = {
  title: 'Abrir un archivo de mensaje seguro',
  text: 'Elija el archivo SecureMessage.html que llegó con su correo. Se queda en este dispositivo hasta que inicie sesión, y se comprueba antes de mostrar nada de él.',
  choose: 'Elegir el archivo',
  drop: 'o suéltelo aquí',
  opening: 'Abriendo el mensaje…',
  slow: 'El archivo no ha entregado su mensaje. Elíjalo aquí.',
  notOurs:
    'Este no es un archivo de mensaje seguro, o está dañado. Busque el archivo SecureMessage.html en el correo, guárdelo otra vez y elíjalo aquí.',
  otherwise: 'El correo también tiene un enlace que abre el mensaje sin el archivo.',
  save: 'Guardar como archivo cerrado',
  saveFailed: 'No se ha podido crear el archivo. Inténtelo de nuevo.',
};
