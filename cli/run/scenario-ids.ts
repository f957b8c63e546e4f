import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { generateMessages } from '@cucumber/gherkin'
import { IdGenerator, SourceMediaType } from '@cucumber/messages'
import { gherkinIndex } from '../../reports/pack/gherkin-index.ts'
import { ROOT } from '../paths.ts'

/**
 * The ids by which packs know scenarios.
 *
 * @param paths scenarios as cucumber names them, `features/x.feature:12`
 */
export function scenarioIds(paths: readonly string[]): ReadonlyMap<string, string> {
  const newId = IdGenerator.incrementing()
  const files = new Set(paths.map((path) => path.slice(0, path.lastIndexOf(':'))))
  const found = new Map<string, string>()
  for (const file of files) {
    const index = gherkinIndex()
    const envelopes = generateMessages(readFileSync(join(ROOT, file), 'utf8'), file, SourceMediaType.TEXT_X_CUCUMBER_GHERKIN_PLAIN, { includeGherkinDocument: true, includePickles: true, newId })
    for (const envelope of envelopes) index.learn(envelope)
    for (const { pickle } of envelopes) {
      if (pickle === undefined) continue
      const { line, scenario } = index.facts(pickle)
      found.set(`${file}:${line}`, scenario)
    }
  }
  return found
}
