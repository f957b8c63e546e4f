import type { ControlClient } from '../../mocks/control-client.ts'
import type { AssayWorld } from '../world.ts'

/** How a scenario has the practice reach the Summary Care Record. */
export type Via = 'fhir' | 'hl7'

const VIA = 'summaries by'

export const viaOf = (world: AssayWorld): Via => (world.notes.get(VIA) as Via | undefined) ?? 'fhir'
export const reachBy = (world: AssayWorld, via: Via) => world.notes.set(VIA, via)

/** Where uploads of summaries arrive, by the way they take. */
export const UPLOADS: Record<Via, { service: string; operation: string }> = {
  fhir: { service: 'scr', operation: 'upload-scr' },
  hl7: { service: 'spine', operation: 'reliable-request' },
}

/** Every service that gets anything about a summary. */
export const SERVICES: Record<Via, readonly string[]> = { fhir: ['scr'], hl7: ['spine', 'spine-scr'] }

/** A summary as it is held nationally, whichever way it came. */
export interface HeldNationally {
  id: string
  /** Ids of those that it replaces. */
  replaces: string[]
  sections: { code: string; title: string; text: string }[]
  /** ODS code of the practice where it was made; where a message has none, what stands in its place. */
  madeAt: string
}

type Outside = ControlClient['outside']

/** The summaries of a patient, oldest first; the last one counts. */
export async function heldNationally(outside: Outside, via: Via, nhsNumber: string): Promise<HeldNationally[]> {
  if (via === 'hl7') return (await outside['spine-scr'].listSummaries({ nhsNumber })).map(({ id, replaces, sections, practice }) => ({ id, replaces, sections, madeAt: practice }))
  return (await outside.scr.listSummaries({ nhsNumber })).map(({ id, replaces, bundle }) => ({ id, replaces: replaces === undefined ? [] : [replaces], sections: sectionsOf(bundle), madeAt: practiceOf(bundle) }))
}

const resourcesOf = (bundle: Record<string, unknown>) => ((bundle['entry'] ?? []) as { resource: Record<string, unknown> }[]).map(({ resource }) => resource)

function practiceOf(bundle: Record<string, unknown>): string {
  const organisation = resourcesOf(bundle).find(({ resourceType }) => resourceType === 'Organization')
  return ((organisation?.['identifier'] ?? []) as { value?: string }[])[0]?.value ?? ''
}

function sectionsOf(bundle: Record<string, unknown>): HeldNationally['sections'] {
  const composition = resourcesOf(bundle).find(({ resourceType }) => resourceType === 'Composition')
  const sections = (composition?.['section'] ?? []) as { title?: string; code?: { coding?: { code?: string }[] }; text?: { div?: string } }[]
  return sections.map(({ title = '', code, text }) => ({ code: code?.coding?.[0]?.code ?? '', title, text: wordsOf(text?.div ?? '') }))
}

/** The words of XHTML as a reader sees them. */
const wordsOf = (xhtml: string) =>
  xhtml
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim()

/** Another practice uploads a summary with a line among the allergies. */
export async function putElsewhere(outside: Outside, via: Via, nhsNumber: string, line: string): Promise<void> {
  const lines = { AllergiesHeader: [line] }
  await (via === 'hl7' ? outside['spine-scr'].putSummary({ nhsNumber, lines }) : outside.scr.putSummary({ nhsNumber, lines }))
}

/** The patient tells somebody else that nobody may see their summary. */
export const closeElsewhere = (outside: Outside, via: Via, nhsNumber: string): Promise<void> =>
  via === 'hl7' ? outside['spine-scr'].setPermission({ nhsNumber, permission: 'No' }) : outside.scr.setPermission({ nhsNumber, permission: 'No' })

/** What is known nationally of the patient's wish, in the words of the FHIR API. */
export async function permissionHeld(outside: Outside, via: Via, nhsNumber: string): Promise<string> {
  if (via === 'fhir') return outside.scr.readPermission({ nhsNumber })
  const held = await outside['spine-scr'].readPermission({ nhsNumber })
  return held === 'Clear' ? 'Ask' : held
}
