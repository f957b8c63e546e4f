import { After, Given, Then, When } from '@cucumber/cucumber'
import type { RefusalReason } from '../candidate/port/answer.ts'
import type { Purpose, ServicesView, SystemView, WorkerView } from '../candidate/port/directories.ts'
import { loadWorld } from '../config/world.ts'
import { check, finding } from './checks/check.ts'
import { ensureNotCalled } from './checks/ensure-not-called.ts'
import { ensureRefused } from './checks/ensure-refused.ts'
import { TROUBLES, type Trouble } from './support/trouble.ts'
import type { AssayWorld } from './world.ts'

const IN_TROUBLE: readonly RefusalReason[] = ['national-refused', 'national-unavailable', 'national-timeout', 'national-unreadable']

/** What another practice can be sent or asked, as scenarios word it, and the interaction that the Spine knows it by. */
const PURPOSES: Record<string, { purpose: Purpose; interaction: string }> = {
  'takes a request for a record': { purpose: 'record-request', interaction: 'urn:nhs:names:services:gp2gp:RCMR_IN010000UK05' },
  'shows its records': { purpose: 'structured-record', interaction: 'urn:nhs:names:services:gpconnect:fhir:operation:gpc.getstructuredrecord-1' },
  'lets others look for appointments': { purpose: 'appointment-search', interaction: 'urn:nhs:names:services:gpconnect:fhir:rest:search:slot-1' },
}
const APPOINTMENTS = PURPOSES['lets others look for appointments']!.interaction

/** ODS code of an organisation that this scenario has made up; the same for the same name. */
function codeOf(world: AssayWorld, name: string): string {
  const made = (world.notes.get('made-up organisations') ?? new Map<string, string>()) as Map<string, string>
  world.notes.set('made-up organisations', made)
  const code = made.get(name) ?? world.make.word('Y9').toUpperCase()
  made.set(name, code)
  return code
}

const sds = (world: AssayWorld) => world.hub.outside.sds

Given('the practice {string} has a system for everything', async function (this: AssayWorld, name: string) {
  await sds(this).putSystem({ organisation: codeOf(this, name) })
})

Given('{string} has another system that only shows appointments', async function (this: AssayWorld, name: string) {
  const organisation = codeOf(this, name)
  await sds(this).removeOrganisation({ organisation })
  // The one for appointments comes first in the directory.
  await sds(this).putSystem({ organisation, interactions: [APPOINTMENTS] })
  await sds(this).putSystem({ organisation, interactions: Object.values(PURPOSES).flatMap(({ interaction }) => (interaction === APPOINTMENTS ? [] : [interaction])) })
})

Given('{string} has moved to another system', async function (this: AssayWorld, name: string) {
  const organisation = codeOf(this, name)
  await sds(this).removeOrganisation({ organisation })
  await sds(this).putSystem({ organisation, addresses: [`https://new.${organisation.toLowerCase()}.example/messages`] })
})

Given('{string} has moved to a system that only shows appointments', async function (this: AssayWorld, name: string) {
  const organisation = codeOf(this, name)
  await sds(this).removeOrganisation({ organisation })
  await sds(this).putSystem({ organisation, interactions: [APPOINTMENTS] })
})

Given('{string} has gone off line', async function (this: AssayWorld, name: string) {
  await sds(this).removeOrganisation({ organisation: codeOf(this, name) })
})

Given('the system directory {trouble} whenever it is asked', async function (this: AssayWorld, trouble: Trouble) {
  await this.inject({ service: 'sds', times: 'always', ...TROUBLES[trouble] })
})

async function lookUpSystem(world: AssayWorld, persona: string, odsCode: string, words: string): Promise<void> {
  const { purpose, interaction } = PURPOSES[words]!
  world.notes.set('looked up', { odsCode, interaction })
  world.answer = await world.candidate.directories.system(await world.actAs(persona), odsCode, purpose)
}

const WHERE = Object.keys(PURPOSES).join('|')

Given(new RegExp(`^the ([\\w ]+?) has looked up where "([^"]+)" (${WHERE})$`), async function (this: AssayWorld, persona: string, name: string, words: string) {
  await lookUpSystem(this, persona, codeOf(this, name), words)
})

When(new RegExp(`^the ([\\w ]+?) looks up where "([^"]+)" (${WHERE})$`), async function (this: AssayWorld, persona: string, name: string, words: string) {
  await lookUpSystem(this, persona, codeOf(this, name), words)
})

When(new RegExp(`^the ([\\w ]+?) looks up where an organisation with the code "([^"]+)" (${WHERE})$`), async function (this: AssayWorld, persona: string, odsCode: string, words: string) {
  await lookUpSystem(this, persona, odsCode, words)
})

