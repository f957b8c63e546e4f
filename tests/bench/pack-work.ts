import { generateKeyPairSync } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { openPack } from '../../reports/pack/open.ts'
import { sealPack } from '../../reports/pack/seal.ts'
import { signerOf } from '../../reports/pack/signer.ts'
import { verifyPack } from '../../reports/pack/verify.ts'
import { writeResults } from '../../reports/formats/allure/results.ts'
import { format as html } from '../../reports/formats/html.ts'
import { recordLargePack } from './large-pack.ts'

/**
 * One kind of work on a pack, some rounds of it, in a process of its own so that its memory can be told: what `packs.ts` forks.
 * Sends the seconds of each round, and the most memory that the process had, in megabytes.
 */
const [work = '', pack = '', rounds = '1', out = '', scenarios = '0'] = process.argv.slice(2)

const WORK: Record<string, () => unknown> = {
  record: () => recordLargePack(pack, Number(scenarios)),
  seal: () => sealPack(pack, signerOf(generateKeyPairSync('ed25519').privateKey)),
  verify: () => {
    const { status, findings } = verifyPack(pack)
    if (status !== 'valid') throw new Error(`${pack} is ${status}: ${findings[0]?.place} ${findings[0]?.what}`)
  },
  html: () => html.render(openPack(pack), out, {}),
  'allure-results': () => {
    rmSync(out, { recursive: true, force: true })
    mkdirSync(out, { recursive: true })
    return writeResults(openPack(pack), out)
  },
}

const seconds: number[] = []
for (let round = 0; round < Number(rounds); round++) {
  const began = performance.now()
  await (WORK[work] ?? (() => Promise.reject(new Error(`no such work: ${work}`))))()
  seconds.push((performance.now() - began) / 1000)
}
process.send?.({ seconds, peak: process.resourceUsage().maxRSS / 1024 })
