import { contrast, hexOf, type Linear, linearOf } from './contrast.ts';

/** Fluent's own brand colour. */
export const DEFAULT_COLOUR = '#0f6cbd';

/** Fluent's sixteen shades of a brand colour, dark to light, as `#rrggbb`. */
export type Ramp = Readonly<Record<Shade, string>>;
type Shade = 10 | 20 | 30 | 40 | 50 | 60 | 70 | 80 | 90 | 100 | 110 | 120 | 130 | 140 | 150 | 160;

/** The shades that Fluent's themes are made of (brandWeb in @fluentui/tokens). */
const REFERENCE: Ramp = {
  10: '#061724',
  20: '#082338',
  30: '#0a2e4a',
  40: '#0c3b5e',
  50: '#0e4775',
  60: '#0f548c',
  70: '#115ea3',
  80: DEFAULT_COLOUR,
  90: '#2886de',
  100: '#479ef5',
  110: '#62abf5',
  120: '#77b7f7',
  130: '#96c6fa',
  140: '#b4d6fa',
  150: '#cfe4fa',
  160: '#ebf3fc',
};
const shades = Object.keys(REFERENCE).map(Number) as Shade[];
const STEP = 0.005;

/**
 * The ramp of one colour. Shade 80 is the colour itself, which white text can be read on; the darker ones lie as
 * far below it, in the lightness of OKLab (Björn Ottosson, 2020), as Fluent's lie below its own. The lighter ones
 * have Fluent's lightness, for they stand on dark pages and must be read there as well as Fluent's: each has at
 * least the contrast of its model with black. Hue stays, and the strength of colour goes as it does in Fluent's.
 */
export function brandRamp(colour: string): Ramp {
  if (colour === DEFAULT_COLOUR) return REFERENCE;
  const own = toOklch(colour);
  const model = toOklch(DEFAULT_COLOUR);
  const shadeOf = (shade: Shade): string => {
    if (shade === 80) return colour;
    const reference = toOklch(REFERENCE[shade]);
    const chroma = (own.chroma * reference.chroma) / model.chroma;
    if (shade < 80)
      return fromOklch({
        ...own,
        lightness: (own.lightness * reference.lightness) / model.lightness,
        chroma,
      });
    const wanted = contrast(REFERENCE[shade], '#000000');
    for (let lightness = reference.lightness; lightness < 1; lightness += STEP) {
      const tried = fromOklch({ ...own, lightness, chroma });
      if (contrast(tried, '#000000') >= wanted) return tried;
    }
    return '#ffffff';
  };
  return Object.fromEntries(shades.map((shade) => [shade, shadeOf(shade)])) as Record<Shade, string>;
}

type Oklch = { lightness: number; chroma: number; hue: number };

function toOklch(colour: string): Oklch {
  const [red, green, blue] = linearOf(colour);
  const long = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const medium = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const short = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  const a = 1.9779984951 * long - 2.428592205 * medium + 0.4505937099 * short;
  const b = 0.0259040371 * long + 0.7827717662 * medium - 0.808675766 * short;
  return {
    lightness: 0.2104542553 * long + 0.793617785 * medium - 0.0040720468 * short,
    chroma: Math.hypot(a, b),
    hue: Math.atan2(b, a),
  };
}

/** The nearest colour that screens show: where there is none, the same one less strong. */
function fromOklch(colour: Oklch): string {
  let { chroma } = colour;
  for (;;) {
    const linear = toLinear({ ...colour, chroma });
    if (chroma < 0.001 || linear.every((value) => value >= -0.0005 && value <= 1.0005)) return hexOf(linear);
    chroma *= 0.97;
  }
}

function toLinear({ lightness, chroma, hue }: Oklch): Linear {
  const a = chroma * Math.cos(hue);
  const b = chroma * Math.sin(hue);
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
  ];
}
