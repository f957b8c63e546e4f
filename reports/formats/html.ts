import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Pack } from '../pack/open.ts'
import { sealNote } from './format.ts'
import type { Format } from './format.ts'
import { aboutPage } from './html/about-page.ts'
import { pictureCopier, writeStyles } from './html/assets.ts'
import { decisionPage } from './html/decision-page.ts'
import { renderPage } from './html/layout.ts'
import type { Frame, Page } from './html/layout.ts'
import { requirementFile, scenarioFile } from './html/links.ts'
import { html } from './html/markup.ts'
import type { Markup } from './html/markup.ts'
import { reportModel } from './html/report-model.ts'
import { requirementPage } from './html/requirement-page.ts'
import { requirementsPage } from './html/requirements-page.ts'
import { scenarioPage } from './html/scenario-page.ts'
import { scenariosPage } from './html/scenarios-page.ts'
import { wholeBodies } from './html/whole-bodies.ts'

/** A folder of pages that opens from the disk, without a server or a network. */
export const format: Format = {
  name: 'html',
  summary: 'pages for a reviewer, offline: decision, requirements, scenarios, wire traffic',
  render: async (pack, outDir, { decision }) => {
    // Pages of an earlier rendering would otherwise stay, and look as though they belonged to this one.
    for (const folder of ['assets', 'bodies', 'requirements', 'scenarios']) rmSync(join(outDir, folder), { recursive: true, force: true })
    for (const folder of ['requirements', 'scenarios']) mkdirSync(join(outDir, folder), { recursive: true })
    writeStyles(outDir)
    const model = reportModel(pack, decision)
    const frame = frameOf(pack)
    let files = 2
    const write = (file: string, page: Page): void => {
      writeFileSync(join(outDir, file), renderPage(frame, page))
      files += 1
    }
    write('index.html', decisionPage(model))
    write('requirements.html', requirementsPage(model))
    write('scenarios.html', scenariosPage(model))
    write('about.html', aboutPage(model))
    for (const requirement of model.requirements) write(requirementFile(requirement.id), requirementPage(requirement, model))
    const { pictureOf, copied } = pictureCopier(pack, outDir)
    const bodies = wholeBodies(pack, outDir)
    const { scenarios } = pack.run
    for (const [i, scenario] of scenarios.entries()) {
      const [before, after] = [scenarios[i - 1], scenarios[i + 1]]
      const neighbours = { ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }
      write(scenarioFile(scenario.scenario), scenarioPage(scenario, neighbours, model, { pictureOf, wholeOf: bodies.wholeOf }))
    }
    return { entry: join(outDir, 'index.html'), files: files + copied() + bodies.copied() }
  },
}

function frameOf(pack: Pack): Frame {
  const { candidate, run } = pack.results
  const warning = warningOf(pack)
  return { subject: `${candidate.name} ${candidate.version}`, runId: run.id, seal: sealNote(pack), ...(warning === undefined ? {} : { warning }) }
}

function warningOf({ verification: { status, findings }, results: { run } }: Pack): Markup | undefined {
  const box = (title: string, lines: string[]): Markup =>
    html`<div class="nhsuk-warning-callout assay-warning"><h2 class="nhsuk-warning-callout__label">${title}</h2><ul class="nhsuk-list nhsuk-list--bullet">${lines.map((line) => html`<li>${line}</li>`)}</ul></div>`
  const found = findings.slice(0, 5).map(({ place, what }) => `${place} ${what}`)
  if (status === 'touched') return box('This evidence was changed after it was sealed', found)
  if (status === 'reckoned-otherwise') return box('This evidence was not touched, but another version of Assay added it up', found)
  if (status === 'unsealed') return box('This evidence is not sealed', [...found, ...run.incomplete])
  return run.complete ? undefined : box('This run is incomplete', run.incomplete)
}
