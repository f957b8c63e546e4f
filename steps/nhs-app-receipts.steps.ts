import { Given, Then, When } from '@cucumber/cucumber'
import { CandidateFault } from '../candidate/port/faults.ts'
import type { ControlClient } from '../mocks/control-client.ts'
import { check, finding } from './checks/check.ts'
import { ensureReceiptAnswered } from './checks/ensure-receipt-answered.ts'
import { messageShown } from './support/messages.ts'
import type { AssayWorld } from './world.ts'

type NhsApp = ControlClient['outside']['nhs-app']
type Delivery = Awaited<ReturnType<NhsApp['postToCallback']>>
type Step = Parameters<NhsApp['deliverReceipt']>[0]['status']

/** How a scenario words a step of delivery. */
const STEPS: Record<string, Step> = {
  'the message was delivered': 'Delivered',
  'the message was read': 'Read',
  'a notification of the message was displayed': 'NotificationAttempted',
}

/** The message as the NHS App holds it: the newest to the scenario's patient. */
async function communicationId(world: AssayWorld): Promise<string> {
  const held = await world.hub.outside['nhs-app'].listCommunications({ nhsNumber: world.patient.nhsNumber })
  const newest = held.filter(({ channel }) => channel === 'in-app').at(-1)
  if (!newest)
    throw new CandidateFault(
      `The candidate has sent no message to the patient's inbox in the NHS App: expected one, saw ${held.length ? held.map(({ channel }) => channel).join(', ') : 'nothing'}.`,
    )
  return newest.id
}

/** Keeps how the candidate answered, with the exchange as evidence. */
function took(world: AssayWorld, delivery: Delivery): void {
  world.notes.set('delivery', delivery)
  world.attachCallback({ service: 'nhs-app', operation: 'receipt', ...delivery })
}

async function tell(world: AssayWorld, status: Step, reason?: string): Promise<Delivery> {
  const delivery = await world.hub.outside['nhs-app'].deliverReceipt({
    communicationId: await communicationId(world),
    status,
    ...(reason !== undefined && { reason }),
  })
  took(world, delivery)
  return delivery
}

Given(
  /^the NHS App has told the practice that (the message was delivered|the message was read)$/,
  async function (this: AssayWorld, words: string) {
    await this.check(ensureReceiptAnswered, { delivery: await tell(this, STEPS[words]!), accepted: true })
  },
)

Given(
  'the NHS App has told the practice that the message was rejected, because {string}',
  async function (this: AssayWorld, reason: string) {
    await this.check(ensureReceiptAnswered, { delivery: await tell(this, 'Rejected', reason), accepted: true })
  },
)

When(
  /^the NHS App tells the practice that (the message was delivered|the message was read|a notification of the message was displayed)$/,
  async function (this: AssayWorld, words: string) {
    await tell(this, STEPS[words]!)
  },
)

When('the NHS App tells the practice that the message was rejected, because {string}', async function (this: AssayWorld, reason: string) {
  await tell(this, 'Rejected', reason)
})

When('the NHS App posts the same receipt again', async function (this: AssayWorld) {
  took(this, await this.hub.outside['nhs-app'].repeatReceipt({ communicationId: await communicationId(this) }))
})

/** How a scenario words who forges. */
const FORGERS = { 'without a certificate': 'nobody', "with a certificate in the NHS App's name of their own": 'stranger' } as const

When(
  /^somebody (without a certificate|with a certificate in the NHS App's name of their own) posts a receipt that the message was read$/,
  async function (this: AssayWorld, who: keyof typeof FORGERS) {
    const nhsApp = this.hub.outside['nhs-app']
    const body = await nhsApp.draftReceipt({ communicationId: await communicationId(this), status: 'Read' })
    took(this, await nhsApp.postToCallback({ body, as: FORGERS[who] }))
  },
)

When('the NHS App posts a receipt for a message of another practice', async function (this: AssayWorld) {
  const nhsApp = this.hub.outside['nhs-app']
  const body = await nhsApp.draftReceipt({ communicationId: await communicationId(this), status: 'Read' })
  // Another message under another practice's references; all else as the NHS App would post it.
  const identifier = (body['identifier'] as { system: string; value: string }[]).map(({ system }) => ({
    system,
    value: crypto.randomUUID(),
  }))
  took(this, await nhsApp.postToCallback({ body: { ...body, identifier } }))
})

When('the NHS App posts a receipt that says nothing', async function (this: AssayWorld) {
  took(this, await this.hub.outside['nhs-app'].postToCallback({ body: { resourceType: 'Task' } }))
})

Then(/^the receipt is (accepted|not accepted)$/, async function (this: AssayWorld, words: string) {
  await this.check(ensureReceiptAnswered, { delivery: this.notes.get('delivery') as Delivery, accepted: words === 'accepted' })
})

Then('the message tells of its delivery once', async function (this: AssayWorld) {
  await this.check(ensureToldOnce, { receipts: (await messageShown(this))?.receipts ?? [], status: 'Delivered' })
})

const ensureToldOnce = check(
  'a receipt that came twice is told once',
  (_sight, { receipts, status }: { receipts: readonly string[]; status: string }) => {
    const times = receipts.filter((each) => each === status).length
    return (
      times !== 1 && finding('told more or less than once', { expected: `${status} once`, seen: receipts.length ? receipts : 'no receipt' })
    )
  },
)
