import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { mistakesIn, providerSuitePage } from './provider-suite-page.ts'

const root = new URL('../..', import.meta.url).pathname
const mistakes = mistakesIn(root)
if (mistakes.length > 0) {
  process.stderr.write(`Failed to write the page on the GP Connect provider suite:\n${mistakes.join('\n')}\n`)
  process.exitCode = 2
} else {
  mkdirSync(join(root, 'docs/coverage'), { recursive: true })
  writeFileSync(join(root, 'docs/coverage/gp-connect-provider-suite.md'), providerSuitePage(root))
}
