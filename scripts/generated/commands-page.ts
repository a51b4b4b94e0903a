/** docs/reference/commands.md, from the table of commands. */
import { type CommandSpec, commands, globalOptions, type OptionSpec } from '../../src/entries/commands.ts';

export function commandsPage(): string {
  const page = [
    '<!-- Generated from src/entries/people.ts and steps.ts by `npm run generate`. -->',
    '# Commands',
    '',
    'Every command takes these options:',
    '',
    ...optionTable(Object.values(globalOptions)),
    '',
    'Exit codes: `0` holds · `1` does not hold · `2` usage or configuration, credentials missing or refused · `3` could not be decided.',
  ];
  for (const [group, title] of [
    ['people', 'For people'],
    ['workflows', 'For workflows'],
  ] as const) {
    page.push('', `## ${title}`);
    for (const [name, spec] of Object.entries<CommandSpec>(commands)) {
      if (spec.group === group) page.push('', ...section(name, spec));
    }
  }
  return `${page.join('\n')}\n`;
}

function section(name: string, spec: CommandSpec): string[] {
  const usage = (spec.arguments ?? []).map(({ name, required, variadic }) => {
    const label = variadic ? `${name}...` : name;
    return required ? `<${label}>` : `[${label}]`;
  });
  const lines = [`### \`planfile ${[name, ...usage].join(' ')}\``, '', `${capital(spec.summary)}.`];
  for (const { name: argument, description } of spec.arguments ?? [])
    lines.push('', `\`${argument}\`: ${description}.`);
  const options = Object.values(spec.options ?? {});
  if (options.length > 0) lines.push('', ...optionTable(options));
  if (spec.exits) lines.push('', `Exit codes: ${spec.exits}.`);
  return lines;
}

const optionTable = (options: readonly OptionSpec[]): string[] => [
  '| option | meaning | default |',
  '|---|---|---|',
  ...options.map(({ flags, description, choices, default: preset }) => {
    const among = choices ? ` (${choices.join(', ')})` : '';
    return `| \`${flags}\` | ${description}${among} | ${preset === undefined ? '' : `\`${preset}\``} |`;
  }),
];

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
