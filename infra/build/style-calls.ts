import { tokens, typographyStyles } from '@fluentui/react-components';
import { type CSSRulesByBucket, resolveStyleRulesForSlots } from '@griffel/core';

/** A piece of a module's source with what stands there after the build, and the rules that move to the sheet. */
export type Edit = { start: number; end: number; text: string; rules: CSSRulesByBucket };

type Node = { type: string; start: number; end: number; [key: string]: unknown };
type Program = { body: (Node & { declarations?: { init: Node | null }[] })[] };
type Evaluate = (argument: Node) => unknown;

/** The functions that the edited module calls instead, as `names` of Griffel's. */
export const EXTRACTED_CALLS = '__css as extractedCss, __resetCSS as extractedResetCss';

/**
 * Finds the calls that make styles (`makeStyles`, and what Griffel's own build step leaves of it in
 * Fluent's packages) and the tokens beside them. `program` is the module's ESTree.
 */
export function findEdits(program: unknown, code: string): Edit[] {
  const constants = constantsOf(program as Program, code);
  return editsIn(program, ({ start, end }) => evaluate(constants, code.slice(start, end)));
}

function editsIn(root: unknown, resolve: Evaluate): Edit[] {
  if (Array.isArray(root)) return root.flatMap((child) => editsIn(child, resolve));
  if (root === null || typeof root !== 'object') return [];
  const node = root as Node;
  const edit = node.type === 'CallExpression' ? styleCall(node, resolve) : token(node);
  if (edit !== null) return [edit];
  return Object.values(node).flatMap((child) => editsIn(child, resolve));
}

function styleCall(node: Node, resolve: Evaluate): Edit | null {
  const { start, end } = node;
  const values = () => (node.arguments as Node[]).map(resolve);
  switch (nameOf(node.callee)) {
    case 'makeStyles': {
      const [styles] = values() as Parameters<typeof resolveStyleRulesForSlots>;
      const [classes, rules] = resolveStyleRulesForSlots(styles);
      return { start, end, text: `extractedCss(${JSON.stringify(classes)})`, rules };
    }
    case '__styles': {
      const [classes, rules] = values() as [unknown, CSSRulesByBucket];
      return { start, end, text: `extractedCss(${JSON.stringify(classes)})`, rules };
    }
    case '__resetStyles': {
      const [ltr, rtl, given] = values() as [string, string | null, CSSRulesByBucket | string[]];
      const text = `extractedResetCss(${JSON.stringify(ltr)}, ${JSON.stringify(rtl)})`;
      return { start, end, text, rules: Array.isArray(given) ? { r: given } : given };
    }
    default:
      return null;
  }
}

/** A token is the custom property of its name; written out, the table of all tokens need not be loaded. */
function token(node: Node): Edit | null {
  if (node.type !== 'MemberExpression' || node.computed === true || nameOf(node.object) !== 'tokens')
    return null;
  return { start: node.start, end: node.end, text: `"var(--${nameOf(node.property)})"`, rules: {} };
}

function nameOf(node: unknown): string {
  return (node as { name?: string }).name ?? '';
}

/** The value of a style's source, which is ours or Fluent's: literal but for tokens and its module's constants. */
function evaluate(constants: string, source: string): unknown {
  return new Function('tokens', 'typographyStyles', `${constants}\nreturn (${source});`)(
    tokens,
    typographyStyles,
  );
}

/** The source of a module's constant numbers and texts and of its own functions, which its styles may use. */
function constantsOf(program: Program, code: string): string {
  const plain = new Set(['Literal', 'BinaryExpression']);
  return program.body
    .filter(
      ({ type, declarations = [] }) =>
        type === 'FunctionDeclaration' ||
        (type === 'VariableDeclaration' && declarations.every(({ init }) => plain.has(init?.type ?? ''))),
    )
    .map(({ start, end }) => code.slice(start, end))
    .join('\n');
}
