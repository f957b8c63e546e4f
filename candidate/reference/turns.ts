import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { start, type Running } from './start.ts'

/**
 * Runs the system again and again in one process, each time as if for the first time, since most of a start is loading
 * what does not change. Each line of the input, `{"config":FILE,"defects":[NAME]}`, ends what runs and starts anew.
 *
 * @param say told `{"ready":true,"url":...}` or `{"ready":false,"why":...}` for each line
 */
export async function takeTurns(input: Readable, say: (line: string) => void): Promise<void> {
  let running: Running | undefined
  for await (const line of createInterface({ input })) {
    await running?.stop()
    running = undefined
    try {
      const { config, defects } = JSON.parse(line) as { config: string; defects: string[] }
      running = await start(config, defects)
      say(JSON.stringify({ ready: true, url: running.url }))
    } catch (error) {
      say(JSON.stringify({ ready: false, why: error instanceof Error ? error.message : String(error) }))
    }
  }
  await running?.stop()
}
