import { After, Given, Then, When } from '@cucumber/cucumber'
import { check, finding } from './checks/check.ts'
import { reachBy, viaOf } from './support/national-summaries.ts'
import { chooseInterface, sayWhatBecame, silence } from './support/spine-word.ts'
import { TROUBLES, type Trouble } from './support/trouble.ts'
import type { AssayWorld } from './world.ts'

/** Who looks how it stands, where the practice's system does by itself what the harness has to ask for. */
const SYSTEM = 'receptionist'
const CHOSEN = 'interface chosen'

Given('the practice reaches the Summary Care Record by HL7 V3 messages', async function (this: AssayWorld) {
  reachBy(this, 'hl7')
  // Whoever knows no other way needs not be told.
  if (!this.place.candidate.interfaces.includes('scr-fhir')) return
  this.mustBeAlone('changes how the practice reaches the Summary Care Record')
  this.notes.set(CHOSEN, true)
  await chooseInterface(this, 'hl7')
})

// The next scenario finds the practice as it was.
After(async function (this: AssayWorld) {
  if (this.notes.get(CHOSEN) === true) await this.blame('the practice can reach the Summary Care Record as before', () => chooseInterface(this, 'fhir'))
})

Given("the Spine does not say yet what became of {word}'s summaries", function (this: AssayWorld, name: string) {
  this.named(name)
  silence(this)
})

Given('the Spine finds the next summary of {word} wrong', async function (this: AssayWorld, name: string) {
  await this.hub.outside['spine-scr'].refuseNext({ nhsNumber: this.named(name).nhsNumber })
})

/** The candidate does by itself what the harness has to ask for: it heeds what has come. */
async function heed(world: AssayWorld): Promise<void> {
  world.answer = await world.candidate.summaries.bringUpToDate(await world.behindTheScenes(SYSTEM), world.patient.view.id)
}

When("the Spine says what became of {word}'s summary", async function (this: AssayWorld, name: string) {
  this.named(name)
  await sayWhatBecame(this)
  await heed(this)
})

When("the Spine says of another message than {word}'s summary that it was taken", async function (this: AssayWorld, name: string) {
  this.named(name)
  await sayWhatBecame(this, { about: '0F2F3A64-6D1C-4C5B-9B0C-3B1B0C7E5D11' })
  await heed(this)
})

/** How an acknowledgement is not whole, as published wrong cases have it. */
const FLAWS = { 'does not say when': 'no-creation-time', 'leaves open when': 'empty-creation-time', 'does not say what succeeded': 'empty-detail' } as const

When(/^the Spine says that it has (\w+)'s summary, and (does not say when|leaves open when|does not say what succeeded)$/, async function (this: AssayWorld, name: string, flaw: keyof typeof FLAWS) {
  this.named(name)
  await sayWhatBecame(this, { flaw: FLAWS[flaw] })
  await heed(this)
})

Given("the Spine {trouble} whenever it is asked about {word}'s summary", async function (this: AssayWorld, trouble: Trouble, name: string) {
  await this.inject({ service: 'spine-scr', subject: this.named(name).nhsNumber, times: 'always', ...TROUBLES[trouble] })
})

Given("the Spine {trouble} when it is next told of {word}'s wish", async function (this: AssayWorld, trouble: Trouble, name: string) {
  await this.inject({ service: 'spine-scr', subject: this.named(name).nhsNumber, ...TROUBLES[trouble] })
})

/** Id of an SDS user, as a message names whoever is its author. */
const USER = /<id root="1\.2\.826\.0\.1285\.0\.2\.0\.65" extension="(\d+)"\/>|<id extension="(\d+)" root="1\.2\.826\.0\.1285\.0\.2\.0\.65"\/>/

const ensureSaidBy = check('the message is said in the name of whoever acts', async ({ calls }, { subject, userId }: { subject: string; userId: string }) => {
  const made = await calls({ service: 'spine-scr', subject })
  if (made.length === 0) return finding('nothing was said', { expected: 'a message', seen: 'none' })
  return made.map((call) => {
    const [, first, second] = USER.exec(call.entry.requestBody ?? '') ?? []
    const author = first ?? second
    return author !== userId && finding('in the name of somebody else', { expected: userId, seen: author ?? 'nobody', at: call })
  })
})

Then('the Spine was told in the name of the {persona}', async function (this: AssayWorld, persona: string) {
  await this.check(ensureSaidBy, { subject: this.patient.nhsNumber, userId: this.staff(persona).id })
})

const ensureSentOnce = check('the summary was sent in one message', async ({ outside }, { nhsNumber }: { nhsNumber: string }) => {
  const uploads = await outside['spine-scr'].listUploads({ nhsNumber })
  return uploads.length !== 1 && finding('in more or fewer', { expected: '1 message', seen: uploads.length })
})

Then("{word}'s summary was sent in one message", async function (this: AssayWorld, name: string) {
  if (viaOf(this) !== 'hl7') throw new Error('Failed to count messages: the practice does not send its summaries in messages.')
  await this.check(ensureSentOnce, { nhsNumber: this.named(name).nhsNumber })
})
