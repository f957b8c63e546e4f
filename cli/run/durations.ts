import { statSync } from 'node:fs'
import { ProblemsError } from '../../config/problem.ts'
import { readYamlFile } from '../../config/yaml-file.ts'
import { durationsOf, type Durations } from '../../reports/pack/durations.ts'
import { openPack } from '../../reports/pack/open.ts'

const CODE = 'ASSAY_DURATIONS_UNREADABLE'
/** Far more than any run has scenarios. */
const LARGEST = 16 << 20

/**
 * How long scenarios took in an earlier run.
 *
 * @param path its pack, or the file that `assay report PACK --format durations` makes of one
 * @throws ProblemsError when it is neither
 */
export function loadDurations(path: string): Durations {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found?.isDirectory() === true) return durationsOf(openPack(path).run)
  if (found?.isFile() !== true || found.size > LARGEST) {
    throw new ProblemsError([
      {
        code: CODE,
        what: 'Failed to read the durations of an earlier run',
        place: `option --durations ${path}`,
        seen: found === undefined ? 'nothing' : found.isFile() ? `${found.size} bytes` : 'something that is no file',
        expected: 'a pack, or a file of `assay report PACK --format durations`',
        remedy: 'Make one of an earlier run, or leave the option out: the shards then have as many scenarios each.',
      },
    ])
  }
  const { value, problems } = readYamlFile<{ scenarios: Record<string, number> }>(path, { schema: 'durations', what: 'durations of an earlier run', code: CODE })
  if (value === undefined) throw new ProblemsError(problems)
  return new Map(Object.entries(value.scenarios))
}
