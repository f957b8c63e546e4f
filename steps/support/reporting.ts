import type { ReportKind } from '../../candidate/port/extracts.ts'
import { must, type AssayWorld } from '../world.ts'
import { letPass } from './appointment-book.ts'
import { midnightOf, nowOf, preparedIn, rememberTasks, sentUnder, type ExtractFile } from './extracts.ts'

const MANAGER = 'practice manager'

/** The kind of report that the scenario is about. */
export const kindOf = (world: AssayWorld) => world.notes.get('report kind') as ReportKind

/** So far ahead, what a system notes of its work (that its mailbox was emptied, say) is out of the way of scenarios about the next day. */
const WELL_AHEAD_SECONDS = 3 * 86_400

/** Lets the time pass until a day has begun, or longer. */
export async function waitFor(world: AssayWorld, day: string): Promise<void> {
  const seconds = Math.ceil((midnightOf(day) - nowOf(world)) / 1000) + 3600
  if (seconds > 0) await letPass(world, Math.max(seconds, WELL_AHEAD_SECONDS))
}

/** Has a report made of the time that a day is in, and sent. */
export async function report(world: AssayWorld, kind: ReportKind, day: string): Promise<void> {
  world.mustBeAlone('has a report made of what everybody did')
  await rememberTasks(world)
  world.notes.set('report kind', kind)
  preparedIn(world).push(must(await world.candidate.extracts.submit(await world.behindTheScenes(MANAGER), kind, day), 'report'))
  await world.candidate.aids.collectMessages()
}

/** Somebody wants a report; whether they get it is the question. What was sent before is remembered. */
export async function tryToReport(world: AssayWorld, kind: ReportKind, day: string): Promise<void> {
  world.notes.set('report kind', kind)
  world.notes.set('sent before', new Set((await sentUnder(world, kind)).map(({ messageId }) => messageId)))
  world.answer = await world.candidate.extracts.submit(await world.actAs(MANAGER), kind, day)
  await world.candidate.aids.collectMessages()
}

/** The files that the scenario has had made, as they arrived. */
export async function reported(world: AssayWorld): Promise<ExtractFile[]> {
  const references = preparedIn(world).map(({ reference }) => reference)
  return (await sentUnder(world, kindOf(world))).filter(({ envelope }) => references.includes(envelope['ExtractReference'] ?? ''))
}

/** The last of them; however often it arrived. */
export async function lastReported(world: AssayWorld): Promise<ExtractFile[]> {
  const reference = preparedIn(world).at(-1)?.reference
  return (await reported(world)).filter(({ envelope }) => envelope['ExtractReference'] === reference)
}
