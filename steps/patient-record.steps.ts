import { defineParameterType, Given, Then, When } from '@cucumber/cucumber'
import { check, finding } from './checks/check.ts'
import { at, ensureAnsweredAsPublished } from './checks/ensure-answered-as-published.ts'
import { ask, askForDocuments, type OfOthers } from './support/app-calls.ts'
import { DESK } from './support/appointment-book.ts'
import { MEDICINES, type MedicineName } from './support/medicines.ts'
import { appExchange, ofType, type AppCall, type AppExchange } from './support/patient-app.ts'
import { ALLERGIES, documentWith, MEDICATION, recordOf } from './support/patient-requests.ts'
import { daysAfter, onTheWall } from './support/practice-clock.ts'
import { must, type AssayWorld } from './world.ts'

const today = () => onTheWall(Date.now()).date
const since = (valueDate: string) => ({ name: 'includeMedication', part: [{ name: 'medicationSearchFromDate', valueDate }] }) as const

Given("{word}'s app has asked for her/his/their allergies and medication", async function (this: AssayWorld, name: string) {
  const person = this.named(name)
  const exchange = await ask(this, person, recordOf(person.nhsNumber, [ALLERGIES, MEDICATION]))
  await this.check(ensureAnsweredAsPublished, { exchange, flavour: 'stu3', shape: 'record', status: 200 })
})

When("{word}'s app asks for her/his/their allergies and medication", async function (this: AssayWorld, name: string) {
  const person = this.named(name)
  await ask(this, person, recordOf(person.nhsNumber, [ALLERGIES, MEDICATION]))
})

When("{word}'s app asks for her/his/their medication in the record", async function (this: AssayWorld, name: string) {
  const person = this.named(name)
  await ask(this, person, recordOf(person.nhsNumber, [MEDICATION]))
})

When("{word}'s app asks for her/his/their medication in the record since last month", async function (this: AssayWorld, name: string) {
  const person = this.named(name)
  await ask(
    this,
    person,
    recordOf(person.nhsNumber, [{ ...since(daysAfter(today(), -30)), part: [...since(daysAfter(today(), -30)).part] }]),
  )
})

/** How a scenario words a request that is not valid, and the request. */
const INVALID: Record<string, (nhsNumber: string) => AppCall> = {
  'no NHS number in it': () => recordOf(undefined),
  'nothing asked for': (nhsNumber) => recordOf(nhsNumber, []),
  'no word on ended allergies': (nhsNumber) => recordOf(nhsNumber, [{ name: 'includeAllergies' }]),
  'a date in the future': (nhsNumber) =>
    recordOf(nhsNumber, [{ name: 'includeMedication', part: [...since(daysAfter(today(), 30)).part] }]),
  'half a date': (nhsNumber) => recordOf(nhsNumber, [{ name: 'includeMedication', part: [...since('2024-05').part] }]),
  'something that is no request': (nhsNumber) => ({ ...recordOf(nhsNumber), body: { resourceType: 'Patient', id: nhsNumber } }),
}

defineParameterType({
  name: 'invalidRequest',
  regexp: new RegExp(Object.keys(INVALID).join('|')),
  transformer: (words: string) => INVALID[words]!,
})

When(
  "{word}'s app asks for her/his/their record with {invalidRequest}",
  async function (this: AssayWorld, name: string, request: (nhsNumber: string) => AppCall) {
    const person = this.named(name)
    await ask(this, person, request(person.nhsNumber))
  },
)

Then("the app is given {word}'s record as published", async function (this: AssayWorld, name: string) {
  const exchange = appExchange(this)
  await this.check(ensureAnsweredAsPublished, { exchange, flavour: 'stu3', shape: 'record', status: 200 })
  await this.check(ensureRecordOf, { exchange, nhsNumber: this.named(name).nhsNumber, practice: this.practice })
})

Then(
  'the record says that {word} is allergic to penicillin and takes {medicine}',
  async function (this: AssayWorld, _name: string, medicine: MedicineName) {
    const exchange = appExchange(this)
    await this.check(ensureAllergies, { exchange, mentions: /penicillin/i, listed: 1 })
    await this.check(ensureTakes, { exchange, taken: [medicine], not: [] })
  },
)

Then(
  'the record says that {word} takes {medicine}, and nothing of allergies',
  async function (this: AssayWorld, _name: string, medicine: MedicineName) {
    const exchange = appExchange(this)
    await this.check(ensureTakes, { exchange, taken: [medicine], not: [] })
    await this.check(ensureNoAllergies, { exchange })
  },
)

Then(
  'the record says that {word} takes {medicine}, and nothing of {medicine}',
  async function (this: AssayWorld, _name: string, taken: MedicineName, not: MedicineName) {
    const exchange = appExchange(this)
    await this.check(ensureAnsweredAsPublished, { exchange, flavour: 'stu3', shape: 'record', status: 200 })
    await this.check(ensureTakes, { exchange, taken: [taken], not: [not] })
  },
)

