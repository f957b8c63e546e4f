import { Given, Then } from '@cucumber/cucumber'
import { check, finding } from './checks/check.ts'
import { medicationOf, prescriptionOf } from './support/medication.ts'
import type { AssayWorld } from './world.ts'

const PHARMACY = 'FZ901'

Given('the pharmacy tells that it is ready to be collected', async function (this: AssayWorld) {
  const { prescriptionId } = prescriptionOf(this)
  const found = await this.hub.outside.eps.readPrescription({ prescriptionId })
  for (const { id } of found!.items) await this.hub.outside['eps-status-update'].tell({ prescriptionId, lineItemId: id, nhsNumber: this.patient.nhsNumber, pharmacy: PHARMACY, status: 'Ready to Collect' })
})

/** Source: Prescriptions for Patients, Get prescriptions. */
const ensurePatientSees = check("the patient's app shows it", async ({ outside }, { nhsNumber, medicines, status }: { nhsNumber: string; medicines: readonly string[]; status: string }) => {
  const seen = await outside['eps-for-patients'].patientSees({ nhsNumber })
  const names = seen.map(({ medication }) => medication).sort()
  return [
    names.join() !== [...medicines].sort().join() && finding('other medicines are shown', { expected: medicines.length ? medicines : 'none', seen: names.length ? names : 'none' }),
    ...seen.filter((each) => each.status !== status).map((each) => finding('shown otherwise', { expected: status, seen: each.status })),
  ]
})

const ensureApp = (world: AssayWorld, name: string, status: string) =>
  world.check(ensurePatientSees, { nhsNumber: world.named(name).nhsNumber, medicines: medicationOf(world).items.map(({ term }) => term), status })

Then("{word}'s app shows what was drafted, as approved by the prescriber", async function (this: AssayWorld, name: string) {
  await ensureApp(this, name, 'Prescriber Approved')
})

Then("{word}'s app shows it as cancelled by the prescriber", async function (this: AssayWorld, name: string) {
  await ensureApp(this, name, 'Prescriber Cancelled')
})

Then("{word}'s app shows it as ready to be collected", async function (this: AssayWorld, name: string) {
  await ensureApp(this, name, 'Ready to Collect')
})
