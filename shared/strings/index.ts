export { createTranslator, type MessageKey, type MessageValues, type Translator } from './translator.ts';