Then('the record says nothing of penicillin', async function (this: AssayWorld) {
  await this.check(ensureSilentOf, { exchange: appExchange(this), about: /penicillin/i })
})

Then('the record tells of penicillin, and nothing of aspirin', async function (this: AssayWorld) {
  const exchange = appExchange(this)
  await this.check(ensureAllergies, { exchange, mentions: /penicillin/i, listed: 1 })
  await this.check(ensureSilentOf, { exchange, about: /aspirin/i })
})

Then('the record says that no allergies and no medication are recorded', async function (this: AssayWorld) {
  await this.check(ensureEmptyLists, { exchange: appExchange(this), lists: ['886921000000105', '933361000000108'] })
})

Given(
  /^a letter "([^"]+)" of (\d{1,2} \w+ \d{4}) about (\w+) has been filed and (read|not read)$/,
  async function (this: AssayWorld, description: string, day: string, name: string, reading: string) {
    const { view } = this.named(name)
    const content = Buffer.from(`${description}: dear colleague, thank you for referring this patient.`).toString('base64')
    const created = new Date(`${day} 12:00 UTC`).toISOString()
    const { onlineServices } = this.candidate
    const id = must(
      await onlineServices.fileDocument(await this.behindTheScenes(DESK), view!.id, { description, created, contentType: 'text/plain', content }),
      'file a letter',
    )
    if (reading === 'read')
      must(await onlineServices.reviewDocument(await this.behindTheScenes('GP'), id), 'mark a letter as read')
    this.notes.set('letter', { id, content })
  },
)

const letter = (world: AssayWorld) => world.notes.get('letter') as { id: string; content: string }

When("{word}'s app asks for her/his/their documents", async function (this: AssayWorld, name: string) {
  await askForDocuments(this, this.named(name))
})

When("{word}'s app opens that letter", async function (this: AssayWorld, name: string) {
  const [owner] = this.people.values()
  const person = this.named(name)
  const open = (id: string) => ask(this, person, documentWith(id, person.nhsNumber))
  this.notes.set('of others', {
    known: await open(letter(this).id),
    other: owner!,
    unknown: () => open(crypto.randomUUID()),
  } satisfies OfOthers)
})

Then('the app is shown the letter {string}', async function (this: AssayWorld, description: string) {
  const exchange = appExchange(this)
  await this.check(ensureAnsweredAsPublished, { exchange, flavour: 'stu3', shape: 'searchset', status: 200 })
  await this.check(ensureLetters, { exchange, shown: [description], hidden: [] })
})

Then('the app is not shown the letter {string}', async function (this: AssayWorld, description: string) {
  await this.check(ensureLetters, { exchange: appExchange(this), shown: [], hidden: [description] })
})

Then('the app can open the letter as it was filed', async function (this: AssayWorld) {
  const [owner] = this.people.values()
  const reference = ofType(appExchange(this).answer.json, 'DocumentReference')[0] as
    { content?: { attachment?: { url?: string } }[] } | undefined
  const id = reference?.content?.[0]?.attachment?.url?.split('/').at(-1) ?? 'none'
  const exchange = await ask(this, owner!, documentWith(id, owner!.nhsNumber))
  await this.check(ensureAnsweredAsPublished, { exchange, flavour: 'stu3', shape: 'Binary', status: 200 })
  await this.check(ensureSameContent, { exchange, content: letter(this).content })
})

Then('the app cannot open the letter', async function (this: AssayWorld) {
  const [owner] = this.people.values()
  const exchange = await ask(this, owner!, documentWith(letter(this).id, owner!.nhsNumber))
  await this.check(ensureNotGiven, { exchange, content: letter(this).content })
})

const ensureRecordOf = check(
  "it is the patient's own record, under the id of the request, with the practice that answers for it",
  (_sight, { exchange, nhsNumber, practice }: { exchange: AppExchange; nhsNumber: string; practice: string }) => {
    const { id } = (exchange.answer.json ?? {}) as { id?: string }
    const values = (type: string) =>
      ofType(exchange.answer.json, type)
        .flatMap((each) => (each['identifier'] as { value?: string }[] | undefined) ?? [])
        .map(({ value }) => value)
    const patients = ofType(exchange.answer.json, 'Patient')
    return at(exchange, [
      id !== exchange.requestId && finding('another id', { expected: exchange.requestId, seen: id ?? 'none' }),
      patients.length !== 1 && finding('more or fewer patients', { expected: '1', seen: String(patients.length) }),
      !values('Patient').includes(nhsNumber) && finding('another patient', { expected: nhsNumber, seen: values('Patient') }),
      !values('Organization').includes(practice) && finding('without the practice', { expected: practice, seen: values('Organization') }),
    ])
  },
)

interface ShownList {
  title?: string
  code?: { coding?: { code?: string }[] }
  entry?: unknown[]
  emptyReason?: unknown
}

const listWith = (exchange: AppExchange, code: string) =>
  (ofType(exchange.answer.json, 'List') as ShownList[]).find((list) => list.code?.coding?.some((coding) => coding.code === code))

