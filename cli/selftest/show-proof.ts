import type { Proof } from './prove.ts'

/** The matrix and what follows from it, for a terminal. */
export function proofText(proof: Proof): string {
  const { scenarios, defects, survivors, unproven, cleanFailures, errors, broken } = proof
  const catchers = (defect: string) => scenarios.filter((scenario) => proof.outcome(defect, scenario.path) === 'failed')
  return [
    '',
    'Defect x scenario   (x caught, . passed, - failed before it came to its test, ! error, blank not tried; scenarios are numbered below)',
    '',
    ...matrix(proof),
    '',
    'What caught each defect',
    ...defects.map((defect) => {
      const caught = catchers(defect.name)
      const requirements = [...new Set(caught.flatMap((scenario) => scenario.requirements))]
      return `  ${defect.name}\n      ${defect.story}\n      written against ${defect.requirement}; caught by ${caught.length ? `${caught.length} scenario${caught.length > 1 ? 's' : ''} of ${requirements.join(', ')}` : 'nothing'}`
    }),
    '',
    'Scenarios',
    ...scenarios.map((scenario, at) => `  ${String(at + 1).padStart(3)}  ${scenario.name}  (${scenario.path})`),
    ...section('Scenarios that the clean candidate does not pass', cleanFailures.map(({ path, outcome, reason }) => `${path}  ${outcome}${reason ? `: ${reason.split('\n')[0]}` : ''}`)),
    ...section('Defects that nothing catches', survivors.map(({ name, requirement }) => `${name}  (${requirement})`)),
    ...section('Scenarios that nothing fails', unproven.map(({ name, path }) => `${name}  (${path})`)),
    ...section('Runs that ended in an error instead of a failure', errors.map(({ defect, path, reason }) => `${defect}  ${path}${reason ? `: ${reason.split('\n')[0]}` : ''}`)),
    ...section('Runs that broke', broken.map(({ defect, why }) => `${defect}: ${why.split('\n')[0]}`)),
    '',
    `${defects.length - survivors.length} of ${defects.length} defects caught, ${scenarios.length - unproven.length} of ${scenarios.length} scenarios proven, ${cleanFailures.length} not passed by the clean candidate`,
    '',
  ].join('\n')
}

function matrix({ defects, scenarios, outcome }: Proof): string[] {
  const width = Math.max(...defects.map((defect) => defect.name.length), 1)
  const marks = { failed: 'x', untested: '-', error: '!' } as Record<string, string>
  const tens = scenarios.map((_, at) => ((at + 1) % 10 === 0 ? String(((at + 1) / 10) % 10) : ' ')).join('')
  return [
    `${' '.repeat(width)}  ${tens}`,
    ...defects.map((defect) => {
      const cells = scenarios.map((scenario) => {
        const seen = outcome(defect.name, scenario.path)
        return seen === undefined ? ' ' : (marks[seen] ?? '.')
      })
      return `${defect.name.padEnd(width)}  ${cells.join('')}`.trimEnd()
    }),
  ]
}

function section(title: string, lines: string[]): string[] {
  return lines.length ? ['', title, ...lines.map((line) => `  ${line}`)] : []
}

/** Whether the harness has proven itself. */
export function isProven(proof: Proof): boolean {
  return [proof.cleanFailures, proof.survivors, proof.unproven, proof.errors, proof.broken].every((list) => list.length === 0)
}
