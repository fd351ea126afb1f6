/** What the variables of a prepared text stand for in one chat. */
export interface ReplyValues {
  name?: string;
  operator: string;
  appeal: string;
}

/**
 * `{{name}}`, `{{operator}}`, `{{appeal}}` filled in. An unknown citizen takes the comma before the name away too:
 * «Здравствуйте, {{name}}.» becomes «Здравствуйте.»
 */
export const fillReplyVariables = (text: string, values: ReplyValues): string =>
  text
    .replaceAll(/(,\s*)?\{\{name\}\}/g, (_whole, comma: string | undefined) =>
      values.name === undefined ? '' : `${comma ?? ''}${values.name}`,
    )
    .replaceAll('{{operator}}', values.operator)
    .replaceAll('{{appeal}}', values.appeal)
    .trim();
