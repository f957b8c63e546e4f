import { Given, Then, When } from '@cucumber/cucumber'
import type { DocumentView } from '../candidate/port/documents.ts'
import type { TransferredEntry, TransferView } from '../candidate/port/transfers.ts'
import { check, finding } from './checks/check.ts'
import { ensureRecordAskedFor, ensureRecordNotAskedFor } from './checks/ensure-record-asked-for.ts'
import { ensureTransferAcknowledged, type Expected } from './checks/ensure-transfer-acknowledged.ts'
import { ensureNothingTransferred, ensureTransferredEntries, type ExpectedEntry } from './checks/ensure-transferred-entries.ts'
import { ensureNoTask, ensureTask } from './checks/ensure-task.ts'
import { ACTION, ASHDOWN, documentEntry, ENTRIES, fileOf, fullRecord, notesOn, visitWords, type ExtractToSend, type SpineDelivery } from './support/transfers.ts'
import { must, type AssayWorld } from './world.ts'

/** Who looks how things stand in the record. */
const READER = 'second GP'

/** Has the candidate do what is to be done about the record of whoever the scenario is about. */
export const lookAfter = (world: AssayWorld): Promise<void> => world.candidate.aids.lookAfterTransfers(world.person!.nhsNumber)

/** Keeps a delivery as evidence, and for later steps. */
export function delivered(world: AssayWorld, ...deliveries: readonly SpineDelivery[]): void {
  for (const { request, response, startedAt, durationMs, ...delivery } of deliveries) {
    const [message = ''] = [request.body.length > 20_000 ? `${request.body.slice(0, 20_000)}…` : request.body]
    world.attachCallback({ service: 'spine', operation: 'message', startedAt, durationMs, request: { ...request, body: message }, ...(response && { response }) })
    notesOn(world).deliveries.push({ ...delivery, request, startedAt, durationMs, ...(response && { response }) })
  }
}

/** The practice's own number for whoever the scenario is about. */
export async function localId(world: AssayWorld): Promise<string> {
  const [view] = must(await world.candidate.demographics.findLocally(await world.behindTheScenes(READER), { nhsNumber: world.person!.nhsNumber }), "search the practice's list")
  if (view) world.person!.view = view
  return view?.id ?? 'none'
}

export async function transfersSeen(world: AssayWorld): Promise<TransferView[]> {
  return must(await world.candidate.transfers.ofPatient(await world.behindTheScenes(READER), await localId(world)), 'show the transfers of a record')
}

export async function entriesSeen(world: AssayWorld): Promise<TransferredEntry[]> {
  return must(await world.candidate.transfers.record(await world.behindTheScenes(READER), await localId(world)), 'show a transferred record')
}

export async function documentsSeen(world: AssayWorld): Promise<DocumentView[]> {
  return must(await world.candidate.documents.ofPatient(await world.behindTheScenes(READER), await localId(world)), 'show the documents of a patient')
}

export const tasksSeen = async (world: AssayWorld) => must(await world.candidate.tasks.open(await world.behindTheScenes(READER), await localId(world)), 'show what is to be done')

/** Sends a record from Ashdown, as the scenario has it, and lets the candidate see to it. */
export async function sendRecord(world: AssayWorld, change: Partial<ExtractToSend> = {}): Promise<void> {
  const { content, files } = notesOn(world)
  delivered(world, await world.hub.outside.spine.sendExtract({ nhsNumber: world.person!.nhsNumber, content, files, ...change }))
  await lookAfter(world)
}

/** The message that was delivered last of those that are no fragments. */
const lastExtract = (world: AssayWorld): SpineDelivery => {
  const found = notesOn(world).deliveries.find(({ request }) => request.headers['soapaction']?.includes('RCMR_IN03'))
  if (!found) throw new Error('Failed to find the record that was sent: no step before this one sent any.')
  return found
}

export async function checkAcknowledged(world: AssayWorld, expected: Expected, { messageId, conversationId } = lastExtract(world)): Promise<void> {
  await world.check(ensureTransferAcknowledged, { nhsNumber: world.person!.nhsNumber, messageId, conversationId, expected })
}

// Asking

Given('{word} has come to the practice, and Ashdown has been asked for her/his record', async function (this: AssayWorld, name: string) {
  const person = this.named(name)
  person.view = must(await this.candidate.demographics.register(await this.behindTheScenes(READER), person.nhsNumber), `register ${name}`)
  await lookAfter(this)
})

When("the system looks after {word}'s record", async function (this: AssayWorld, name: string) {
  this.named(name)
  await lookAfter(this)
})

Then("Ashdown is asked for {word}'s record once, by this practice", async function (this: AssayWorld, name: string) {
  await this.check(ensureRecordAskedFor, { nhsNumber: this.named(name).nhsNumber, practice: this.practice, from: ASHDOWN })
})

Then("nobody is asked for {word}'s record", async function (this: AssayWorld, name: string) {
  await this.check(ensureRecordNotAskedFor, { nhsNumber: this.named(name).nhsNumber })
})

// Receiving

When("Ashdown sends {word}'s record", async function (this: AssayWorld, name: string) {
  this.named(name)
  await sendRecord(this)
})

Then('Ashdown is told that the record has been taken over', async function (this: AssayWorld) {
  await checkAcknowledged(this, { typeCode: 'AA' })
})

/** Why a record was not taken over, in words, and the code that says so. */
const REASONS: Record<string, string> = {
  'that nobody asked for it': '09',
  'that it could not be taken over': '11',
  'that it is here already': '12',
  'that it is kept apart, since she was here before': '15',
  'that it cannot be read': '21',
  'that not all of it came in time': '25',
  'that it is about somebody else': '28',
  'that its parts could not be put together': '29',
}

Then(/^Ashdown hears (that .+)$/, async function (this: AssayWorld, words: string) {
  const code = REASONS[words]
  if (code === undefined) throw new Error(`Failed to find what "${words}" means: add it to REASONS.`)
  await checkAcknowledged(this, { code })
})

Then('everything that Ashdown sent is there to be read', async function (this: AssayWorld) {
  const { word } = notesOn(this)
  const { asthma, penicillin, repeat, ended, weight } = ENTRIES
  const plain = ({ kind, code, term }: { kind: string; code: string; term: string }): ExpectedEntry => ({ kind, code, term, degraded: false })
  await this.check(ensureTransferredEntries, {
    entries: await entriesSeen(this),
    expected: [{ kind: 'consultation', text: visitWords(word) }, plain(asthma), plain(penicillin), plain(repeat), plain(ended), { ...plain(weight), text: '74 kg' }],
  })
})
