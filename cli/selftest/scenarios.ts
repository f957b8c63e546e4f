import { relative } from 'node:path'
import { loadTraceability } from '../../config/traceability.ts'
import { ROOT } from '../paths.ts'
import { planRun } from '../run/plan.ts'
import type { ProvenScenario } from './prove.ts'

/** Every scenario there is, as the self-test knows it, and the share of synthetic patients that each has. */
export async function selectScenarios(): Promise<{ scenarios: ProvenScenario[]; ordinals: Record<string, number> }> {
  const traceability = await loadTraceability({ profile: 'full' })
  const { paths, ordinals } = await planRun(traceability, { requirements: [] })
  const scenarios = paths.map((path): ProvenScenario => {
    const [file = '', line = ''] = path.split(/:(?=\d+$)/)
    const tagged = traceability.scenarios.find((scenario) => relative(ROOT, scenario.file) === file && scenario.runs.includes(Number(line)))
    return { path, name: tagged?.name ?? path, requirements: [...(tagged?.requirements ?? [])], tags: (tagged?.tags ?? []).map((tag) => tag.name) }
  })
  return { scenarios, ordinals }
}
