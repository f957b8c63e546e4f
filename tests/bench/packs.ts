import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { redactText } from '../../reports/pack/redact.ts'
import { createPack } from '../../reports/pack/write.ts'

/** Writing evidence: 10,000 events with a body each, and redaction by itself. */
export async function benchPacks(): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'assay-bench-'))
  try {
    const candidate = { name: 'bench', version: '1', drivers: ['api'], capabilities: ['C13'] }
    const began = performance.now()
    const pack = createPack(join(dir, 'pack'), { runId: 'bench', seed: 1, profile: 'bench', candidate, catalogue: '0'.repeat(64), environment: {} })
    for (let i = 0; i < 10_000; i++) {
      pack.append({ type: 'attachment', scenario: '0'.repeat(16), step: 0, mediaType: 'application/json', body: pack.body(JSON.stringify({ i, text: 'lorem ipsum '.repeat(120) })) })
    }
    pack.close()
    console.log(`  10,000 events, ${readdirSync(join(dir, 'pack', 'blobs')).length} bodies   ${((performance.now() - began) / 1000).toFixed(2)} s`)
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
  const text = JSON.stringify(Array.from({ length: 50_000 }, (_, i) => ({ id: `9990000018-${i}`, display: 'something ordinary, and long enough to be text', at: '2025-03-03T09:00:00.000Z' })))
  const began = performance.now()
  redactText(text)
  console.log(`  redaction   ${(text.length / 1e6 / ((performance.now() - began) / 1000)).toFixed(0)} MB/s`)
}
