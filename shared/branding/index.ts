export { contrast } from './contrast.ts';
export { readPng } from './png.ts';
export { brandRamp, DEFAULT_COLOUR } from './ramp.ts';
