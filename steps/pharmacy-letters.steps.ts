import { Given, Then, When } from '@cucumber/cucumber'
import type { PartView } from '../candidate/port/documents.ts'
import { ensureMoreIsShown, ensureNoParts, ensureNothingTakenOver, ensurePart, ensurePartsProposed, ensurePartsReplaced } from './checks/ensure-parts.ts'
import { letterOf, postLetter, writeLetterAbout } from './support/letter-post.ts'
import type { Letter } from './support/letters.ts'
import { PARTS, type Part } from './support/parts.ts'
import { must, type AssayWorld } from './world.ts'

/** Who looks how things stand in the record. */
const READER = 'second GP'

/** What documents say in codes about whoever the scenario spoke of last. */
async function partsOf(world: AssayWorld): Promise<PartView[]> {
  return must(await world.candidate.documents.parts(await world.behindTheScenes(READER), world.patient.view.id), 'show what documents say in codes')
}

/** Changes one part of a letter before it is sent. */
function change(letter: Letter, kind: Part['kind'], flaw: Pick<Part, 'notDone' | 'inError' | 'aboutAnother'>): Letter {
  letter.parts = letter.parts.map((part) => (part.kind === kind ? { ...part, ...flaw } : part))
  return letter
}

Given('{sender} has sent a {letter} about {word} that says it was not given', async function (this: AssayWorld, _sender: string, kind: string, name: string) {
  await postLetter(this, change(writeLetterAbout(this, kind, name), 'immunisation', { notDone: true }))
})

Given('{sender} has sent a {letter} about {word} in which the blood pressure was entered in error', async function (this: AssayWorld, _sender: string, kind: string, name: string) {
  await postLetter(this, change(writeLetterAbout(this, kind, name), 'observation', { inError: true }))
})

Given("{sender} has sent a {letter} about {word} in which the medicine is somebody else's", async function (this: AssayWorld, _sender: string, kind: string, name: string) {
  await postLetter(this, change(writeLetterAbout(this, kind, name), 'medication', { aboutAnother: true }))
})

Given('{sender} has sent a {letter} about {word} that tells of an allergy too', async function (this: AssayWorld, _sender: string, kind: string, name: string) {
  const letter = writeLetterAbout(this, kind, name)
  letter.parts = [...letter.parts, PARTS.allergy(letter.parts[0]!.date)]
  await postLetter(this, letter)
})

When('the {persona} takes the blood pressure over, and nothing else', async function (this: AssayWorld, persona: string) {
  const [observation] = (await partsOf(this)).filter(({ kind }) => kind === 'observation')
  this.answer = await this.candidate.documents.takeOver(await this.actAs(persona), observation?.documentId ?? 'none', [observation?.number ?? 0])
})

Then('what it says in codes is put before a clinician, whole and as it was sent', async function (this: AssayWorld) {
  await this.check(ensurePartsProposed, { letter: letterOf(this), found: await partsOf(this) })
})

Then("the blood pressure is part of {word}'s record, as the pharmacy's", async function (this: AssayWorld, name: string) {
  this.named(name)
  await this.check(ensurePart, { letter: letterOf(this), found: await partsOf(this), kind: 'observation', state: 'filed' })
})

Then('the medicine is not part of it', async function (this: AssayWorld) {
  await this.check(ensurePart, { letter: letterOf(this), found: await partsOf(this), kind: 'medication', state: 'left-out' })
})

Then("nothing that the pharmacy says in codes is part of {word}'s record", async function (this: AssayWorld, name: string) {
  this.named(name)
  await this.check(ensureNothingTakenOver, { found: await partsOf(this) })
})

Given("nothing that the pharmacy says in codes is shown in {word}'s record", async function (this: AssayWorld, name: string) {
  this.named(name)
  await this.check(ensureNoParts, { found: await partsOf(this) })
})

Then('the vaccination is shown as one that was not given', async function (this: AssayWorld) {
  await this.check(ensurePart, { letter: letterOf(this), found: await partsOf(this), kind: 'immunisation', state: 'proposed' })
})

Then('a clinician can see that there is something more, and what it is', async function (this: AssayWorld) {
  await this.check(ensureMoreIsShown, { found: await partsOf(this), names: /allerg/i })
})

Then('what the first one said is shown as replaced', async function (this: AssayWorld) {
  await this.check(ensurePartsReplaced, { old: this.notes.get('old letter') as Letter, found: await partsOf(this) })
})
