import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { ProblemsError } from '../config/problem.ts'
import { parsed } from './arguments.ts'
import type { Command } from './command.ts'
import { createCrew } from './selftest/crew.ts'
import { defectProblems, listDefects } from './selftest/defects.ts'
import { memoryOf, readMemory, recall, writeMemory } from './selftest/memory.ts'
import { prove } from './selftest/prove.ts'
import { selectScenarios } from './selftest/scenarios.ts'
import { isProven, proofText } from './selftest/show-proof.ts'

const help = `assay selftest: does the harness catch what it is there to catch?

Usage
  assay selftest [--defect NAME] [--full] [--record] [--json]
  assay selftest --list

Runs every scenario against the clean reference candidate, which must pass all of them, and against the reference candidate with
each of its named defects. A defect that nothing catches, or a scenario that nothing fails, makes it fail: a check that cannot fail
proves nothing. A defect has failed a scenario when it did so after the scene was set: in a When, a Then or a check. Pairs that were
seen before are tried first; those that are new or no longer hold are looked for, which takes longer.

Options
  --defect NAME   only this defect (repeat for more); scenarios that nothing fails are then not held against anybody
  --list          the defects, and the requirement each breaks
  --full          try every defect on every scenario; without it only until all are proven
  --record        remember which defect failed which scenario, so that the next self-test is fast (cli/selftest/memory.json)
  --workers N     processes side by side; by default as many as there are processors
  --json          one JSON document on stdout

Exit codes
  0  every defect is caught, every scenario is proven    1  not so: the places are named    2  the set-up is wrong
`

export const command: Command = {
  name: 'selftest',
  summary: 'prove that every scenario catches a defect, and every defect is caught',
  help,
  async run(args) {
    const { values } = parsed('selftest', () => parseArgs({
      args,
      options: {
        defect: { type: 'string', multiple: true, default: [] },
        list: { type: 'boolean', default: false },
        full: { type: 'boolean', default: false },
        record: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        workers: { type: 'string', default: String(Math.min(availableParallelism(), 8)) },
      },
    }))
    const all = await listDefects()
    if (values.list) {
      process.stdout.write(values.json ? `${JSON.stringify(all, null, 2)}\n` : all.map((defect) => `${defect.name}  (${defect.requirement})\n    ${defect.story}\n`).join(''))
      return 0
    }
    const unknown = await defectProblems(values.defect)
    if (unknown.length) throw new ProblemsError(unknown)
    const defects = values.defect.length ? all.filter((defect) => values.defect.includes(defect.name)) : all

    const { scenarios, ordinals } = await selectScenarios()
    const crew = createCrew(Number(values.workers))
    try {
      const proof = await prove({ crew, scenarios, defects, ordinals, full: values.full, recalled: recall(readMemory(), scenarios), tell: (text) => process.stderr.write(`${text}\n`) })
      const only = values.defect.length > 0
      if (values.record) writeMemory(memoryOf(proof, only ? readMemory() : {}))
      const judged = only ? { ...proof, unproven: [] } : proof
      if (values.json) {
        const { outcome, ...rest } = judged
        const matrix = Object.fromEntries(defects.map((defect) => [defect.name, Object.fromEntries(scenarios.flatMap(({ path }) => (outcome(defect.name, path) ? [[path, outcome(defect.name, path)]] : [])))]))
        process.stdout.write(`${JSON.stringify({ proven: isProven(judged), ...rest, matrix }, null, 2)}\n`)
      } else process.stdout.write(proofText(judged))
      return isProven(judged) ? 0 : 1
    } finally {
      crew.dismiss()
    }
  },
}
