import { join, relative } from 'node:path'
import { FORMATS } from '../../reports/formats/index.ts'
import type { Decision } from '../../reports/gate/decide.ts'
import type { Pack } from '../../reports/pack/open.ts'

/** A report that was rendered: its format, and what to open, relative to the working folder. */
export interface RenderedReport {
  format: string
  entry: string
}

/** Renders reports from a pack into its `report/` folder. */
export async function renderReports(pack: Pack, { formats, decision }: { formats: readonly string[]; decision: Decision }): Promise<RenderedReport[]> {
  const rendered: RenderedReport[] = []
  for (const name of formats) {
    const load = FORMATS[name]
    if (!load) continue
    const { format } = await load()
    const { entry } = await format.render(pack, join(pack.dir, 'report'), { decision })
    rendered.push({ format: name, entry: relative(process.cwd(), entry) })
  }
  return rendered
}