Then('the {persona} is given the system and the address that the directory has', async function (this: AssayWorld, _persona: string) {
  const lookedUp = this.notes.get('looked up') as { odsCode: string; interaction: string }
  await this.check(ensureRoute, { answer: this.answer as typeof this.answer & { value?: SystemView }, ...lookedUp })
})

/** The system that takes the interaction, and where. Source: SDS FHIR API, GET /Device and /Endpoint. */
const ensureRoute = check(
  'the user is given the system and the address that the directory has',
  async ({ outside }, { answer, odsCode, interaction }: { answer: AssayWorld['answer']; odsCode: string; interaction: string }) => {
    if (!answer?.ok) return finding('nothing was found', { expected: 'a system', seen: answer?.message ?? 'no answer' })
    const { asid, address } = answer.value as SystemView
    const system = (await outside.sds.listSystems({ organisation: odsCode })).find(({ interactions }) => interactions.includes(interaction))
    const handler = (await outside.sds.listHandlers({ organisation: odsCode })).find((each) => each.interaction === interaction)
    const addresses = handler?.addresses ?? []
    return [
      asid !== system?.asid && finding('another system', { expected: system?.asid ?? 'none', seen: asid }),
      // What the Spine passes on itself has the Spine's address in the directory.
      !addresses.includes(address) && !/\/reliablemessaging\/(intermediary|forwardexpress)$/.test(address) && finding('another address', { expected: addresses, seen: address }),
      system !== undefined && interaction.includes(':gpconnect:') && !addresses.includes(address) && finding('another address', { expected: addresses, seen: address }),
    ]
  },
)

Then('the user is told that it cannot be reached electronically', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['not-found', 'rule'], mentions: /electronic|reach|no system/i })
})

Then('the user is told that this is no code of an organisation', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['invalid'], mentions: /ODS|code/i })
})

Then('the user is told that the directory is in trouble', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: IN_TROUBLE, mentions: /directory|SDS|DoS|national|NHS/i })
})

Then('the system directory is not asked', async function (this: AssayWorld) {
  await this.check(ensureNotCalled, { service: 'sds' })
})

Given('the pharmacy {string} takes messages at one address first and at another after that', async function (this: AssayWorld, name: string) {
  const odsCode = codeOf(this, name)
  const endpoint = (order: number) => ({ id: crypto.randomUUID(), connectionType: 'email', payloadType: 'urn:nhs-itk:interaction:primaryGeneralPractitionerRecipientNHS111CDADocument-v2-0', address: addressOf(odsCode, order), order })
  await this.hub.outside.dos.putOrganisation({
    id: crypto.randomUUID(),
    odsCode,
    name,
    active: true,
    role: { code: 'RO182', display: 'PHARMACY' },
    address: { line: ['1 Beck Lane', 'Harrogate'], postcode: 'HG1 4AB' },
    services: [],
    // The directory does not promise to list them in their order.
    endpoints: [endpoint(2), endpoint(1)],
  })
})

const addressOf = (odsCode: string, order: number) => `mailto:${odsCode.toLowerCase()}-${order}@nhs.example`

const ASKED_FOR: Record<string, string> = { 'the organisation': 'searchOrganizations', 'the services': 'searchHealthcareServices' }

Given(/^the Directory of Services (fails without a word|answers with rubbish) whenever it is asked for (the organisation|the services)$/, async function (this: AssayWorld, trouble: Trouble, what: string) {
  await this.inject({ service: 'dos', operation: ASKED_FOR[what]!, times: 'always', ...TROUBLES[trouble] })
})

async function lookUpServices(world: AssayWorld, persona: string, odsCode: string): Promise<void> {
  world.notes.set('looked up', { odsCode })
  world.answer = await world.candidate.directories.services(await world.actAs(persona), odsCode)
}

When('the {persona} looks up the services of {word}', async function (this: AssayWorld, persona: string, odsCode: string) {
  await lookUpServices(this, persona, odsCode)
})

When('the {persona} looks up the services of {string}', async function (this: AssayWorld, persona: string, name: string) {
  const made = this.notes.get('made-up organisations') as Map<string, string> | undefined
  await lookUpServices(this, persona, made?.get(name) ?? name)
})

Then('the {persona} sees {string} with its telephone number and its service', async function (this: AssayWorld, _persona: string, name: string) {
  const { telephone } = loadWorld().organisations.find((each) => each.name === name)!
  await this.check(ensureServices, { answer: this.answer, expected: { name, active: true, telephone, service: name } })
})

Then('the {persona} sees that it has closed', async function (this: AssayWorld, _persona: string) {
  await this.check(ensureServices, { answer: this.answer, expected: { active: false } })
})