const ensureAllergies = check(
  'the record tells of the allergy, and lists it',
  (_sight, { exchange, mentions, listed }: { exchange: AppExchange; mentions: RegExp; listed: number }) => {
    const allergies = ofType(exchange.answer.json, 'AllergyIntolerance')
    const entries = listWith(exchange, '886921000000105')?.entry?.length ?? 0
    return at(exchange, [
      !allergies.some((each) => mentions.test(JSON.stringify(each['code']))) &&
        finding('the allergy is missing', { expected: mentions.source, seen: `${allergies.length} allergies` }),
      entries !== listed && finding('not in the list of active allergies', { expected: `${listed} entries`, seen: `${entries} entries` }),
    ])
  },
)

const ensureNoAllergies = check('what was not asked for is not told', (_sight, { exchange }: { exchange: AppExchange }) => {
  const allergies = ofType(exchange.answer.json, 'AllergyIntolerance')
  return at(exchange, [
    exchange.answer.status !== 200 && finding('refused', { expected: '200', seen: String(exchange.answer.status) }),
    allergies.length > 0 && finding('allergies are told', { expected: 'none', seen: `${allergies.length}` }),
    listWith(exchange, '886921000000105') && finding('a list of allergies', { expected: 'none', seen: 'a list' }),
  ])
})

const ensureTakes = check(
  'the record tells what the patient takes',
  (_sight, { exchange, taken, not }: { exchange: AppExchange; taken: readonly MedicineName[]; not: readonly MedicineName[] }) => {
    const codes = ofType(exchange.answer.json, 'Medication')
      .flatMap((each) => (each['code'] as { coding?: { code?: string }[] } | undefined)?.coding ?? [])
      .map(({ code }) => code)
    return at(exchange, [
      ...taken.map(
        (name) =>
          !codes.includes(MEDICINES[name].code) &&
          finding('a medicine is missing', { expected: MEDICINES[name].term, seen: codes.length ? codes : 'none' }),
      ),
      ...not.map(
        (name) =>
          codes.includes(MEDICINES[name].code) &&
          finding('a medicine that was stopped before', { expected: 'not told', seen: MEDICINES[name].term }),
      ),
      (listWith(exchange, '933361000000108')?.entry?.length ?? 0) !== taken.length &&
        finding('the list says otherwise', {
          expected: `${taken.length} entries`,
          seen: `${listWith(exchange, '933361000000108')?.entry?.length ?? 0} entries`,
        }),
    ])
  },
)

const ensureSilentOf = check(
  'what is not for the patient is not in the record',
  (_sight, { exchange, about }: { exchange: AppExchange; about: RegExp }) =>
    at(exchange, [about.test(exchange.answer.text) && finding('it is told', { expected: 'nothing', seen: about.source })]),
)

const ensureEmptyLists = check(
  'what is not recorded is said to be so',
  (_sight, { exchange, lists }: { exchange: AppExchange; lists: readonly string[] }) =>
    at(
      exchange,
      lists.map((code) => {
        const list = listWith(exchange, code)
        if (!list) return finding('the list is missing', { expected: `List ${code}`, seen: 'none' })
        return (
          ((list.entry?.length ?? 0) > 0 || list.emptyReason === undefined) &&
          finding('it does not say that there is nothing', {
            expected: 'an empty list with emptyReason',
            seen: `${list.entry?.length ?? 0} entries`,
          })
        )
      }),
    ),
)

const ensureLetters = check(
  'the app is shown the letters that are for the patient, and no others',
  (_sight, { exchange, shown, hidden }: { exchange: AppExchange; shown: readonly string[]; hidden: readonly string[] }) => {
    const seen = ofType(exchange.answer.json, 'DocumentReference').map(({ description }) => String(description))
    return at(exchange, [
      ...shown.map(
        (description) =>
          !seen.includes(description) && finding('a letter is missing', { expected: description, seen: seen.length ? seen : 'none' }),
      ),
      ...hidden.map(
        (description) =>
          (seen.includes(description) || exchange.answer.text.includes(description)) &&
          finding('a letter that must not be shown', { expected: 'not shown', seen: description }),
      ),
    ])
  },
)

const ensureSameContent = check(
  'the letter is as it was filed',
  (_sight, { exchange, content }: { exchange: AppExchange; content: string }) => {
    const { content: seen } = (exchange.answer.json ?? {}) as { content?: string }
    return at(exchange, [
      seen !== content &&
        finding('another content', {
          expected: `${content.length} characters`,
          seen: seen === undefined ? 'none' : `${seen.length} characters`,
        }),
    ])
  },
)

const ensureNotGiven = check('the letter is not given', (_sight, { exchange, content }: { exchange: AppExchange; content: string }) =>
  at(exchange, [
    exchange.answer.status < 400 && finding('it was not refused', { expected: 'a refusal', seen: String(exchange.answer.status) }),
    exchange.answer.text.includes(content) && finding('the content is given', { expected: 'nothing', seen: 'the letter' }),
  ]),
)