Then('the {persona} sees the addresses in that order', async function (this: AssayWorld, _persona: string) {
  const { odsCode } = this.notes.get('looked up') as { odsCode: string }
  await this.check(ensureServices, { answer: this.answer, expected: { active: true, addresses: [addressOf(odsCode, 1), addressOf(odsCode, 2)] } })
})

Then('the user is told that the directory does not list it', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['not-found'], mentions: /list|found|know/i })
})

Then('the Directory of Services is not asked', async function (this: AssayWorld) {
  await this.check(ensureNotCalled, { service: 'dos' })
})

/** What the directory has about an organisation. Source: Directory of Services (DoS) Search API. */
const ensureServices = check(
  'the user sees what the Directory of Services has',
  (_sight, { answer, expected }: { answer: AssayWorld['answer']; expected: { name?: string; active: boolean; telephone?: string | undefined; service?: string; addresses?: string[] } }) => {
    if (!answer?.ok) return finding('nothing was found', { expected, seen: answer?.message ?? 'no answer' })
    const seen = answer.value as ServicesView
    const differs = (what: string, wanted: unknown, shown: unknown) => wanted !== undefined && JSON.stringify(wanted) !== JSON.stringify(shown) && finding(`another ${what}`, { expected: wanted, seen: shown ?? 'nothing' })
    return [
      differs('name', expected.name, seen.name),
      differs('state (open)', expected.active, seen.active),
      differs('telephone number', expected.telephone, seen.services[0]?.telephone ?? seen.telephone),
      differs('service', expected.service, seen.services[0]?.name),
      differs('order of addresses', expected.addresses, seen.addresses),
    ]
  },
)

Given('the care identity of the {persona} has been closed', async function (this: AssayWorld, persona: string) {
  const userId = this.staff(persona).id
  await this.hub.outside['healthcare-worker'].setClosed({ userId })
  this.notes.set('closed', userId)
})

// The next scenario finds everybody's identity open again.
After(async function (this: AssayWorld) {
  const userId = this.notes.get('closed')
  if (typeof userId === 'string') await this.hub.outside['healthcare-worker'].setClosed({ userId, closed: false })
})

Given('the directory of healthcare workers {trouble} whenever it is asked', async function (this: AssayWorld, trouble: Trouble) {
  await this.inject({ service: 'healthcare-worker', times: 'always', ...TROUBLES[trouble] })
})

When('the {persona} looks up who has the smartcard of the {persona}', async function (this: AssayWorld, persona: string, other: string) {
  const { id } = this.staff(other)
  this.notes.set('looked up', other)
  this.answer = await this.candidate.directories.worker(await this.actAs(persona), id)
})

When('the {persona} looks up who has the smartcard {string}', async function (this: AssayWorld, persona: string, id: string) {
  this.answer = await this.candidate.directories.worker(await this.actAs(persona), id)
})

const colleague = async (world: AssayWorld, named: boolean, roles: number) => {
  const { title, given, family } = world.staff(world.notes.get('looked up') as string)
  await world.check(ensureColleague, { answer: world.answer, name: named ? [title, given, family] : [], roles })
}

Then("the {persona} sees the {persona}'s name and role", async function (this: AssayWorld, _persona: string, _other: string) {
  await colleague(this, true, 1)
})

Then('the {persona} sees their two roles at this practice, and none of elsewhere', async function (this: AssayWorld, _persona: string) {
  await colleague(this, true, 2)
})

Then('the {persona} sees that they have no role at this practice', async function (this: AssayWorld, _persona: string) {
  await colleague(this, true, 0)
})

/** Who it is, and in how many roles they may work here. Source: Healthcare Worker API (draft), getWorker. */
const ensureColleague = check(
  'the user sees who it is, and their roles at this practice',
  (_sight, { answer, name, roles }: { answer: AssayWorld['answer']; name: readonly string[]; roles: number }) => {
    if (!answer?.ok) return finding('nobody was found', { expected: name.join(' '), seen: answer?.message ?? 'no answer' })
    const seen = answer.value as WorkerView
    return [
      ...name.map((part) => !seen.name.includes(part) && finding('part of the name is missing', { expected: part, seen: seen.name })),
      seen.roles.length !== roles && finding('another number of roles here', { expected: roles, seen: seen.roles }),
    ]
  },
)

Then('the user is told that nobody has that number', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['not-found'], mentions: /nobody|no one|not found|number/i })
})

Then('the user is told that the identity is closed', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['rule', 'invalid'], mentions: /clos|no longer/i })
})

Then('the user is told to check the number', async function (this: AssayWorld) {
  await this.check(ensureRefused, { answer: this.answer, reasons: ['invalid'], mentions: /twelve|12|digits|number/i })
})

Then('the directory of healthcare workers is not asked', async function (this: AssayWorld) {
  await this.check(ensureNotCalled, { service: 'healthcare-worker' })
})
